/**
 * The current a demand draws at a voltage, I = conj(S(U) / U), and how it changes with the voltage: by a factor of dU and
 * one of conj(dU), since S follows the magnitude of U and the angle of I that of U.
 */
import { activeAt, type DemandTable, reactiveAt } from "#models/network/demandTable.ts";

export interface DemandCurrent {
  readonly re: number;
  readonly im: number;
  /** dI = by dU + byConjugate conj(dU), in siemens. */
  readonly byRe: number;
  readonly byIm: number;
  readonly byConjugateRe: number;
  readonly byConjugateIm: number;
}

/** @param floor volts below which the demand is the impedance it has there. */
export function demandCurrent(
  table: DemandTable,
  d: number,
  ur: number,
  ui: number,
  floor: number,
): DemandCurrent {
  const square = ur * ur + ui * ui;
  const u = Math.sqrt(square);
  const isLow = u < floor;
  const at = isLow ? floor : u;
  const p = activeAt(table, d, at);
  const q = reactiveAt(table, d, at);
  // conj(S) / |U|^2 is the admittance shown
  const yr = p / (at * at);
  const yi = -q / (at * at);
  const re = yr * ur - yi * ui;
  const im = yr * ui + yi * ur;
  if (isLow) return { re, im, byRe: yr, byIm: yi, byConjugateRe: 0, byConjugateIm: 0 };
  // half of d conj(S) / d|U| over |U|
  const hr = (table.activeExponent[d]! * yr) / 2;
  const hi = (table.reactiveExponent[d]! * yi) / 2;
  // U / conj(U)
  const tr = (ur * ur - ui * ui) / square;
  const ti = (2 * ur * ui) / square;
  const cr = hr - yr;
  const ci = hi - yi;
  return {
    re,
    im,
    byRe: hr,
    byIm: hi,
    byConjugateRe: cr * tr - ci * ti,
    byConjugateIm: cr * ti + ci * tr,
  };
}
