/**
 * Linear equations between complex unknowns and their conjugates, A x + C conj(x) = b: what loads that do not follow
 * Ohm's law come to near a state, since their current follows the conjugate of the voltage too. The same elimination as
 * `sparseSystem.ts`, over numbers z -> a z + c conj(z) in the place of complex factors: they add, multiply and have
 * inverses as real two-by-two matrices do.
 */
import type { SparsePattern } from "#models/network/sparseSystem.ts";

/** As `SparseValues`, with the part that multiplies the conjugate. */
export interface ConjugateValues {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly conjugateRe: Float64Array;
  readonly conjugateIm: Float64Array;
}

export const emptyConjugateValues = ({ valueCount }: SparsePattern): ConjugateValues => ({
  re: new Float64Array(valueCount),
  im: new Float64Array(valueCount),
  conjugateRe: new Float64Array(valueCount),
  conjugateIm: new Float64Array(valueCount),
});

/** A pivot that has lost this much against its own diagonal entry is kept away from zero by `replaced` of that entry. */
const vanished = 1e-12;
const replaced = 1e-8;

/**
 * Replaces the values of a matrix by its factors (the diagonal by its inverse pivots). A pivot that vanishes, as it does
 * where two states of a network meet, is replaced by a small one: the factors are then those of a matrix nearby, which
 * is enough for steps that are checked by what they lead to.
 */
export function factoriseConjugate(
  { size, start, target }: SparsePattern,
  { re, im, conjugateRe: cr, conjugateIm: ci }: ConjugateValues,
): void {
  const upper = size + start[size]!;
  const scale = new Float64Array(size);
  for (let k = 0; k < size; k++) scale[k] = Math.hypot(re[k]!, im[k]!) + Math.hypot(cr[k]!, ci[k]!);
  let t = 0;
  for (let k = 0; k < size; k++) {
    let ar = re[k]!;
    let ai = im[k]!;
    const own = Math.hypot(ar, ai);
    const other = Math.hypot(cr[k]!, ci[k]!);
    if (!(Math.abs(own - other) > vanished * scale[k]!)) {
      const by = replaced * (scale[k]! > 0 ? scale[k]! : 1);
      const sign = own >= other ? 1 : -1;
      ar += own > 0 ? (sign * by * ar) / own : by;
      ai += own > 0 ? (sign * by * ai) / own : 0;
    }
    // (a, c) has the inverse (conj(a), -c) / (|a|^2 - |c|^2)
    const d = ar * ar + ai * ai - cr[k]! * cr[k]! - ci[k]! * ci[k]!;
    const pr = ar / d;
    const pi = -ai / d;
    const qr = -cr[k]! / d;
    const qi = -ci[k]! / d;
    re[k] = pr;
    im[k] = pi;
    cr[k] = qr;
    ci[k] = qi;
    const from = start[k]!;
    const to = start[k + 1]!;
    for (let p = size + from; p < size + to; p++) {
      // (x, y) after (p, q) is (x p + y conj(q), x q + y conj(p))
      const xr = re[p]!;
      const xi = im[p]!;
      const yr = cr[p]!;
      const yi = ci[p]!;
      const lr = xr * pr - xi * pi + yr * qr + yi * qi;
      const li = xr * pi + xi * pr + yi * qr - yr * qi;
      const mr = xr * qr - xi * qi + yr * pr + yi * pi;
      const mi = xr * qi + xi * qr + yi * pr - yr * pi;
      re[p] = lr;
      im[p] = li;
      cr[p] = mr;
      ci[p] = mi;
      for (let q = upper + from; q < upper + to; q++) {
        const ur = re[q]!;
        const ui = im[q]!;
        const vr = cr[q]!;
        const vi = ci[q]!;
        const s = target[t++]!;
        re[s] = re[s]! - (lr * ur - li * ui + mr * vr + mi * vi);
        im[s] = im[s]! - (lr * ui + li * ur + mi * vr - mr * vi);
        cr[s] = cr[s]! - (lr * vr - li * vi + mr * ur + mi * ui);
        ci[s] = ci[s]! - (lr * vi + li * vr + mi * ur - mr * ui);
      }
    }
  }
}

/** Solves in place with factors: `re`, `im` hold the right side by position and become the solution by position. */
export function substituteConjugate(
  { size, start, index }: SparsePattern,
  factors: ConjugateValues,
  re: Float64Array,
  im: Float64Array,
): void {
  const upper = size + start[size]!;
  const take = (from: number, slot: number, into: number): void => {
    const ar = factors.re[slot]!;
    const ai = factors.im[slot]!;
    const cr = factors.conjugateRe[slot]!;
    const ci = factors.conjugateIm[slot]!;
    const xr = re[from]!;
    const xi = im[from]!;
    re[into] = re[into]! - (ar * xr - ai * xi + cr * xr + ci * xi);
    im[into] = im[into]! - (ar * xi + ai * xr + ci * xr - cr * xi);
  };
  for (let k = 0; k < size; k++) for (let p = start[k]!; p < start[k + 1]!; p++) take(k, size + p, index[p]!);
  for (let k = size - 1; k >= 0; k--) {
    for (let p = start[k]!; p < start[k + 1]!; p++) take(index[p]!, upper + p, k);
    const xr = re[k]!;
    const xi = im[k]!;
    re[k] =
      factors.re[k]! * xr - factors.im[k]! * xi + factors.conjugateRe[k]! * xr + factors.conjugateIm[k]! * xi;
    im[k] =
      factors.re[k]! * xi + factors.im[k]! * xr + factors.conjugateIm[k]! * xr - factors.conjugateRe[k]! * xi;
  }
}
