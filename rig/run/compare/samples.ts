/**
 * The two readings a register is judged by, or why there are none. A meter that should answer and does not is a finding
 * about the meter; a bus that is down is trouble of the rig; a meter without supply can't be asked. A reading that
 * failed is never zero and never the last value.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { Reading } from "#reports/events.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";

export type ReadValue = Extract<Reading, { kind: "read" }>;
interface Missing {
  readonly kind: "missing";
  readonly verdict: Verdict;
  readonly finding: string;
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
  if (evidence.link === "lost")
    return missing("error", `the bus was down ${when}: nothing is known of the meter`);
  if (reading === undefined) return missing("inconclusive", `${quantity} was not read ${when}`);
  if (!evidence.alive)
    return missing("inconclusive", `the meter is without supply: its ${quantity} can't be read ${when}`);
  return missing("fail", `${failure(reading)} ${when}, though its supply stands`);
}

function failure(reading: Exclude<Reading, { kind: "read" }>): string {
  switch (reading.kind) {
    case "silent":
      return `the meter did not answer for its ${reading.quantity} (waited ${Number(reading.waited.toPrecision(3))} s)`;
    case "refused":
      return `the meter refused its ${reading.quantity} (exception code ${reading.exceptionCode})`;
    case "garbled":
      return `the meter answered for its ${reading.quantity} with bytes that are no frame (${reading.bytes})`;
  }
}

export function samplesOf(evidence: Evidence, quantity: QuantityName): Samples {
  const before = sampleOf(evidence, "before", quantity);
  if (before.kind === "missing") return before;
  const after = sampleOf(evidence, "after", quantity);
  if (after.kind === "missing") return after;
  return { kind: "values", before: before.reading, after: after.reading };
}
