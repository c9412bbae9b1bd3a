/**
 * A periodic quantity as the RMS phasors of its components. The order of a component is its frequency over the
 * fundamental: 1 the fundamental, 2, 3, 5 ... harmonics, a fraction a sub- or inter-harmonic, 0 the DC component
 * (whose "phasor" is the real DC value). Components of different order carry no mutual mean power, so RMS values,
 * powers and THD are exact sums over the orders, whatever the waveform.
 *
 * Stored as a structure of arrays in ascending order: signals that share their `orders` array are multiplied
 * element by element without looking anything up.
 */
import type { Phasor } from "#models/phasor.ts";
import type { Ratio } from "#models/units.ts";

export interface Spectrum {
  /** Ascending, unique, each >= 0. */
  readonly orders: readonly number[];
  /** Real and imaginary RMS parts, one per order. */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface Component {
  readonly order: number;
  readonly phasor: Phasor;
}

export const fundamentalOnly: readonly number[] = [1];
const none: Spectrum = { orders: fundamentalOnly, re: new Float64Array(1), im: new Float64Array(1) };

/** The spectrum of a quantity that is absent: a zero fundamental. */
export const silence = (): Spectrum => none;

export const sine = (phasor: Phasor): Spectrum => ({
  orders: fundamentalOnly,
  re: Float64Array.of(phasor.re),
  im: Float64Array.of(phasor.im),
});

/** Builds a spectrum from components in any sequence; components of one order add up. */
export function spectrum(components: readonly Component[]): Spectrum {
  if (components.length === 0) return none;
  const byOrder = new Map<number, { re: number; im: number }>();
  for (const { order, phasor } of components) {
    if (!(order >= 0) || !Number.isFinite(order)) throw new RangeError(`a spectrum has no order ${order}`);
    const sum = byOrder.get(order) ?? { re: 0, im: 0 };
    byOrder.set(order, { re: sum.re + phasor.re, im: sum.im + phasor.im });
  }
  const orders = [...byOrder.keys()].sort((a, b) => a - b);
  const result = { orders, re: new Float64Array(orders.length), im: new Float64Array(orders.length) };
  orders.forEach((order, i) => {
    const value = byOrder.get(order);
    result.re[i] = value?.re ?? 0;
    result.im[i] = value?.im ?? 0;
  });
  return result;
}

export const components = (s: Spectrum): Component[] =>
  s.orders.map((order, i) => ({ order, phasor: { re: s.re[i] ?? 0, im: s.im[i] ?? 0 } }));

/** The component of the given order, zero when the spectrum has none. */
export function componentAt(s: Spectrum, order: number): Phasor {
  const i = s.orders.indexOf(order);
  return i < 0 ? { re: 0, im: 0 } : { re: s.re[i] ?? 0, im: s.im[i] ?? 0 };
}

export const fundamental = (s: Spectrum): Phasor => componentAt(s, 1);

const sameOrders = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((order, i) => order === b[i]));

/** a*fa + b*fb, order by order. */
function combine(a: Spectrum, b: Spectrum, factor: number): Spectrum {
  if (!sameOrders(a.orders, b.orders)) {
    const second = components(b).map(({ order, phasor }) => ({
      order,
      phasor: { re: factor * phasor.re, im: factor * phasor.im },
    }));
    return spectrum([...components(a), ...second]);
  }
  return {
    orders: a.orders,
    re: a.re.map((v, i) => v + factor * (b.re[i] ?? 0)),
    im: a.im.map((v, i) => v + factor * (b.im[i] ?? 0)),
  };
}

export const addSpectra = (a: Spectrum, b: Spectrum): Spectrum => combine(a, b, 1);
export const subtractSpectra = (a: Spectrum, b: Spectrum): Spectrum => combine(a, b, -1);

export const scaleSpectrum = (s: Spectrum, factor: number): Spectrum => ({
  orders: s.orders,
  re: s.re.map((v) => v * factor),
  im: s.im.map((v) => v * factor),
});

/** Replaces each component by what `change` makes of it (a transformer's ratio and phase, a time shift). */
export function mapSpectrum(s: Spectrum, change: (phasor: Phasor, order: number) => Phasor): Spectrum {
  const re = new Float64Array(s.orders.length);
  const im = new Float64Array(s.orders.length);
  s.orders.forEach((order, i) => {
    const p = change({ re: s.re[i] ?? 0, im: s.im[i] ?? 0 }, order);
    re[i] = p.re;
    im[i] = p.im;
  });
  return { orders: s.orders, re, im };
}

/** True RMS value (Parseval), in the unit of the components. */
export function rms(s: Spectrum): number {
  let sum = 0;
  for (let i = 0; i < s.re.length; i++) sum += (s.re[i] ?? 0) ** 2 + (s.im[i] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** Mean power <u i> in W of a voltage and a current: the sum of Re(U conj I) over the orders both have. */
export function meanPower(u: Spectrum, i: Spectrum): number {
  let power = 0;
  if (u.orders === i.orders || sameOrders(u.orders, i.orders)) {
    for (let k = 0; k < u.re.length; k++)
      power += (u.re[k] ?? 0) * (i.re[k] ?? 0) + (u.im[k] ?? 0) * (i.im[k] ?? 0);
    return power;
  }
  u.orders.forEach((order, k) => {
    const c = componentAt(i, order);
    power += (u.re[k] ?? 0) * c.re + (u.im[k] ?? 0) * c.im;
  });
  return power;
}

/** Total harmonic distortion: RMS of everything but DC and the fundamental, over the fundamental. */
export function totalHarmonicDistortion(s: Spectrum): Ratio {
  let distortion = 0;
  let base = 0;
  s.orders.forEach((order, i) => {
    const square = (s.re[i] ?? 0) ** 2 + (s.im[i] ?? 0) ** 2;
    if (order === 1) base = square;
    else if (order !== 0) distortion += square;
  });
  return Math.sqrt(distortion / base) as Ratio;
}
