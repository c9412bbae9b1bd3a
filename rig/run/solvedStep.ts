/**
 * A step of a scenario made concrete: its network solved, what the meter's terminals see of it, the true power that
 * passes there, and what an ideal meter so programmed would make of those terminals. The reference and the twin part
 * here and do not meet again before the comparison.
 */
import { type TerminalSignals, terminalSignals } from "#models/connection/terminalSignals.ts";
import { workingsOf } from "#models/meter/load.ts";
import type { EnergyQuantity, QuantityName } from "#models/meter/quantity.ts";
import { isSecond, tariffIn, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { loadPointOf } from "#models/metrology/loadPoint.ts";
import { audit } from "#models/network/audit.ts";
import type { Network } from "#models/network/network.ts";
import type { MeteredState, NetworkState } from "#models/network/networkState.ts";
import { solve } from "#models/network/solve.ts";
import { fromMicrowatts, type Vars } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import { signalSummary } from "#reports/signalSummary.ts";
import { RigError } from "#rig/rigError.ts";
import type { AppliedLoad } from "#rig/run/compare/evidence.ts";
import { referenceReadings } from "#rig/run/referenceReadings.ts";
import type { Step } from "#scenarios/scenario.ts";

export interface SolvedStep {
  readonly step: Step;
  readonly index: number;
  readonly state: NetworkState;
  readonly point: MeteredState;
  readonly signals: TerminalSignals;
  readonly summary: SignalSummary;
  readonly load: AppliedLoad;
  /** The terminals feed the meter's supply. */
  readonly alive: boolean;
  /** Power the network's books do not balance by, as a share of what the sources give. */
  readonly auditResidual: number;
  readonly referenceReadings: Readonly<Partial<Record<QuantityName, number>>>;
}

/** What a step comes to whatever it is called, wherever it stands and however long it is held. */
type Situation = Omit<SolvedStep, "step" | "index">;

/** What was last made of each network: the steps of a repeated profile are the very same situations, day after day. */
const remembered = new WeakMap<
  Network,
  { readonly step: Step; readonly spec: MeterSpec; readonly situation: Situation }
>();

/** @throws {RigError} `noMeteringPoint`; SolveError (naming the step) when the network has no solution. */
export function solvedStep(step: Step, index: number, spec: MeterSpec): SolvedStep {
  const known = remembered.get(step.network);
  if (known !== undefined && known.spec === spec && isSameSituation(known.step, step))
    return { step, index, ...known.situation };
  const situation = situationOf(step, spec);
  remembered.set(step.network, { step, spec, situation });
  return { step, index, ...situation };
}

const isSameSituation = (a: Step, b: Step): boolean =>
  a.network === b.network &&
  a.meteringPoint === b.meteringPoint &&
  a.transformers === b.transformers &&
  a.hookUp === b.hookUp &&
  a.contact === b.contact;

function situationOf(step: Step, spec: MeterSpec): Situation {
  const state = solve(step.network);
  const point = state.meteringPoints[step.meteringPoint];
  if (point === undefined)
    throw new RigError(
      "noMeteringPoint",
      `"${step.name}" meters at "${step.meteringPoint}", which its network does not have`,
    );
  const { frequency } = step.network;
  const signals = terminalSignals(
    { frequency, voltage: point.potential, current: point.current },
    step.transformers,
    step.hookUp,
    step.contact,
  );
  const ideal = workingsOf(spec, spec.programmed).load(signals);
  const { programmed } = spec;
  const K = transformation(programmed);
  const predicted = (registered: number, truth: number): number | null =>
    truth === 0 ? null : (ideal.fed ? registered * K : 0) / truth;
  return {
    state,
    point,
    signals,
    summary: signalSummary(signals, step),
    load: {
      referencePower: { active: point.activePower, reactive: point.reactivePower },
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
        active: predicted(ideal.measurement.totalActivePower, point.activePower),
        reactive: predicted(ideal.measurement.totalReactivePower, point.reactivePower),
      },
      twinPower: {
        active: fromMicrowatts(ideal.fed ? ideal.active : 0),
        reactive: fromMicrowatts(ideal.fed ? ideal.reactive : 0) as number as Vars,
      },
      counting: countingEnergies(spec, step.contact),
    },
    alive: ideal.fed,
    auditResidual: audit(state).residual,
    referenceReadings: referenceReadings(point, frequency, programmed.insertionMode),
  };
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
