/** What a person says of the plan of a run, on the command line. */
import { type Command, Option } from "commander";
import { hours, minutes, type Seconds } from "#models/units.ts";
import { type HoldPolicy, holdPolicies } from "#reports/holdReason.ts";
import type { RunPlanDocument } from "#reports/runPlan.ts";
import type { PlannableBench } from "#rig/bench/bench.ts";
import { duration } from "#rig/cli/amountOption.ts";
import { defaultHolds, type PlanOptions, planRun, type ScenarioToRun } from "#rig/run/plan.ts";
import { planDocument } from "#rig/run/planDocument.ts";
import type { RunPlan } from "#rig/run/planned.ts";

export interface SaidOfPlan {
  /** Left out: planned on a real bench, file in virtual time. */
  readonly hold?: HoldPolicy;
  readonly ctRatio: NonNullable<PlanOptions["ctRatio"]>;
  readonly settingTime: Seconds;
  readonly workingDay: Seconds;
}

/** Where nobody was asked. */
export const usualPlan = {
  ctRatio: "bench",
  settingTime: minutes(1),
  workingDay: hours(8),
} as const satisfies SaidOfPlan;

const options = (): readonly Option[] => [
  new Option(
    "--hold <how>",
    "how long steps are held: planned (the shortest that decides; default on a real bench) or file (as the files say; default in virtual time)",
  ).choices(holdPolicies),
  new Option(
    "--ct-ratio <whose>",
    "on a real bench: put scenarios to the bench's CT ratio, at the same secondary currents, or skip those written for another",
  )
    .choices(["bench", "file"])
    .default("bench"),
  new Option("--setting-time <duration>", "what the plan reckons for setting a source by hand")
    .argParser(duration)
    .default(usualPlan.settingTime, "1 min"),
  new Option("--working-day <duration>", "a run that takes longer is warned of before it begins")
    .argParser(duration)
    .default(usualPlan.workingDay, "8 h"),
];

export function addPlanOptions(command: Command): Command {
  for (const option of options()) command.addOption(option);
  return command;
}

/** The plan, and the document of it. */
export async function planned(
  suite: readonly ScenarioToRun[],
  bench: PlannableBench,
  said: SaidOfPlan,
  interrupted?: AbortSignal,
): Promise<{ readonly plan: RunPlan; readonly document: RunPlanDocument }> {
  const { hold, ctRatio, settingTime } = said;
  const plan = await planRun(suite, bench, {
    ctRatio,
    ...(hold !== undefined && { holds: hold }),
    ...(interrupted !== undefined && { interrupted }),
  });
  return { plan, document: planDocument(plan, bench, bench.kind === "hardware" ? settingTime : null) };
}

/** What has to be said again so that the same plan is made, beside the bench and the scenarios. */
export const planArguments = (
  { hold, ctRatio }: Pick<SaidOfPlan, "hold" | "ctRatio">,
  bench: Pick<PlannableBench, "kind">,
): string => {
  const holds = hold ?? defaultHolds(bench);
  // On a real bench it is always said: it is what the times of the record come from.
  const isSaid = bench.kind === "hardware" || holds !== defaultHolds(bench);
  return `${isSaid ? ` --hold ${holds}` : ""}${ctRatio === "bench" ? "" : ` --ct-ratio ${ctRatio}`}`;
};
