/**
 * A load point: the current, power factor, voltage, frequency and waveform at which a meter is asked for its error. The
 * limits of the accuracy standards are tables over it. It describes the true network as seen through the nominal
 * ratios, not the terminals: a wrong hook-up does not change what the meter was asked to measure.
 */
import { type InsertionMode, usesNeutral } from "#models/connection/insertionMode.ts";
import { argument, complexPower, modulus, type Phasor, sum } from "#models/phasor.ts";
import {
  components,
  fundamental,
  rms,
  type Spectrum,
  scaleSpectrum,
  subtractSpectra,
} from "#models/spectrum.ts";
import {
  mapPhases,
  type PerConductor,
  type PerPhase,
  perPhase,
  phases,
  type Sequence,
  symmetricalComponents,
} from "#models/threePhase.ts";
import {
  type Amperes,
  amperes,
  degrees,
  type Hertz,
  type Radians,
  type Ratio,
  radians,
  ratio,
  type Volts,
} from "#models/units.ts";

/** `balanced`: every polyphase load inside the reference conditions, and every load of a single-phase meter. */
type LoadKind = "balanced" | "single-phase" | "unbalanced" | "none";

/** Shares of the fundamental of the phase that has most of it. */
export interface Distortion {
  readonly voltage: Ratio;
  /** In the current: orders 3, 5, 7 ... */
  readonly odd: Ratio;
  /** In the current: a direct component and orders 2, 4, 6 ... */
  readonly directAndEven: Ratio;
  /** In the current: every order that is not whole. */
  readonly betweenHarmonics: Ratio;
}

export interface LoadPoint {
  readonly load: LoadKind;
  /** Secondary, rms; null where a single-phase meter has no phase. */
  readonly current: PerPhase<Amperes | null>;
  /** Angle of the fundamental power of all the phases, positive when the current lags. */
  readonly phi: Radians;
  /** Phase to neutral (three wires: to the star point) over Un; null where a single-phase meter has no phase. */
  readonly voltage: PerPhase<Ratio | null>;
  readonly frequency: Hertz;
  /** Null when there are not three voltages to tell it from. */
  readonly sequence: Sequence | null;
  readonly distortion: Distortion;
}

/** What passes at a metering point, primary; the solver's metered state is one. */
export interface MeteredSignals {
  readonly potential: PerConductor<Spectrum>;
  readonly current: PerPhase<Spectrum>;
  readonly frequency: Hertz;
}

export interface NominalConnection {
  readonly insertionMode: InsertionMode;
  /** Primary over secondary. */
  readonly ctRatio: number;
  readonly vtRatio: number;
  /** Reference voltage Un, secondary. */
  readonly phaseToNeutral: Volts;
}

/** Reference conditions of IEC 62053-21 table 9: each current within 2 % of the mean, angles within 2 degrees. */
const balance = { current: 0.02, angle: degrees(2) };
/** A phase with less than this share of the largest current carries no load. */
const idleShare = 0.005;

const noDistortion: Distortion = {
  voltage: ratio(0),
  odd: ratio(0),
  directAndEven: ratio(0),
  betweenHarmonics: ratio(0),
};

/** A sinusoidal load point by its figures: balanced at Un and 50 Hz unless said otherwise. */
export const sinusoidalLoadPoint = (
  point: Pick<LoadPoint, "current" | "phi"> & Partial<LoadPoint>,
): LoadPoint => ({
  load: "balanced",
  voltage: mapPhases(point.current, (current) => (current === null ? null : ratio(1))),
  frequency: 50 as Hertz,
  sequence: "L1-L2-L3",
  distortion: noDistortion,
  ...point,
});

/** The load point of a metering point. */
export function loadPointOf(signals: MeteredSignals, nominal: NominalConnection): LoadPoint {
  const single = nominal.insertionMode === "1N1E";
  const used = single ? (["L1"] as const) : phases;
  const star = starPoint(signals.potential, !usesNeutral(nominal.insertionMode));
  const voltage = perPhase((phase) =>
    scaleSpectrum(subtractSpectra(signals.potential[phase], star), 1 / nominal.vtRatio),
  );
  const current = perPhase((phase) => scaleSpectrum(signals.current[phase], 1 / nominal.ctRatio));
  const present = <T>(make: (phase: "L1" | "L2" | "L3") => T) =>
    perPhase((phase) => (single && phase !== "L1" ? null : make(phase)));
  const power = perPhase((phase) => complexPower(fundamental(voltage[phase]), fundamental(current[phase])));
  const share = (s: Spectrum, of: (order: number) => boolean) => {
    const base = modulus(fundamental(s));
    const content = components(s).filter(({ order, phasor }) => of(order) && modulus(phasor) > 0);
    if (content.length === 0) return 0;
    return Math.hypot(...content.map(({ phasor }) => modulus(phasor))) / base;
  };
  const largest = (of: (phase: "L1" | "L2" | "L3") => number) => ratio(Math.max(...used.map(of)));
  return {
    load: single ? "balanced" : loadKind(mapPhases(current, rms), power),
    current: present((phase) => amperes(rms(current[phase]))),
    phi: radians(argument(sum(used.map((phase) => power[phase])))),
    voltage: present((phase) => ratio(rms(voltage[phase]) / nominal.phaseToNeutral)),
    frequency: signals.frequency,
    sequence: single ? null : sequenceOf(mapPhases(voltage, fundamental)),
    distortion: {
      voltage: largest((phase) => share(voltage[phase], (order) => order !== 1)),
      odd: largest((phase) => share(current[phase], (order) => order !== 1 && order % 2 === 1)),
      directAndEven: largest((phase) => share(current[phase], (order) => order % 2 === 0)),
      betweenHarmonics: largest((phase) => share(current[phase], (order) => !Number.isInteger(order))),
    },
  };
}

/** The neutral, or in three-wire modes the point all three phases are symmetrical about. */
function starPoint(potential: PerConductor<Spectrum>, threeWire: boolean): Spectrum {
  if (!threeWire) return potential.N;
  const opposite = scaleSpectrum(potential.L1, -1);
  const total = subtractSpectra(subtractSpectra(opposite, potential.L2), potential.L3);
  return scaleSpectrum(total, -1 / 3);
}

function loadKind(current: PerPhase<number>, power: PerPhase<Phasor>): LoadKind {
  const largest = Math.max(...phases.map((phase) => current[phase]));
  if (largest === 0) return "none";
  const loaded = phases.filter((phase) => current[phase] > idleShare * largest);
  if (loaded.length === 1) return "single-phase";
  if (loaded.length === 2) return "unbalanced";
  const mean = (current.L1 + current.L2 + current.L3) / 3;
  const total = sum(phases.map((phase) => power[phase]));
  const even = phases.every((phase) => {
    const turned = Math.abs(argument(complexPower(power[phase], total)));
    return Math.abs(current[phase] - mean) <= balance.current * mean && turned <= balance.angle;
  });
  return even ? "balanced" : "unbalanced";
}

function sequenceOf(voltage: PerPhase<Phasor>): Sequence | null {
  const { positive, negative } = symmetricalComponents(voltage);
  const [forward, backward] = [modulus(positive), modulus(negative)];
  if (Math.abs(forward - backward) <= 1e-6 * Math.max(forward, backward)) return null;
  return forward > backward ? "L1-L2-L3" : "L1-L3-L2";
}
