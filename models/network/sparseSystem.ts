/**
 * The solver of linear systems with the sparse, structurally symmetric matrices of electrical networks: LU factors
 * without pivoting, in minimum-degree order, everything in typed arrays. What depends on the pattern alone (order,
 * fill, and where each product of the elimination lands) is found once; factors are then one flat loop.
 * No pivoting is needed where every diagonal entry dominates as in passive networks; a vanishing pivot is reported.
 */
import { eliminationOrder } from "#models/network/eliminationOrder.ts";

export interface SparsePattern {
  readonly size: number;
  /** Position in the elimination of each unknown, and the unknown at each position. */
  readonly positionOf: Int32Array;
  readonly unknownAt: Int32Array;
  /** Entries right of the diagonal, by position: rows (and, mirrored, columns) from start[k] to start[k + 1]. */
  readonly start: Int32Array;
  readonly index: Int32Array;
  /** Where the products of the elimination land among the values. */
  readonly target: Int32Array;
  /** How many numbers `SparseValues` hold: the diagonal, the lower and the upper triangle. */
  readonly valueCount: number;
}

/** Diagonal, lower triangle by columns, upper triangle by rows, in elimination order. */
export interface SparseValues {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export class SingularMatrix extends Error {
  readonly code = "SINGULAR_MATRIX";
  /** The unknown whose pivot vanished. */
  readonly unknown: number;
  constructor(unknown: number) {
    super(`the equations do not determine unknown ${unknown}`);
    this.name = "SingularMatrix";
    this.unknown = unknown;
  }
}

/** Finds order and fill for a matrix with entries at the given pairs (either triangle) and on its diagonal. */
export function analyse(size: number, pairs: Iterable<readonly [number, number]>): SparsePattern {
  const neighbours = Array.from({ length: size }, () => new Set<number>());
  for (const [i, j] of pairs) {
    if (i === j) continue;
    neighbours[i]!.add(j);
    neighbours[j]!.add(i);
  }
  const { order: unknownAt, coupled } = eliminationOrder(neighbours);
  const positionOf = new Int32Array(size);
  unknownAt.forEach((unknown, position) => {
    positionOf[unknown] = position;
  });

  const start = new Int32Array(size + 1);
  coupled.forEach((rest, k) => {
    start[k + 1] = start[k]! + rest.length;
  });
  const index = new Int32Array(start[size]!);
  let products = 0;
  coupled.forEach((rest, k) => {
    index.set(
      rest.map((unknown) => positionOf[unknown]!).sort((a, b) => a - b),
      start[k]!,
    );
    products += rest.length * rest.length;
  });
  const target = new Int32Array(products);
  const pattern = { size, positionOf, unknownAt, start, index, target, valueCount: size + 2 * start[size]! };
  let t = 0;
  for (let k = 0; k < size; k++)
    for (let p = start[k]!; p < start[k + 1]!; p++)
      for (let q = start[k]!; q < start[k + 1]!; q++) target[t++] = slotAt(pattern, index[p]!, index[q]!);
  return pattern;
}

/** Where the value of row i, column j (positions) is kept. */
function slotAt({ size, start, index }: SparsePattern, i: number, j: number): number {
  if (i === j) return i;
  const k = Math.min(i, j);
  const other = Math.max(i, j);
  let low = start[k]!;
  let high = start[k + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = index[middle]!;
    if (found === other) return size + middle + (i > j ? 0 : start[size]!);
    if (found < other) low = middle + 1;
    else high = middle - 1;
  }
  throw new RangeError(`the pattern has no entry (${i}, ${j})`);
}

/** Where the value of row `i`, column `j` (unknowns) is kept. @throws RangeError outside the pattern. */
export const slotOf = (pattern: SparsePattern, i: number, j: number): number =>
  slotAt(pattern, pattern.positionOf[i]!, pattern.positionOf[j]!);

export const emptyValues = ({ valueCount }: SparsePattern): SparseValues => ({
  re: new Float64Array(valueCount),
  im: new Float64Array(valueCount),
});

/** Room for the diagonal as it was before the elimination; only used while one matrix is factored. */
let room = new Float64Array(64);
function diagonals(size: number): Float64Array {
  if (room.length < size) room = new Float64Array(2 * size);
  return room;
}

/**
 * Replaces the values of a matrix by its factors (the diagonal by its reciprocal pivots).
 * @throws SingularMatrix when a pivot has lost 14 digits against its own diagonal entry.
 */
export function factorise({ size, start, target, unknownAt }: SparsePattern, { re, im }: SparseValues): void {
  const upper = size + start[size]!;
  let t = 0;
  const scale = diagonals(size);
  for (let k = 0; k < size; k++) scale[k] = Math.abs(re[k]!) + Math.abs(im[k]!);
  for (let k = 0; k < size; k++) {
    const pr = re[k]!;
    const pi = im[k]!;
    if (!(Math.abs(pr) + Math.abs(pi) > scale[k]! * 1e-14)) throw new SingularMatrix(unknownAt[k]!);
    const d = pr * pr + pi * pi;
    const ir = pr / d;
    const ii = -pi / d;
    re[k] = ir;
    im[k] = ii;
    const from = start[k]!;
    const to = start[k + 1]!;
    for (let p = size + from; p < size + to; p++) {
      const ar = re[p]!;
      const ai = im[p]!;
      const lr = ar * ir - ai * ii;
      const li = ar * ii + ai * ir;
      re[p] = lr;
      im[p] = li;
      for (let q = upper + from; q < upper + to; q++) {
        const ur = re[q]!;
        const ui = im[q]!;
        const s = target[t++]!;
        re[s] = re[s]! - (lr * ur - li * ui);
        im[s] = im[s]! - (lr * ui + li * ur);
      }
    }
  }
}

/** Solves in place with factors: `re`, `im` hold the right side by position and become the solution by position. */
export function substitute(
  { size, start, index }: SparsePattern,
  factors: SparseValues,
  re: Float64Array,
  im: Float64Array,
): void {
  const fr = factors.re;
  const fi = factors.im;
  const upper = size + start[size]!;
  for (let k = 0; k < size; k++) {
    const xr = re[k]!;
    const xi = im[k]!;
    if (xr === 0 && xi === 0) continue;
    const to = start[k + 1]!;
    for (let p = start[k]!; p < to; p++) {
      const i = index[p]!;
      const lr = fr[size + p]!;
      const li = fi[size + p]!;
      re[i] = re[i]! - (lr * xr - li * xi);
      im[i] = im[i]! - (lr * xi + li * xr);
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    let xr = re[k]!;
    let xi = im[k]!;
    const to = start[k + 1]!;
    for (let p = start[k]!; p < to; p++) {
      const j = index[p]!;
      const ur = fr[upper + p]!;
      const ui = fi[upper + p]!;
      const vr = re[j]!;
      const vi = im[j]!;
      xr -= ur * vr - ui * vi;
      xi -= ur * vi + ui * vr;
    }
    const dr = fr[k]!;
    const di = fi[k]!;
    re[k] = xr * dr - xi * di;
    im[k] = xr * di + xi * dr;
  }
}

/** Solves A x = b once, unknowns in their own numbering: the right side becomes the solution. */
export function solveSystem(
  pattern: SparsePattern,
  factors: SparseValues,
  re: Float64Array,
  im: Float64Array,
): void {
  const { size, positionOf } = pattern;
  const r = new Float64Array(size);
  const i = new Float64Array(size);
  for (let u = 0; u < size; u++) {
    r[positionOf[u]!] = re[u]!;
    i[positionOf[u]!] = im[u]!;
  }
  substitute(pattern, factors, r, i);
  for (let u = 0; u < size; u++) {
    re[u] = r[positionOf[u]!]!;
    im[u] = i[positionOf[u]!]!;
  }
}
