/**
 * What an ideal meter of a given insertion mode and method measures of its terminals in a steady state. Powers are exact
 * sums over the orders, not samples. It is the innermost loop of every run, so it walks the orders once, over the
 * spectra's own arrays, and allocates nothing per order; rare methods go through `measuringElements` instead.
 */
import {
  type InsertionMode,
  insertionModeFacts,
  insertionModes,
  usesNeutral,
} from "#models/connection/insertionMode.ts";
import { commonOrders, overOrders, type TerminalSignals } from "#models/connection/terminalSignals.ts";
import { type MeasuringElement, measuringElements, thirdCurrent } from "#models/metering/elements.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { commonTerminal, settledPotentials } from "#models/metering/openLeads.ts";
import {
  crossPhaseReactive,
  crossPhaseVoltages,
  elementReactive,
  reactiveSide,
} from "#models/metering/reactive.ts";
import { meanPower, rms, type Spectrum } from "#models/spectrum.ts";
import {
  conductors,
  mapPhases,
  type PerConductor,
  type PerPhase,
  type Phase,
  perConductor,
  perPhase,
  phases,
  type Sequence,
} from "#models/threePhase.ts";
import { amperes, type Vars, type Volts, vars, volts, type Watts, watts } from "#models/units.ts";

/** What the innermost loop needs of a mode, as factors: 1 for a current input in use, 0 for one that is not. */
interface Plan {
  readonly commonPhase: Phase | null;
  readonly withNeutral: boolean;
  readonly oneElement: boolean;
  readonly gain: number;
  readonly inUse: PerPhase<number>;
}
const plan = (mode: InsertionMode): Plan => {
  const { commonPhase, currentInputs } = insertionModeFacts[mode];
  return {
    commonPhase,
    withNeutral: usesNeutral(mode),
    oneElement: currentInputs.length === 1,
    gain: mode === "3N1E" || mode === "3-1E" ? 3 : 1,
    inUse: perPhase((input) => (currentInputs.includes(input) ? 1 : 0)),
  };
};
const plans = Object.fromEntries(insertionModes.map((mode) => [mode, plan(mode)])) as Readonly<
  Record<InsertionMode, Plan>
>;

const isOver = (s: Spectrum | null, orders: readonly number[]): boolean => s === null || s.orders === orders;

/** Signals whose spectra all share one `orders` array, as `terminalSignals` makes them; others are rewritten so. */
function withSharedOrders(signals: TerminalSignals): TerminalSignals {
  const { voltage, current } = signals;
  const orders = current.L1.orders;
  if (
    isOver(voltage.L1, orders) &&
    isOver(voltage.L2, orders) &&
    isOver(voltage.L3, orders) &&
    isOver(voltage.N, orders) &&
    current.L2.orders === orders &&
    current.L3.orders === orders
  )
    return signals;
  const connected = conductors.map((c) => voltage[c]).filter((s) => s !== null);
  const common = commonOrders([...phases.map((phase) => current[phase]), ...connected]);
  const over = (s: Spectrum | null): Spectrum | null => (s === null ? null : overOrders(s, common));
  return {
    ...signals,
    voltage: perConductor((c) => over(voltage[c])),
    current: mapPhases(current, (s) => overOrders(s, common)),
  };
}

/** The currents the elements meet; a two-element meter with an artificial star makes its third one. */
function inputCurrents(
  mode: InsertionMode,
  method: MeasuringMethod,
  measured: PerPhase<Spectrum>,
): PerPhase<Spectrum> {
  const { commonPhase, currentInputs } = insertionModeFacts[mode];
  const [a, b] = currentInputs;
  if (commonPhase === null || method.twoElement === "aron" || a === undefined || b === undefined)
    return measured;
  return { ...measured, [commonPhase]: thirdCurrent(measured[a], measured[b]) };
}

/** The total by the power triangle of a two-element meter: S = sqrt3/2 (U_ac I_a + U_bc I_b) (Hioki 3169, 3P3W2M). */
function twoElementTriangle(elements: readonly MeasuringElement[], active: Watts): Vars {
  const apparent = elements.reduce((sum, { voltage, current }) => sum + rms(voltage) * rms(current), 0);
  return reactiveSide((Math.sqrt(3) / 2) * apparent, active);
}

/** The elements' powers added up under the names of their inputs. */
function perInput(
  elements: readonly MeasuringElement[],
  power: (element: MeasuringElement) => number,
): PerPhase<number> {
  const sums = { L1: 0, L2: 0, L3: 0 };
  for (const element of elements) sums[element.input] += power(element);
  return sums;
}

function reactivePowers(
  mode: InsertionMode,
  method: MeasuringMethod,
  u: PerConductor<Spectrum>,
  i: PerPhase<Spectrum>,
  elements: readonly MeasuringElement[],
): PerPhase<number> {
  if (method.reactive === "crossPhase" && mode !== "1N1E") {
    const perpendicular = measuringElements(mode, method, crossPhaseVoltages(u), i);
    return perInput(perpendicular, ({ voltage, current }) => crossPhaseReactive(voltage, current));
  }
  const algorithm = elementReactive[method.reactive === "crossPhase" ? "fundamental" : method.reactive];
  return perInput(elements, ({ voltage, current }) => algorithm(voltage, current));
}

/** Part of the largest voltage below which a terminal counts as dead for telling the sequence. */
const deadTerminal = 0.1;
/** Area, over the square of the largest voltage, below which two terminals are on one phase (2.6 when symmetrical). */
const flatTriangle = 1e-6;

/**
 * Secondary-side RMS values and powers at the terminals, before imperfections, thresholds and sign policy. Cross-phase
 * reactive power needs other phases: in 1N1E it is the fundamental's.
 */
export function measure(mode: InsertionMode, method: MeasuringMethod, given: TerminalSignals): Measurement {
  const signals = withSharedOrders(given);
  const { commonPhase, withNeutral, oneElement, gain, inUse } = plans[mode];
  const u = settledPotentials(mode, method, signals);
  const i = commonPhase === null ? signals.current : inputCurrents(mode, method, signals.current);
  const common = withNeutral ? "N" : commonTerminal(mode, method);
  const reference = common === null ? null : u[common];
  const refRe = reference === null ? u.L1.re : reference.re;
  const refIm = reference === null ? u.L1.im : reference.im;
  const { re: u1re, im: u1im } = u.L1;
  const { re: u2re, im: u2im } = u.L2;
  const { re: u3re, im: u3im } = u.L3;
  const { re: i1re, im: i1im } = i.L1;
  const { re: i2re, im: i2im } = i.L2;
  const { re: i3re, im: i3im } = i.L3;
  const has1 = inUse.L1;
  const has2 = inUse.L2;
  const has3 = inUse.L3;
  const { orders } = signals.current.L1;
  const fundamental = orders[0] === 1 ? 0 : orders.indexOf(1);

  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  let uu1 = 0;
  let uu2 = 0;
  let uu3 = 0;
  let uu12 = 0;
  let uu23 = 0;
  let uu31 = 0;
  let ii1 = 0;
  let ii2 = 0;
  let ii3 = 0;
  let iiSum = 0;
  // Twice the area the three fundamental potentials span, positive when L2 lags L1 and L3 lags L2.
  let turn = 0;
  for (let k = 0; k < u1re.length; k++) {
    const re = reference === null ? (u1re[k]! + u2re[k]! + u3re[k]!) / 3 : refRe[k]!;
    const im = reference === null ? (u1im[k]! + u2im[k]! + u3im[k]!) / 3 : refIm[k]!;
    const v1re = u1re[k]! - re;
    const v1im = u1im[k]! - im;
    const v2re = u2re[k]! - re;
    const v2im = u2im[k]! - im;
    const v3re = u3re[k]! - re;
    const v3im = u3im[k]! - im;
    const j1re = i1re[k]!;
    const j1im = i1im[k]!;
    const j2re = i2re[k]!;
    const j2im = i2im[k]!;
    const j3re = i3re[k]!;
    const j3im = i3im[k]!;
    const v12re = v1re - v2re;
    const v12im = v1im - v2im;
    const v23re = v2re - v3re;
    const v23im = v2im - v3im;
    const v31re = v3re - v1re;
    const v31im = v3im - v1im;
    const sumRe = has1 * j1re + has2 * j2re + has3 * j3re;
    const sumIm = has1 * j1im + has2 * j2im + has3 * j3im;
    uu1 += v1re * v1re + v1im * v1im;
    uu2 += v2re * v2re + v2im * v2im;
    uu3 += v3re * v3re + v3im * v3im;
    uu12 += v12re * v12re + v12im * v12im;
    uu23 += v23re * v23re + v23im * v23im;
    uu31 += v31re * v31re + v31im * v31im;
    ii1 += j1re * j1re + j1im * j1im;
    ii2 += j2re * j2re + j2im * j2im;
    ii3 += j3re * j3re + j3im * j3im;
    iiSum += sumRe * sumRe + sumIm * sumIm;
    p1 += v1re * j1re + v1im * j1im;
    p2 += v2re * j2re + v2im * j2im;
    p3 += v3re * j3re + v3im * j3im;
    if (k === fundamental) {
      q1 = v1im * j1re - v1re * j1im;
      q2 = v2im * j2re - v2re * j2im;
      q3 = v3im * j3re - v3re * j3im;
      turn = v12re * v31im - v12im * v31re;
    }
  }

  // Voltages to the artificial star from the line voltages: |U1 - u0|^2 = (2 U12^2 + 2 U31^2 - U23^2) / 9.
  if (!withNeutral) {
    uu1 = (2 * (uu12 + uu31) - uu23) / 9;
    uu2 = (2 * (uu12 + uu23) - uu31) / 9;
    uu3 = (2 * (uu23 + uu31) - uu12) / 9;
  }
  const singlePhase = mode === "1N1E";
  let active: PerPhase<number> = oneElement ? { L1: gain * p1, L2: 0, L3: 0 } : { L1: p1, L2: p2, L3: p3 };
  let reactive: PerPhase<number> = oneElement ? { L1: gain * q1, L2: 0, L3: 0 } : { L1: q1, L2: q2, L3: q3 };
  let totalReactive: number | null = null;
  const synthesised = mode === "3-1E" && method.oneElementThreeWire !== "star";
  if (synthesised || method.reactive !== "fundamental") {
    const elements = measuringElements(mode, method, u, signals.current);
    if (synthesised) active = perInput(elements, ({ voltage, current }) => meanPower(voltage, current));
    reactive = reactivePowers(mode, method, u, signals.current, elements);
    if (method.reactive === "powerTriangle" && commonPhase !== null && common !== null)
      totalReactive = twoElementTriangle(elements, watts(active.L1 + active.L2 + active.L3));
  }
  return {
    frequency: signals.frequency,
    voltage: {
      L1: rootOf(uu1),
      L2: singlePhase ? volts(0) : rootOf(uu2),
      L3: singlePhase ? volts(0) : rootOf(uu3),
    },
    lineVoltage: {
      L1L2: singlePhase ? volts(0) : rootOf(uu12),
      L2L3: singlePhase ? volts(0) : rootOf(uu23),
      L3L1: singlePhase ? volts(0) : rootOf(uu31),
    },
    current: {
      L1: amperes(Math.sqrt(commonPhase === "L1" ? iiSum : has1 * ii1)),
      L2: amperes(Math.sqrt(commonPhase === "L2" ? iiSum : has2 * ii2)),
      L3: amperes(Math.sqrt(commonPhase === "L3" ? iiSum : has3 * ii3)),
      N: amperes(mode === "3N3E" || singlePhase ? Math.sqrt(iiSum) : 0),
    },
    activePower: active as PerPhase<Watts>,
    reactivePower: reactive as PerPhase<Vars>,
    totalActivePower: watts(active.L1 + active.L2 + active.L3),
    totalReactivePower: vars(totalReactive ?? reactive.L1 + reactive.L2 + reactive.L3),
    sequence: sequenceOf(signals, uu1, uu2, uu3, turn),
  };
}

/** Rounding may leave a square a hair below zero. */
const rootOf = (square: number): Volts => volts(Math.sqrt(Math.max(0, square)));

/** Sequence of three live terminals, from the area their fundamentals span. */
function sequenceOf(
  { voltage }: TerminalSignals,
  uu1: number,
  uu2: number,
  uu3: number,
  turn: number,
): Sequence | null {
  if (voltage.L1 === null || voltage.L2 === null || voltage.L3 === null) return null;
  const largest = Math.max(uu1, uu2, uu3);
  if (Math.min(uu1, uu2, uu3) < deadTerminal * deadTerminal * largest) return null;
  if (Math.abs(turn) <= flatTriangle * largest) return null;
  return turn > 0 ? "L1-L2-L3" : "L1-L3-L2";
}
