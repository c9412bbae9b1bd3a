/** The plan of a run as the document people and programs read before it begins. */
import type { MeterSpec } from "#models/meter/spec.ts";
import { coverageFactor } from "#models/metrology/uncertainty.ts";
import type { Seconds } from "#models/units.ts";
import type { ClaimHold } from "#reports/holdReason.ts";
import type { Method, RunPlanDocument } from "#reports/runPlan.ts";
import type { PlannableBench } from "#rig/bench/bench.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import type { PlannedScenario, RunPlan } from "#rig/run/planned.ts";

function methodOf({ claim, decision }: ClaimHold, spec: MeterSpec): Method {
  if (decision.kind === "stillness") return "register at rest, read before and after";
  switch (claim.type) {
    case "readsWithin":
      return "display, read once";
    case "startsWithin":
    case "staysSilent":
      return "answers on the bus";
    case "equalsTwin":
      if (!claim.quantity.includes("energy")) return "display, read once";
      break;
    case "registersNothing":
    case "registersWithin":
    case "registersFraction":
      break;
  }
  return readingPathOf(spec).kind === "pulses" ? "pulses, counted" : "register, read before and after";
}

const scenarioOf = (planned: PlannedScenario): RunPlanDocument["scenarios"][number] => {
  const { scenario, reference, positions, ctRatio, skipped, steps, duration } = planned;
  const spec = positions[0]?.spec;
  return {
    id: scenario.id,
    reference,
    title: scenario.title,
    theme: scenario.theme,
    model: spec?.model ?? scenario.meter.model,
    positions: positions.map(({ name }) => name),
    ctRatio,
    skipped,
    steps: steps.map(({ step, hold, origin, asked }) => ({
      name: step.name,
      hold,
      origin,
      claims: spec === undefined ? [] : asked.map((each) => ({ ...each, method: methodOf(each, spec) })),
    })),
    duration,
  };
};

/** `settingTime`: what a person at the source is reckoned to take for one setting; null: nobody sets it. */
export function planDocument(
  plan: RunPlan,
  bench: PlannableBench,
  settingTime: Seconds | null,
): RunPlanDocument {
  const steps = plan.scenarios.reduce((sum, each) => sum + each.steps.length, 0);
  return {
    schema: "conto-rig.plan/1",
    bench: {
      name: bench.name,
      kind: bench.kind,
      uncertainty: coverageFactor * bench.referenceUncertainty,
      scale: bench.clockScale,
    },
    holds: plan.holds,
    scenarios: plan.scenarios.map(scenarioOf),
    duration: plan.duration,
    settings: settingTime === null ? null : { count: steps, each: settingTime },
  };
}
