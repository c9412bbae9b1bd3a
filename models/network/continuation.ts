/**
 * States of the fundamental followed from loads that are easy to loads that are not: from impedances to the laws loads
 * have, or from little of what they ask for to all of it. The curve of states is followed by its length (Keller 1977), so
 * that it may turn back; each of its points is found by Newton's method, with the derivative of the loads' currents in
 * the matrix. Where the curve turns is the most a network can deliver to these loads.
 */
import {
  type ConjugateValues,
  emptyConjugateValues,
  factoriseConjugate,
  substituteConjugate,
} from "#models/network/conjugateSystem.ts";
import { demandCurrent } from "#models/network/demandCurrent.ts";
import { matrixAdmittance } from "#models/network/demandTable.ts";
import { column, factorsWith, type LoadedOrder, rightSide } from "#models/network/loadedSystem.ts";
import type { Column } from "#models/network/networkState.ts";
import type { PreparedNetwork } from "#models/network/prepare.ts";
import { substitute } from "#models/network/sparseSystem.ts";

/** What the curve leads along: at 0 loads are easy, at 1 they are what they are. */
export type Path = "fromImpedances" | "fromNothing";

/** By demand, as `Floor` says. */
export interface Floors {
  readonly volts: Float64Array;
  readonly sharpness: number;
}

export interface Equations extends LoadedOrder {
  readonly floor: Floors;
  /** The matrix with the loads that are impedances, and what is driven. */
  readonly matrix: Column;
  readonly base: Column;
  /** By demand: the admittance its law is followed from. */
  readonly easy: Column;
  /** By demand: what it has in the matrix where all of them are easy. */
  readonly eased: Column;
  /** The state with those. */
  readonly start: Column;
  /** The largest potential there, in volts: what is usual here. */
  readonly usual: number;
}

/** @throws Undetermined where not even impedances settle every potential. */
export function equations(loaded: LoadedOrder, floor: Floors): Equations {
  const { prepared, system, table } = loaded;
  const { places } = prepared;
  const count = places.elements.length;
  const fixed = column(count);
  const easy = column(count);
  for (let d = 0; d < count; d++) {
    // What no current reaches has no voltage: it stays the impedance it has there.
    if (isFollowed(loaded, d)) {
      const square = table.ratedVoltage[d]! ** 2;
      // What produces power is followed from an impedance that takes as much: that network always has its one state.
      easy.re[d] = Math.abs(table.active[d]!) / square;
      easy.im[d] = -table.reactive[d]! / square;
      continue;
    }
    const y =
      table.iterated[d] === 1
        ? { re: Math.hypot(table.active[d]!, table.reactive[d]!) / table.ratedVoltage[d]! ** 2, im: 0 }
        : matrixAdmittance(table, d, places.carrying[d] === 1);
    fixed.re[d] = y.re;
    fixed.im[d] = y.im;
  }
  const matrix = { re: system.matrix.re.slice(), im: system.matrix.im.slice() };
  for (let d = 0; d < count; d++) addAt(prepared, matrix, d, fixed.re[d]!, fixed.im[d]!);
  const base = rightSide(loaded, fixed);
  const eased = column(count);
  for (let d = 0; d < count; d++) {
    eased.re[d] = fixed.re[d]! + easy.re[d]!;
    eased.im[d] = fixed.im[d]! + easy.im[d]!;
  }
  const start = rightSide(loaded, eased);
  substitute(prepared.pattern, factorsWith(prepared, system, eased), start.re, start.im);
  let usual = largestOf(start);
  for (let k = 0; k < system.offsetRe.length; k++)
    usual = Math.max(usual, Math.hypot(system.offsetRe[k]!, system.offsetIm[k]!));
  return { ...loaded, floor, matrix, base, easy, eased, start, usual };
}

/** Whether a demand has a law that a curve of states has to follow. */
const isFollowed = ({ table, prepared }: LoadedOrder, d: number): boolean =>
  table.iterated[d] === 1 && prepared.places.isDeadEnd[d] === 0;

function addAt({ places }: PreparedNetwork, values: Column, d: number, re: number, im: number): void {
  for (let side = 0; side < 4; side++) {
    const slot = places.slots[4 * d + side]!;
    if (slot < 0) continue;
    const sign = side < 2 ? 1 : -1;
    values.re[slot] = values.re[slot]! + sign * re;
    values.im[slot] = values.im[slot]! + sign * im;
  }
}

/** What the equations leave over at a point of a curve, and how it changes. */
interface Evaluated {
  readonly left: Column;
  /** By how much the rest changes along the path. */
  readonly along: Column;
  /** The derivative by the potentials; factors once `factorised`. */
  readonly slope: ConjugateValues;
  /** The largest share of the terms it is the sum of that is left over at an unknown. */
  readonly share: number;
}

function evaluate(eq: Equations, path: Path, x: Column, at: number): Evaluated {
  const { prepared, system, table, matrix, base, easy } = eq;
  const { pattern, places } = prepared;
  const { size, start, index } = pattern;
  const left = column(size);
  const along = column(size);
  const terms = new Float64Array(size);
  const slope = emptyConjugateValues(pattern);
  slope.re.set(matrix.re);
  slope.im.set(matrix.im);
  const upper = size + start[size]!;
  const take = (row: number, of: number, slot: number): void => {
    const re = matrix.re[slot]! * x.re[of]! - matrix.im[slot]! * x.im[of]!;
    const im = matrix.re[slot]! * x.im[of]! + matrix.im[slot]! * x.re[of]!;
    left.re[row] = left.re[row]! + re;
    left.im[row] = left.im[row]! + im;
    terms[row] = terms[row]! + Math.abs(re) + Math.abs(im);
  };
  for (let k = 0; k < size; k++) {
    left.re[k] = left.re[k]! - base.re[k]!;
    left.im[k] = left.im[k]! - base.im[k]!;
    terms[k] = terms[k]! + Math.abs(base.re[k]!) + Math.abs(base.im[k]!);
    take(k, k, k);
    for (let p = start[k]!; p < start[k + 1]!; p++) {
      take(index[p]!, k, size + p);
      take(k, index[p]!, upper + p);
    }
  }
  const ease = path === "fromImpedances" ? 1 - at : 0;
  for (let d = 0; d < places.elements.length; d++) {
    if (!isFollowed(eq, d)) continue;
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const fu = places.fromUnknown[d]!;
    const tu = places.toUnknown[d]!;
    const ur =
      (fu < 0 ? 0 : x.re[fu]!) -
      (tu < 0 ? 0 : x.re[tu]!) +
      (f < 0 ? 0 : system.offsetRe[f]!) -
      (t < 0 ? 0 : system.offsetRe[t]!);
    const ui =
      (fu < 0 ? 0 : x.im[fu]!) -
      (tu < 0 ? 0 : x.im[tu]!) +
      (f < 0 ? 0 : system.offsetIm[f]!) -
      (t < 0 ? 0 : system.offsetIm[t]!);
    const { volts, sharpness } = eq.floor;
    const i = demandCurrent(table, d, { re: ur, im: ui }, { volts: volts[d]!, sharpness });
    const yr = easy.re[d]!;
    const yi = easy.im[d]!;
    const er = yr * ur - yi * ui;
    const ei = yr * ui + yi * ur;
    const re = ease * er + at * i.re;
    const im = ease * ei + at * i.im;
    const ar = i.re - (path === "fromImpedances" ? er : 0);
    const ai = i.im - (path === "fromImpedances" ? ei : 0);
    for (const [u, sign] of [
      [fu, 1],
      [tu, -1],
    ] as const) {
      if (u < 0) continue;
      left.re[u] = left.re[u]! + sign * re;
      left.im[u] = left.im[u]! + sign * im;
      along.re[u] = along.re[u]! + sign * ar;
      along.im[u] = along.im[u]! + sign * ai;
      terms[u] = terms[u]! + Math.abs(re) + Math.abs(im);
    }
    addAt(prepared, slope, d, ease * yr + at * i.byRe, ease * yi + at * i.byIm);
    addAt(
      prepared,
      { re: slope.conjugateRe, im: slope.conjugateIm },
      d,
      at * i.byConjugateRe,
      at * i.byConjugateIm,
    );
  }
  let share = 0;
  for (let k = 0; k < size; k++) {
    const rest = Math.hypot(left.re[k]!, left.im[k]!);
    if (rest > 0) share = Math.max(share, rest / terms[k]!);
    if (Number.isNaN(rest)) share = Number.NaN;
  }
  return { left, along, slope, share };
}

/** Relative to the terms at an unknown: this much is rounding. */
const rounding = 1e-11;
const maximumCorrections = 12;
/** Newton's method comes to a state in fewer, or to none. */
const maximumRefinements = 40;
/** After so many steps it is at least so near to one, as a share of the terms, or it will not come there. */
const patience = 10;
const within = 0.02;

interface Point {
  readonly x: Column;
  readonly at: number;
}

/** A direction along the curve, of length 1 where potentials count in shares of what is usual. */
interface Direction {
  readonly x: Column;
  readonly at: number;
}

const dot = (a: Column, b: Column): number => {
  let sum = 0;
  for (let k = 0; k < a.re.length; k++) sum += a.re[k]! * b.re[k]! + a.im[k]! * b.im[k]!;
  return sum;
};
const moved = (x: Column, by: Column, times: number): Column => {
  const re = x.re.slice();
  const im = x.im.slice();
  for (let k = 0; k < re.length; k++) {
    re[k] = re[k]! + times * by.re[k]!;
    im[k] = im[k]! + times * by.im[k]!;
  }
  return { re, im };
};
const largestOf = (x: Column): number => {
  let square = 0;
  for (let k = 0; k < x.re.length; k++) square = Math.max(square, x.re[k]! ** 2 + x.im[k]! ** 2);
  return Math.sqrt(square);
};

function solvedFor(eq: Equations, factors: ConjugateValues, right: Column, sign: 1 | -1): Column {
  const x = { re: right.re.map((v) => sign * v), im: right.im.map((v) => sign * v) };
  substituteConjugate(eq.prepared.pattern, factors, x.re, x.im);
  return x;
}

export interface Refined {
  readonly x: Column;
  readonly iterations: number;
  /** Largest move of a potential in the last iteration. */
  readonly deviation: number;
}

/** Newton's method where the path ends. undefined when it does not come to a state. */
export function refine(
  eq: Equations,
  start: Column,
  path: Path = "fromImpedances",
  at = 1,
): Refined | undefined {
  let x = start;
  let before = Number.POSITIVE_INFINITY;
  let deviation = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= maximumRefinements; iteration++) {
    const here = evaluate(eq, path, x, at);
    if (!Number.isFinite(here.share)) return undefined;
    const tolerance = Math.max(1e-9, 4e-13 * eq.usual);
    if (here.share === 0 || (here.share <= rounding && (deviation <= tolerance || here.share > before / 4)))
      return { x, iterations: iteration - 1, deviation: Number.isFinite(deviation) ? deviation : 0 };
    if (iteration > patience && here.share > within) return undefined;
    before = Math.min(before, here.share);
    factoriseConjugate(eq.prepared.pattern, here.slope);
    const step = solvedFor(eq, here.slope, here.left, -1);
    deviation = largestOf(step);
    if (!Number.isFinite(deviation)) return undefined;
    // A step that would throw potentials further than they are is no step along this derivative.
    const times = Math.min(1, (0.5 * eq.usual) / deviation);
    x = moved(x, step, times);
  }
  return undefined;
}

export interface Followed {
  /** The states at the end of the path, in the order they were met. */
  readonly states: readonly Refined[];
  /** The furthest the curve came, 0 to 1. */
  readonly reached: number;
  readonly iterations: number;
}

const maximumSteps = 200;

/** Follows the curve from a state at `from` of the path until it comes to the end of it, or no further. */
export function follow(eq: Equations, path: Path, start: Column, from = 0): Followed {
  const weight = 1 / (eq.usual * Math.sqrt(Math.max(1, start.re.length)));
  const square = weight * weight;
  let point: Point = { x: start, at: from };
  let iterations = 0;
  const states: Refined[] = [];
  let direction = tangent(eq, path, point, undefined, square);
  let length = 0.1;
  let reached = from;
  for (let step = 0; step < maximumSteps && direction !== undefined; step++) {
    const predicted: Point = {
      x: moved(point.x, direction.x, length),
      at: point.at + length * direction.at,
    };
    const corrected = correct(eq, path, predicted, direction, square);
    iterations += corrected?.iterations ?? maximumCorrections;
    if (corrected === undefined) {
      length /= 2;
      if (length < 1e-6) break;
      continue;
    }
    const next = corrected.point;
    if (next.at >= 1 && point.at < 1) {
      const part = (1 - point.at) / (next.at - point.at);
      const between = moved(point.x, difference(next.x, point.x), part);
      const end = refine(eq, between, path, 1);
      reached = 1;
      if (end !== undefined) {
        iterations += end.iterations;
        states.push(end);
      }
      return { states, reached, iterations };
    }
    if (next.at < -0.05 || largestOf(next.x) > 1e3 * eq.usual) break;
    direction = tangent(eq, path, next, direction, square);
    point = next;
    reached = Math.max(reached, Math.min(1, next.at));
    if (corrected.iterations <= 3) length = Math.min(0.5, 2 * length);
    else if (corrected.iterations > 6) length /= 2;
  }
  return { states, reached, iterations };
}

const difference = (a: Column, b: Column): Column => moved(a, b, -1);

function tangent(
  eq: Equations,
  path: Path,
  { x, at }: Point,
  before: Direction | undefined,
  square: number,
): Direction | undefined {
  const here = evaluate(eq, path, x, at);
  factoriseConjugate(eq.prepared.pattern, here.slope);
  const by = solvedFor(eq, here.slope, here.along, -1);
  const norm = Math.sqrt(1 + square * dot(by, by));
  if (!Number.isFinite(norm)) return undefined;
  const ahead = before === undefined || square * dot(by, before.x) + before.at >= 0 ? 1 : -1;
  return { x: moved(column(by.re.length), by, ahead / norm), at: ahead / norm };
}

function correct(
  eq: Equations,
  path: Path,
  predicted: Point,
  direction: Direction,
  square: number,
): { readonly point: Point; readonly iterations: number } | undefined {
  let { x, at } = predicted;
  for (let iteration = 1; iteration <= maximumCorrections; iteration++) {
    const here = evaluate(eq, path, x, at);
    if (!Number.isFinite(here.share)) return undefined;
    if (here.share <= 1e-9) return { point: { x, at }, iterations: iteration - 1 };
    factoriseConjugate(eq.prepared.pattern, here.slope);
    const a = solvedFor(eq, here.slope, here.left, -1);
    const b = solvedFor(eq, here.slope, here.along, -1);
    const off = square * dot(direction.x, difference(x, predicted.x)) + direction.at * (at - predicted.at);
    const by = -(off + square * dot(direction.x, a)) / (direction.at + square * dot(direction.x, b));
    if (!Number.isFinite(by)) return undefined;
    x = moved(moved(x, a, 1), b, by);
    at += by;
    if (Math.abs(at - predicted.at) > 0.5 || largestOf(difference(x, predicted.x)) > eq.usual)
      return undefined;
  }
  return undefined;
}
