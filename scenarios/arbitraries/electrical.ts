/**
 * Generators of electrical things for property tests: angles, waveforms, metering points of three- and four-wire
 * networks, hook-ups with everything a fitter can get wrong, instrument transformers, measuring methods. Figures are
 * integers mapped to quantities, which generate several times faster than doubles and shrink to round numbers.
 */
import fc from "fast-check";
import type { CurrentLead, HookUp } from "#models/connection/hookUp.ts";
import { type InsertionMode, insertionModes } from "#models/connection/insertionMode.ts";
import type {
  CurrentTransformer,
  InstrumentTransformers,
  VoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { openDelta } from "#models/connection/openDelta.ts";
import type { MeteringPoint } from "#models/connection/terminalSignals.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { type Phasor, polar } from "#models/phasor.ts";
import { addSpectra, type Spectrum, scaleSpectrum, silence, sine, spectrum } from "#models/spectrum.ts";
import {
  type Conductor,
  conductors,
  type PerPhase,
  type Phase,
  phases,
  symmetrical,
} from "#models/threePhase.ts";
import {
  type Amperes,
  amperes,
  arcMinutes,
  degrees,
  hertz,
  inDegrees,
  type Radians,
  radians,
  ratio,
  type Volts,
  volts,
} from "#models/units.ts";

/** Any angle, in tenths of a degree. */
export const angles = (): fc.Arbitrary<Radians> =>
  fc.integer({ min: -1799, max: 1800 }).map((n) => degrees(n / 10));

/** A load's angle short of pure reactance: -85 to 85 degrees, lagging positive. */
export const loadAngles = (): fc.Arbitrary<Radians> =>
  fc.integer({ min: -850, max: 850 }).map((n) => degrees(n / 10));

/** Phasors of modulus up to `largest`, in thousandths of it. */
export const phasorsUpTo = (largest: number): fc.Arbitrary<Phasor> =>
  fc
    .tuple(fc.integer({ min: 0, max: 1000 }), angles())
    .map(([thousandths, angle]) => polar((largest * thousandths) / 1000, angle));

/**
 * Waveforms: a fundamental of up to `largest`, and up to eight harmonics (2 to 40) and inter-harmonics of up to a third
 * of it; no DC.
 */
export const waveforms = (largest: number): fc.Arbitrary<Spectrum> => {
  const order = fc.integer({ min: 4, max: 80 }).map((halves) => halves / 2);
  const harmonics = fc.uniqueArray(fc.tuple(order, phasorsUpTo(largest / 3)), {
    maxLength: 8,
    selector: ([h]) => h,
  });
  return fc
    .tuple(phasorsUpTo(largest), harmonics)
    .map(([fundamental, others]) =>
      spectrum([{ order: 1, phasor: fundamental }, ...others.map(([h, phasor]) => ({ order: h, phasor }))]),
    );
};

export interface BalancedLoad {
  readonly voltage: Volts;
  readonly current: Amperes;
  readonly phi: Radians;
}

/** Three equal phases at line-to-neutral `voltage`, currents lagging by `phi`: a sinusoidal, symmetrical metering point. */
export function balancedPoint({ voltage, current, phi }: BalancedLoad): MeteringPoint {
  const u = symmetrical(polar(voltage, radians(0)));
  const i = symmetrical(polar(current, degrees(-inDegrees(phi))));
  const of = (x: PerPhase<Phasor>) => ({ L1: sine(x.L1), L2: sine(x.L2), L3: sine(x.L3), N: silence() });
  return { frequency: hertz(50), voltage: of(u), current: of(i) };
}

export const balancedLoads = (): fc.Arbitrary<BalancedLoad> =>
  fc.record({
    voltage: fc.integer({ min: 500, max: 4000 }).map((n) => volts(n / 10)),
    current: fc.integer({ min: 1, max: 6000 }).map((n) => amperes(n / 100)),
    phi: loadAngles(),
  });

const frequencies = fc.integer({ min: 4500, max: 6500 }).map((n) => hertz(n / 100));
const fourWaveforms = (largest: number) =>
  fc.record({
    L1: waveforms(largest),
    L2: waveforms(largest),
    L3: waveforms(largest),
    N: waveforms(largest / 20),
  });

/** Any waveforms and unbalance on four wires; the neutral carries back what the phases leave over. */
export const fourWirePoints = (): fc.Arbitrary<MeteringPoint> =>
  fc
    .tuple(frequencies, fourWaveforms(300), waveforms(20), waveforms(20), waveforms(20))
    .map(([frequency, voltage, L1, L2, L3]) => ({
      frequency,
      voltage,
      current: { L1, L2, L3, N: scaleSpectrum(addSpectra(addSpectra(L1, L2), L3), -1) },
    }));

/** Any waveforms and unbalance on three wires: the phase currents sum to zero at every instant. */
export const threeWirePoints = (): fc.Arbitrary<MeteringPoint> =>
  fc
    .tuple(frequencies, fourWaveforms(300), waveforms(20), waveforms(20))
    .map(([frequency, voltage, L1, L2]) => ({
      frequency,
      voltage,
      current: { L1, L2, L3: scaleSpectrum(addSpectra(L1, L2), -1), N: silence() },
    }));

/** Any mode of the catalogue. */
export const modes = (): fc.Arbitrary<InsertionMode> => fc.constantFrom(...insertionModes);

const phaseOrders = fc.shuffledSubarray([...phases], { minLength: 3, maxLength: 3 });
const reversed = fc.boolean();

/** One of the 288: every terminal and input connected, leads and CTs permuted, CTs reversed. */
export const completeHookUps = (): fc.Arbitrary<HookUp> =>
  fc.tuple(phaseOrders, phaseOrders, fc.tuple(reversed, reversed, reversed)).map(([leads, cts, turned]) => {
    const [a, b, c] = leads as [Phase, Phase, Phase];
    const [i, j, k] = cts as [Phase, Phase, Phase];
    return {
      voltage: { L1: a, L2: b, L3: c, N: "N" },
      current: {
        L1: { from: i, reversed: turned[0] },
        L2: { from: j, reversed: turned[1] },
        L3: { from: k, reversed: turned[2] },
      },
    };
  });

/** Anything that can be written down: any conductor or nothing on any terminal, any CT or nothing on any input. */
export const anyHookUps = (): fc.Arbitrary<HookUp> => {
  const lead: fc.Arbitrary<Conductor | null> = fc.constantFrom(...conductors, null);
  const input: fc.Arbitrary<CurrentLead> = fc.oneof(
    fc.constant(null),
    fc.record({ from: fc.constantFrom(...phases), reversed }),
  );
  return fc.record({
    voltage: fc.record({ L1: lead, L2: lead, L3: lead, N: lead }),
    current: fc.record({ L1: input, L2: input, L3: input }),
  });
};

const errors = {
  ratioError: fc.integer({ min: -300, max: 300 }).map((n) => ratio(n / 1e4)),
  phaseDisplacement: fc.integer({ min: -180, max: 180 }).map(arcMinutes),
};
const polarity = fc.constantFrom("normal" as const, "reversed" as const);

export const currentTransformers = (): fc.Arbitrary<CurrentTransformer> =>
  fc.record({
    ...errors,
    ratio: fc.constantFrom(10, 20, 40, 60, 80, 200),
    polarity,
    secondary: fc.constantFrom("closed" as const, "closed" as const, "open" as const, "shorted" as const),
  });

export const voltageTransformers = (): fc.Arbitrary<VoltageTransformer> =>
  fc.record({
    ...errors,
    ratio: fc.constantFrom(4, 100, 150, 200),
    polarity,
    primary: fc.constantFrom("closed" as const, "closed" as const, "closed" as const, "open" as const),
    secondary: fc.constantFrom("closed" as const, "closed" as const, "open" as const),
  });

const commonPrimary = fc.constantFrom(
  "closed" as const,
  "closed" as const,
  "closed" as const,
  "open" as const,
);

/** Transformers with errors, faults and mixed ratios, directly connected voltages included. */
export const instrumentTransformers = (): fc.Arbitrary<InstrumentTransformers> => {
  const ct = currentTransformers();
  const vt = voltageTransformers();
  return fc.record({
    current: fc.record({ L1: ct, L2: ct, L3: ct }),
    voltage: fc.oneof(
      fc.constant({ kind: "direct" as const }),
      fc.record({
        kind: fc.constant("star" as const),
        transformers: fc.record({ L1: vt, L2: vt, L3: vt }),
        commonPrimary,
      }),
      fc
        .record({
          common: fc.constantFrom(...phases),
          vts: fc.record({ L1: vt, L2: vt, L3: vt }),
          commonPrimary,
        })
        .map(({ common, vts, commonPrimary: shared }) => ({
          kind: "openDelta" as const,
          ...openDelta(common, (phase) => vts[phase]),
          commonPrimary: shared,
        })),
    ),
  });
};

export const measuringMethods = (): fc.Arbitrary<MeasuringMethod> =>
  fc.record({
    oneElementThreeWire: fc.constantFrom("star", "shift", "clone"),
    twoElement: fc.constantFrom("aron", "star"),
    openLead: fc.constantFrom("neutral", "midpoint"),
    reactive: fc.constantFrom(
      "fundamental",
      "quarterPeriodDelay",
      "budeanu",
      "integrator",
      "powerTriangle",
      "crossPhase",
    ),
    signPolicy: fc.constantFrom("clipTotal", "clipElement", "absoluteTotal", "absoluteElement", "signed"),
  });
