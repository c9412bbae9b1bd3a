/**
 * The rate at which a register grows under a load, by each voice: what passes by the reference, what the ideal twin
 * counts, what the hook-up is predicted to leave. W for active registers, var for reactive ones, the meter's sign policy
 * applied and zero while the register does not count.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { type Ratio, ratio } from "#models/units.ts";
import type { AppliedLoad, PowerPair } from "#scenarios/applied/appliedLoad.ts";
import type { Claim } from "#scenarios/claim.ts";

export const kindOf = (quantity: string): keyof PowerPair =>
  quantity.includes("reactive") ? "reactive" : "active";

const counts = (quantity: EnergyQuantity, load: AppliedLoad): boolean => load.counting.includes(quantity);

/** A total power as a register with this sign policy counts it. */
function registered(method: MeasuringMethod, quantity: EnergyQuantity, power: number): number {
  const { signPolicy } = method;
  const clips = signPolicy === "clipTotal" || signPolicy === "clipElement";
  if (quantity.startsWith("exported")) return clips ? Math.max(0, -power) : 0;
  if (clips) return Math.max(0, power);
  return signPolicy === "signed" ? power : Math.abs(power);
}

/** The true power that a register counts, by its sign policy; nothing while it does not count. */
export const referencePower =
  (method: MeasuringMethod, quantity: EnergyQuantity) =>
  (load: AppliedLoad): number =>
    counts(quantity, load) ? registered(method, quantity, load.referencePower[kindOf(quantity)]) : 0;

/** The growth of the ideal twin's register. Its evidence says nothing of export registers: null. */
export const twinPower = (quantity: EnergyQuantity): ((load: AppliedLoad) => number) | null =>
  quantity.startsWith("exported")
    ? null
    : (load) => (counts(quantity, load) ? load.twinPower[kindOf(quantity)] : 0);

/**
 * What the hook-up makes of the true power. Policies that look at each element can't be told from a total, nor can a
 * fraction of no power: there the twin of the same terminals says it.
 */
const predictedPower =
  (method: MeasuringMethod, quantity: EnergyQuantity) =>
  (load: AppliedLoad): number => {
    if (!counts(quantity, load)) return 0;
    const kind = kindOf(quantity);
    const fraction = load.predictedFraction[kind];
    const perElement = method.signPolicy === "clipElement" || method.signPolicy === "absoluteElement";
    if (fraction === null || (perElement && !quantity.startsWith("exported"))) return load.twinPower[kind];
    return registered(method, quantity, fraction * load.referencePower[kind]);
  };

/** The whole true power, before any sign policy: what a fraction is a fraction of. */
export const truePower =
  (energy: EnergyQuantity) =>
  (load: AppliedLoad): number =>
    load.counting.includes(energy) ? load.referencePower[kindOf(energy)] : 0;

/** Power the register should grow by; a fraction that runs backwards meets the meter's sign policy. */
export const fractionPower = (
  { energy, fraction }: Extract<Claim, { type: "registersFraction" }>,
  method: MeasuringMethod,
): ((load: AppliedLoad) => number) =>
  fraction === "predicted"
    ? predictedPower(method, energy)
    : (load) => registered(method, energy, fraction * truePower(energy)(load));

/** Below this share of the reference, an expected energy is no base for a percentage: the reference itself is. */
export const smallestFraction = ratio(0.1);

/** What percentages are of: the expected energy, or the whole where that is too little to be a base. */
export function baseOf(
  expected: (load: AppliedLoad) => number,
  reference: (load: AppliedLoad) => number,
  due: number,
  whole: number,
  smallest: Ratio,
): (load: AppliedLoad) => number {
  const enough = Math.abs(due) >= smallest * Math.abs(whole) && due !== 0;
  return enough ? expected : reference;
}
