/**
 * The linear elements of a circuit as one flat list of admittance blocks: currents into the block = Y V + J. Flat
 * arrays, so that assembling the matrix and reading all currents are plain loops.
 */

import { type ComplexMatrix, inverse, zeroMatrix } from "#models/network/complexMatrix.ts";
import type { AdmittanceElement, Element, SeriesElement } from "#models/network/element.ts";
import { Undetermined } from "#models/network/solveError.ts";
import { componentAt } from "#models/spectrum.ts";

/** Which terminals each block has; the same at every order. */
export interface BlockLayout {
  readonly elements: readonly (SeriesElement | AdmittanceElement)[];
  /** Terminals of block b: terminal[start[b]] to terminal[start[b + 1] - 1]. */
  readonly start: Int32Array;
  readonly terminal: Int32Array;
  /** Entries of block b: row by row from entryStart[b]. */
  readonly entryStart: Int32Array;
}

export interface BlockValues {
  readonly yRe: Float64Array;
  readonly yIm: Float64Array;
  /** One per terminal of the layout. */
  readonly jRe: Float64Array;
  readonly jIm: Float64Array;
}

export function blockLayout(elements: readonly Element[]): BlockLayout {
  const linear = elements.filter((e) => e.kind === "series" || e.kind === "admittance");
  const lists = linear.map((e) => (e.kind === "series" ? [...e.from, ...e.to] : [...e.terminals]));
  const start = new Int32Array(lists.length + 1);
  const entryStart = new Int32Array(lists.length + 1);
  lists.forEach((list, b) => {
    start[b + 1] = start[b]! + list.length;
    entryStart[b + 1] = entryStart[b]! + list.length ** 2;
  });
  return { elements: linear, start, terminal: Int32Array.from(lists.flat()), entryStart };
}

export function blockValues(
  { elements, start, entryStart }: BlockLayout,
  order: number,
  nameOf: (terminal: number) => string,
): BlockValues {
  const count = elements.length;
  const yRe = new Float64Array(entryStart[count]!);
  const yIm = new Float64Array(entryStart[count]!);
  const jRe = new Float64Array(start[count]!);
  const jIm = new Float64Array(start[count]!);
  elements.forEach((element, b) => {
    if (element.kind === "admittance") {
      const y = element.admittance(order);
      yRe.set(y.re, entryStart[b]!);
      yIm.set(y.im, entryStart[b]!);
      return;
    }
    const branch = inverse(element.impedance(order));
    if (branch === undefined)
      throw new Undetermined(
        nameOf(element.to[0]!),
        order,
        new RangeError("its series impedance is singular"),
      );
    const y = twoEnded(branch);
    yRe.set(y.re, entryStart[b]!);
    yIm.set(y.im, entryStart[b]!);
    const n = branch.size;
    for (let i = 0; i < n; i++) {
      let re = 0;
      let im = 0;
      element.emf.forEach((emf, j) => {
        if (emf === undefined) return;
        const e = componentAt(emf, order);
        re += branch.re[i * n + j]! * e.re - branch.im[i * n + j]! * e.im;
        im += branch.re[i * n + j]! * e.im + branch.im[i * n + j]! * e.re;
      });
      jRe[start[b]! + i] = re;
      jIm[start[b]! + i] = im;
      jRe[start[b]! + n + i] = -re;
      jIm[start[b]! + n + i] = -im;
    }
  });
  return { yRe, yIm, jRe, jIm };
}

/** Nodal admittance of coupled branches: [Y, -Y; -Y, Y]. */
function twoEnded(branch: ComplexMatrix): ComplexMatrix {
  const n = branch.size;
  const result = zeroMatrix(2 * n);
  for (let i = 0; i < 2 * n; i++)
    for (let j = 0; j < 2 * n; j++) {
      const sign = i < n === j < n ? 1 : -1;
      result.re[i * 2 * n + j] = sign * branch.re[(i % n) * n + (j % n)]!;
      result.im[i * 2 * n + j] = sign * branch.im[(i % n) * n + (j % n)]!;
    }
  return result;
}

/** Adds the current into every terminal for given potentials of the terminals' nodes. */
export function addBlockCurrents(
  { start, terminal, entryStart }: BlockLayout,
  { yRe, yIm, jRe, jIm }: BlockValues,
  nodeOf: Int32Array,
  vRe: Float64Array,
  vIm: Float64Array,
  iRe: Float64Array,
  iIm: Float64Array,
): void {
  for (let b = 0; b + 1 < start.length; b++) {
    const from = start[b]!;
    const to = start[b + 1]!;
    let k = entryStart[b]!;
    for (let p = from; p < to; p++) {
      let re = jRe[p]!;
      let im = jIm[p]!;
      for (let q = from; q < to; q++, k++) {
        const node = nodeOf[terminal[q]!]!;
        if (node < 0) continue;
        re += yRe[k]! * vRe[node]! - yIm[k]! * vIm[node]!;
        im += yRe[k]! * vIm[node]! + yIm[k]! * vRe[node]!;
      }
      const t = terminal[p]!;
      iRe[t] = iRe[t]! + re;
      iIm[t] = iIm[t]! + im;
    }
  }
}
