/**
 * The meter shows what the ideal twin of the same terminals shows: for registers the growth between the same two
 * instants, for displayed quantities the value. Twin and reference are independent voices; a meter that equals its twin
 * and misses the reference was wired wrong, one that misses both is wrong itself.
 */
import { isEnergyQuantity, quantities } from "#models/meter/quantity.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn } from "#rig/run/compare/appliedEnergy.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { judgeGrowth } from "#rig/run/compare/judgeGrowth.ts";
import { judgeReading } from "#rig/run/compare/judgeReading.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { judgeStillness } from "#rig/run/compare/registersNothing.ts";
import { registerWindow } from "#rig/run/compare/registerWindow.ts";
import { energyText } from "#rig/run/compare/wording.ts";
import { baseOf, referencePower, twinPower } from "#scenarios/applied/appliedPower.ts";
import type { Claim } from "#scenarios/claim.ts";

export function equalsTwin(
  claim: Extract<Claim, { type: "equalsTwin" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const { quantity, limit } = claim;
  const unit = quantities[quantity];
  if (!isEnergyQuantity(quantity)) {
    const value = evidence.twinReadings[quantity];
    return value === undefined
      ? comparison(claim, "inconclusive", `the twin has no ${quantity} to compare with`, { unit })
      : judgeReading({ claim, quantity, limit, against: value, voice: "twin" }, evidence, policy);
  }
  const window = registerWindow(evidence, quantity, policy);
  if (window.kind === "none") return comparison(claim, window.verdict, window.finding, { unit });
  const power = twinPower(quantity);
  if (power === null)
    return comparison(claim, "inconclusive", `nothing is known of the twin's ${quantity}`, { unit });
  const { applied, moved, count } = window;
  const reference = referencePower(evidence.meter.method, quantity);
  const due = energyIn(applied, power);
  const whole = energyIn(applied, reference);
  if (Math.abs(due) < 1e-6 * count && Math.abs(whole) < 1e-6 * count)
    return judgeStillness(claim, quantity, window, evidence, policy);
  const story = `registered ${energyText(moved, unit, count)}, the twin ${energyText(due, unit, count)}`;
  return judgeGrowth(
    {
      claim,
      quantity,
      limit,
      expected: power,
      base: baseOf(power, reference, due, whole, policy.smallestFraction),
      story,
    },
    window,
    evidence,
    policy,
  );
}
