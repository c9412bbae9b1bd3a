/**
 * How often a second the twin of a meter goes all the way from its terminals to its registers (`elapse`: RMS values, P,
 * Q, supply, demand, pulses, energies), beside the least any program could do: the same RMS values, P and Q as bare sums
 * over flat arrays, and two energies added up. Signals rotate over 64 different ones, so that no memory of the last
 * result helps; a row of its own shows what that memory is worth when the load stays.
 */

import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { elapse } from "#models/meter/elapse.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { polar } from "#models/phasor.ts";
import { type Component, type Spectrum, spectrum } from "#models/spectrum.ts";
import { conductors, perPhase, phases } from "#models/threePhase.ts";
import { degrees, energyOf, hertz, picojoulesPerWattHour, seconds, watts } from "#models/units.ts";
import { agree } from "./agree.ts";
import type { Benchmark } from "./main.ts";
import { paired, rateOf } from "./paired.ts";
import { atLeast, noGoal } from "./row.ts";

const signalCount = 64;
const chunk = 2560;
const hold = seconds(1);

/** Unbalanced four-wire signals of some hundred watts to kilowatts, with a little of every harmonic; each k another. */
function signalsOf(k: number, orderCount: number): TerminalSignals {
  const orders = Array.from({ length: orderCount }, (_, h) => h + 1);
  const wave = (size: number, angle: number): Spectrum => {
    const parts = orders.map(
      (order): Component => ({
        order,
        phasor: polar(size / order ** 2, degrees(order === 1 ? angle : 37 * order + 11 * k)),
      }),
    );
    const { re, im } = spectrum(parts);
    return { orders, re, im };
  };
  const behind = { L1: 0, L2: -120, L3: 120 };
  return {
    frequency: hertz(50),
    voltage: {
      L1: wave(228 + (k % 7), 0),
      L2: wave(231 - (k % 5), behind.L2),
      L3: wave(230 + (k % 3), behind.L3),
      N: wave(0.5 + (k % 4), 40),
    },
    current: perPhase((phase) =>
      wave(1 + ((k * 7 + phase.charCodeAt(1)) % 40) / 10, behind[phase] - 5 - (k % 50)),
    ),
    contact: "open",
  };
}

/** Volts and amperes of one signal, order by order: U1 U2 U3 UN I1 I2 I3, real and imaginary parts in turn. */
const columns = 14;
function flattened(signals: TerminalSignals): Float64Array {
  const spectra = [
    ...conductors.map((c) => signals.voltage[c]!),
    ...phases.map((phase) => signals.current[phase]),
  ];
  const flat = new Float64Array(columns * signals.current.L1.orders.length);
  spectra.forEach(({ re, im }, column) => {
    re.forEach((value, k) => {
      flat[k * columns + 2 * column] = value;
      flat[k * columns + 2 * column + 1] = im[k]!;
    });
  });
  return flat;
}

/** The peer: U1 U2 U3 U12 U23 U31 I1 I2 I3 IN as RMS values, P1 P2 P3, and Q1 Q2 Q3 of the fundamental, into `out`. */
function bareSums(flat: Float64Array, out: Float64Array): void {
  let u1 = 0;
  let u2 = 0;
  let u3 = 0;
  let u12 = 0;
  let u23 = 0;
  let u31 = 0;
  let i1 = 0;
  let i2 = 0;
  let i3 = 0;
  let iN = 0;
  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  for (let k = 0; k < flat.length; k += columns) {
    const nr = flat[k + 6]!;
    const ni = flat[k + 7]!;
    const ar = flat[k]! - nr;
    const ai = flat[k + 1]! - ni;
    const br = flat[k + 2]! - nr;
    const bi = flat[k + 3]! - ni;
    const cr = flat[k + 4]! - nr;
    const ci = flat[k + 5]! - ni;
    const xr = flat[k + 8]!;
    const xi = flat[k + 9]!;
    const yr = flat[k + 10]!;
    const yi = flat[k + 11]!;
    const zr = flat[k + 12]!;
    const zi = flat[k + 13]!;
    u1 += ar * ar + ai * ai;
    u2 += br * br + bi * bi;
    u3 += cr * cr + ci * ci;
    u12 += (ar - br) * (ar - br) + (ai - bi) * (ai - bi);
    u23 += (br - cr) * (br - cr) + (bi - ci) * (bi - ci);
    u31 += (cr - ar) * (cr - ar) + (ci - ai) * (ci - ai);
    i1 += xr * xr + xi * xi;
    i2 += yr * yr + yi * yi;
    i3 += zr * zr + zi * zi;
    iN += (xr + yr + zr) * (xr + yr + zr) + (xi + yi + zi) * (xi + yi + zi);
    p1 += ar * xr + ai * xi;
    p2 += br * yr + bi * yi;
    p3 += cr * zr + ci * zi;
    if (k === 0) {
      out[13] = ai * xr - ar * xi;
      out[14] = bi * yr - br * yi;
      out[15] = ci * zr - cr * zi;
    }
  }
  out[0] = Math.sqrt(u1);
  out[1] = Math.sqrt(u2);
  out[2] = Math.sqrt(u3);
  out[3] = Math.sqrt(u12);
  out[4] = Math.sqrt(u23);
  out[5] = Math.sqrt(u31);
  out[6] = Math.sqrt(i1);
  out[7] = Math.sqrt(i2);
  out[8] = Math.sqrt(i3);
  out[9] = Math.sqrt(iN);
  out[10] = p1;
  out[11] = p2;
  out[12] = p3;
}

/** The same sixteen figures off a living twin. */
function figuresOf({ measurement }: MeterState): readonly number[] {
  if (measurement === null) throw new Error("the twin measures nothing");
  const { voltage, lineVoltage, current, activePower, reactivePower } = measurement;
  return [
    ...phases.map((phase) => voltage[phase]),
    ...(["L1L2", "L2L3", "L3L1"] as const).map((pair) => lineVoltage[pair]),
    ...conductors.map((c) => current[c]),
    ...phases.map((phase) => activePower[phase]),
    ...phases.map((phase) => reactivePower[phase]),
  ];
}

function specified() {
  const spec = meterSpec({
    model: "Conto D4-s",
    orderCode: null,
    programmed: { insertionMode: "3N3E", ctRatio: 1 },
  });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}

/** The twin and the bare sums on the same signals; both are held to the same figures and the same energy. */
function contestants(orderCount: number, variety: number) {
  const spec = specified();
  const signals = Array.from({ length: variety }, (_, k) => signalsOf(k, orderCount));
  const flat = signals.map(flattened);
  let state = initialState(spec);
  const live = (k: number): MeterState => elapse(spec, state, signals[k % variety]!, hold).state;
  while (state.supply.kind !== "running") state = live(0);

  const out = new Float64Array(16);
  let active = 0;
  let reactive = 0;
  const sum = (k: number): void => {
    bareSums(flat[k % variety]!, out);
    active += (out[10]! + out[11]! + out[12]!) * hold;
    reactive += (out[13]! + out[14]! + out[15]!) * hold;
  };

  for (let k = 0; k < variety; k++) {
    state = live(k);
    sum(k);
    agree(`signals ${k}`, figuresOf(state), out, 1e-12);
  }
  // What a chunk must bring to the registers, from the sums; held against both after every window.
  active = 0;
  reactive = 0;
  for (let k = 0; k < chunk; k++) sum(k);
  const due = [active / chunk, reactive / chunk];
  const registers = (): number[] =>
    [state.energies.active, state.energies.reactive].map(
      ({ wattHours, picojoules }) =>
        (wattHours + picojoules / picojoulesPerWattHour) / energyOf(watts(1), seconds(1)),
    );

  let counted = registers();
  active = 0;
  reactive = 0;
  return {
    twin: rateOf(
      "twin",
      () => {
        for (let k = 0; k < chunk; k++) state = live(k);
        return chunk;
      },
      (calls) => {
        const now = registers();
        agree(
          "registers per call",
          now.map((energy, n) => (energy - counted[n]!) / calls),
          due,
          1e-8,
        );
        counted = now;
      },
    ),
    sums: rateOf(
      "bare sums",
      () => {
        for (let k = 0; k < chunk; k++) sum(k);
        return chunk;
      },
      (calls) => {
        agree("sums per call", [active / calls, reactive / calls], due, 1e-8);
        active = 0;
        reactive = 0;
      },
    ),
  };
}

export const twinEvaluations: Benchmark = async (pace, say) => {
  for (const orderCount of [1, 40])
    for (const variety of [signalCount, 1]) {
      const { twin, sums } = contestants(orderCount, variety);
      const figures = await paired(twin, sums, pace);
      const orders = orderCount === 1 ? "1 order" : `${orderCount} orders`;
      say({
        kind: "paired",
        name: `twin evaluation, 3N3E, ${orders}, ${variety === 1 ? "unchanged signals" : `${variety} signals in turn`}`,
        unit: "1/s",
        peer: sums.name,
        figures,
        goal: variety === 1 ? noGoal : atLeast(1 / 3),
      });
    }
};
