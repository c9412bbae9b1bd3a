/**
 * Complex arithmetic of the second solver. It has its own, like everything else in this folder, so that no fault of the
 * solver it watches can be in both.
 */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const complex = (re: number, im = 0): Complex => ({ re, im });
export const nothing = complex(0);
export const plus = (a: Complex, b: Complex): Complex => complex(a.re + b.re, a.im + b.im);
export const minus = (a: Complex, b: Complex): Complex => complex(a.re - b.re, a.im - b.im);
export const times = (a: Complex, b: Complex): Complex =>
  complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
export const scaled = (a: Complex, factor: number): Complex => complex(a.re * factor, a.im * factor);
export const conjugated = (a: Complex): Complex => complex(a.re, -a.im);
export const size = (a: Complex): number => Math.hypot(a.re, a.im);
/** By Smith's method, which does not square what is large. */
export const over = (a: Complex, b: Complex): Complex => {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const r = b.im / b.re;
    const d = b.re + b.im * r;
    return complex((a.re + a.im * r) / d, (a.im - a.re * r) / d);
  }
  const r = b.re / b.im;
  const d = b.re * r + b.im;
  return complex((a.re * r + a.im) / d, (a.im * r - a.re) / d);
};
