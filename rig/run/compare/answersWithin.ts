/**
 * Each answer of the meter began within a time of the end of its request, the slowest of them named. A register that was
 * silent or could not be read decides nothing here: other claims are about that. A latency is an upper bound: it ends
 * when the first bytes were here, so a meter within the time is within it for certain.
 */
import type { Comparison, Reading } from "#reports/events.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { millisecondText } from "#rig/run/compare/wording.ts";
import type { Claim } from "#scenarios/claim.ts";

interface Answer {
  readonly latency: number;
  readonly quantity: Reading["quantity"];
}

const answerOf = (reading: Reading): Answer[] =>
  reading.kind === "read" && reading.latency !== undefined
    ? [{ latency: reading.latency, quantity: reading.quantity }]
    : [];

export function answersWithin(
  claim: Extract<Claim, { type: "answersWithin" }>,
  { attempts, before, after }: Evidence,
): Comparison {
  // The last attempt is the reading at the beginning too.
  const answers = [
    ...new Map(
      [...attempts, ...before, ...after].flatMap((reading) =>
        answerOf(reading).map((answer) => [`${reading.quantity} ${reading.sampledAt}`, answer]),
      ),
    ).values(),
  ];
  const [slowest] = answers.toSorted((a, b) => b.latency - a.latency);
  const figures = { unit: "s", limit: claim.time };
  if (slowest === undefined)
    return comparison(claim, "inconclusive", "the meter gave no answer that could be timed", figures);
  const isWithin = slowest.latency <= claim.time;
  const began = `began ${millisecondText(slowest.latency)} after its request (${slowest.quantity})`;
  const which = answers.length === 1 ? "the one answer" : `the slowest of ${answers.length} answers`;
  const finding = `${which} ${began}; ${millisecondText(claim.time)} are allowed`;
  return comparison(claim, isWithin ? "pass" : "fail", finding, { ...figures, meter: slowest.latency });
}
