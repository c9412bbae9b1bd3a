/**
 * Generators of meters and of what they live through: any way a catalogue product can be ordered and programmed, load
 * points within a meter's range, and lives - a series of terminal signals, each held for a while, with dips, cuts, lost
 * leads, reversed loads and the tariff contact. Durations are whole microseconds, so that a life can be cut anywhere.
 */
import * as fc from "fast-check";
import { contoD4s } from "#models/catalogue/contoD4s.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { Imperfections } from "#models/meter/imperfections.ts";
import { imperfect } from "#models/meter/imperfections.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { polar } from "#models/phasor.ts";
import { silence, sine } from "#models/spectrum.ts";
import { type PerPhase, type Phase, symmetrical } from "#models/threePhase.ts";
import {
  type Amperes,
  amperes,
  arcMinutes,
  degrees,
  hertz,
  inDegrees,
  inMicroseconds,
  microseconds,
  minutes,
  percent,
  type Radians,
  radians,
  type Seconds,
  type Volts,
  volts,
  watts,
} from "#models/units.ts";

/** A symmetrical, sinusoidal load at a meter's terminals: line-to-neutral volts, secondary amperes, lagging by phi. */
export interface TerminalLoad {
  readonly voltage: Volts;
  readonly current: PerPhase<Amperes>;
  readonly phi: Radians;
  readonly contact: TerminalSignals["contact"];
}

export const equalCurrents = (current: Amperes): PerPhase<Amperes> => ({
  L1: current,
  L2: current,
  L3: current,
});

/** The signals of such a load, all leads connected. */
export function signalsOf({ voltage, current, phi, contact }: TerminalLoad): TerminalSignals {
  const u = symmetrical(polar(voltage, radians(0)));
  const turned = symmetrical(polar(1, degrees(-inDegrees(phi))));
  const i = (phase: Phase) =>
    sine({ re: turned[phase].re * current[phase], im: turned[phase].im * current[phase] });
  return {
    frequency: hertz(50),
    voltage: { L1: sine(u.L1), L2: sine(u.L2), L3: sine(u.L3), N: silence() },
    current: { L1: i("L1"), L2: i("L2"), L3: i("L3") },
    contact,
  };
}

/** Every valid way to order and program a product. */
export const meterChoices = (product: Product = contoD4s): fc.Arbitrary<MeterChoice> =>
  fc.constantFrom(...product.variants).chain((variant) => {
    const { programmable: ranges } = product;
    const withTransformers = variant.voltageInput === "vt";
    return fc.record({
      model: fc.constant(product.model),
      orderCode: fc.constant(variant.orderCode),
      programmed: fc.record({
        insertionMode: fc.constantFrom(...ranges.insertionModes),
        ctRatio: ratios(ranges.ctRatio.highest),
        vtRatio: withTransformers ? ratios(ranges.vtRatio.highest) : fc.constant(1),
        integrationTime: fc.constantFrom(...ranges.integrationTimes),
        counting: fc.constantFrom(...variant.countings),
        pulse: fc.record({
          energy: fc.constantFrom(...ranges.pulseEnergies),
          weight: fc.constantFrom(...ranges.pulseWeights),
          width: fc.constantFrom(...ranges.pulseWidths),
        }),
      }),
    });
  });

/** Whole ratios, the small and the ends as often as the rest. */
const ratios = (highest: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 1, max: Math.min(20, highest) }),
    fc.integer({ min: 1, max: highest }),
    fc.constant(highest),
  );

/** Complete specifications of a product, ideal unless imperfections are given. */
export const meters = (
  product: Product = contoD4s,
  imperfections: fc.Arbitrary<Imperfections> | null = null,
): fc.Arbitrary<MeterSpec> =>
  fc
    .tuple(meterChoices(product), fc.nat(), imperfections ?? fc.constant(null))
    .map(([choice, which, wrong]) => {
      const ordered = product.variants.find(({ orderCode }) => orderCode === choice.orderCode);
      const currents = ordered?.current ? [ordered.current] : product.currents;
      const { reference } = currents[which % currents.length] ?? currents[0]!;
      const spec = meterSpec(choice, {
        referenceCurrent: reference,
        ...(wrong === null ? {} : { imperfections: wrong }),
      });
      if (!isSpec(spec)) throw new Error(`a generated choice is wrong: ${JSON.stringify(spec)}`);
      return spec;
    });

/** Errors a meter may have that keep its registers rising. */
export const imperfections = (): fc.Arbitrary<Imperfections> =>
  fc
    .record({
      gain: fc.integer({ min: -300, max: 300 }).map((n) => percent(n / 100)),
      phase: fc.integer({ min: -120, max: 120 }).map(arcMinutes),
      creep: fc.constantFrom(0, 0.5).map(watts),
      drift: fc.constantFrom(0, -1, 2).map(percent),
      noise: fc.constantFrom(0, 0, 1).map(percent),
      seed: fc.nat(),
    })
    .map(({ gain, phase, creep, drift, noise, seed }) => {
      const error = { gain, phase };
      return imperfect({
        elements: { L1: error, L2: error, L3: error },
        creep,
        drift: { perYear: drift },
        noise: { amplitude: noise, cell: minutes(7), seed },
      });
    });

/** Load points a meter is specified for: voltage in its range, any current to its maximum, any power factor. */
export const loadPoints = (spec: MeterSpec): fc.Arbitrary<TerminalLoad> =>
  fc.record({
    voltage: fc
      .integer({ min: 0, max: 1000 })
      .map((n) =>
        volts(
          (spec.voltage.lowest * 1.001 +
            ((spec.voltage.highest * 0.999 - spec.voltage.lowest * 1.001) * n) / 1000) /
            Math.sqrt(3),
        ),
      ),
    current: fc
      .integer({ min: 0, max: 1000 })
      .map((n) => equalCurrents(amperes((spec.current.maximum * n) / 1000))),
    phi: fc.integer({ min: -900, max: 900 }).map((n) => degrees(n / 10)),
    contact: fc.constantFrom("open" as const, "closed" as const),
  });

/** Something held at the terminals for a while. */
export interface LifeEvent {
  readonly signals: TerminalSignals;
  readonly duration: Seconds;
}

/** A while of whole microseconds, from nothing to `longest`, short ones as often as long ones. */
export const whiles = (longest: Seconds): fc.Arbitrary<Seconds> =>
  fc
    .oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map((n) =>
      microseconds(Math.floor(n <= 1 ? n * inMicroseconds(longest) : Math.min(n, inMicroseconds(longest)))),
    );

/** What may stand at a meter's terminals: load points, unbalanced and reversed loads, dips, swells and lost leads. */
export const anySignals = (spec: MeterSpec): fc.Arbitrary<TerminalSignals> =>
  fc
    .tuple(
      loadPoints(spec),
      fc.constantFrom(
        "whole",
        "whole",
        "whole",
        "reversed",
        "onePhase",
        "dead",
        "low",
        "high",
        "noL1",
        "noL3",
      ),
    )
    .map(([load, fault]) => {
      const { voltage, current } = load;
      const whole = signalsOf(load);
      switch (fault) {
        case "reversed":
          return signalsOf({ ...load, phi: degrees(180 - inDegrees(load.phi)) });
        case "onePhase":
          return signalsOf({ ...load, current: { ...current, L2: amperes(0), L3: amperes(0) } });
        case "dead":
          return signalsOf({ ...load, voltage: volts(0), current: equalCurrents(amperes(0)) });
        case "low":
          return signalsOf({ ...load, voltage: volts(spec.voltage.lowest * 0.5) });
        case "high":
          return signalsOf({ ...load, voltage: volts(voltage * 3) });
        case "noL1":
          return { ...whole, voltage: { ...whole.voltage, L1: null } };
        case "noL3":
          return { ...whole, voltage: { ...whole.voltage, L3: null } };
        default:
          return whole;
      }
    });

/** A life of up to eight events, each at most so long. */
export const lives = (spec: MeterSpec, longest: Seconds): fc.Arbitrary<readonly LifeEvent[]> =>
  fc.array(fc.record({ signals: anySignals(spec), duration: whiles(longest) }), {
    minLength: 1,
    maxLength: 8,
  });

/** Ways to cut a duration into slices of whole microseconds that add up to it. */
export const slicings = (duration: Seconds, most = 12): fc.Arbitrary<readonly Seconds[]> => {
  const whole = inMicroseconds(duration);
  return fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: most }).map((cuts) => {
    const at = [0, ...cuts.map((cut) => Math.floor(cut * whole)).sort((a, b) => a - b), whole];
    return at.slice(1).map((end, i) => microseconds(end - (at[i] ?? 0)));
  });
};
