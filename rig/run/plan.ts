/**
 * Makes the plan of a run: asks the bench which positions can take each scenario, solves every step once, and decides
 * how long each is held. A hold the bench would not live to see the end of is refused here, not discovered there.
 */
import { SolveError } from "#models/network/solveError.ts";
import { type Seconds, seconds } from "#models/units.ts";
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

/** @throws {RigError} `notSolvable`, one line per scenario with a step whose network has no solution. */
export async function planRun(suite: readonly ScenarioToRun[], bench: Bench): Promise<RunPlan> {
  const scenarios: PlannedScenario[] = [];
  const unsolvable: string[] = [];
  for (const { scenario, reference, notApplicable = null } of suite) {
    try {
      scenarios.push(
        notApplicable === null
          ? await planScenario(scenario, reference, bench)
          : nowhere(scenario, reference, notApplicable, bench),
      );
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
      unsolvable.push(`${reference}: ${error.message}`);
    }
  }
  if (unsolvable.length > 0) throw new RigError("notSolvable", unsolvable.join("\n"));
  return { scenarios, duration: total(scenarios.map(({ duration }) => duration)) };
}

const nowhere = (scenario: Scenario, reference: string, reason: string, bench: Bench): PlannedScenario => ({
  scenario,
  reference,
  positions: [],
  skipped: bench.positions.map((position) => ({ position, reason })),
  steps: [],
  duration: seconds(0),
});

async function planScenario(scenario: Scenario, reference: string, bench: Bench): Promise<PlannedScenario> {
  const positions: Position[] = [];
  const skipped: { readonly position: string; readonly reason: string }[] = [];
  for (const name of bench.positions) {
    const answer = await bench.prepare(name, scenario.meter);
    const reason = "notApplicable" in answer ? answer.notApplicable : unreadable(scenario, answer);
    if (reason !== null) skipped.push({ position: name, reason });
    else if (!("notApplicable" in answer)) positions.push(answer);
  }
  const [first] = positions;
  const steps =
    first === undefined
      ? []
      : scenario.steps.map((step, index) => planStep(scenario, step, index, first, bench));
  const duration = total(steps.map(({ hold }) => hold));
  const longest = bench.longestHold;
  const tooLong = longest === null ? undefined : steps.find(({ hold }) => hold > longest);
  if (tooLong === undefined || longest === null)
    return { scenario, reference, positions, skipped, steps, duration };
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
