/**
 * A measurement as a meter with errors takes it: each element's power turned by its phase error and stretched by its
 * gain at its load point; and the gain that wanders with time, from drift and noise. Both are functions of their
 * arguments only: a time cell has one noise, whoever asks and however time is sliced.
 */

import type { Imperfections } from "#models/meter/imperfections.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { type PerPhase, type Phase, phases } from "#models/threePhase.ts";
import { asRatio, days, inMicroseconds, percent, type Vars, vars, type Watts, watts } from "#models/units.ts";

function gainAt(x: Imperfections, spec: MeterSpec, measured: Measurement, phase: Phase): number {
  const current = measured.current[phase] / spec.current.reference;
  const p = measured.activePower[phase];
  const q = measured.reactivePower[phase];
  const apparent = Math.hypot(p, q);
  const powerFactor = apparent === 0 ? 1 : Math.abs(p) / apparent;
  const band = x.bands.find(
    (b) =>
      current >= b.currentFrom &&
      current <= b.currentTo &&
      powerFactor >= b.powerFactorFrom &&
      powerFactor <= b.powerFactorTo,
  );
  return asRatio(percent(x.elements[phase].gain + (band?.gain ?? 0)));
}

/** What the elements' errors make of a measurement; null when they have none. */
export function distortion(spec: MeterSpec): ((measured: Measurement) => Measurement) | null {
  const { elements, bands } = spec.imperfections;
  const exact = phases.every((phase) => elements[phase].gain === 0 && elements[phase].phase === 0);
  return exact && bands.length === 0 ? null : (measured) => distorted(spec.imperfections, spec, measured);
}

function distorted(x: Imperfections, spec: MeterSpec, measured: Measurement): Measurement {
  const activePower: Record<Phase, Watts> = { ...measured.activePower };
  const reactivePower: Record<Phase, Vars> = { ...measured.reactivePower };
  for (const phase of phases) {
    const gain = 1 + gainAt(x, spec, measured, phase);
    const cos = Math.cos(x.elements[phase].phase);
    const sin = Math.sin(x.elements[phase].phase);
    const p = measured.activePower[phase];
    const q = measured.reactivePower[phase];
    activePower[phase] = watts(gain * (p * cos - q * sin));
    reactivePower[phase] = vars(gain * (q * cos + p * sin));
  }
  const change = (total: number, before: PerPhase<number>, after: PerPhase<number>) =>
    total + phases.reduce((sum, phase) => sum + after[phase] - before[phase], 0);
  return {
    ...measured,
    activePower,
    reactivePower,
    totalActivePower: watts(change(measured.totalActivePower, measured.activePower, activePower)),
    totalReactivePower: vars(change(measured.totalReactivePower, measured.reactivePower, reactivePower)),
  };
}

const day = inMicroseconds(days(1));
const year = inMicroseconds(days(365));

/** Uniform in -1...1 from two whole numbers (a finaliser of the murmur hash, 32 bits). */
export function hashNoise(seed: number, cell: number): number {
  let h = (seed ^ Math.imul(cell | 0, 0x9e3779b1) ^ Math.imul(Math.floor(cell / 2 ** 32), 0x85ebca77)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = (h ^ (h >>> 16)) >>> 0;
  return h / 2 ** 31 - 1;
}

/** Factor on the counted power at a clock, and the clock (later) until which it holds. */
export function wanderAt(
  x: Imperfections,
  clock: number,
): { readonly factor: number; readonly until: number } {
  const age = Math.floor(clock / day);
  let factor = 1 + (asRatio(x.drift.perYear) * age * day) / year;
  let until = x.drift.perYear === 0 ? Number.POSITIVE_INFINITY : (age + 1) * day;
  if (x.noise.amplitude !== 0) {
    const length = inMicroseconds(x.noise.cell);
    const cell = Math.floor(clock / length);
    factor += asRatio(x.noise.amplitude) * hashNoise(x.noise.seed, cell);
    until = Math.min(until, (cell + 1) * length);
  }
  return { factor, until };
}
