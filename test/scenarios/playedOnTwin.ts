/**
 * A scenario lived through by a twin, without bench, bus or comparison: per step the energy of the network at the metering
 * point and what the twin's registers counted. Meant to judge the library, not meters.
 */
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { elapse } from "#models/meter/elapse.ts";
import { heldValue, registeredEnergy } from "#models/meter/heldValue.ts";
import type { Imperfections } from "#models/meter/imperfections.ts";
import { type EnergyQuantity, isEnergyQuantity, quantities } from "#models/meter/quantity.ts";
import { energyUnitOf } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import type { Network } from "#models/network/network.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { solve } from "#models/network/solve.ts";
import { picojoulesPerWattHour, type Seconds } from "#models/units.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";

export interface PlayedStep {
  readonly step: Step;
  readonly hold: Seconds;
  /** Wh and varh of the network. */
  readonly reference: { readonly active: number; readonly reactive: number };
  /** What each register grew by, Wh or varh; null: the meter has no such register. */
  readonly registered: Readonly<Record<EnergyQuantity, number | null>>;
  readonly state: MeterState;
}

export interface Played {
  readonly spec: MeterSpec;
  readonly steps: readonly PlayedStep[];
  /** One count of an energy register, Wh. */
  readonly count: number;
  readonly heldAt: (step: PlayedStep, quantity: keyof typeof quantities) => number | null;
}

const energyNames = (Object.keys(quantities) as (keyof typeof quantities)[]).filter(isEnergyQuantity);

export function play(scenario: Scenario, imperfections?: Imperfections): Played {
  const spec = meterSpec(scenario.meter, imperfections ? { imperfections } : {});
  if (!("programmed" in spec)) throw new Error(`${scenario.id}: no such meter`);
  const registers = (state: MeterState) =>
    Object.fromEntries(
      energyNames.map((name) => {
        const energy = registeredEnergy(spec, state, name);
        return [name, energy === null ? null : energy.wattHours + energy.picojoules / picojoulesPerWattHour];
      }),
    ) as Record<EnergyQuantity, number | null>;
  const solved = new Map<Network, NetworkState>();
  let state = initialState(spec);
  const steps = scenario.steps.map((step): PlayedStep => {
    const network = solved.get(step.network) ?? solve(step.network);
    solved.set(step.network, network);
    const point = network.meteringPoints[step.meteringPoint];
    if (!point || step.hold === "planned") throw new Error(`${scenario.id}: ${step.name} cannot be played`);
    const signals = terminalSignals(
      { frequency: step.network.frequency, voltage: point.potential, current: point.current },
      step.transformers,
      step.hookUp,
      step.contact,
    );
    const before = registers(state);
    state = elapse(spec, state, signals, step.hold).state;
    const after = registers(state);
    const grown = energyNames.map((name) => {
      const [a, b] = [after[name], before[name]];
      return [name, a === null || b === null ? null : a - b] as const;
    });
    const hours = step.hold / 3600;
    return {
      step,
      hold: step.hold,
      reference: { active: point.activePower * hours, reactive: point.reactivePower * hours },
      registered: Object.fromEntries(grown) as Record<EnergyQuantity, number | null>,
      state,
    };
  });
  return {
    spec,
    steps,
    count: energyUnitOf(spec, spec.programmed),
    heldAt: (played, quantity) => heldValue(spec, played.state, quantity),
  };
}
