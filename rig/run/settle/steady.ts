/**
 * Under one load a register moves along a straight line, whatever its gain. The readings of a step - beginning, two in
 * between, end - are held against that: three on one line show the fourth for what it is. The rule knows neither limit
 * nor verdict, so a meter that counts forty times too much is as steady as a good one.
 */
import type { ReadValue } from "#rig/run/compare/samples.ts";

/** Readings of one register in the order of time, about evenly apart. */
export interface Line {
  readonly before: ReadValue;
  readonly between: readonly [ReadValue, ReadValue];
  readonly after: ReadValue;
}

export type Steadiness =
  | { readonly kind: "steady" }
  /** The others are on one line without this one. */
  | { readonly kind: "outlier"; readonly which: "before" | "first" | "second" | "after" }
  /** It moved evenly before and after, and leapt in between. */
  | { readonly kind: "leap" }
  | { readonly kind: "unsteady" };

/** Counts a reading may be off the line of two others: each is cut down to its count. */
const countsOff = 2;
/** Share of the movement that a source may wander. */
const wander = 0.02;

export function steadinessOf({ before, between: [first, second], after }: Line): Steadiness {
  if (isOnLine(before, first, after) && isOnLine(before, second, after)) return { kind: "steady" };
  // An end is given up last: only when nothing between explains the readings.
  if (isOnLine(before, second, after)) return { kind: "outlier", which: "first" };
  if (isOnLine(before, first, after)) return { kind: "outlier", which: "second" };
  if (isOnLine(first, second, after)) return { kind: "outlier", which: "before" };
  if (isOnLine(before, first, second)) return { kind: "outlier", which: "after" };
  const [start, leap, end] = [
    movedBetween(before, first),
    movedBetween(first, second),
    movedBetween(second, after),
  ].map(Math.abs) as [number, number, number];
  return leap > 2 * Math.max(start, end) ? { kind: "leap" } : { kind: "unsteady" };
}

/** The middle one lies between the two others where time says. */
function isOnLine(from: ReadValue, middle: ReadValue, to: ReadValue): boolean {
  const span = movedBetween(from, to);
  const time = to.sampledAt - from.sampledAt;
  const due = span * ((middle.sampledAt - from.sampledAt) / time);
  const within = from.sampledWithin + middle.sampledWithin + to.sampledWithin;
  const off = Math.abs(movedBetween(from, middle) - due);
  return off <= countsOff * middle.resolution + Math.abs(span) * (wander + within / time);
}

/** As the digits say, roll-over included; the shorter way round. */
function movedBetween(from: ReadValue, to: ReadValue): number {
  const plain = to.value - from.value;
  const { modulus } = to;
  if (modulus === null) return plain;
  const forward = ((plain % modulus) + modulus) % modulus;
  return forward > modulus / 2 ? forward - modulus : forward;
}
