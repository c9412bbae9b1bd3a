/**
 * Energy applied between two samples: power times time over every interval, cut exactly at the instants the registers
 * were sampled. This is where readings taken seconds apart stop being an error.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { energyOf, seconds, type Watts, watts } from "#models/units.ts";
import type { AppliedInterval, AppliedLoad, PowerPair } from "#rig/run/compare/evidence.ts";

interface Span {
  readonly load: AppliedLoad;
  readonly duration: number;
}
/** What was applied between two instants, and for how long of it nothing is known. */
export interface Applied {
  readonly spans: readonly Span[];
  readonly duration: number;
  readonly uncovered: number;
}

export function appliedBetween(intervals: readonly AppliedInterval[], from: number, to: number): Applied {
  const spans = intervals.flatMap((interval) => {
    const duration = Math.min(interval.to, to) - Math.max(interval.from, from);
    return duration > 0 ? [{ load: interval, duration }] : [];
  });
  const covered = spans.reduce((sum, { duration }) => sum + duration, 0);
  return { spans, duration: to - from, uncovered: Math.max(0, to - from - covered) };
}

/** Wh for a power in W, varh for var. */
export const energyIn = ({ spans }: Applied, power: (load: AppliedLoad) => number): number =>
  spans.reduce((sum, { load, duration }) => sum + energyOf(watts(power(load)), seconds(duration)), 0);

/** The largest power that flows within so many seconds of an instant. */
export function powerAround(
  intervals: readonly AppliedInterval[],
  instant: number,
  within: number,
  power: (load: AppliedLoad) => number,
): Watts {
  const near = intervals.filter(({ from, to }) => from <= instant + within && to >= instant - within);
  return watts(Math.max(0, ...near.map((interval) => Math.abs(power(interval)))));
}

export const kindOf = (quantity: string): keyof PowerPair =>
  quantity.includes("reactive") ? "reactive" : "active";

const counts = (quantity: EnergyQuantity, load: AppliedLoad): boolean => load.counting.includes(quantity);

/** A total power as a register with this sign policy counts it. */
export function registered(method: MeasuringMethod, quantity: EnergyQuantity, power: number): number {
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
export const predictedPower =
  (method: MeasuringMethod, quantity: EnergyQuantity) =>
  (load: AppliedLoad): number => {
    if (!counts(quantity, load)) return 0;
    const kind = kindOf(quantity);
    const fraction = load.predictedFraction[kind];
    const perElement = method.signPolicy === "clipElement" || method.signPolicy === "absoluteElement";
    if (fraction === null || (perElement && !quantity.startsWith("exported"))) return load.twinPower[kind];
    return registered(method, quantity, fraction * load.referencePower[kind]);
  };
