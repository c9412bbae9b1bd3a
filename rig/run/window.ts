/**
 * The time between two looks at a meter's registers, and all that was applied meanwhile. A claim over one step has one
 * window. A claim over a whole scenario has one too where the steps follow one another without a gap; where an operator
 * sets the source between steps, what happens in the gaps is nobody's knowledge, and the windows of the steps are
 * joined end to end instead.
 */
import type { Reading } from "#reports/events.ts";
import type { AppliedInterval } from "#rig/run/compare/evidence.ts";

export interface Window {
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
  readonly intervals: readonly AppliedInterval[];
}

type Read = Extract<Reading, { kind: "read" }>;

const sampleOf = (readings: readonly Reading[], quantity: string): Reading | undefined =>
  readings.find((reading) => reading.quantity === quantity);

/** How far a register moved, as the modular difference its digits allow. */
const moved = (before: Read, after: Read): number => {
  const difference = after.value - before.value;
  return difference < 0 && after.modulus !== null ? difference + after.modulus : difference;
};

/**
 * Windows laid end to end: what the registers gained in all of them, against what was applied in all of them. Each
 * window has its own two counts of rounding, which in the worst case all point the same way: the joined reading's
 * resolution is theirs times their number.
 */
export function joinWindows(windows: readonly Window[]): Window {
  const [first] = windows;
  if (first === undefined || windows.length === 1) return first ?? { before: [], after: [], intervals: [] };
  const intervals: AppliedInterval[] = [];
  const after: Reading[] = [];
  for (const start of first.before) {
    let total = 0;
    let clock = start.sampledAt;
    let missing: Reading | undefined;
    let contradiction: Read | undefined;
    let last: Read | undefined;
    for (const window of windows) {
      const from = sampleOf(window.before, start.quantity);
      const to = sampleOf(window.after, start.quantity);
      if (from?.kind !== "read" || to?.kind !== "read") {
        missing ??= from?.kind === "read" ? to : from;
        continue;
      }
      contradiction ??= [from, to].find(({ contradicts }) => contradicts !== undefined);
      total += moved(from, to);
      last = to;
      if (start === first.before[0])
        intervals.push(...rebased(window.intervals, from.sampledAt, to.sampledAt, clock));
      clock += to.sampledAt - from.sampledAt;
    }
    if (missing !== undefined) after.push(missing);
    // A register that went against physics in one window has no movement in all of them.
    else if (contradiction !== undefined) after.push(contradiction);
    else if (last !== undefined && start.kind === "read")
      after.push({
        ...last,
        value: start.value + total,
        modulus: null,
        resolution: last.resolution * windows.length,
        sampledAt: clock,
      });
  }
  return { before: first.before, after, intervals };
}

/** The parts of the intervals between two instants, moved so that the first instant falls on `onto`. */
const rebased = (
  intervals: readonly AppliedInterval[],
  from: number,
  to: number,
  onto: number,
): AppliedInterval[] =>
  intervals
    .filter((interval) => interval.to > from && interval.from < to)
    .map((interval) => ({
      ...interval,
      from: Math.max(interval.from, from) - from + onto,
      to: Math.min(interval.to, to) - from + onto,
    }));
