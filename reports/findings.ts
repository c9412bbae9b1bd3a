/**
 * Findings: what a reader of a run has to know, worst first. A claim that did not pass, a fault of the rig, or an end
 * that never came. Whatever keeps a verdict from being a pass is among them, so a verdict is never unexplained.
 */
import { type Verdict, verdicts, worst } from "#models/metrology/verdict.ts";
import { attemptsOf, notCoveredOf, runVerdict, stepsMissing, verdictOf } from "#reports/conclusion.ts";
import type { Comparison } from "#reports/events.ts";
import { type AttemptedScenario, comparisonsOf, type Fault, type RunRecord } from "#reports/record.ts";

type Why =
  | "nothingCompared"
  | "unfinished"
  | "stepsMissing"
  | "abandoned"
  | "asConcluded"
  | "torn"
  | "neverStarted";

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
      readonly why: Why;
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

/** Findings of the run itself, of no attempt that counts. */
export function findingsOfRun(record: RunRecord): readonly Finding[] {
  const bare = (why: Why, verdict: Verdict, scenario: string | null = null): Finding => ({
    kind: "bare",
    verdict,
    scenario,
    position: null,
    step: null,
    why,
  });
  const torn = record.strays.map((event) =>
    event.type === "compared" ? event.comparison.verdict : "inconclusive",
  );
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
    ...(torn.length > 0 || record.run === null ? [bare("torn", worst([...torn, "inconclusive"]))] : []),
    ...(record.end === null || record.end.interrupted ? [bare("unfinished", "inconclusive")] : []),
    ...(attemptsOf(record).length === 0 ? [bare("nothingCompared", "inconclusive")] : []),
    ...notCoveredOf(record)
      .filter(({ kind, position }) => kind === "neverStarted" && position === null)
      .map(({ scenario }) => bare("neverStarted", "inconclusive", scenario)),
  ];
  const verdict = runVerdict(record);
  const reached = [
    ...found.map((finding) => finding.verdict),
    ...attemptsOf(record).map((a) => verdictOf(record, a)),
  ];
  if (verdict !== "pass" && !reached.includes(verdict)) found.push(bare("asConcluded", verdict));
  return worstFirst(found);
}

/** All findings, worst first; empty exactly when the run's verdict is pass. */
export const findingsOf = (record: RunRecord): readonly Finding[] =>
  worstFirst([
    ...findingsOfRun(record),
    ...attemptsOf(record).flatMap((attempt) => findingsOfAttempt(record, attempt)),
  ]);

/** The worst finding of one scenario at its position, and how many more it has. */
export interface Headline {
  readonly finding: Finding;
  readonly others: number;
}
/**
 * What to say first: one headline for each scenario at its position, worst first. Scenarios never begun are among what is
 * not covered; they are a headline only where nothing else explains the verdict.
 */
export function headlinesOf(findings: readonly Finding[]): readonly Headline[] {
  const begun = findings.filter((finding) => finding.kind !== "bare" || finding.why !== "neverStarted");
  const rows = new Map<string, { readonly finding: Finding; others: number }>();
  for (const finding of begun.length > 0 ? begun : findings) {
    const place = JSON.stringify([finding.scenario, finding.position]);
    const row = rows.get(place);
    if (row === undefined) rows.set(place, { finding, others: 0 });
    else row.others += 1;
  }
  return [...rows.values()];
}
