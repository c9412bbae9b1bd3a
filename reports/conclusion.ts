/**
 * What a record is worth: the verdict of each attempt and of the run, how many came to which verdict, and what was
 * never covered. The worst wins everywhere, and what is missing never counts as a pass: an attempt without an end, a
 * step that was never reached, a run that broke off are inconclusive at best.
 */
import { type Verdict, worst } from "#models/metrology/verdict.ts";
import { type AttemptedScenario, comparisonsOf, type RunRecord } from "#reports/record.ts";

/** The attempts that count. */
export const attemptsOf = (record: RunRecord): readonly AttemptedScenario[] =>
  record.scenarios.filter((s) => s.kind === "attempted").filter(({ superseded }) => !superseded);

/** How many steps the plan gave this scenario; null when the plan is not known. */
const plannedSteps = (record: RunRecord, id: string): number | null =>
  record.run?.scenarios.find((planned) => planned.id === id)?.steps ?? null;

/** Steps that were planned and never begun. */
export const stepsMissing = (record: RunRecord, attempt: AttemptedScenario): number =>
  Math.max(
    0,
    (plannedSteps(record, attempt.scenario) ?? 0) - new Set(attempt.steps.map(({ step }) => step)).size,
  );

export const verdictOf = (record: RunRecord, attempt: AttemptedScenario): Verdict =>
  worst([
    worst(comparisonsOf(attempt).map(({ verdict }) => verdict)),
    attempt.end?.verdict ?? "inconclusive",
    attempt.faults.length > 0 ? "error" : "pass",
    attempt.abandoned !== null || stepsMissing(record, attempt) > 0 ? "inconclusive" : "pass",
  ]);

/** What nobody looked at, or not to the end, and why. `position: null` means at no position. */
export type NotCovered =
  | {
      readonly kind: "skipped";
      readonly scenario: string;
      readonly position: string;
      readonly reason: string;
    }
  | { readonly kind: "neverStarted"; readonly scenario: string; readonly position: string | null }
  | {
      readonly kind: "stepsMissing";
      readonly scenario: string;
      readonly position: string;
      readonly missing: number;
    }
  | { readonly kind: "unfinished"; readonly scenario: string; readonly position: string };

export function notCoveredOf(record: RunRecord): readonly NotCovered[] {
  const list: NotCovered[] = [];
  for (const s of record.scenarios) {
    const { scenario, position } = s;
    if (s.kind === "skipped") list.push({ kind: "skipped", scenario, position, reason: s.reason });
    else if (!s.superseded) {
      const missing = stepsMissing(record, s);
      if (missing > 0) list.push({ kind: "stepsMissing", scenario, position, missing });
      // What breaks in a scenario ends it, in its last step too.
      else if (s.end === null || s.faults.length > 0) list.push({ kind: "unfinished", scenario, position });
    }
  }
  for (const { id } of record.run?.scenarios ?? []) {
    const seen = record.scenarios.filter((s) => s.scenario === id).map(({ position }) => position);
    if (seen.length === 0) list.push({ kind: "neverStarted", scenario: id, position: null });
    else
      for (const position of record.run?.bench.positions ?? [])
        if (!seen.includes(position)) list.push({ kind: "neverStarted", scenario: id, position });
  }
  return list;
}

export function runVerdict(record: RunRecord): Verdict {
  const complete =
    record.run !== null &&
    record.end !== null &&
    !record.end.interrupted &&
    record.strays.length === 0 &&
    !notCoveredOf(record).some(({ kind, position }) => kind === "neverStarted" && position === null);
  return worst([
    worst(attemptsOf(record).map((attempt) => verdictOf(record, attempt))),
    ...record.strays.map((event) => (event.type === "compared" ? event.comparison.verdict : "inconclusive")),
    record.faults.length > 0 ? "error" : "pass",
    complete
      ? (record.end?.verdict ?? "inconclusive")
      : worst([record.end?.verdict ?? "pass", "inconclusive"]),
  ]);
}

/** How many attempts came to which verdict. Skipped scenarios are not among them. */
export function countsOf(record: RunRecord): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { pass: 0, inconclusive: 0, fail: 0, error: 0 };
  for (const attempt of attemptsOf(record)) counts[verdictOf(record, attempt)] += 1;
  return counts;
}
export const skippedCount = (record: RunRecord): number =>
  record.scenarios.filter(({ kind }) => kind === "skipped").length;
