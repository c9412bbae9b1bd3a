/**
 * Makes the plan of a run: asks the bench which positions can take each scenario, solves every step once, and decides
 * how long each is held. A hold the bench would not live to see the end of is refused here, not discovered there.
 */
import { setImmediate } from "node:timers/promises";
import { amountBounds } from "#models/amountBounds.ts";
import { SolveError } from "#models/network/solveError.ts";
import { inDays, type Seconds, seconds } from "#models/units.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { energyStepOf, whyUnreadable } from "#rig/bench/readingPath.ts";
import { RigError } from "#rig/rigError.ts";
import { holdOf } from "#rig/run/compare/planHold.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import type { PlannedScenario, PlannedStep, RunPlan } from "#rig/run/planned.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
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

/**
 * Long plans let others have their turn, and `interrupted` ends them.
 * @throws {RigError} `notSolvable`, one line per scenario with a step whose network has no solution; `tooLong`, a run no
 *   clock counts; `interrupted`.
 */
export async function planRun(
  suite: readonly ScenarioToRun[],
  bench: Bench,
  interrupted: AbortSignal = new AbortController().signal,
): Promise<RunPlan> {
  const scenarios: PlannedScenario[] = [];
  const unsolvable: string[] = [];
  for (const { scenario, reference, notApplicable = null } of suite) {
    try {
      scenarios.push(
        notApplicable === null
          ? await planScenario(scenario, reference, bench, interrupted)
          : nowhere(scenario, reference, notApplicable, bench),
      );
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
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
  return { scenarios, duration };
}

const nowhere = (scenario: Scenario, reference: string, reason: string, bench: Bench): PlannedScenario => ({
  scenario,
  reference,
  positions: [],
  skipped: bench.positions.map((position) => ({ position, reason })),
  steps: [],
  duration: seconds(0),
});

async function planScenario(
  scenario: Scenario,
  reference: string,
  bench: Bench,
  interrupted: AbortSignal,
): Promise<PlannedScenario> {
  const positions: Position[] = [];
  const skipped: { readonly position: string; readonly reason: string }[] = [];
  for (const name of bench.positions) {
    const answer = await bench.prepare(name, scenario.meter);
    const reason = "notApplicable" in answer ? answer.notApplicable : unreadable(scenario, answer);
    if (reason !== null) skipped.push({ position: name, reason });
    else if (!("notApplicable" in answer)) positions.push(answer);
  }
  const [first] = positions;
  const steps: PlannedStep[] = [];
  if (first !== undefined)
    for (const [index, step] of scenario.steps.entries()) {
      // A network to solve is work; a step that comes back is none.
      if (step.network !== scenario.steps[index - 1]?.network || index % 64 === 0) await turn(interrupted);
      steps.push(planStep(scenario, step, index, first, bench));
    }
  const duration = total(steps.map(({ hold }) => hold));
  const longest = bench.longestHold ?? longestHold;
  const tooLong = steps.find(({ hold }) => !(hold <= longest));
  if (tooLong === undefined) return { scenario, reference, positions, skipped, steps, duration };
  const reason = `"${tooLong.step.name}" would be held for ${tooLong.hold} s, longer than this bench's ${longest} s`;
  return {
    scenario,
    reference,
    positions: [],
    skipped: [...skipped, ...positions.map(({ name }) => ({ position: name, reason }))],
    steps: [],
    duration: seconds(0),
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
  bench: Bench,
): PlannedStep {
  const solved = solvedStep(step, index, spec);
  // A step without claims of its own serves those of the scenario.
  const claims = step.claims.length > 0 ? step.claims : scenario.claims;
  const { referenceUncertainty, sampledWithin } = bench;
  const accuracy = { referenceUncertainty, sampledWithin, energyStep: energyStepOf(spec) };
  const hold = step.hold === "planned" ? holdOf(claims, spec, solved.load, accuracy) : step.hold;
  return { ...solved, hold };
}

const total = (durations: readonly Seconds[]): Seconds =>
  seconds(durations.reduce((sum, each) => sum + each, 0));
