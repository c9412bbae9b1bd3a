/**
 * What a meter carries from one instant to the next: the energies in its registers, the demand and the pulses under
 * way, what is programmed into it, whether its supply lets it live, and what its front shows. Time is the meter's own
 * clock in whole microseconds since the twin began; energies are exact. Everything here is plain data.
 */

import { newPanel, type Panel } from "#models/meter/panel.ts";
import type { Settings } from "#models/meter/programmedParameters.ts";
import { demandRule, pulseRule } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Demand, startDemand } from "#models/metering/demand.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { type PulseOutput, startPulses } from "#models/metering/pulseOutput.ts";
import { type Energy, noEnergy, timesWeight, weightsIn } from "#models/metering/register.ts";
import type { Contact } from "#models/metering/tariff.ts";

type Supply =
  | { readonly kind: "dead" }
  /** Powered, not yet functional; clock at which it will be. */
  | { readonly kind: "starting"; readonly until: number }
  | { readonly kind: "running" };

/** Since the meter was new; a register shows them modulo its span. */
export interface Energies {
  readonly active: Energy;
  readonly reactive: Energy;
  /** While the contact selects tariff 2, or gates the partial registers. */
  readonly secondActive: Energy;
  readonly secondReactive: Energy;
  readonly exportedActive: Energy;
  readonly exportedReactive: Energy;
}

export interface MeterState {
  readonly clock: number;
  readonly supply: Supply;
  /** In force, and in EEPROM: what a bus master writes is lost at power-off until it is saved. */
  readonly settings: Settings;
  readonly storedSettings: Settings;
  readonly energies: Energies;
  /** Last copy in EEPROM, for meters that save now and then; null: nothing is ever lost. */
  readonly saved: { readonly energies: Energies; readonly next: number } | null;
  /** Whole Wh at which the partial registers were last reset; the remainder of a unit is never thrown away. */
  readonly partialFrom: { readonly active: number; readonly reactive: number };
  readonly demand: Demand;
  readonly pulses: PulseOutput;
  /** Whole microseconds the meter has been functional. */
  readonly operated: number;
  readonly contact: Contact;
  /** What it measures now; null while it is not running. */
  readonly measurement: Measurement | null;
  readonly panel: Panel;
  /** A bus master has written the unlock word and nothing since. */
  readonly unlocked: boolean;
}

const nothingCounted: Energies = {
  active: noEnergy,
  reactive: noEnergy,
  secondActive: noEnergy,
  secondReactive: noEnergy,
  exportedActive: noEnergy,
  exportedReactive: noEnergy,
};

/** A new meter, on the shelf: without supply, all registers at the given Wh and varh (zero when left out). */
export function initialState(
  spec: MeterSpec,
  registers: { readonly active: number; readonly reactive: number } = { active: 0, reactive: 0 },
): MeterState {
  const settings = { programmed: spec.programmed, communication: spec.communication };
  const energies = {
    ...nothingCounted,
    active: { wattHours: Math.round(registers.active), picojoules: 0 },
    reactive: { wattHours: Math.round(registers.reactive), picojoules: 0 },
  };
  const { saveEvery } = spec.imperfections;
  const counted = settings.programmed.pulse.energy === "active" ? energies.active : energies.reactive;
  // A pulse for every whole weight in the register: a meter in the middle of a count is in the middle of a pulse.
  const rule = pulseRule(spec, settings.programmed);
  return {
    clock: 0,
    supply: { kind: "dead" },
    settings,
    storedSettings: settings,
    energies,
    saved: saveEvery === null ? null : { energies, next: Number.POSITIVE_INFINITY },
    partialFrom: { active: 0, reactive: 0 },
    demand: startDemand(demandRule(spec, settings.programmed), 0, energies.active),
    pulses: {
      ...startPulses(noEnergy, rule),
      next: timesWeight(rule.weight, 1 + weightsIn(counted, rule.weight)),
    },
    operated: 0,
    contact: "open",
    measurement: null,
    panel: newPanel,
    unlocked: false,
  };
}
