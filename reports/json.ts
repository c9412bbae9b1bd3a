/**
 * The record of a run as an object other programs may rely on. Its shape is `RunDocument`; a change that could break a
 * reader gives `schema` a new number. Quantities are numbers in the unit their name or `unit` says; what is not known
 * is null, never absent.
 */
import type { Verdict } from "#models/metrology/verdict.ts";
import {
  countsOf,
  type NotCovered,
  notCoveredOf,
  runVerdict,
  skippedCount,
  verdictOf,
} from "#reports/conclusion.ts";
import { findingsOf } from "#reports/findings.ts";
import type {
  AttemptedScenario,
  DescribedMeter,
  Fault,
  Interruption,
  RunFacts,
  RunRecord,
  SkippedScenario,
  SlowLine,
} from "#reports/record.ts";
import { sentenceOf } from "#reports/sentences.ts";

interface FindingDocument {
  readonly verdict: Verdict;
  readonly scenario: string | null;
  readonly position: string | null;
  /** Counted from 0, as in the events; null: of the whole scenario or run. */
  readonly step: number | null;
  readonly sentence: string;
}

export interface RunDocument {
  readonly schema: "conto-rig.run/1";
  /** Worst of everything; never pass for a run that did not come to its end. */
  readonly verdict: Verdict;
  /** The run came to its end, uninterrupted. */
  readonly complete: boolean;
  /** Attempts by verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly skipped: number;
  /** null: the run did not come to its end. */
  readonly benchTime: number | null;
  readonly wallTime: number | null;
  /** Identity, bench, seed, plan and sources; null: the record has no beginning. */
  readonly run: RunFacts | null;
  /** What the meters were taken to be; an attempt's `described` counts from 0 in this list. */
  readonly meters: readonly DescribedMeter[];
  /** Worst first. */
  readonly findings: readonly FindingDocument[];
  readonly notCovered: readonly NotCovered[];
  readonly scenarios: readonly ((AttemptedScenario & { readonly verdict: Verdict }) | SkippedScenario)[];
  /** Faults of no scenario; the others stand with theirs. */
  readonly faults: readonly Fault[];
  /** Times a bus was away while its meters were to be read, and came back. */
  readonly interruptions: readonly Interruption[];
  /** Buses slower than their settings lead to expect, each once, with the longest an answer took. */
  readonly slowLines: readonly SlowLine[];
}

export const runDocument = (record: RunRecord): RunDocument => ({
  schema: "conto-rig.run/1",
  verdict: runVerdict(record),
  complete: record.end !== null && !record.end.interrupted,
  counts: countsOf(record),
  skipped: skippedCount(record),
  benchTime: record.end?.benchTime ?? null,
  wallTime: record.end?.wallTime ?? null,
  run: record.run,
  meters: record.meters,
  findings: findingsOf(record).map((finding) => ({
    verdict: finding.verdict,
    scenario: finding.scenario,
    position: finding.position,
    step: finding.step?.number ?? null,
    sentence: sentenceOf(finding, "en").text,
  })),
  notCovered: notCoveredOf(record),
  scenarios: record.scenarios.map((s) =>
    s.kind === "skipped" ? s : { ...s, verdict: verdictOf(record, s) },
  ),
  faults: record.faults,
  interruptions: record.interruptions,
  slowLines: record.slowLines,
});

export const jsonReport = (record: RunRecord): string => `${JSON.stringify(runDocument(record), null, 2)}\n`;
