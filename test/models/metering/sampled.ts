/**
 * The same powers in the time domain, by sampling waveforms at equal steps over two fundamental periods: a second way to
 * the figures that knows no phasors. Two periods hold whole numbers of cycles of every half-integer order, and 192 steps
 * are more than the 160 cycles of the highest product (order 40 with order 40), so the mean of a product of two waveforms
 * is exact but for rounding.
 */
import type { Spectrum } from "#models/spectrum.ts";

const steps = 192;
const periods = 2;

/** Instantaneous values, RMS phasors turned into sqrt2 times cosines; a DC component stays what it is. */
export function samples(s: Spectrum): number[] {
  return Array.from({ length: steps }, (_, n) => {
    let value = 0;
    s.orders.forEach((order, k) => {
      const angle = (2 * Math.PI * order * periods * n) / steps;
      const amplitude = order === 0 ? 1 : Math.SQRT2;
      value += amplitude * ((s.re[k] ?? 0) * Math.cos(angle) - (s.im[k] ?? 0) * Math.sin(angle));
    });
    return value;
  });
}

export const difference = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, n) => value - (b[n] ?? Number.NaN));
export const total = (...waves: readonly number[][]): number[] =>
  Array.from({ length: steps }, (_, n) => waves.reduce((sum, wave) => sum + (wave[n] ?? Number.NaN), 0));
export const meanProduct = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, n) => sum + value * (b[n] ?? Number.NaN), 0) / steps;
export const rmsOf = (a: readonly number[]): number => Math.sqrt(meanProduct(a, a));
/** The waveform a fraction of a fundamental period ago; the fraction must be a whole number of steps. */
export const ago = (fractionOfPeriod: number, a: readonly number[]): number[] => {
  const back = (steps / periods) * fractionOfPeriod;
  return a.map((_, n) => a[(n - back + steps) % steps] ?? Number.NaN);
};
