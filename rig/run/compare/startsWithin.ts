/**
 * The meter answers and registers within a time of the step's beginning (initial start-up: functional within 5 s of the
 * voltage). When it woke lies between the last attempt it was deaf to and the first it answered; if the limit falls
 * between the two, it was asked too seldom to tell. That it registers shows once its register had two counts to grow by.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn } from "#rig/run/compare/appliedEnergy.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { isDeaf, isOwnAnswer } from "#rig/run/compare/heard.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { registerWindow } from "#rig/run/compare/registerWindow.ts";
import { supplyText } from "#rig/run/compare/supplyText.ts";
import { durationText } from "#rig/run/compare/wording.ts";
import { twinPower } from "#scenarios/applied/appliedPower.ts";
import type { Claim } from "#scenarios/claim.ts";

const register: EnergyQuantity = "active energy";
/** Counts a register must have had the energy for before standing still means anything. */
export const countsToSee = 2;

export function startsWithin(
  claim: Extract<Claim, { type: "startsWithin" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const say = (verdict: Comparison["verdict"], finding: string, figures = {}) =>
    comparison(claim, verdict, finding, { unit: "s", limit: claim.time, ...figures });
  if (evidence.supply.kind !== "stands")
    return say("inconclusive", `${supplyText(evidence.supply)}: it can't be asked to start`);
  const woke = awakening(evidence);
  const allowed = `${Number(claim.time.toPrecision(3))} s are allowed`;
  if (woke === null) return say("inconclusive", "nobody asked the meter during the step");
  const deaf = `${woke.lastDeaf.toFixed(2)} s after the step began`;
  if (woke.firstAnswer === null && woke.lastDeaf > claim.time)
    return isBusProved(evidence)
      ? say("fail", `the meter still did not answer ${deaf}; ${allowed}`)
      : say(
          "error",
          `nothing answered yet ${deaf}, and nothing else proved the bus alive: a broken wire and a dead meter sound the same`,
        );
  if (woke.firstAnswer === null)
    return say("inconclusive", `the meter did not answer, but was last asked ${deaf}; ${allowed}`);
  const answered = { meter: woke.firstAnswer };
  const when = `the meter answered ${woke.firstAnswer.toFixed(2)} s after the step began`;
  if (woke.lastDeaf > claim.time) return say("fail", `${when} and not yet at ${deaf}; ${allowed}`, answered);
  if (woke.firstAnswer > claim.time)
    return say(
      "inconclusive",
      `${when}, asked for the time before at ${deaf}; ${allowed}: ask more often`,
      answered,
    );

  const due = twinPower(register);
  const window = registerWindow(evidence, register, policy);
  if (due === null || window.kind === "none") {
    const why = window.kind === "none" ? window.finding : "";
    const failed = window.kind === "none" && (window.verdict === "fail" || window.verdict === "error");
    return say(
      failed ? window.verdict : "inconclusive",
      `${when}; whether it registers is not known: ${why}`,
      answered,
    );
  }
  const energy = energyIn(window.applied, due);
  const counts = Math.round(window.moved / window.count);
  if (counts > 0) return say("pass", `${when} and registers; ${allowed}`, answered);
  if (energy < 1e-6 * window.count)
    return say("pass", `${when}; ${allowed}; there is no load for it to register`, answered);
  if (energy >= countsToSee * window.count)
    return say(
      "fail",
      `${when} but does not register: its register stood still for ${durationText(window.applied.duration)}`,
      answered,
    );
  const perSecond = energy / window.applied.duration;
  const holdNeeded = (countsToSee * window.count) / perSecond;
  return say("inconclusive", `${when}; whether it registers shows only after ${durationText(holdNeeded)}`, {
    ...answered,
    holdNeeded,
  });
}

/** The silence at the beginning or at the end of the step lies in one minute with a sign of life of the bus. */
const isBusProved = ({ before, after }: Evidence): boolean =>
  [...before, ...after].some(
    ({ kind, ...reading }) => kind === "silent" && "proof" in reading && reading.proof != null,
  );

/**
 * Seconds after the beginning: the latest instant the meter is known to have been deaf (0 when it never was), and the
 * first it answered. A silence is only sure at the instant it was asked.
 */
function awakening(evidence: Evidence): { lastDeaf: number; firstAnswer: number | null } | null {
  const { attempts, began } = evidence;
  if (attempts.length === 0) return null;
  const first = attempts.find(isOwnAnswer);
  const silences = attempts.filter(
    (attempt) => isDeaf(attempt) && (first === undefined || attempt.sampledAt < first.sampledAt),
  );
  const asked = silences.map((one) => one.sampledAt - (one.kind === "silent" ? one.waited : 0) - began);
  return {
    lastDeaf: Math.max(0, ...asked),
    firstAnswer: first === undefined ? null : first.sampledAt - began,
  };
}
