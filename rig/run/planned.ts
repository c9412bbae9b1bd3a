/**
 * A run before it begins: which scenarios go to which positions, every step solved, every hold decided, and how long it
 * will all take. Made without touching the bench's source, so that what can't work is known before anything is
 * energised.
 */
import type { Seconds } from "#models/units.ts";
import type { ClaimHold, HoldOrigin, HoldPolicy } from "#reports/holdReason.ts";
import type { Position } from "#rig/bench/bench.ts";
import type { SolvedStep } from "#rig/run/solvedStep.ts";
import type { Scenario } from "#scenarios/scenario.ts";

export interface PlannedStep extends SolvedStep {
  readonly hold: Seconds;
  readonly origin: HoldOrigin;
  /** What each claim of the step asks of the hold, whatever it came from. */
  readonly asked: readonly ClaimHold[];
}

export interface PlannedScenario {
  readonly scenario: Scenario;
  /** How a person asks for this scenario again: a library id or a file. */
  readonly reference: string;
  /** Positions that can run it, each with what the comparing side knows of its meter. */
  readonly positions: readonly Position[];
  /** The CT ratio it is put to in place of the one its file means; null: its own. */
  readonly ctRatio: { readonly written: number; readonly bench: number } | null;
  readonly skipped: readonly { readonly position: string; readonly reason: string }[];
  readonly steps: readonly PlannedStep[];
  readonly duration: Seconds;
}

export interface RunPlan {
  readonly holds: HoldPolicy;
  readonly scenarios: readonly PlannedScenario[];
  readonly duration: Seconds;
}
