/**
 * Kirchhoff's current law of the fundamental with loads between easy ones and those they are: what is left over at every
 * unknown, and how that changes with the potentials and along the path. From impedances to the laws loads have, or from
 * little of what they ask for to all of it.
 */
import { type Column, column } from "#models/network/column.ts";
import { type ConjugateValues, emptyConjugateValues } from "#models/network/conjugateSystem.ts";
import { demandCurrent } from "#models/network/demandCurrent.ts";
import { admittanceAt, matrixAdmittance } from "#models/network/demandTable.ts";
import { factorsWith, type LoadedOrder, rightSide } from "#models/network/loadedSystem.ts";
import type { PreparedNetwork } from "#models/network/prepare.ts";
import { substitute } from "#models/network/sparseSystem.ts";
import { largestPotential } from "#models/network/voltages.ts";

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
  /** By demand: what stays as it is. */
  readonly fixed: Column;
  /** The state with those. */
  readonly start: Column;
  /** The largest potential there, of a source, or rated: what is usual here, in volts. */
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
      table.iterated[d] === 1 && table.minimumVoltage[d]! > 0
        ? admittanceAt(table, d, table.minimumVoltage[d]!)
        : matrixAdmittance(table, d, places.carrying[d] === 1);
    fixed.re[d] = y.re;
    fixed.im[d] = y.im;
  }
  const matrix = { re: system.matrix.re.slice(), im: system.matrix.im.slice() };
  for (let d = 0; d < count; d++) addAt(prepared, matrix, d, fixed.re[d]!, fixed.im[d]!);
  const base = rightSide(loaded, fixed);
  const of = { ...loaded, fixed, easy };
  const start = easedState(of, 1);
  let usual = largestPotential(system, start);
  // Where easy loads are a short circuit, hardly a potential is left there.
  for (let d = 0; d < count; d++) usual = Math.max(usual, table.ratedVoltage[d]!);
  return { ...of, floor, matrix, base, start, usual };
}

/** By demand: so many times the admittance its law is followed from, and what stays as it is. */
export function easedBy({ fixed, easy }: Pick<Equations, "fixed" | "easy">, times: number): Column {
  return {
    re: fixed.re.map((re, d) => re + times * easy.re[d]!),
    im: fixed.im.map((im, d) => im + times * easy.im[d]!),
  };
}

/** The state with those. @throws Undetermined */
export function easedState(of: LoadedOrder & Pick<Equations, "fixed" | "easy">, times: number): Column {
  const admittance = easedBy(of, times);
  const x = rightSide(of, admittance);
  substitute(of.prepared.pattern, factorsWith(of.prepared, of.system, admittance), x.re, x.im);
  return x;
}

/** Whether a demand has a law that a curve of states has to follow. */
export const isFollowed = ({ table, prepared }: LoadedOrder, d: number): boolean =>
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
export interface Evaluated {
  readonly left: Column;
  /** By how much the rest changes along the path. */
  readonly along: Column;
  /** The derivative by the potentials; factors once `factorised`. */
  readonly slope: ConjugateValues;
  /** The largest share of the terms it is the sum of that is left over at an unknown. */
  readonly share: number;
}

/** Of what usual potentials would drive: where nothing flows, what is left over is rounding of these. */
const dead = 4e-4;

export function evaluate(eq: Equations, path: Path, x: Column, at: number): Evaluated {
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
    const around = Math.hypot(matrix.re[k]!, matrix.im[k]!) * eq.usual;
    if (rest > 0) share = Math.max(share, rest / (terms[k]! + dead * around));
    if (Number.isNaN(rest)) share = Number.NaN;
  }
  return { left, along, slope, share };
}
