/**
 * The meter is dead: it does not answer its bus. Every attempt must have met silence, there must have been one, and the
 * bus must be known to carry answers, or a torn wire would pass. That it does is proved within a minute of the silence
 * (another unit, our own echo), or, on a bench with one meter, by the same unit: it answered before the step and answers
 * again after it, and nothing was done in between but to its supply. Bytes that are no answer may be noise on an idle
 * line: they decide nothing.
 */
import type { Comparison, Reading } from "#reports/events.ts";
import { garbledWords } from "#reports/texts/readingWords.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { isDeaf, isOwnAnswer } from "#rig/run/compare/heard.ts";
import type { Claim } from "#scenarios/claim.ts";

type StaysSilent = Extract<Claim, { type: "staysSilent" }>;

const allOf = ({ attempts, before, after }: Evidence): readonly Reading[] => [
  ...attempts,
  ...before,
  ...after,
];

/** It was silent throughout, and nothing but an answer after the step can still prove the bus alive. */
export const isUnprovedSilence = (evidence: Evidence): boolean => {
  const all = allOf(evidence);
  return all.length > 0 && all.every(isDeaf) && !all.some(isProved);
};

const isProved = (reading: Reading): boolean =>
  reading.kind === "silent" && reading.proof !== undefined && reading.proof !== null;

export function staysSilent(claim: StaysSilent, evidence: Evidence): Comparison {
  const say = (verdict: Comparison["verdict"], finding: string) => comparison(claim, verdict, finding);
  const all = allOf(evidence);
  const answered = all.find(isOwnAnswer);
  if (answered !== undefined) {
    const after = (answered.sampledAt - evidence.began).toFixed(1);
    const how = answered.kind === "refused" ? "refused a request" : "answered";
    return say("fail", `the meter ${how} ${after} s after the step began: it should be dead`);
  }
  if (all.length === 0) return say("inconclusive", "nobody asked the meter during the step");
  const other = all.find((reading) => !isDeaf(reading));
  if (other?.kind === "garbled")
    return say(
      "inconclusive",
      `${garbledWords(other.reason, "en")} (${other.bytes}) came back: noise or a meter`,
    );
  if (other !== undefined) return say("error", "the line let nobody hear whether the meter answers");
  const times = all.length === 1 ? "the one time" : `all ${all.length} times`;
  const silence = `the meter did not answer ${times} it was asked`;
  if (all.some(isProved)) return say("pass", silence);
  if (evidence.around !== null)
    return say("pass", `${silence}; it had answered before the step and answered again after it`);
  return say(
    "inconclusive",
    `${silence}, but nothing proved the bus alive: a dead bus sounds the same. Put a second meter on the bus, or let a step under supply go before this one and another follow`,
  );
}
