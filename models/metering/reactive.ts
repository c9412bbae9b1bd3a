/**
 * The ways a meter forms the reactive power of one element from its voltage and current. On sines they all give
 * U I sin(phi); with harmonics each gives its own figure, and IEC 62053-23, which defines reactive energy for sines only,
 * forbids none of them. Voltages in V rms, currents in A rms, results in var, positive when the current lags.
 */
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import {
  mapSpectrum,
  meanPower,
  rms,
  type Spectrum,
  scaleSpectrum,
  subtractSpectra,
} from "#models/spectrum.ts";
import { type PerConductor, perConductor } from "#models/threePhase.ts";
import { degrees, type Vars, vars } from "#models/units.ts";

/** The same waveform later by a fraction of the fundamental period: order h turns back by h times as much. */
export const delayed = (s: Spectrum, fractionOfPeriod: number): Spectrum =>
  mapSpectrum(s, (p, order) => {
    const angle = degrees(-360 * fractionOfPeriod * order);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    return { re: p.re * cos - p.im * sin, im: p.re * sin + p.im * cos };
  });

/** The sum of weight(h) Im(U_h conj I_h): the orders' own reactive powers, weighted. Both spectra of one `orders`. */
function weightedReactive(u: Spectrum, i: Spectrum, weight: (order: number) => number): Vars {
  let q = 0;
  u.orders.forEach((order, k) => {
    const own = (u.im[k] ?? 0) * (i.re[k] ?? 0) - (u.re[k] ?? 0) * (i.im[k] ?? 0);
    if (own !== 0) q += weight(order) * own;
  });
  return vars(q);
}

/** U1 I1 sin(phi1), of the fundamental alone (IEC 62053-24, IEEE 1459). */
export const fundamentalReactive = (u: Spectrum, i: Spectrum): Vars =>
  weightedReactive(u, i, (order) => (order === 1 ? 1 : 0));

/**
 * The mean of the voltage a quarter period ago times the current: Q1 - Q3 + Q5 - Q7 ..., even orders adding their active
 * power with alternating sign (-P2 + P4 ...), a DC component its own (Hioki 3169 manual p. 180).
 */
export const quarterPeriodDelayReactive = (u: Spectrum, i: Spectrum): Vars =>
  vars(meanPower(delayed(u, 1 / 4), i));

/** The sum of all Q_h: a wideband 90 degree (Hilbert) shift of the voltage (Budeanu). */
export const budeanuReactive = (u: Spectrum, i: Spectrum): Vars => weightedReactive(u, i, () => 1);

/** The sum of Q_h / h: the voltage through an integrator of unity gain at the fundamental. */
export const integratorReactive = (u: Spectrum, i: Spectrum): Vars =>
  weightedReactive(u, i, (order) => 1 / order);

/** sqrt(S^2 - P^2): never negative, and holding the distortion power too. */
export const powerTriangleReactive = (u: Spectrum, i: Spectrum): Vars =>
  reactiveSide(rms(u) * rms(i), meanPower(u, i));

/** The third side of the power triangle, from S in VA and P in W. */
export const reactiveSide = (apparent: number, active: number): Vars =>
  vars(Math.sqrt(Math.max(0, apparent * apparent - active * active)));

/**
 * The system of voltages a cross-phase meter takes for "90 degrees behind": for each phase the line voltage of the two
 * others over sqrt 3 (MAVOWATT 4 manual p. 13). True for a symmetrical system in sequence L1-L2-L3; in the other
 * sequence it leads by 90 degrees and the meter's reactive power changes sign.
 */
export function crossPhaseVoltages(u: PerConductor<Spectrum>): PerConductor<Spectrum> {
  const behind = { L1: ["L2", "L3"], L2: ["L3", "L1"], L3: ["L1", "L2"], N: ["L1", "L1"] } as const;
  return perConductor((c) => {
    const [from, to] = behind[c];
    return scaleSpectrum(subtractSpectra(u[from], u[to]), 1 / Math.sqrt(3));
  });
}

/** <u' i> with the element's voltage taken from `crossPhaseVoltages`. */
export const crossPhaseReactive = (perpendicular: Spectrum, i: Spectrum): Vars =>
  vars(meanPower(perpendicular, i));

/** The algorithms that need nothing but the element's own voltage and current. */
export const elementReactive: Readonly<
  Record<Exclude<MeasuringMethod["reactive"], "crossPhase">, (u: Spectrum, i: Spectrum) => Vars>
> = {
  fundamental: fundamentalReactive,
  quarterPeriodDelay: quarterPeriodDelayReactive,
  budeanu: budeanuReactive,
  integrator: integratorReactive,
  powerTriangle: powerTriangleReactive,
};
