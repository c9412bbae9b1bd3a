/**
 * What follows from a meter's specification and its programming: the ratio K, the unit and span of its registers, the
 * rule of its demand and of its pulses, and the power below which it counts nothing.
 */

import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { perCount } from "#models/meter/registerMap.ts";
import type { MeterSpec, Page } from "#models/meter/spec.ts";
import type { DemandRule } from "#models/metering/demand.ts";
import type { PulseRule } from "#models/metering/pulseOutput.ts";
import { spanOf } from "#models/metering/register.ts";
import type { Contact, Tariff } from "#models/metering/tariff.ts";
import { inMicroseconds, type Vars, vars, type Watts, watts } from "#models/units.ts";

/** K = KTA x KTV: primary power over the power at the terminals. */
export const transformation = (programmed: ProgrammedParameters): number =>
  programmed.ctRatio * programmed.vtRatio;

/** Whole Wh (varh) per count of an energy register. */
export const energyUnitOf = (spec: MeterSpec, programmed: ProgrammedParameters): number =>
  perCount(spec.assumptions.energyUnit, transformation(programmed));
export const powerUnitOf = (spec: MeterSpec, programmed: ProgrammedParameters): number =>
  perCount(spec.assumptions.powerUnit, transformation(programmed));

/** Wh at which an energy register rolls over. */
export const registerSpan = (spec: MeterSpec, programmed: ProgrammedParameters): number =>
  spanOf(spec.digits, energyUnitOf(spec, programmed));

export const pagesOf = (spec: MeterSpec, programmed: ProgrammedParameters): readonly Page[] =>
  spec.pages[programmed.counting];

/** Whether the external contact says that the second registers count. */
export const isSecond = (spec: MeterSpec, { counting }: ProgrammedParameters, contact: Contact): boolean =>
  counting !== "total and partial" && contact === spec.assumptions.secondTariff;

/** Which tariff's registers and maximum count. */
export const tariffIn = (spec: MeterSpec, programmed: ProgrammedParameters, contact: Contact): Tariff =>
  programmed.counting === "double tariff" && isSecond(spec, programmed, contact) ? "T2" : "T1";

export function demandRule(spec: MeterSpec, programmed: ProgrammedParameters): DemandRule {
  const parts = spec.assumptions.demandSubintervals;
  return { part: Math.round(inMicroseconds(programmed.integrationTime) / parts), parts };
}

export function pulseRule(spec: MeterSpec, programmed: ProgrammedParameters): PulseRule {
  const width = inMicroseconds(programmed.pulse.width);
  const { pulsePause } = spec.assumptions;
  const pause = pulsePause === "asLongAsPulse" ? width : inMicroseconds(pulsePause);
  return { weight: programmed.pulse.weight, width, spacing: width + pause };
}

/**
 * Power at the terminals (all elements together) below which nothing counts: that of the starting current in every
 * phase at Un and unity (sine) factor, IEC 62053-21 and -23 clause "starting current". A load in one phase only thus
 * needs three times the starting current. The hair below keeps rounding from stopping a meter at exactly that current.
 */
export function startingPower(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
): { readonly active: Watts; readonly reactive: Vars } {
  const single = programmed.insertionMode === "1N1E";
  const full = (single ? spec.voltage.singlePhase : 3 * spec.voltage.phaseToNeutral) * spec.current.reference;
  const hair = 1 - 1e-9;
  return {
    active: watts(full * spec.startingCurrent.active * hair),
    reactive: vars(full * spec.startingCurrent.reactive * hair),
  };
}
