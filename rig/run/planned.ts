/**
 * A run before it begins: which scenarios go to which positions, every step solved, every hold decided, and how long it
 * will all take. Made without touching the bench's source, so that what can't work is known before anything is
 * energised.
 */
import type { Seconds } from "#models/units.ts";
import type { Position } from "#rig/bench/bench.ts";
import type { SolvedStep } from "#rig/run/solvedStep.ts";
import type { Scenario } from "#scenarios/scenario.ts";

export interface PlannedStep extends SolvedStep {
  readonly hold: Seconds;
}

export interface PlannedScenario {
  readonly scenario: Scenario;
  /** How a person asks for this scenario again: a library id or a file. */
  readonly reference: string;
  /** Positions that can run it, each with what the comparing side knows of its meter. */
  readonly positions: readonly Position[];
  readonly skipped: readonly { readonly position: string; readonly reason: string }[];
  readonly steps: readonly PlannedStep[];
  readonly duration: Seconds;
}

export interface RunPlan {
  readonly scenarios: readonly PlannedScenario[];
  readonly duration: Seconds;
}
