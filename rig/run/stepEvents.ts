/** What a run tells of one step at one position, as events. */
import type { Seconds } from "#models/units.ts";
import type { Reading, RigEvent, RigEventOf } from "#reports/events.ts";
import type { PlannedStep } from "#rig/run/planned.ts";
import type { Left } from "#rig/run/settle/settled.ts";

export const sampled = (
  scenario: string,
  position: string,
  step: number,
  moment: "before" | "during" | "after",
  reading: Reading,
): RigEvent => ({ type: "sampled", scenario, position, step, moment, reading });

export const leftOut = (
  scenario: string,
  position: string,
  step: number,
  moment: "before" | "during" | "after",
  { reading, why }: Left,
): RigEvent => ({ type: "leftOut", scenario, position, step, moment, reading, why });

export const looked = (
  scenario: string,
  position: string,
  step: number,
  at: Seconds,
  values: RigEventOf<"looked">["values"],
): RigEvent => ({ type: "looked", scenario, position, step, at, values });

export const stepStarted = (
  scenario: string,
  position: string,
  step: PlannedStep,
  at: Seconds,
): RigEvent => ({
  type: "stepStarted",
  scenario,
  position,
  step: step.index,
  name: step.step.name,
  hold: step.hold,
  at,
  signals: step.summary,
  referencePower: step.load.referencePower,
  predictedFraction: step.load.predictedFraction.active,
  auditResidual: step.auditResidual,
  unmet: step.state.unmet,
});
