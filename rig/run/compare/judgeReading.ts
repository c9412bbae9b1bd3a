/**
 * Judges a displayed quantity against a value: the stated one, the reference's or the twin's. One count of the display
 * is all that a reading of zero can be asked for; elsewhere the error is a percentage of the value.
 */
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import { decide, guardBandOf } from "#models/metrology/decide.ts";
import { percentageError } from "#models/metrology/percentageError.ts";
import {
  coverageFactor,
  displayResolution,
  expanded,
  furthest,
  referencePart,
} from "#models/metrology/uncertainty.ts";
import { percent } from "#models/units.ts";
import type { Comparison } from "#reports/events.ts";
import { displayLimit } from "#rig/run/compare/claimLimit.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { sampleOf } from "#rig/run/compare/samples.ts";
import { percentText, signedPercentText } from "#rig/run/compare/wording.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";

export interface Shown {
  readonly claim: Claim;
  readonly quantity: QuantityName;
  readonly limit: Limit;
  readonly against: number;
  readonly voice: "stated" | "reference" | "twin";
}

export function judgeReading(shown: Shown, evidence: Evidence, policy: ComparePolicy): Comparison {
  const { claim, quantity, against, voice } = shown;
  const unit = quantities[quantity];
  const sample = sampleOf(evidence, "after", quantity);
  if (sample.kind === "missing") return comparison(claim, sample.verdict, sample.finding, { unit });
  const { value, resolution, sampledAt } = sample.reading;
  const symbol = unit === "1" ? "" : ` ${unit}`;
  const plain = (figure: number) => `${Number(figure.toPrecision(6))}${symbol}`;
  const story = `reads ${plain(value)} against ${plain(against)} (${voice})`;
  const voices = {
    unit,
    reference: voice === "twin" ? (evidence.referenceReadings[quantity] ?? null) : against,
    twin: evidence.twinReadings[quantity] ?? null,
    meter: value,
  };
  if (Math.abs(against) < 1e-9 * resolution || against === 0) {
    const still = Math.abs(value) <= resolution * (1 + 1e-9);
    const why = still
      ? "zero to one count of the display"
      : `more than one count (${plain(resolution)}) from zero`;
    return comparison(claim, still ? "pass" : "fail", `${story}: ${why}`, voices);
  }
  const signed = percentageError(value, against);
  const error = percent(signed === null ? Number.NaN : signed);
  const parts = [
    displayResolution(resolution, against),
    ...(evidence.referenceUncertainty > 0 ? [referencePart(percent(evidence.referenceUncertainty))] : []),
  ];
  const uncertainty = expanded(parts);
  const guardBand = guardBandOf(policy.guardBand, uncertainty, furthest(parts));
  const load = evidence.intervals.findLast(({ from }) => from <= sampledAt) ?? evidence.intervals[0];
  const limit = displayLimit(shown.limit, quantity, evidence.meter, load, policy);
  const figures = { ...voices, error, uncertainty, guardBand, parts };
  const measured = `${story}: error ${signedPercentText(error)}`;
  if (limit.kind === "none")
    return comparison(
      claim,
      "inconclusive",
      `${measured}; no limit to judge it by: ${limit.reason}`,
      figures,
    );
  const verdict = decide(error, guardBand, limit.limit, policy.rule);
  const alsoReference =
    evidence.referenceUncertainty > 0
      ? `, and the reference is uncertain by ${percentText(coverageFactor * evidence.referenceUncertainty)}`
      : "";
  const end = {
    pass: "",
    fail: ": outside the limit",
    inconclusive:
      guardBand <= limit.limit
        ? ": too near the limit to decide, and a longer hold would not help"
        : `: can't be decided, one count of the display is ${percentText((100 * resolution) / Math.abs(against))} of the value${alsoReference}`,
  }[verdict];
  const known = `limit ${percentText(limit.limit)}, uncertainty ${percentText(uncertainty)}`;
  return comparison(claim, verdict, `${measured}, ${known}${end}`, {
    ...figures,
    limit: limit.limit,
    limitSource: limit.source,
  });
}
