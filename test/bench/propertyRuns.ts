/**
 * Runs a second of a property test, beside its generator alone with nothing to hold: what our models add to the time of
 * a law. Three laws of different weight: four wires of any waveforms carry what 3N3E measures; at any load point a meter
 * measures 3 U I cos(phi), where generating one costs no more than a microsecond or two and any model shows; and
 * Blondel's theorem, two meters on three wires beside each other.
 */
import fc from "fast-check";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { correctHookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import { ideal } from "#models/connection/instrumentTransformers.ts";
import { type MeteringPoint, terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import { defaultMeasuringMethod } from "#models/metering/measuringMethod.ts";
import { meanPower } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { fourWirePoints, threeWirePoints } from "#scenarios/arbitraries/electrical.ts";
import { loadPoints, signalsOf } from "#scenarios/arbitraries/meter.ts";
import type { Benchmark } from "./main.ts";
import { type Contestant, paired, rateOf } from "./paired.ts";
import { atLeast, noGoal } from "./row.ts";

const runsPerCheck = 500;

/** Every check has another seed; one that fails, or runs fewer than asked, ends the benchmark. */
function checks<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): Contestant {
  let seed = 0;
  const property = fc.property(arbitrary, holds);
  return rateOf(name, () => {
    const { failed, numRuns, counterexample } = fc.check(property, { seed: seed++, numRuns: runsPerCheck });
    if (failed || numRuns !== runsPerCheck) throw new Error(`${name}: ${JSON.stringify(counterexample)}`);
    return runsPerCheck;
  });
}

const near = (found: number, expected: number): boolean =>
  Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));

const wired = ideal(1, 1);
const powerBy = (mode: InsertionMode, point: MeteringPoint): number =>
  measure(mode, defaultMeasuringMethod, terminalSignals(point, wired, correctHookUp(mode), "open"))
    .totalActivePower;

/** The mean power through the four conductors, straight from the point's own spectra. */
function powerThrough({ voltage, current }: MeteringPoint): number {
  let power = 0;
  for (const phase of phases)
    power += meanPower(voltage[phase], current[phase]) - meanPower(voltage.N, current[phase]);
  return power;
}

export const propertyRuns: Benchmark = async (pace, say) => {
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const points = loadPoints(spec);
  say({
    kind: "paired",
    name: "property runs, 3N3E measures what four wires carry, any waveforms",
    unit: "1/s",
    peer: "bare generator",
    figures: await paired(
      checks("law", fourWirePoints(), (point) => near(powerBy("3N3E", point), powerThrough(point))),
      checks("bare", fourWirePoints(), () => true),
      pace,
    ),
    goal: atLeast(0.8),
  });
  const light = checks("law", points, (load) => {
    const { totalActivePower } = measure("3N3E", spec.method, signalsOf(load));
    const { voltage, current, phi } = load;
    return near(totalActivePower, 3 * voltage * current.L1 * Math.cos(phi));
  });
  say({
    kind: "paired",
    name: "property runs, P = 3 U I cos(phi) at any load point",
    unit: "1/s",
    peer: "bare generator",
    figures: await paired(
      light,
      checks("bare", points, () => true),
      pace,
    ),
    goal: noGoal,
  });
  const blondel = checks("Blondel", threeWirePoints(), (point) =>
    near(powerBy("3-2E (1-3)", point), powerBy("3-3E", point)),
  );
  say({
    kind: "paired",
    name: "property runs, Blondel on three wires, any waveforms",
    unit: "1/s",
    peer: "bare generator",
    figures: await paired(
      blondel,
      checks("bare", threeWirePoints(), () => true),
      pace,
    ),
    goal: noGoal,
  });
};
