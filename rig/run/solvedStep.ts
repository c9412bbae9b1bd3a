/**
 * A step of a scenario made ready for a bench: what it comes to at a meter (scenarios/applied), with what a run tells of
 * it and judges readings by: the signals in short, the network's books, the true values of what a meter displays.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { audit } from "#models/network/audit.ts";
import type { Network } from "#models/network/network.ts";
import { successiveSolves } from "#models/network/solve.ts";
import { SolveError } from "#models/network/solveError.ts";
import type { SignalSummary } from "#reports/events.ts";
import { signalSummary } from "#reports/signalSummary.ts";
import { RigError } from "#rig/rigError.ts";
import { Unsolvable } from "#rig/run/unsolvable.ts";

import { type AppliedStep, appliedStep } from "#scenarios/applied/appliedStep.ts";
import { referenceReadings } from "#scenarios/applied/referenceReadings.ts";
import type { Step } from "#scenarios/scenario.ts";

export interface SolvedStep extends AppliedStep {
  readonly step: Step;
  readonly index: number;
  readonly summary: SignalSummary;
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

/** The steps of a profile are one network under other loads. */
const solveNetwork = successiveSolves();

/** @throws {RigError} `noMeteringPoint`; {Unsolvable} when the network has no solution. */
export function solvedStep(step: Step, index: number, spec: MeterSpec): SolvedStep {
  const known = remembered.get(step.network);
  if (known !== undefined && known.spec === spec && isSameSituation(known.step, step))
    return { step, index, ...known.situation };
  const situation = named(step.name, () => situationOf(step, spec));
  remembered.set(step.network, { step, spec, situation });
  return { step, index, ...situation };
}

/** A network without a solution is found in the file by the name of its step. */
function named<T>(name: string, solve: () => T): T {
  try {
    return solve();
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    throw new Unsolvable(name, error);
  }
}

const isSameSituation = (a: Step, b: Step): boolean =>
  a.network === b.network &&
  a.meteringPoint === b.meteringPoint &&
  a.transformers === b.transformers &&
  a.hookUp === b.hookUp &&
  a.contact === b.contact;

function situationOf(step: Step, spec: MeterSpec): Situation {
  const applied = appliedStep(step, spec, solveNetwork);
  if (applied === null)
    throw new RigError(
      "noMeteringPoint",
      `"${step.name}" meters at "${step.meteringPoint}", which its network does not have`,
    );
  const { state, point, signals } = applied;
  return {
    ...applied,
    summary: signalSummary(signals, step, point.current),
    auditResidual: audit(state).residual,
    referenceReadings: referenceReadings(point, step.network.frequency, spec.programmed.insertionMode),
  };
}
