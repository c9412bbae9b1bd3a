/**
 * Whether two readings of one register can both be true: physics alone says so, and knows no limit and no verdict. An
 * energy has only grown, by no more than can have passed, and a count; a displayed value is the same to a count of its
 * display or a hundredth.
 */
import { isEnergyQuantity } from "#models/meter/quantity.ts";
import type { Sighting } from "#reports/events.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { registerMovement } from "#rig/run/compare/registerMovement.ts";
import { backwardsOf, largestEnergy } from "#rig/run/compare/registerWindow.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";

/** What is known of the meter and of what was applied to it, and how strictly to look. */
export interface Physics extends Pick<Evidence, "meter" | "intervals"> {
  readonly policy: ComparePolicy;
}

/**
 * `earlier` was sampled before `later`. `running: "eitherWay"`: whether they tell of one register that moves no faster
 * than energy can, be it backwards; a register that runs backwards is no passing state.
 */
export function standTogether(
  earlier: ReadValue,
  later: ReadValue,
  physics: Physics,
  running: "asTheMeter" | "eitherWay" = "asTheMeter",
): boolean {
  if (!isEnergyQuantity(later.quantity)) {
    const apart = Math.abs(later.value - earlier.value);
    const share = (physics.policy.displayAgreement / 100) * Math.abs(earlier.value);
    return apart <= Math.max(later.resolution, share) * (1 + 1e-9);
  }
  const largest = largestEnergy(physics, later.quantity, earlier, later, physics.policy);
  const movement = registerMovement(
    earlier,
    later,
    largest,
    running === "eitherWay" ? "permitted" : backwardsOf(physics.meter),
  );
  return movement.kind !== "jumped";
}

export const sightingOf = ({ value, sampledAt }: ReadValue): Sighting => ({ value, sampledAt });
