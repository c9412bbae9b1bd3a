/**
 * What a record is worth: the verdict of each attempt and of the run, how many came to which verdict, what was never
 * covered, and the findings, worst first. The worst wins everywhere, and what is missing never counts as a pass: an
 * attempt without an end, a step that was never reached, a run that broke off are inconclusive at best.
 */
import { type Verdict, verdicts, worst } from "#models/metrology/verdict.ts";
import type { Comparison } from "#reports/events.ts";
import { type AttemptedScenario, comparisonsOf, type Fault, type RunRecord } from "#reports/record.ts";

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
      else if (s.end === null) list.push({ kind: "unfinished", scenario, position });
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

interface Place {
  readonly verdict: Verdict;
  /** null: of the run, not of a scenario. */
  readonly scenario: string | null;
  readonly position: string | null;
  readonly step: { readonly number: number; readonly name: string } | null;
}
/** Something a reader has to know: a claim that did not pass, a fault, or an end that never came. */
export type Finding =
  | (Place & { readonly kind: "claim"; readonly comparison: Comparison })
  | (Place & { readonly kind: "fault"; readonly fault: Fault })
  /** The verdict is not explained by any claim or fault: nothing compared, broken off, or as the rig said. */
  | (Place & {
      readonly kind: "bare";
      readonly why: "nothingCompared" | "unfinished" | "stepsMissing" | "abandoned" | "asConcluded" | "torn";
    });

/** How far out a claim is, to rank findings of one verdict: error over limit, larger is worse. */
const severity = (finding: Finding): number => {
  if (finding.kind !== "claim") return 0;
  const { error, limit } = finding.comparison;
  if (error === null || limit === null) return 0;
  return limit === 0 ? Number.MAX_VALUE : Math.abs(error) / Math.abs(limit);
};
/** Worst verdict first; within a verdict the one farthest beyond its limit; then in the order they were found. */
const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (a, b) => verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict) || severity(b) - severity(a) || 0,
  );

/** Findings of one attempt, worst first; empty exactly when its verdict is pass. */
export function findingsOfAttempt(record: RunRecord, attempt: AttemptedScenario): readonly Finding[] {
  const verdict = verdictOf(record, attempt);
  if (verdict === "pass") return [];
  const { scenario, position } = attempt;
  const claim = (comparison: Comparison, step: Place["step"]): Finding => ({
    kind: "claim",
    verdict: comparison.verdict,
    scenario,
    position,
    step,
    comparison,
  });
  const found: Finding[] = [
    ...attempt.faults.map((fault): Finding => {
      const name = attempt.steps.find(({ step }) => step === fault.step)?.name;
      const step = fault.step === null ? null : { number: fault.step, name: name ?? "" };
      return { kind: "fault", verdict: "error", scenario, position, step, fault };
    }),
    ...attempt.steps.flatMap(({ step, name, comparisons }) =>
      comparisons.map((comparison) => claim(comparison, { number: step, name })),
    ),
    ...attempt.comparisons.map((comparison) => claim(comparison, null)),
  ].filter((finding) => finding.verdict !== "pass");
  if (!found.some((finding) => finding.verdict === verdict)) {
    const why =
      attempt.abandoned !== null
        ? "abandoned"
        : attempt.end === null
          ? "unfinished"
          : stepsMissing(record, attempt) > 0
            ? "stepsMissing"
            : comparisonsOf(attempt).length === 0 && verdict === "inconclusive"
              ? "nothingCompared"
              : "asConcluded";
    found.push({ kind: "bare", verdict, scenario, position, step: null, why });
  }
  return worstFirst(found);
}

/** Findings of the whole run, worst first; empty exactly when the run's verdict is pass. */
export function findingsOf(record: RunRecord): readonly Finding[] {
  const verdict = runVerdict(record);
  const place = { scenario: null, position: null, step: null };
  const found: Finding[] = [
    ...record.faults.map(
      (fault): Finding => ({
        kind: "fault",
        verdict: "error",
        scenario: fault.scenario,
        position: fault.position,
        step: null,
        fault,
      }),
    ),
    ...attemptsOf(record).flatMap((attempt) => findingsOfAttempt(record, attempt)),
  ];
  if (!found.some((finding) => finding.verdict === verdict) && verdict !== "pass") {
    const why =
      record.end === null || record.end.interrupted
        ? "unfinished"
        : record.strays.length > 0
          ? "torn"
          : attemptsOf(record).length === 0
            ? "nothingCompared"
            : "asConcluded";
    found.push({ kind: "bare", verdict, ...place, why });
  }
  return worstFirst(found);
}
