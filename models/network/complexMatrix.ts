/**
 * Small dense complex matrices: the impedances of one line, the admittances of one transformer. Stored row by row
 * in two typed arrays. Networks of many buses are not held like this; see `sparseSystem.ts`.
 */
import type { Phasor } from "#models/phasor.ts";

export interface ComplexMatrix {
  readonly size: number;
  /** Row by row: entry (i, j) at i * size + j. */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const zeroMatrix = (size: number): ComplexMatrix => ({
  size,
  re: new Float64Array(size * size),
  im: new Float64Array(size * size),
});

export function matrixOf(rows: readonly (readonly Phasor[])[]): ComplexMatrix {
  const result = zeroMatrix(rows.length);
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      result.re[i * rows.length + j] = value.re;
      result.im[i * rows.length + j] = value.im;
    });
  });
  return result;
}

export const entry = (m: ComplexMatrix, i: number, j: number): Phasor => ({
  re: m.re[i * m.size + j]!,
  im: m.im[i * m.size + j]!,
});

export function addEntry(m: ComplexMatrix, i: number, j: number, value: Phasor, factor = 1): void {
  const k = i * m.size + j;
  m.re[k] = m.re[k]! + factor * value.re;
  m.im[k] = m.im[k]! + factor * value.im;
}

/**
 * Solves A x = b in place for a general dense matrix by LU with partial pivoting: `a` is destroyed, `b` becomes x.
 * Zero multipliers are skipped, so band matrices cost little.
 * @returns false when the matrix is singular to working precision.
 */
export function solveDense(a: ComplexMatrix, bRe: Float64Array, bIm: Float64Array): boolean {
  const { size: n, re, im } = a;
  let largest = 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let best = -1;
    for (let i = k; i < n; i++) {
      const size = Math.abs(re[i * n + k]!) + Math.abs(im[i * n + k]!);
      if (size > best) {
        best = size;
        pivot = i;
      }
    }
    if (best > largest) largest = best;
    if (!(best > largest * 1e-15)) return false;
    if (pivot !== k) {
      for (let j = k; j < n; j++) {
        swap(re, k * n + j, pivot * n + j);
        swap(im, k * n + j, pivot * n + j);
      }
      swap(bRe, k, pivot);
      swap(bIm, k, pivot);
    }
    const pr = re[k * n + k]!;
    const pi = im[k * n + k]!;
    const d = pr * pr + pi * pi;
    for (let i = k + 1; i < n; i++) {
      const ar = re[i * n + k]!;
      const ai = im[i * n + k]!;
      if (ar === 0 && ai === 0) continue;
      const lr = (ar * pr + ai * pi) / d;
      const li = (ai * pr - ar * pi) / d;
      for (let j = k + 1; j < n; j++) {
        const ur = re[k * n + j]!;
        const ui = im[k * n + j]!;
        if (ur === 0 && ui === 0) continue;
        re[i * n + j] = re[i * n + j]! - (lr * ur - li * ui);
        im[i * n + j] = im[i * n + j]! - (lr * ui + li * ur);
      }
      bRe[i] = bRe[i]! - (lr * bRe[k]! - li * bIm[k]!);
      bIm[i] = bIm[i]! - (lr * bIm[k]! + li * bRe[k]!);
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let xr = bRe[i]!;
    let xi = bIm[i]!;
    for (let j = i + 1; j < n; j++) {
      const ur = re[i * n + j]!;
      const ui = im[i * n + j]!;
      xr -= ur * bRe[j]! - ui * bIm[j]!;
      xi -= ur * bIm[j]! + ui * bRe[j]!;
    }
    const pr = re[i * n + i]!;
    const pi = im[i * n + i]!;
    const d = pr * pr + pi * pi;
    bRe[i] = (xr * pr + xi * pi) / d;
    bIm[i] = (xi * pr - xr * pi) / d;
  }
  return true;
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}

/** The inverse, or undefined when the matrix is singular to working precision. */
export function inverse(m: ComplexMatrix): ComplexMatrix | undefined {
  const n = m.size;
  const result = zeroMatrix(n);
  for (let j = 0; j < n; j++) {
    const re = new Float64Array(n);
    const im = new Float64Array(n);
    re[j] = 1;
    const copy = { size: n, re: m.re.slice(), im: m.im.slice() };
    if (!solveDense(copy, re, im)) return undefined;
    for (let i = 0; i < n; i++) {
      result.re[i * n + j] = re[i]!;
      result.im[i * n + j] = im[i]!;
    }
  }
  return result;
}
