/**
 * The true power at a metering point, without what is nothing but rounding. A network of purely active loads leaves some
 * 1e-14 var beside its kilowatts; a registration "of the true power", or an error in percent of it, would be of that noise.
 */
import type { MeteredState } from "#models/network/networkState.ts";
import { rms } from "#models/spectrum.ts";
import { conductors } from "#models/threePhase.ts";
import { type Ratio, ratio, vars, watts } from "#models/units.ts";
import type { PowerPair } from "#scenarios/applied/appliedLoad.ts";

/**
 * Of the apparent power: less than this is no power. Solving leaves up to 1e-10 of it; a power factor may be written down
 * to 1e-6 (models/amountBounds.ts).
 */
const smallestPower: Ratio = ratio(1e-9);

/** A component of a power, or 0 where it is lost beside the apparent power it is part of. */
export const beside = (apparent: number, power: number, smallest: Ratio = smallestPower): number =>
  Math.abs(power) <= smallest * apparent ? 0 : power;

/** The sum over the conductors of voltage to earth times current, rms: what a power there is added up from. */
const apparentPower = ({ potential, current }: MeteredState): number =>
  conductors.reduce((sum, each) => sum + rms(potential[each]) * rms(current[each]), 0);

/** Primary, harmonics included, consumption positive. */
export function truePower(point: MeteredState, smallest: Ratio = smallestPower): PowerPair {
  const apparent = apparentPower(point);
  return {
    active: watts(beside(apparent, point.activePower, smallest)),
    reactive: vars(beside(apparent, point.reactivePower, smallest)),
  };
}
