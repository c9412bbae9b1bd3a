/**
 * Claims and findings as sentences. The record's findings are English sentences of whoever judged; in French they are
 * said again from the comparison's numbers, and where the numbers do not explain the verdict by the phrasebook. What
 * neither has stands as it was recorded.
 */

import { quantities } from "#models/meter/quantity.ts";
import type { NotCovered } from "#reports/conclusion.ts";
import type { Comparison } from "#reports/events.ts";
import type { Finding } from "#reports/findings.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import type { Language } from "#reports/language.ts";
import {
  decimalsOfError,
  durationText,
  numberText,
  plainText,
  shareText,
  signedText,
  withUnit,
} from "#reports/numberText.ts";
import type { Fault } from "#reports/record.ts";
import { faultName } from "#reports/texts/faultNames.ts";
import { textsOf } from "#reports/texts/texts.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";

/** Unit of a comparison's error, limit and uncertainties: percent of the reference, but for times. */
export const unitOfErrors = (claim: Claim): string =>
  claim.type === "startsWithin" || claim.type === "answersWithin"
    ? "s"
    : claim.type === "staysSilent"
      ? ""
      : "%";

export function claimSentence(claim: Claim, language: Language): string {
  const { claims, quantity } = textsOf(language);
  const percent = (value: number) => withUnit(plainText(value, language), "%");
  const within = (limit: Limit) => (limit.kind === "class" ? claims.classLimit : percent(limit.value));
  switch (claim.type) {
    case "registersWithin":
      return claims.registersWithin(quantity[claim.energy], within(claim.limit));
    case "registersNothing":
      return claims.registersNothing(quantity[claim.energy]);
    case "registersFraction": {
      const fraction =
        claim.fraction === "predicted" ? claims.predictedFraction : shareText(claim.fraction, language);
      return claims.registersFraction(quantity[claim.energy], fraction, within(claim.limit));
    }
    case "equalsTwin":
      return claims.equalsTwin(quantity[claim.quantity], within(claim.limit));
    case "readsWithin": {
      const of =
        claim.of === "reference"
          ? claims.theReference
          : withUnit(plainText(claim.of, language), quantities[claim.quantity]);
      return claims.readsWithin(quantity[claim.quantity], of, within(claim.limit));
    }
    case "startsWithin":
      return claims.startsWithin(durationText(claim.time, language));
    case "answersWithin":
      return claims.answersWithin(durationText(claim.time, language));
    case "staysSilent":
      return claims.staysSilent;
  }
}

/** Error, limit and uncertainty of a comparison, printed to the same decimal place; null where there is no figure. */
export function errorFigures(
  { claim, error, limit, uncertainty, guardBand }: Comparison,
  language: Language,
): Readonly<Record<"error" | "limit" | "uncertainty" | "guardBand", string | null>> {
  const decimals = decimalsOfError(error ?? 0, limit, uncertainty);
  const say = (value: number | null, write: (value: number) => string) =>
    value === null ? null : withUnit(write(value), unitOfErrors(claim));
  const plain = (value: number) => numberText(value, language, decimals);
  return {
    error: say(error, (value) => signedText(value, language, decimals)),
    // A time may be shorter, so its limit has one side.
    limit:
      limit !== null && unitOfErrors(claim) === "s"
        ? durationText(limit, language)
        : say(limit, (value) => `±\u202f${plainText(Math.abs(value), language)}`),
    uncertainty: say(uncertainty, plain),
    guardBand: say(guardBand, plain),
  };
}

/** The finding said from the numbers; null where they do not explain the verdict. */
function fromNumbers(comparison: Comparison, language: Language): string | null {
  const { claim, verdict, meter, error, limit } = comparison;
  const { finding } = textsOf(language);
  const amount = (value: number) => withUnit(plainText(value, language), comparison.unit);
  if (verdict === "error") return null;
  switch (claim.type) {
    case "staysSilent":
      return verdict === "pass" ? finding.silent : verdict === "fail" ? finding.answered : null;
    case "registersNothing":
      if (meter === null || verdict === "inconclusive") return null;
      if (verdict === "fail") return meter === 0 ? null : finding.moved(amount(meter));
      return meter === 0 ? finding.movedNothing : null;
    case "startsWithin": {
      if (meter === null || verdict === "inconclusive") return null;
      const [time, permitted] = [durationText(meter, language), durationText(claim.time, language)];
      if (verdict === "pass") return meter <= claim.time ? finding.started(time, permitted) : null;
      return meter > claim.time ? finding.startedLate(time, permitted) : null;
    }
    case "answersWithin": {
      if (meter === null || verdict === "inconclusive") return null;
      const [time, permitted] = [durationText(meter, language), durationText(claim.time, language)];
      if (verdict === "pass") return meter <= claim.time ? finding.answeredWithin(time, permitted) : null;
      return meter > claim.time ? finding.answeredLate(time, permitted) : null;
    }
  }
  const figures = errorFigures(comparison, language);
  if (error === null || limit === null || figures.error === null || figures.limit === null) return null;
  const uncertainty = figures.uncertainty === null ? "" : finding.uncertainty(figures.uncertainty);
  const isInside = Math.abs(error) <= Math.abs(limit);
  const near = (comparison.uncertainty ?? 0) + (comparison.guardBand ?? 0);
  switch (verdict) {
    case "pass":
      return isInside ? finding.inside(figures.error, figures.limit, uncertainty) : null;
    case "fail":
      return isInside ? null : finding.outside(figures.error, figures.limit, uncertainty);
    case "inconclusive": {
      if (Math.abs(Math.abs(error) - Math.abs(limit)) > near) return null;
      const { holdNeeded } = comparison;
      const hold = holdNeeded === null ? "" : finding.hold(durationText(holdNeeded, language));
      return finding.undecided(figures.error, figures.limit, uncertainty) + hold;
    }
  }
}

/** A sentence of whoever recorded it, in the language where it is one the rig makes. */
export function recordedSentence(text: string, language: Language): FindingSentence {
  const french = language === "fr" ? inFrench(text) : null;
  return french === null ? { text, recorded: true } : { text: french, recorded: false };
}
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `recorded`: the sentence is the record's own, in English, whatever the language asked for. */
export interface FindingSentence {
  readonly text: string;
  readonly recorded: boolean;
}
export function findingSentence(comparison: Comparison, language: Language): FindingSentence {
  const recorded = comparison.finding.trim();
  if (language === "en" && recorded !== "") return { text: recorded, recorded: true };
  const built = fromNumbers(comparison, language);
  if (built !== null) return { text: built, recorded: false };
  const said = recordedSentence(recorded, language);
  if (!said.recorded) return { text: `${capital(said.text)}.`, recorded: false };
  return recorded === ""
    ? { text: textsOf(language).verdict[comparison.verdict], recorded: false }
    : { text: recorded, recorded: true };
}

/** "The link to the bus is lost (linkLost): connection reset by the gateway". What an operating system says is in the language it speaks. */
export function faultSentence({ code, message }: Fault, language: Language): FindingSentence {
  const name = faultName(code, language);
  if (name === null) return { text: `${code}: ${message}`, recorded: true };
  const { text } = recordedSentence(message, language);
  return { text: `${capital(name)} (${code})${textsOf(language).colon}${text}`, recorded: false };
}

/** Any finding in one sentence. */
export function sentenceOf(finding: Finding, language: Language): FindingSentence {
  switch (finding.kind) {
    case "claim":
      return findingSentence(finding.comparison, language);
    case "fault":
      return faultSentence(finding.fault, language);
    case "bare":
      return { text: textsOf(language).why[finding.why], recorded: false };
  }
}

/** "wiring-reversed-ct @ P1: skipped: no tariff contact on this bench". */
export function gapSentence(gap: NotCovered, language: Language): string {
  const { gaps, colon } = textsOf(language);
  const place = gap.position === null ? gap.scenario : `${gap.scenario} @ ${gap.position}`;
  switch (gap.kind) {
    case "skipped":
      return `${place}${colon}${gaps.skipped(gap.reason)}`;
    case "stepsMissing":
      return `${place}${colon}${gaps.stepsMissing(gap.missing)}`;
    case "neverStarted":
    case "unfinished":
      return `${place}${colon}${gaps[gap.kind]}`;
  }
}
