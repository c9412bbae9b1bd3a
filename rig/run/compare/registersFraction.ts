/**
 * The register grows by a fraction of the reference energy: what a wrong hook-up is expected to register, stated or
 * predicted. The error is in percent of that fraction; where the fraction is nothing, or too little to be a base, in
 * percent of the whole reference energy.
 */
import { quantities } from "#models/meter/quantity.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn } from "#rig/run/compare/appliedEnergy.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { judgeGrowth } from "#rig/run/compare/judgeGrowth.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { judgeStillness } from "#rig/run/compare/registersNothing.ts";
import { registerWindow } from "#rig/run/compare/registerWindow.ts";
import { energyText, fractionText } from "#rig/run/compare/wording.ts";
import { baseOf, fractionPower, truePower } from "#scenarios/applied/appliedPower.ts";
import type { Claim } from "#scenarios/claim.ts";

export function registersFraction(
  claim: Extract<Claim, { type: "registersFraction" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const { energy, fraction } = claim;
  const unit = quantities[energy];
  const window = registerWindow(evidence, energy, policy);
  if (window.kind === "none") return comparison(claim, window.verdict, window.finding, { unit });
  const { moved, count, applied } = window;
  const expected = fractionPower(claim, evidence.meter.method);
  const reference = truePower(energy);
  const whole = energyIn(applied, reference);
  const due = energyIn(applied, expected);
  if (Math.abs(whole) < 1e-6 * count && Math.abs(due) < 1e-6 * count)
    return judgeStillness(claim, energy, window, evidence, policy);
  const base = baseOf(expected, reference, due, whole, policy.smallestFraction);
  const source = fraction === "predicted" ? "predicted" : "stated";
  const story =
    Math.abs(whole) < 1e-6 * count
      ? `registered ${energyText(moved, unit, count)}, ${source} ${energyText(due, unit, count)}`
      : `registered ${energyText(moved, unit, count)} of ${energyText(whole, unit, count)}: ${(moved / whole).toFixed(4)} of the reference, ${source} ${fractionText(due / whole)}`;
  return judgeGrowth(
    { claim, quantity: energy, limit: claim.limit, expected, base, story },
    window,
    evidence,
    policy,
  );
}
