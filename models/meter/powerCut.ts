/**
 * What a meter loses with its supply and finds again with it. Registers, maxima and stored parameters are in EEPROM and
 * survive; the integration time under way, an average not yet a maximum, parameters a bus master wrote but did not save,
 * the page on show and a pulse in mid-air do not. A meter that saves its registers only now and then falls back to its
 * last copy.
 */

import { newPanel } from "#models/meter/panel.ts";
import { demandRule, pulseRule } from "#models/meter/rules.ts";
import { withSettings } from "#models/meter/settings.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { restartDemand } from "#models/metering/demand.ts";
import { addEnergy, subtractEnergy } from "#models/metering/register.ts";
import { inMicroseconds } from "#models/units.ts";

export function afterPowerCut(
  spec: MeterSpec,
  state: MeterState,
): { readonly state: MeterState; readonly pulseCut: boolean } {
  const rule = pulseRule(spec, state.settings.programmed);
  const { pulses, clock } = state;
  const pulseCut =
    state.supply.kind === "running" && pulses.started > 0 && clock < pulses.free - rule.spacing + rule.width;
  const kept = withSettings(spec, state, state.storedSettings);
  const energies = state.saved?.energies ?? state.energies;
  const counted = kept.settings.programmed.pulse.energy;
  // The pulse output goes on from where it was: pulses already given are not given again.
  const next = addEnergy(kept.pulses.next, subtractEnergy(energies[counted], state.energies[counted]));
  return {
    pulseCut,
    state: {
      ...kept,
      supply: { kind: "dead" },
      energies,
      pulses: { ...kept.pulses, next, free: Math.min(kept.pulses.free, clock + rule.spacing - rule.width) },
      measurement: null,
      panel: newPanel,
      unlocked: false,
    },
  };
}

/** Functional again at a clock: a new integration time begins, and the period between two savings. */
export function afterStartUp(spec: MeterSpec, state: MeterState, at: number): MeterState {
  const { saveEvery } = spec.imperfections;
  return {
    ...state,
    clock: at,
    supply: { kind: "running" },
    saved:
      state.saved === null || saveEvery === null
        ? null
        : { energies: state.energies, next: at + inMicroseconds(saveEvery) },
    demand: restartDemand(
      state.demand,
      demandRule(spec, state.settings.programmed),
      at,
      state.energies.active,
    ),
  };
}
