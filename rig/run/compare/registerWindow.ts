/**
 * A register over a window of time: how far it moved between its two samples, and all that was applied between exactly
 * those instants. Where one of them is missing there is nothing to compare, and the reason is the finding.
 */

import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import { energyOf, seconds, watts } from "#models/units.ts";
import { type Applied, appliedBetween, energyIn } from "#rig/run/compare/appliedEnergy.ts";
import type { Evidence, NominalMeter } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { registerMovement } from "#rig/run/compare/registerMovement.ts";
import { againstPhysics, isCorroborated, type ReadValue, samplesOf } from "#rig/run/compare/samples.ts";
import { kindOf, referencePower } from "#scenarios/applied/appliedPower.ts";

export interface RegisterWindow {
  readonly kind: "window";
  readonly before: ReadValue;
  readonly after: ReadValue;
  /** One count, in the unit of the register. */
  readonly count: number;
  /** Movement of the register, Wh or varh. */
  readonly moved: number;
  readonly rolledOver: boolean;
  readonly applied: Applied;
}
export type NoWindow = {
  readonly kind: "none";
  readonly verdict: Verdict;
  readonly finding: string;
  readonly meter: number | null;
};

/** Solved instants and sampled ones are floats: this much of a gap is rounding. */
const rounding = 1e-6;

export function registerWindow(
  evidence: Evidence,
  quantity: EnergyQuantity,
  policy: ComparePolicy,
): RegisterWindow | NoWindow {
  const samples = samplesOf(evidence, quantity, policy);
  if (samples.kind === "missing")
    return { kind: "none", verdict: samples.verdict, finding: samples.finding, meter: null };
  const { before, after } = samples;
  const applied = appliedBetween(evidence.intervals, before.sampledAt, after.sampledAt);
  const largest = largestEnergy(evidence, quantity, before, after, policy);
  const movement = registerMovement(before, after, largest, backwardsOf(evidence.meter));
  if (movement.kind === "ambiguous")
    return { kind: "none", verdict: "inconclusive", finding: movement.finding, meter: null };
  if (movement.kind === "jumped") {
    const isSure = [before, after].every((reading) => isCorroborated(reading, evidence, policy));
    return { kind: "none", ...againstPhysics(movement.finding, isSure), meter: null };
  }
  if (!(applied.duration > 0))
    return {
      kind: "none",
      verdict: "inconclusive",
      finding: "no time passed between the two samples",
      meter: null,
    };
  if (applied.uncovered > before.sampledWithin + after.sampledWithin + rounding) {
    const finding = `nothing is known of the load during ${applied.uncovered.toPrecision(3)} s between the two samples`;
    return { kind: "none", verdict: "inconclusive", finding, meter: movement.by };
  }
  const count = Math.max(before.resolution, after.resolution);
  return {
    kind: "window",
    before,
    after,
    count,
    moved: movement.by,
    rolledOver: movement.rolledOver,
    applied,
  };
}

export const backwardsOf = ({ method }: Pick<NominalMeter, "method">): "permitted" | "forbidden" =>
  method.signPolicy === "signed" ? "permitted" : "forbidden";

/**
 * The most that can have passed: three elements at the highest voltage and the maximum current, or twice what was really
 * applied where a test goes beyond the ratings.
 */
export function largestEnergy(
  { meter, intervals }: Pick<Evidence, "meter" | "intervals">,
  quantity: EnergyQuantity,
  before: ReadValue,
  after: ReadValue,
  policy: ComparePolicy,
): number {
  const applied = appliedBetween(intervals, before.sampledAt, after.sampledAt);
  const { ctRatio, vtRatio } = meter.programmed;
  const rated = 3 * meter.voltage.highest * vtRatio * meter.current.maximum * ctRatio;
  const time = seconds(
    Math.max(0, after.sampledAt - before.sampledAt) + before.sampledWithin + after.sampledWithin,
  );
  const truth = Math.abs(energyIn(applied, referencePower(meter.method, quantity)));
  const twin = Math.abs(energyIn(applied, (load) => load.twinPower[kindOf(quantity)]));
  return policy.plausibleOverload * Math.max(energyOf(watts(rated), time), 2 * truth, 2 * twin);
}
