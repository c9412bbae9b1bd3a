/**
 * Energy applied between two samples: power times time over every interval, cut exactly at the instants the registers
 * were sampled. This is where readings taken seconds apart stop being an error.
 */
import { energyOf, seconds, type Watts, watts } from "#models/units.ts";
import type { AppliedInterval } from "#rig/run/compare/evidence.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";

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
