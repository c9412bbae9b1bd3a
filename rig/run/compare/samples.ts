/**
 * The two readings a register is judged by, or why there are none and whose doing that is. What the meter said itself, or
 * its silence on a bus that was proved alive while its supply stands, is a finding about the meter. What the wire or the
 * gateway did is trouble of the rig. What is not known is not decided. A reading that failed is never zero and never the
 * last value.
 */
import { exceptionSpeaker } from "#models/devices/exceptionSpeaker.ts";
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { Reading } from "#reports/events.ts";
import { garbledWords } from "#reports/texts/readingWords.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { supplyText } from "#rig/run/compare/supplyText.ts";
import { displayText, energyText, millisecondText } from "#rig/run/compare/wording.ts";

export type ReadValue = Extract<Reading, { kind: "read" }>;
interface Judged {
  readonly verdict: Verdict;
  readonly finding: string;
}
interface Missing extends Judged {
  readonly kind: "missing";
}
export type Sample = { readonly kind: "value"; readonly reading: ReadValue } | Missing;
export type Samples =
  | { readonly kind: "values"; readonly before: ReadValue; readonly after: ReadValue }
  | Missing;

const missing = (verdict: Verdict, finding: string): Missing => ({ kind: "missing", verdict, finding });

export function sampleOf(evidence: Evidence, moment: "before" | "after", quantity: QuantityName): Sample {
  const reading = evidence[moment].find((one) => one.quantity === quantity);
  if (reading?.kind === "read") return { kind: "value", reading };
  const when = moment === "before" ? "at the beginning" : "at the end";
  if (reading === undefined) return missing("inconclusive", `${quantity} was not read ${when}`);
  if (evidence.supply.kind !== "stands")
    return missing("inconclusive", `${supplyText(evidence.supply)}: its ${quantity} can't be read ${when}`);
  return missing(...blame(reading, when));
}

/** Whose doing it is that there is no value, and that in words; of a meter whose supply stands. */
function blame(reading: Exclude<Reading, ReadValue>, when: string): [Verdict, string] {
  const { quantity } = reading;
  switch (reading.kind) {
    case "silent":
      return ofSilence(reading, when);
    case "refused": {
      const { exceptionCode: code } = reading;
      switch (exceptionSpeaker(code)) {
        case "gateway, no answer":
          return [
            "error",
            `the gateway could not reach the meter for its ${quantity} (exception code 0B) ${when}: it gave no answer there`,
          ];
        case "gateway, no path":
          return [
            "error",
            `the gateway could not reach the meter for its ${quantity} (exception code 0A) ${when}: it had no way there`,
          ];
        case "unit, busy":
          return [
            "fail",
            `the meter said that it was busy, every time it was asked for its ${quantity} (exception code ${hexCode(code)}) ${when}, though its supply stands`,
          ];
        case "unit":
          return [
            "fail",
            `the meter refused its ${quantity} (exception code ${hexCode(code)}) ${when}, though its supply stands`,
          ];
      }
      break;
    }
    case "garbled":
      if (reading.reason?.kind === "disagreement")
        return [
          "inconclusive",
          `two reads of ${quantity}, a moment apart, can't both be true ${when}, however often it was asked`,
        ];
      return [
        "error",
        `the line garbles: ${garbledWords(reading.reason, "en")} (${reading.bytes === "" ? "nothing" : reading.bytes}) in place of ${quantity}, ${when}`,
      ];
    case "noNumber":
      return [
        "inconclusive",
        `the register of ${quantity} held no number ${when}, however often it was asked: a right answer (${reading.raw}) that says "no value"`,
      ];
    case "tooSlow":
      return [
        "error",
        `the line is slower than its answers can be told apart: ${millisecondText(reading.latency)} where ${millisecondText(reading.bound)} can be told, for ${quantity}, ${when}`,
      ];
    case "unsettled": {
      const values = [...new Set(reading.sightings.map(({ value }) => figure(reading, value)))].join(" / ");
      if (reading.over === "step")
        return [
          "fail",
          `the register of ${quantity} showed ${values} under a steady load, seconds and more apart: it does not count`,
        ];
      return [
        "inconclusive",
        `the register of ${quantity} showed ${values} ${when}, which can't all be true: which is right is not known`,
      ];
    }
  }
  throw new RangeError(`no such reading: ${JSON.stringify(reading)}`);
}

const hexCode = (code: number): string => code.toString(16).toUpperCase().padStart(2, "0");

const figure = (
  { quantity, unit, resolution }: Pick<ReadValue, "quantity" | "unit" | "resolution">,
  value: number,
): string =>
  isEnergyQuantity(quantity) ? energyText(value, unit, resolution) : displayText(value, unit, resolution);

/** A silence is the meter's only where something else proved the bus alive in the same minute. */
function ofSilence(
  { quantity, waited, proof }: Extract<Reading, { kind: "silent" }>,
  when: string,
): [Verdict, string] {
  const silence = `did not answer for its ${quantity} (waited ${Number(waited.toPrecision(3))} s) ${when}`;
  switch (proof?.kind) {
    case undefined:
      return [
        "error",
        `nothing answered for ${quantity} (waited ${Number(waited.toPrecision(3))} s) ${when}, and nothing else proved the bus alive: a broken wire and a dead meter sound the same`,
      ];
    case "ownLine":
      return ["fail", `the meter ${silence}, though its supply stands`];
    case "otherUnit":
      return [
        "fail",
        `the meter ${silence}, though its supply stands and ${proof.position} answered on the same bus`,
      ];
    case "echo":
      return ["fail", `the meter ${silence}, though its supply stands and the bus gave our own bytes back`];
    case "sameUnit":
      return [
        "fail",
        `the meter ${silence}, though its supply stands and it answered something else before and after`,
      ];
  }
}

/** Readings that physics does not allow: the meter's fault only where both were seen to last. */
export function againstPhysics(finding: string, isSure: boolean): Judged {
  return isSure
    ? { verdict: "fail", finding: `${finding}; both were read again seconds later and stayed so` }
    : {
        verdict: "inconclusive",
        finding: `${finding}; which of the two is right is not known, as one was not seen to last: run it again`,
      };
}

/** Seen to last: read again seconds later. Pulses are counted by an input that misses none. */
export const isCorroborated = (
  { by, confirmed, sampledAt }: Pick<ReadValue, "by" | "confirmed" | "sampledAt">,
  { clockScale }: Pick<Evidence, "clockScale">,
  policy: ComparePolicy,
): boolean =>
  by === "pulses" ||
  (confirmed !== undefined &&
    Math.abs(confirmed.sampledAt - sampledAt) >= policy.corroboratedOver * clockScale);

export function samplesOf(evidence: Evidence, quantity: QuantityName, policy: ComparePolicy): Samples {
  const before = sampleOf(evidence, "before", quantity);
  const after = sampleOf(evidence, "after", quantity);
  if (before.kind === "missing")
    // What the meter said itself is not undone by what the line did to its first answer.
    return after.kind === "missing" && after.verdict === "fail" ? after : before;
  if (after.kind === "missing") return after;
  const against =
    ofContradiction(before.reading, " before the step", evidence, policy) ??
    ofContradiction(after.reading, "", evidence, policy);
  if (against !== null) return { kind: "missing", ...against };
  return { kind: "values", before: before.reading, after: after.reading };
}

/** A reading that stayed against what the register had shown before; null: there is none. */
function ofContradiction(
  reading: ReadValue,
  when: string,
  evidence: Evidence,
  policy: ComparePolicy,
): Judged | null {
  const { contradicts } = reading;
  if (contradicts === undefined) return null;
  const ends = [contradicts, reading].map(({ value }) => figure(reading, value)).join(" to ");
  const finding =
    contradicts.value > reading.value
      ? `the register went backwards${when}, from ${ends}`
      : when === ""
        ? `the register jumped, from ${ends}, which is not what a steady load makes of it`
        : `the register jumped${when}, from ${ends}: more than can have passed`;
  const isSure = [contradicts, reading].every((one) => isCorroborated(one, evidence, policy));
  return againstPhysics(finding, isSure);
}
