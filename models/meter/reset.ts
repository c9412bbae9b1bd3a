/**
 * What a person (by the keys) or a bus master may set back to zero: the partial registers, the maximum of the average
 * power, the average under way. Totals never. A partial register falls by whole units only: the fraction of a unit it
 * had gathered stays, so that all partial readings together are the total.
 */
import { registeredEnergy } from "#models/meter/heldValue.ts";
import type { Resettable } from "#models/meter/registerMap.ts";
import { demandRule, energyUnitOf, registerSpan } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { resetMaximum, restartDemand } from "#models/metering/demand.ts";
import { showing } from "#models/metering/register.ts";

export function reset(spec: MeterSpec, state: MeterState, what: Resettable): MeterState {
  switch (what) {
    case "partial active energy":
      return resetPartial(spec, state, "active");
    case "partial reactive energy":
      return resetPartial(spec, state, "reactive");
    case "maximum average power":
      return { ...state, demand: resetMaximum(state.demand) };
    case "average power": {
      const rule = demandRule(spec, state.settings.programmed);
      return { ...state, demand: restartDemand(state.demand, rule, state.clock, state.energies.active) };
    }
  }
}

function resetPartial(spec: MeterSpec, state: MeterState, which: "active" | "reactive"): MeterState {
  const { programmed } = state.settings;
  const partial = registeredEnergy(spec, state, `partial ${which} energy`);
  if (partial === null) return state;
  const shown = showing(partial.wattHours, energyUnitOf(spec, programmed), registerSpan(spec, programmed));
  return { ...state, partialFrom: { ...state.partialFrom, [which]: state.partialFrom[which] + shown } };
}
