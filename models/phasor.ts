/**
 * An RMS phasor: the complex number whose modulus is the RMS value of a sine and whose argument is its phase.
 * The same type serves any complex figure of a network (impedance, admittance, complex power S = U conj(I)),
 * because the arithmetic is the same; the name of the variable says which one it is.
 */
import type { Radians } from "#models/units.ts";

export interface Phasor {
  readonly re: number;
  readonly im: number;
}

export const zero: Phasor = { re: 0, im: 0 };
export const one: Phasor = { re: 1, im: 0 };

export const rectangular = (re: number, im: number): Phasor => ({ re, im });
export const polar = (modulus: number, angle: Radians): Phasor => ({
  re: modulus * Math.cos(angle),
  im: modulus * Math.sin(angle),
});

export const add = (a: Phasor, b: Phasor): Phasor => ({ re: a.re + b.re, im: a.im + b.im });
export const subtract = (a: Phasor, b: Phasor): Phasor => ({ re: a.re - b.re, im: a.im - b.im });
export const multiply = (a: Phasor, b: Phasor): Phasor => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});
export const divide = (a: Phasor, b: Phasor): Phasor => {
  const d = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / d, im: (a.im * b.re - a.re * b.im) / d };
};
export const scale = (a: Phasor, factor: number): Phasor => ({ re: a.re * factor, im: a.im * factor });
export const conjugate = (a: Phasor): Phasor => ({ re: a.re, im: -a.im });
export const reciprocal = (a: Phasor): Phasor => divide(one, a);
export const rotate = (a: Phasor, angle: Radians): Phasor => multiply(a, polar(1, angle));
export const sum = (phasors: Iterable<Phasor>): Phasor => {
  let re = 0;
  let im = 0;
  for (const p of phasors) {
    re += p.re;
    im += p.im;
  }
  return { re, im };
};

export const modulus = (a: Phasor): number => Math.hypot(a.re, a.im);
export const argument = (a: Phasor): Radians => Math.atan2(a.im, a.re) as Radians;

/** Complex power S = U conj(I): P = Re S in W (consumption positive), Q = Im S in var (inductive positive). */
export const complexPower = (voltage: Phasor, current: Phasor): Phasor =>
  multiply(voltage, conjugate(current));
