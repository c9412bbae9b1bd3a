/**
 * What a scenario's text promises, reckoned in the page: each step's network solved, what the terminals would see, and
 * what an ideal meter so programmed would register of it. The same models as on the rig, so the same answer.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { workingsOf } from "#models/meter/load.ts";
import { transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { solve } from "#models/network/solve.ts";
import { fromMicrowatts } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import { signalSummary } from "#reports/signalSummary.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

interface StepPrediction {
  readonly kind: "solved";
  readonly name: string;
  readonly signals: SignalSummary;
  /** W and var, primary. */
  readonly truth: { readonly active: number; readonly reactive: number };
  readonly registered: { readonly active: number; readonly reactive: number };
  /** Registered over true active power; null without load. */
  readonly fraction: number | null;
  /** The terminals feed the meter's supply. */
  readonly isAlive: boolean;
}
type PredictedStep =
  | StepPrediction
  | { readonly kind: "noSolution"; readonly name: string; readonly why: string };

export type Prediction =
  | { readonly kind: "issues"; readonly issues: readonly LocatedIssue[] }
  | {
      readonly kind: "predicted";
      readonly scenario: Scenario;
      readonly spec: MeterSpec;
      readonly steps: readonly PredictedStep[];
    };

function predictStep(step: Step, spec: MeterSpec): PredictedStep {
  const { name, network, meteringPoint, transformers, hookUp, contact } = step;
  try {
    const point = solve(network).meteringPoints[meteringPoint];
    if (point === undefined) return { kind: "noSolution", name, why: `no metering point "${meteringPoint}"` };
    const signals = terminalSignals(
      { frequency: network.frequency, voltage: point.potential, current: point.current },
      transformers,
      hookUp,
      contact,
    );
    const ideal = workingsOf(spec, spec.programmed).load(signals);
    const K = transformation(spec.programmed);
    const { activePower: active, reactivePower: reactive } = point;
    return {
      kind: "solved",
      name,
      signals: signalSummary(signals, step),
      truth: { active, reactive },
      registered: {
        active: ideal.fed ? fromMicrowatts(ideal.active) : 0,
        reactive: ideal.fed ? fromMicrowatts(ideal.reactive) : 0,
      },
      fraction: active === 0 ? null : ((ideal.fed ? ideal.measurement.totalActivePower : 0) * K) / active,
      isAlive: ideal.fed,
    };
  } catch (error) {
    // A network that can't be solved is a finding about the text, not a fault of the page.
    return { kind: "noSolution", name, why: error instanceof Error ? error.message : String(error) };
  }
}

/** More steps than this are a profile: its first ones tell enough. */
const mostSteps = 60;

export function predict(text: string): Prediction {
  const reading = readScenario(text, "page.scenario.yaml");
  if (reading.scenario === undefined) return { kind: "issues", issues: reading.issues };
  const { scenario } = reading;
  const spec = meterSpec(scenario.meter);
  if (!isSpec(spec))
    return {
      kind: "issues",
      issues: spec.map(({ message }) => ({ file: "page.scenario.yaml", line: 1, column: 1, message })),
    };
  const steps = scenario.steps.slice(0, mostSteps).map((step) => predictStep(step, spec));
  return { kind: "predicted", scenario, spec, steps };
}
