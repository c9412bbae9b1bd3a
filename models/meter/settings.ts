/**
 * A change of what is programmed into a meter, and what follows from it: energy already counted stays as it is (a new
 * ratio only changes the unit it is shown in), a new integration time begins a window, a new pulse rule a new pulse.
 */

import type { ProgrammedParameters, Settings } from "#models/meter/programmedParameters.ts";
import { demandRule, pulseRule } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { restartDemand } from "#models/metering/demand.ts";
import { startPulses } from "#models/metering/pulseOutput.ts";

/** The state with these settings in force (not stored). */
export function withSettings(spec: MeterSpec, state: MeterState, settings: Settings): MeterState {
  const before = state.settings.programmed;
  const after = settings.programmed;
  if (before === after && settings === state.settings) return state;
  const counted = state.energies[after.pulse.energy];
  const samePulse =
    before.pulse.energy === after.pulse.energy &&
    before.pulse.weight === after.pulse.weight &&
    before.pulse.width === after.pulse.width;
  return {
    ...state,
    settings,
    partialFrom: before.counting === after.counting ? state.partialFrom : partialsGoOn(state, before, after),
    demand:
      before.integrationTime === after.integrationTime
        ? state.demand
        : restartDemand(state.demand, demandRule(spec, after), state.clock, state.energies.active),
    pulses: samePulse
      ? state.pulses
      : {
          ...startPulses(counted, pulseRule(spec, after)),
          free: state.pulses.free,
          started: state.pulses.started,
        },
  };
}

/** Another way of counting changes which energy the partial registers follow, not what they show. */
function partialsGoOn(
  { energies, partialFrom }: MeterState,
  before: ProgrammedParameters,
  after: ProgrammedParameters,
): MeterState["partialFrom"] {
  const followed = ({ counting }: ProgrammedParameters) =>
    counting === "partial by contact"
      ? { active: energies.secondActive, reactive: energies.secondReactive }
      : { active: energies.active, reactive: energies.reactive };
  const [from, onto] = [followed(before), followed(after)];
  return {
    active: partialFrom.active + onto.active.wattHours - from.active.wattHours,
    reactive: partialFrom.reactive + onto.reactive.wattHours - from.reactive.wattHours,
  };
}

/** The state with these settings in force and in EEPROM. */
export const store = (spec: MeterSpec, state: MeterState, settings: Settings): MeterState => ({
  ...withSettings(spec, state, settings),
  storedSettings: settings,
});
