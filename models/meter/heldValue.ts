/**
 * What a meter holds of a quantity, on the primary side, before a display page or a bus row rounds it. Energies come
 * from the registers and are there even without supply (they are in EEPROM); what is measured now is there only while
 * the meter runs.
 */

import { type EnergyQuantity, isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { registerSpan, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { addWattHours, type Energy, wrap } from "#models/metering/register.ts";
import { firstTariffEnergy } from "#models/metering/tariff.ts";
import { inMicroseconds, microseconds, picojoulesPerWattHour } from "#models/units.ts";

/** The energy behind a register since it was new or reset; null: this meter has no such register. */
export function registeredEnergy(
  spec: MeterSpec,
  state: MeterState,
  quantity: EnergyQuantity,
): Energy | null {
  const { energies, partialFrom } = state;
  if (quantity.includes("reactive") && spec.classes.reactive === null) return null;
  const { counting } = state.settings.programmed;
  const gated = counting === "partial by contact";
  const tariffs = counting === "double tariff";
  switch (quantity) {
    case "active energy":
      return energies.active;
    case "reactive energy":
      return energies.reactive;
    case "partial active energy":
      return addWattHours(gated ? energies.secondActive : energies.active, -partialFrom.active);
    case "partial reactive energy":
      return addWattHours(gated ? energies.secondReactive : energies.reactive, -partialFrom.reactive);
    case "active energy T1":
      return tariffs ? firstTariffEnergy(energies.active, energies.secondActive) : null;
    case "reactive energy T1":
      return tariffs ? firstTariffEnergy(energies.reactive, energies.secondReactive) : null;
    case "active energy T2":
      return tariffs ? energies.secondActive : null;
    case "reactive energy T2":
      return tariffs ? energies.secondReactive : null;
    case "exported active energy":
      return spec.assumptions.exportRegisters ? energies.exportedActive : null;
    case "exported reactive energy":
      return spec.assumptions.exportRegisters ? energies.exportedReactive : null;
  }
}

/** Whole Wh (varh) and the fraction on top, modulo the register's span; a stuck register stays where it stuck. */
export function registerContent(spec: MeterSpec, state: MeterState, quantity: EnergyQuantity): Energy | null {
  const energy = registeredEnergy(spec, state, quantity);
  if (energy === null) return null;
  const span = registerSpan(spec, state.settings.programmed);
  const stuck = spec.imperfections.stuck.find((fault) => fault.quantity === quantity);
  if (stuck !== undefined && energy.wattHours >= stuck.at)
    return { wattHours: wrap(Math.floor(stuck.at), span), picojoules: 0 };
  return { wattHours: wrap(energy.wattHours, span), picojoules: energy.picojoules };
}

/**
 * The value in the quantity's unit. null: not kept by this meter, or not known while it is not running. Apparent power
 * is the geometric sum of active and reactive power; the power factor has the sign of the active power, 1 without load.
 */
export function heldValue(spec: MeterSpec, state: MeterState, quantity: QuantityName): number | null {
  if (isEnergyQuantity(quantity)) {
    const content = registerContent(spec, state, quantity);
    return content === null ? null : content.wattHours + content.picojoules / picojoulesPerWattHour;
  }
  const { demand } = state;
  switch (quantity) {
    case "average power":
      return demand.average;
    case "maximum average power":
      return Math.max(demand.maximum.T1, demand.maximum.T2);
    case "maximum average power T1":
      return state.settings.programmed.counting === "double tariff" ? demand.maximum.T1 : null;
    case "maximum average power T2":
      return state.settings.programmed.counting === "double tariff" ? demand.maximum.T2 : null;
    case "average power elapsed time":
      return elapsedTime(spec, state);
    default:
      return state.measurement === null || state.supply.kind !== "running"
        ? null
        : measuredValue(spec, state, state.measurement, quantity);
  }
}

function elapsedTime(spec: MeterSpec, state: MeterState): number {
  if (state.supply.kind !== "running") return 0;
  const part =
    inMicroseconds(state.settings.programmed.integrationTime) / spec.assumptions.demandSubintervals;
  return microseconds(state.clock - (state.demand.ends - part));
}

type MeasuredQuantity = Exclude<
  QuantityName,
  EnergyQuantity | `average power${string}` | `maximum average power${string}`
>;

function measuredValue(
  spec: MeterSpec,
  state: MeterState,
  m: Measurement,
  quantity: MeasuredQuantity,
): number {
  const { programmed } = state.settings;
  const factor = spec.imperfections.ctRatioFactor;
  const K = transformation(programmed) * factor;
  const ct = programmed.ctRatio * factor;
  const vt = programmed.vtRatio;
  const factorOf = (p: number, q: number) => {
    const apparent = Math.hypot(p, q);
    return apparent === 0 ? 1 : p / apparent;
  };
  const { activePower: p, reactivePower: q } = m;
  switch (quantity) {
    case "active power":
      return m.totalActivePower * K;
    case "active power L1":
      return p.L1 * K;
    case "active power L2":
      return p.L2 * K;
    case "active power L3":
      return p.L3 * K;
    case "reactive power":
      return m.totalReactivePower * K;
    case "reactive power L1":
      return q.L1 * K;
    case "reactive power L2":
      return q.L2 * K;
    case "reactive power L3":
      return q.L3 * K;
    case "apparent power":
      return Math.hypot(m.totalActivePower, m.totalReactivePower) * K;
    case "apparent power L1":
      return Math.hypot(p.L1, q.L1) * K;
    case "apparent power L2":
      return Math.hypot(p.L2, q.L2) * K;
    case "apparent power L3":
      return Math.hypot(p.L3, q.L3) * K;
    case "power factor":
      return factorOf(m.totalActivePower, m.totalReactivePower);
    case "power factor L1":
      return factorOf(p.L1, q.L1);
    case "power factor L2":
      return factorOf(p.L2, q.L2);
    case "power factor L3":
      return factorOf(p.L3, q.L3);
    case "frequency":
      return m.frequency;
    case "voltage L1":
      return m.voltage.L1 * vt;
    case "voltage L2":
      return m.voltage.L2 * vt;
    case "voltage L3":
      return m.voltage.L3 * vt;
    case "voltage L1-L2":
      return m.lineVoltage.L1L2 * vt;
    case "voltage L2-L3":
      return m.lineVoltage.L2L3 * vt;
    case "voltage L3-L1":
      return m.lineVoltage.L3L1 * vt;
    case "current L1":
      return m.current.L1 * ct;
    case "current L2":
      return m.current.L2 * ct;
    case "current L3":
      return m.current.L3 * ct;
    case "current N":
      return m.current.N * ct;
  }
}
