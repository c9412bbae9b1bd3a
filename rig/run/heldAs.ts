/**
 * Whether a step is held as its file says or as planned. A planned hold is the shortest that decides the step's own
 * claims. It takes the place of the file's only where nothing else hangs on the time: not in a scenario that says it is
 * about time, not where claims look back over all the steps, not for a step that prepares another, not for an average.
 */
import type { HoldOrigin, HoldPolicy } from "#reports/holdReason.ts";
import { isOverTime } from "#rig/run/compare/planHold.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";

export function heldAs(scenario: Scenario, step: Step, holds: HoldPolicy): HoldOrigin {
  // The file leaves it to the plan.
  if (step.hold === "planned") return { kind: "planned" };
  if (holds === "file") return { kind: "file", because: "asked" };
  if (scenario.isAboutTime) return { kind: "file", because: "about time" };
  if (scenario.claims.length > 0) return { kind: "file", because: "claims over all steps" };
  if (step.claims.length === 0) return { kind: "file", because: "no claims" };
  if (step.claims.some(isOverTime)) return { kind: "file", because: "average" };
  return { kind: "planned" };
}
