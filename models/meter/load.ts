/**
 * What the signals at a meter's terminals mean to this one meter: whether they feed its supply, and the power its
 * registers count, in whole microwatts on the primary side, with its imperfections, sign policy and starting threshold.
 * Signals that did not change, and a programming that did not, are reckoned once.
 */
import { amountBounds } from "#models/amountBounds.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { distortion } from "#models/meter/distortion.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { demandRule, pulseRule, registerSpan, startingPower, transformation } from "#models/meter/rules.ts";
import { isFed } from "#models/meter/selfSupply.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { DemandRule } from "#models/metering/demand.ts";
import { measure } from "#models/metering/measure.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { PulseRule } from "#models/metering/pulseOutput.ts";
import { registeredPower } from "#models/metering/registeredPower.ts";
import { inMicrowatts, watts } from "#models/units.ts";

/** Whole microwatts (microvars), primary side. */
export interface Load {
  readonly fed: boolean;
  readonly measurement: Measurement;
  readonly active: number;
  readonly reactive: number;
  readonly exportedActive: number;
  readonly exportedReactive: number;
}

/**
 * Every measuring input saturates somewhere; this is far beyond where any does. Without it a signal beyond all bounds would
 * turn the registers so often that reckoning it never ends.
 */
const mostCounted = inMicrowatts(watts(amountBounds.power.most));
const saturated = (power: number): number => Math.max(-mostCounted, Math.min(mostCounted, power));

/** Everything that stays the same while neither the specification nor the programming changes. */
export interface Workings {
  readonly spec: MeterSpec;
  readonly programmed: ProgrammedParameters;
  readonly demand: DemandRule;
  readonly pulse: PulseRule;
  readonly span: number;
  /** The load depends on the clock: drift or noise. */
  readonly wanders: boolean;
  load(signals: TerminalSignals): Load;
}

function prepare(spec: MeterSpec, programmed: ProgrammedParameters): Workings {
  const { imperfections, assumptions } = spec;
  const { drift, noise, startingFactor, offset, creep } = imperfections;
  const { insertionMode } = programmed;
  const method: MeasuringMethod = imperfections.ignoresSign
    ? { ...spec.method, signPolicy: "absoluteElement" }
    : spec.method;
  const starting = startingPower(spec, programmed);
  const startsAt = starting.active * startingFactor;
  const startsReactiveAt = starting.reactive * startingFactor;
  const K = transformation(programmed) * imperfections.ctRatioFactor;
  const primary = (power: number) => saturated(inMicrowatts(watts(power * K)));
  const error = distortion(spec);

  function loadOf(signals: TerminalSignals): Load {
    const measured = measure(insertionMode, spec.method, signals);
    const measurement = error === null ? measured : error(measured);
    const counted = registeredPower(method, measurement);
    const exports = assumptions.exportRegisters;
    const { active, reactive, exportedActive, exportedReactive } = counted;
    return {
      fed: isFed(spec, programmed, signals, measured),
      measurement,
      active: primary(Math.abs(active) >= startsAt ? active + offset : creep),
      reactive: primary(Math.abs(reactive) >= startsReactiveAt ? reactive + offset : 0),
      exportedActive: exports && exportedActive >= startsAt ? primary(exportedActive) : 0,
      exportedReactive: exports && exportedReactive >= startsReactiveAt ? primary(exportedReactive) : 0,
    };
  }

  let last: TerminalSignals | null = null;
  let load: Load | null = null;
  return {
    spec,
    programmed,
    demand: demandRule(spec, programmed),
    pulse: pulseRule(spec, programmed),
    span: registerSpan(spec, programmed),
    wanders: drift.perYear !== 0 || noise.amplitude !== 0,
    load(signals) {
      if (load === null || signals !== last) {
        load = loadOf(signals);
        last = signals;
      }
      return load;
    },
  };
}

const known = new WeakMap<MeterSpec, Workings>();
/** Whose were asked for last: one meter lives through many steps before it is another's turn. */
let latest: Workings | null = null;

/** The workings of a meter so programmed, kept as long as its specification is. Signals must not be changed in place. */
export function workingsOf(spec: MeterSpec, programmed: ProgrammedParameters): Workings {
  if (latest !== null && latest.spec === spec && latest.programmed === programmed) return latest;
  const found = known.get(spec);
  const workings = found?.programmed === programmed ? found : prepare(spec, programmed);
  if (workings !== found) known.set(spec, workings);
  latest = workings;
  return workings;
}
