/**
 * The meter is dead: it does not answer its bus. Every attempt must have met silence, and there must have been one; bytes
 * that form no frame may be noise on an idle line, so they decide nothing.
 */
import type { Comparison } from "#reports/events.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import type { Claim } from "#scenarios/claim.ts";

export function staysSilent(claim: Extract<Claim, { type: "staysSilent" }>, evidence: Evidence): Comparison {
  if (evidence.link === "lost")
    return comparison(claim, "error", "the bus was down: a dead meter and a dead bus sound the same");
  const all = [...evidence.attempts, ...evidence.before, ...evidence.after];
  const answered = all.find(({ kind }) => kind === "read" || kind === "refused");
  if (answered !== undefined) {
    const after = (answered.sampledAt - evidence.began).toFixed(1);
    const how = answered.kind === "refused" ? "refused a request" : "answered";
    return comparison(claim, "fail", `the meter ${how} ${after} s after the step began: it should be dead`);
  }
  if (all.length === 0) return comparison(claim, "inconclusive", "nobody asked the meter during the step");
  const garbled = all.find(({ kind }) => kind === "garbled");
  if (garbled?.kind === "garbled")
    return comparison(
      claim,
      "inconclusive",
      `bytes that are no frame came back (${garbled.bytes}): noise or a meter`,
    );
  const times = all.length === 1 ? "the one time" : `all ${all.length} times`;
  return comparison(claim, "pass", `the meter did not answer ${times} it was asked`);
}
