/**
 * A step as it comes to bear on a meter: its network solved, what the terminals see of it through transformers and
 * hook-up, the true power that passes there, and what an ideal meter so programmed makes of those terminals. The
 * reference and the twin part here: a rig holds its readings against them, a person at a desk reads them as a prediction.
 */
import { amountBounds } from "#models/amountBounds.ts";
import { type TerminalSignals, terminalSignals } from "#models/connection/terminalSignals.ts";
import { workingsOf } from "#models/meter/load.ts";
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { isSecond, tariffIn, transformation } from "#models/meter/rules.ts";
import { type Supply, supplyOf } from "#models/meter/selfSupply.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { loadPointOf } from "#models/metrology/loadPoint.ts";
import type { Network } from "#models/network/network.ts";
import type { MeteredState, NetworkState } from "#models/network/networkState.ts";
import { solve } from "#models/network/solve.ts";
import { BeyondBounds, type Excess } from "#models/network/solveError.ts";
import { fromMicrowatts, type Vars, vars, watts } from "#models/units.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import { truePower } from "#scenarios/applied/truePower.ts";
import type { Step } from "#scenarios/scenario.ts";

export interface AppliedStep {
  readonly state: NetworkState;
  readonly point: MeteredState;
  readonly signals: TerminalSignals;
  readonly load: AppliedLoad;
  /** The terminals feed the meter's supply. */
  readonly alive: boolean;
  /** The same against the nameplate: a meter whose supply is outside it owes no answer. */
  readonly supply: Supply;
}

/**
 * Null when the step's network has no metering point of the name it gives.
 * @param solveNetwork how its network is solved; for many steps, one that remembers (`successiveSolves`).
 * @throws SolveError when the network has no solution, or what flows at the meter is beyond all bounds.
 */
export function appliedStep(
  step: Step,
  spec: MeterSpec,
  solveNetwork: (network: Network) => NetworkState = solve,
): AppliedStep | null {
  const state = solveNetwork(step.network);
  const point = state.meteringPoints[step.meteringPoint];
  if (point === undefined) return null;
  const { frequency } = step.network;
  const signals = terminalSignals(
    { frequency, voltage: point.potential, current: point.current },
    step.transformers,
    step.hookUp,
    step.contact,
  );
  const { programmed } = spec;
  const ideal = workingsOf(spec, programmed).load(signals);
  const K = transformation(programmed);
  bounded(point, K * ideal.measurement.totalActivePower, K * ideal.measurement.totalReactivePower);
  const truth = truePower(point);
  const predicted = (registered: number, power: number): number | null =>
    power === 0 ? null : (ideal.fed ? registered * K : 0) / power;
  return {
    state,
    point,
    signals,
    load: {
      referencePower: truth,
      loadPoint: loadPointOf(
        { potential: point.potential, current: point.current, frequency },
        {
          insertionMode: programmed.insertionMode,
          ctRatio: programmed.ctRatio,
          vtRatio: programmed.vtRatio,
          phaseToNeutral:
            programmed.insertionMode === "1N1E" ? spec.voltage.singlePhase : spec.voltage.phaseToNeutral,
        },
      ),
      predictedFraction: {
        active: predicted(ideal.measurement.totalActivePower, truth.active),
        reactive: predicted(ideal.measurement.totalReactivePower, truth.reactive),
      },
      twinPower: {
        active: fromMicrowatts(ideal.fed ? ideal.active : 0),
        reactive: fromMicrowatts(ideal.fed ? ideal.reactive : 0) as number as Vars,
      },
      counting: countingEnergies(spec, step.contact),
    },
    alive: ideal.fed,
    supply: supplyOf(spec, programmed, signals, ideal.measurement),
  };
}

/** Amounts that are each within their bounds can come to more together. @throws BeyondBounds */
function bounded({ activePower, reactivePower }: MeteredState, registered: number, reactive: number): void {
  const { most } = amountBounds.power;
  const powers: readonly Excess[] = [
    { where: "flowing", of: "active", power: activePower },
    { where: "flowing", of: "reactive", power: reactivePower },
    { where: "registered", of: "active", power: watts(registered) },
    { where: "registered", of: "reactive", power: vars(reactive) },
  ];
  for (const what of powers) if (!(Math.abs(what.power) <= most)) throw new BeyondBounds(what, watts(most));
}

/** The energy registers that count while the contact stands so. */
function countingEnergies(spec: MeterSpec, contact: "open" | "closed"): readonly EnergyQuantity[] {
  const always: readonly EnergyQuantity[] = [
    "active energy",
    "reactive energy",
    "partial active energy",
    "partial reactive energy",
    "exported active energy",
    "exported reactive energy",
  ];
  const { counting } = spec.programmed;
  if (counting === "partial by contact" && !isSecond(spec, spec.programmed, contact))
    return always.filter((energy) => !energy.startsWith("partial"));
  if (counting !== "double tariff") return always;
  const tariff = tariffIn(spec, spec.programmed, contact);
  return [...always, `active energy ${tariff}`, `reactive energy ${tariff}`];
}
