/**
 * The steps of a file one after the other: a profile is as many steps as it has rows, a repeated group is gone through
 * as often as it says. A step that comes back is the very same object, so that whoever solves networks may remember.
 */
import type { Issue } from "#models/issue.ts";
import { issue } from "#models/issue.ts";
import type { Seconds } from "#models/units.ts";
import type { Claim } from "#scenarios/claim.ts";
import { claimOf } from "#scenarios/form/claimForm.ts";
import type { PlainStepForm, ScenarioForm, StepForm } from "#scenarios/form/scenarioForm.ts";
import { type ProfileRow, wholeLoad } from "#scenarios/resolve/siteOfForm.ts";
import { overlaid, type PlacedSituation } from "#scenarios/resolve/situation.ts";
import type { StepName } from "#scenarios/resolve/stepName.ts";
import type { Path } from "#scenarios/yaml/document.ts";

const mostSteps = 50_000;

/** Claims of all steps together: a year of hours with twenty of them. */
const mostClaims = 200_000;

const tooMany = `more than ${mostSteps} steps in all`;

/** A step before its network is made. */
export interface PlannedStep {
  readonly name: StepName;
  readonly situation: PlacedSituation;
  readonly row: ProfileRow;
  readonly hold: Seconds | "planned";
  readonly claims: readonly Claim[];
}

export function stepsOfForm(
  form: Pick<ScenarioForm, "steps">,
  base: PlacedSituation,
): { readonly steps: readonly PlannedStep[]; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const steps: PlannedStep[] = [];
  const add = (more: readonly PlannedStep[], path: Path): boolean => {
    if (steps.length + more.length > mostSteps) {
      issues.push(issue(path, tooMany));
      return false;
    }
    for (const step of more) steps.push(step);
    return true;
  };
  for (const [index, step] of form.steps.entries()) {
    const path = ["steps", index];
    const times = step.repeat ?? 1;
    const passed = step.steps ? groupOf(step, base, path, issues) : onePass(step, base, path, issues);
    if (step.repeat !== undefined && step.hold !== undefined)
      issues.push(issue([...path, "repeat"], "repeat goes with a profile or with steps, not with a hold"));
    for (let time = 1; time <= times; time++) {
      const named =
        times === 1
          ? passed
          : passed.map((one) => ({ ...one, name: { ...one.name, pass: { time, times } } }));
      if (!add(named, [...path, "repeat"])) break;
    }
  }
  if (steps.reduce((sum, { claims }) => sum + claims.length, 0) > mostClaims)
    issues.push(
      issue(["steps"], `more than ${mostClaims} claims of steps in all: claim less in what is repeated`),
    );
  return { steps: issues.some(({ message }) => message === tooMany) ? [] : steps, issues };
}

/** A group: its own situation under each of its steps. */
function groupOf(step: StepForm, base: PlacedSituation, path: Path, issues: Issue[]): PlannedStep[] {
  for (const key of ["hold", "profile", "claims"] as const)
    if (step[key] !== undefined)
      issues.push(
        issue(
          [...path, key],
          `'${key}' has no place beside 'steps': say it in the steps, or of the scenario`,
        ),
      );
  const situation = overlaid(base, step, path);
  return (step.steps ?? []).flatMap((inner, index) => {
    const innerPath = [...path, "steps", index];
    const times = inner.repeat ?? 1;
    if (times > 1)
      issues.push(issue([...innerPath, "repeat"], "a repeated group has no repeated steps inside"));
    return onePass(inner, situation, innerPath, issues).map((one) => ({
      ...one,
      name: { ...one.name, written: [step.name, ...one.name.written] },
    }));
  });
}

function onePass(step: PlainStepForm, base: PlacedSituation, path: Path, issues: Issue[]): PlannedStep[] {
  const situation = overlaid(base, step, path);
  if (step.profile) {
    if (step.hold !== undefined) issues.push(issue([...path, "hold"], "a profile has the holds of its rows"));
    if (step.claims?.length)
      issues.push(
        issue([...path, "claims"], "claims over a profile belong to the scenario (claims at the top level)"),
      );
    return step.profile.map((row, index) => ({
      name: { written: [step.name], row: index + 1, pass: null },
      situation: row.contact
        ? overlaid(situation, { contact: row.contact }, [...path, "profile", index])
        : situation,
      row: { factor: row.factor, powerFactor: row.powerFactor ?? null },
      hold: row.for,
      claims: [],
    }));
  }
  if (step.hold === undefined)
    issues.push(issue(path, "'hold' is missing: how long? 30 min, 24 h, planned, or a profile"));
  return [
    {
      name: { written: [step.name], row: null, pass: null },
      situation,
      row: wholeLoad,
      hold: step.hold ?? "planned",
      claims: (step.claims ?? []).map(claimOf),
    },
  ];
}
