/**
 * States of the fundamental followed from loads that are easy to loads that are not: from impedances to the laws loads
 * have, or from little of what they ask for to all of it. The curve of states is followed by its length (Keller 1977), so
 * that it may turn back; each of its points is found by Newton's method, with the derivative of the loads' currents in
 * the matrix. Where the curve turns is the most a network can deliver to these loads.
 */
import { type Column, column, largestOf } from "#models/network/column.ts";
import {
  type ConjugateValues,
  factoriseConjugate,
  substituteConjugate,
} from "#models/network/conjugateSystem.ts";
import { type Equations, easedState, evaluate, type Path } from "#models/network/followedEquations.ts";

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

/** Of what loads ask for: so little that impedances and laws hardly differ in what they do to a network. */
const nearlyNothing = 1e-2;

/** From a network that is hardly loaded to one that is, as far as it goes. */
export function followedFromNothing(eq: Equations): Followed {
  const start = refine(eq, easedState(eq, nearlyNothing), "fromNothing", nearlyNothing);
  if (start === undefined) return { states: [], reached: 0, iterations: 0 };
  return follow(eq, "fromNothing", start.x, nearlyNothing);
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
