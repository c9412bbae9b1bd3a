/**
 * What a scenario's text promises: each step as it would bear on the meter (scenarios/applied, the rig's own reckoning),
 * what an ideal meter so programmed would register of it, and whether it would bear the step's claims out.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { correctHookUp, formatHookUp } from "#models/connection/hookUp.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Refusal, SolveError } from "#models/network/solveError.ts";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import { signalSummary } from "#reports/signalSummary.ts";
import type { PowerPair } from "#scenarios/applied/appliedLoad.ts";
import { appliedStep } from "#scenarios/applied/appliedStep.ts";
import { type ClaimForeseen, claimForeseen } from "#scenarios/applied/claimForeseen.ts";
import type { Claim } from "#scenarios/claim.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

interface Named {
  readonly name: string;
  readonly hold: Step["hold"];
}
export interface SolvedPrediction extends Named {
  readonly kind: "solved";
  readonly signals: SignalSummary;
  /** Primary side. */
  readonly truth: PowerPair;
  /** What an ideal meter's registers grow by. */
  readonly registered: PowerPair;
  /** Registered over true active power, sign kept; null without load. */
  readonly fraction: number | null;
  /** The terminals feed the meter's supply. */
  readonly isAlive: boolean;
  /** What loads ask for and does not flow. */
  readonly unmet: readonly UnmetDemand[];
  /** What of the hook-up departs from the diagram of the insertion mode, as it is written; empty when nothing does. */
  readonly miswired: string;
  readonly claims: readonly { readonly claim: Claim; readonly foreseen: ClaimForeseen }[];
}
export type PredictedStep =
  | SolvedPrediction
  | (Named & { readonly kind: "noSolution"; readonly why: Refusal | NoMeteringPoint });

interface NoMeteringPoint {
  readonly kind: "noMeteringPoint";
  readonly asked: string;
}

/** All of it plain data: it comes from a worker. */
export interface Predicted extends Pick<Scenario, "translations" | "claims"> {
  readonly kind: "predicted";
  readonly spec: MeterSpec;
  /** The first so many of `stepCount`. */
  readonly steps: readonly PredictedStep[];
  readonly stepCount: number;
  /** Of the steps whose hold is stated; the others are held as long as the registers need. */
  readonly held: Seconds;
  readonly planned: number;
}
export type Prediction = { readonly kind: "issues"; readonly issues: readonly LocatedIssue[] } | Predicted;

function predictStep(step: Step, spec: MeterSpec): PredictedStep {
  const { name, hold, hookUp } = step;
  const none = (why: Refusal | NoMeteringPoint): PredictedStep => ({ kind: "noSolution", name, hold, why });
  try {
    const applied = appliedStep(step, spec);
    if (applied === null) return none({ kind: "noMeteringPoint", asked: step.meteringPoint });
    const { state, point, signals, load, alive } = applied;
    const [is, diagram] = [formatHookUp(hookUp), formatHookUp(correctHookUp(spec.programmed.insertionMode))];
    return {
      kind: "solved",
      name,
      hold,
      signals: signalSummary(signals, step, point.current),
      truth: load.referencePower,
      registered: load.twinPower,
      fraction: load.predictedFraction.active,
      isAlive: alive,
      unmet: state.unmet,
      miswired: (["voltage", "current"] as const)
        .flatMap((lead) => (is[lead] === diagram[lead] ? [] : [`${lead}: ${is[lead]}`]))
        .join(", "),
      claims: step.claims.map((claim) => ({ claim, foreseen: claimForeseen(claim, applied, spec) })),
    };
  } catch (error) {
    // A network that can't be solved is a finding about the text; anything else is a fault of the page.
    if (!(error instanceof SolveError)) throw error;
    return none(error.refusal);
  }
}

/** More steps than this are a profile: its first ones tell enough. */
const mostSteps = 200;
const file = "page.scenario.yaml";

export function predict(text: string): Prediction {
  const reading = readScenario(text, file);
  if (reading.scenario === undefined) return { kind: "issues", issues: reading.issues };
  const { meter, steps, claims, translations } = reading.scenario;
  const spec = meterSpec(meter);
  if (!isSpec(spec))
    return { kind: "issues", issues: spec.map(({ message }) => ({ file, line: 1, column: 1, message })) };
  const holds = steps.flatMap(({ hold }) => (hold === "planned" ? [] : [hold]));
  return {
    kind: "predicted",
    spec,
    claims,
    ...(translations === undefined ? {} : { translations }),
    steps: steps.slice(0, mostSteps).map((step) => predictStep(step, spec)),
    stepCount: steps.length,
    held: seconds(holds.reduce((sum, hold) => sum + hold, 0)),
    planned: steps.length - holds.length,
  };
}
