/**
 * States followed by the length of their curve (Keller 1977), which may turn back: where it does, the demand is the most
 * that can be delivered on this way, and beyond it are states in which a load has collapsed. Loads draw bounded currents, so
 * that a curve that begins without load ends, however it turns, in some state with all of it.
 */
import { type Complex, complex } from "./complex.ts";
import { eliminated, solved } from "./elimination.ts";
import { left, slopeAt } from "./newton.ts";
import type { Along, SeenFromLoads } from "./seenFromLoads.ts";

/** Voltages in shares of the rated ones as pairs of reals, and last how far along. */
type Point = Float64Array<ArrayBuffer>;

const maximumSteps = 600;
const longest = 0.2;
const shortest = 1e-7;

/** @returns the voltages across the loads where the way ends, or undefined when it is not come to. */
export function endOfCurve(
  seen: SeenFromLoads,
  start: readonly Complex[],
  along: (at: number) => Along,
): readonly Complex[] | undefined {
  const rated = seen.ports.map(({ load }) => load.ratedVoltage);
  const n = rated.length;
  let point = Float64Array.from({ length: 2 * n + 1 }, (_, i) =>
    i === 2 * n ? 0 : (i % 2 === 0 ? start[i >> 1]!.re : start[i >> 1]!.im) / rated[i >> 1]!,
  );
  const voltages = (p: Point): Complex[] => rated.map((u, k) => complex(u * p[2 * k]!, u * p[2 * k + 1]!));
  const rest = (p: Point): Float64Array => {
    const of = left(seen, voltages(p), along(p[2 * n]!));
    return Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? of[i >> 1]!.re : of[i >> 1]!.im));
  };
  /** The derivative, and below it a direction. */
  const bordered = (p: Point, direction: Float64Array): Float64Array => {
    const slope = slopeAt(seen, voltages(p), along(p[2 * n]!));
    const width = 2 * n + 1;
    const values = new Float64Array(width * width);
    const h = 1e-6;
    const [ahead, behind] = [p.slice(), p.slice()];
    ahead[2 * n] = p[2 * n]! + h;
    behind[2 * n] = p[2 * n]! - h;
    const [a, b] = [rest(ahead), rest(behind)];
    for (let i = 0; i < 2 * n; i++) {
      for (let j = 0; j < 2 * n; j++) values[i * width + j] = slope[i * 2 * n + j]! * rated[j >> 1]!;
      values[i * width + 2 * n] = (a[i]! - b[i]!) / (2 * h);
    }
    values.set(direction, 2 * n * width);
    return values;
  };
  const tangent = (p: Point, before: Float64Array): Float64Array | undefined => {
    const factors = eliminated(bordered(p, before), 2 * n + 1);
    if (factors === undefined) return undefined;
    const right = new Float64Array(2 * n + 1);
    right[2 * n] = 1;
    const t = solved(factors, right);
    const size = Math.hypot(...t);
    return Number.isFinite(size) ? t.map((x) => x / size) : undefined;
  };
  const corrected = (predicted: Point, direction: Float64Array): Point | undefined => {
    const p = predicted.slice();
    for (let iteration = 0; iteration < 8; iteration++) {
      const gap = rest(p);
      const worst = gap.reduce((most, x, i) => Math.max(most, Math.abs(x) / rated[i >> 1]!), 0);
      if (worst < 1e-10) return p;
      const factors = eliminated(bordered(p, direction), 2 * n + 1);
      if (factors === undefined) return undefined;
      const right = new Float64Array(2 * n + 1);
      right.set(gap);
      const step = solved(factors, right);
      for (let i = 0; i <= 2 * n; i++) p[i] = p[i]! - step[i]!;
      if (!(Math.hypot(...p.map((x, i) => x - predicted[i]!)) < longest)) return undefined;
    }
    return undefined;
  };
  const onward = new Float64Array(2 * n + 1);
  onward[2 * n] = 1;
  let direction = tangent(point, onward);
  let length = 0.02;
  for (let step = 0; step < maximumSteps && direction !== undefined; step++) {
    const predicted = point.map((x, i) => x + length * direction![i]!);
    const next = corrected(predicted, direction);
    const after = next === undefined ? undefined : tangent(next, direction);
    // A bend so sharp is a corner, where a load crosses its minimum voltage, or another branch.
    const bends = after?.reduce((sum, x, i) => sum + x * direction![i]!, 0) ?? 0;
    if (next === undefined || after === undefined || (bends < 0.8 && length > 1e-4)) {
      length /= 2;
      if (length < shortest) return undefined;
      continue;
    }
    if (next[2 * n]! >= 1) {
      const share = (1 - point[2 * n]!) / (next[2 * n]! - point[2 * n]!);
      return voltages(point.map((x, i) => x + share * (next[i]! - x)));
    }
    if (next[2 * n]! < -0.05) return undefined;
    point = next;
    direction = after;
    length = Math.min(longest, 1.6 * length);
  }
  return undefined;
}
