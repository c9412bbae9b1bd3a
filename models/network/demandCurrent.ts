/**
 * The current a demand draws at a voltage, I = conj(S(U) / U), and how it changes with the voltage: by a factor of dU and
 * one of conj(dU), since S follows the magnitude of U and the angle of I that of U.
 */
import { activeAt, type DemandTable, reactiveAt } from "#models/network/demandTable.ts";
import type { Phasor } from "#models/phasor.ts";

export interface DemandCurrent {
  readonly re: number;
  readonly im: number;
  /** dI = by dU + byConjugate conj(dU), in siemens. */
  readonly byRe: number;
  readonly byIm: number;
  readonly byConjugateRe: number;
  readonly byConjugateIm: number;
}

/** Below so many volts a demand goes on as the impedance it has there. */
export interface Floor {
  readonly volts: number;
  /**
   * How sharply: at `Infinity` there is an edge, as loads are defined; with p the voltage its law is taken at is the p-th
   * root of u^p + volts^p, which has none, so that a curve of states can be followed across it.
   */
  readonly sharpness: number;
}

export function demandCurrent(
  table: DemandTable,
  d: number,
  { re: ur, im: ui }: Phasor,
  { volts, sharpness }: Floor,
): DemandCurrent {
  const square = ur * ur + ui * ui;
  const u = Math.sqrt(square);
  let at = Math.max(u, volts);
  /** How much of a change of u the law sees. */
  let seen = u >= volts ? 1 : 0;
  if (sharpness !== Number.POSITIVE_INFINITY) {
    at *= (1 + (Math.min(u, volts) / at) ** sharpness) ** (1 / sharpness);
    seen = (u / at) ** sharpness;
  }
  // conj(S) / |U|^2 is the admittance shown
  const yr = activeAt(table, d, at) / (at * at);
  const yi = -reactiveAt(table, d, at) / (at * at);
  const re = yr * ur - yi * ui;
  const im = yr * ui + yi * ur;
  // half of what the admittance changes by when the voltage does, over the change in shares
  const hr = ((table.activeExponent[d]! - 2) / 2) * yr * seen;
  const hi = ((table.reactiveExponent[d]! - 2) / 2) * yi * seen;
  if (square === 0) return { re, im, byRe: yr, byIm: yi, byConjugateRe: 0, byConjugateIm: 0 };
  // U / conj(U)
  const tr = (ur * ur - ui * ui) / square;
  const ti = (2 * ur * ui) / square;
  return {
    re,
    im,
    byRe: yr + hr,
    byIm: yi + hi,
    byConjugateRe: hr * tr - hi * ti,
    byConjugateIm: hr * ti + hi * tr,
  };
}
