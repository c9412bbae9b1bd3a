/**
 * Makes the plan of a run: asks the bench which positions can take each scenario, solves every step once, and decides
 * how long each is held. A hold the bench would not live to see the end of is refused here, not discovered there.
 * Nothing of the bench is touched.
 */
import { setImmediate } from "node:timers/promises";
import { amountBounds } from "#models/amountBounds.ts";
import { inDays, type Seconds, seconds } from "#models/units.ts";
import type { HoldPolicy } from "#reports/holdReason.ts";
import type { PlannableBench, Position } from "#rig/bench/bench.ts";
import { energyStepOf, whyUnreadable } from "#rig/bench/readingPath.ts";
import { RigError } from "#rig/rigError.ts";
import { planHold } from "#rig/run/compare/planHold.ts";
import { heldAs } from "#rig/run/heldAs.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import type { PlannedScenario, PlannedStep, RunPlan } from "#rig/run/planned.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { Unsolvable } from "#rig/run/unsolvable.ts";
import { atCtRatio } from "#scenarios/atCtRatio.ts";
import type { Scenario } from "#scenarios/scenario.ts";

export interface ScenarioToRun {
  readonly scenario: Scenario;
  readonly reference: string;
  /** Why no position is to run it, where that is known before any is asked. */
  readonly notApplicable?: string | null;
}

/** No step is held for longer, whatever was asked and whatever a register would need: what is left out is told. */
const longestHold = amountBounds.duration.most;
/** Of a run: what the clocks of benches and meters count to the microsecond. */
const longestRun = seconds(2 * longestHold);

export interface PlanOptions {
  /** Left out: the shortest that decide on a real bench, as the files say in virtual time. */
  readonly holds?: HoldPolicy;
  /** Which CT ratio a scenario is put to where the bench has none of its own: the bench's (default), or none. */
  readonly ctRatio?: "bench" | "file";
  /** Ends the planning. */
  readonly interrupted?: AbortSignal;
}

export const defaultHolds = ({ kind }: Pick<PlannableBench, "kind">): HoldPolicy =>
  kind === "hardware" ? "planned" : "file";

/**
 * Long plans let others have their turn.
 * @throws {RigError} `notSolvable`, one line per scenario with a step whose network has no solution; `tooLong`, a run no
 *   clock counts; `interrupted`.
 */
export async function planRun(
  suite: readonly ScenarioToRun[],
  bench: PlannableBench,
  {
    holds = defaultHolds(bench),
    ctRatio = "bench",
    interrupted = new AbortController().signal,
  }: PlanOptions = {},
): Promise<RunPlan> {
  const scenarios: PlannedScenario[] = [];
  const unsolvable: string[] = [];
  for (const { scenario, reference, notApplicable = null } of suite) {
    try {
      scenarios.push(
        notApplicable === null
          ? await planScenario(scenario, reference, bench, { holds, ctRatio, interrupted })
          : nowhere(scenario, reference, notApplicable, bench),
      );
    } catch (error) {
      if (!(error instanceof Unsolvable)) throw error;
      unsolvable.push(`${reference}: ${error.message}`);
    }
  }
  if (unsolvable.length > 0) throw new RigError("notSolvable", unsolvable.join("\n"));
  const duration = total(scenarios.map((planned) => planned.duration));
  if (duration > longestRun)
    throw new RigError(
      "tooLong",
      `the run would take ${Math.round(inDays(duration))} days of bench time, and at most ${inDays(longestRun)} can be counted: hold steps for less, or run fewer`,
    );
  return { holds, scenarios, duration };
}

const nowhere = (
  scenario: Scenario,
  reference: string,
  reason: string,
  bench: PlannableBench,
): PlannedScenario => ({
  scenario,
  reference,
  positions: [],
  ctRatio: null,
  skipped: bench.positions.map((position) => ({ position, reason })),
  steps: [],
  duration: seconds(0),
});

interface Placed {
  readonly scenario: Scenario;
  readonly ctRatio: PlannedScenario["ctRatio"];
  readonly positions: readonly Position[];
  readonly skipped: readonly { readonly position: string; readonly reason: string }[];
}

async function place(scenario: Scenario, bench: PlannableBench): Promise<Placed> {
  const positions: Position[] = [];
  const skipped: { readonly position: string; readonly reason: string }[] = [];
  for (const name of bench.positions) {
    const answer = await bench.prepare(name, scenario.meter);
    const reason = "notApplicable" in answer ? answer.notApplicable : unreadable(scenario, answer);
    if (reason !== null) skipped.push({ position: name, reason });
    else if (!("notApplicable" in answer)) positions.push(answer);
  }
  return { scenario, ctRatio: null, positions, skipped };
}

/**
 * Where no position has the ratio the file means, the scenario put to the first ratio of the bench that some position
 * can run it with; as it is when there is none.
 */
async function placeAtBenchRatio(asWritten: Placed, bench: PlannableBench): Promise<Placed> {
  const { scenario } = asWritten;
  // Programming that is left out is as delivered: a ratio of 1, of every meter of the catalogue.
  const written = scenario.meter.programmed.ctRatio ?? 1;
  const ratios = bench.positions.flatMap((position) => bench.programmedIn?.(position).ctRatio ?? []);
  for (const ratio of new Set(ratios.filter((each) => each !== written))) {
    const adapted = atCtRatio(scenario, written, ratio);
    if (adapted.kind === "notAlike") return asWritten;
    const placed = await place(adapted.scenario, bench);
    if (placed.positions.length > 0) return { ...placed, ctRatio: { written, bench: ratio } };
  }
  return asWritten;
}

async function planScenario(
  written: Scenario,
  reference: string,
  bench: PlannableBench,
  { holds, ctRatio: ratioOf, interrupted }: Required<PlanOptions>,
): Promise<PlannedScenario> {
  const asWritten = await place(written, bench);
  const { scenario, ctRatio, positions, skipped } =
    asWritten.positions.length > 0 || ratioOf === "file"
      ? asWritten
      : await placeAtBenchRatio(asWritten, bench);
  const [first] = positions;
  const steps: PlannedStep[] = [];
  if (first !== undefined)
    for (const [index, step] of scenario.steps.entries()) {
      // A network to solve is work; a step that comes back is none.
      if (step.network !== scenario.steps[index - 1]?.network || index % 64 === 0) await turn(interrupted);
      steps.push(planStep(scenario, step, index, first, { bench, holds }));
    }
  const duration = total(steps.map(({ hold }) => hold));
  const longest = bench.longestHold ?? longestHold;
  const tooLong = steps.find(({ hold }) => !(hold <= longest));
  if (tooLong === undefined) return { scenario, reference, positions, ctRatio, skipped, steps, duration };
  const reason = `"${tooLong.step.name}" would be held for ${tooLong.hold} s, longer than this bench's ${longest} s`;
  return {
    ...nowhere(scenario, reference, reason, bench),
    skipped: [...skipped, ...positions.map(({ name }) => ({ position: name, reason }))],
  };
}

/** Lets signals be heard and pages be served. @throws {RigError} `interrupted` */
async function turn(interrupted: AbortSignal): Promise<void> {
  await setImmediate();
  if (interrupted.aborted)
    throw new RigError("interrupted", "interrupted while planning: nothing was energised");
}

function unreadable(scenario: Scenario, { spec }: Position): string | null {
  const claims = [...scenario.claims, ...scenario.steps.flatMap((step) => step.claims)];
  return whyUnreadable(spec, claims, quantitiesNeeded(claims));
}

function planStep(
  scenario: Scenario,
  step: Scenario["steps"][number],
  index: number,
  { spec }: Position,
  { bench, holds }: { readonly bench: PlannableBench; readonly holds: HoldPolicy },
): PlannedStep {
  const solved = solvedStep(step, index, spec);
  // A step without claims of its own serves those of the scenario.
  const claims = step.claims.length > 0 ? step.claims : scenario.claims;
  const { referenceUncertainty, sampledWithin } = bench;
  const { referenceReadings } = solved;
  const accuracy = {
    referenceUncertainty,
    sampledWithin,
    energyStep: energyStepOf(spec),
    referenceReadings,
  };
  const { hold, claims: asked } = planHold(claims, spec, solved.load, accuracy);
  const origin = heldAs(scenario, step, holds);
  // A step of the scenario's claims alone is part of what they are about, and asks for nothing by itself.
  const own = step.claims.length > 0 || step.hold === "planned" ? asked : [];
  return {
    ...solved,
    hold: origin.kind === "planned" || step.hold === "planned" ? hold : step.hold,
    origin,
    asked: own,
  };
}

const total = (durations: readonly Seconds[]): Seconds =>
  seconds(durations.reduce((sum, each) => sum + each, 0));
