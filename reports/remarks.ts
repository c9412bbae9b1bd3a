/**
 * What a reader must know of a run beside its verdict and findings, whatever came of it: that its source may be live, and
 * how many readings were made and do not count. A pass says nothing of either, so each form says them at the top.
 */
import { attemptsOf } from "#reports/conclusion.ts";
import type { Language } from "#reports/language.ts";
import type { RunRecord } from "#reports/record.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** null: all count. */
export function leftOutRemark(record: RunRecord, language: Language): string | null {
  const steps = attemptsOf(record)
    .flatMap((attempt) => attempt.steps)
    .filter(({ leftOut }) => leftOut.length > 0);
  if (steps.length === 0) return null;
  const readings = steps.reduce((sum, { leftOut }) => sum + leftOut.length, 0);
  return textsOf(language).leftOutOfRun(readings, steps.length);
}

/** The most important first; none when there is nothing to say. */
export function remarksOf(record: RunRecord, language: Language): readonly string[] {
  const leftOut = leftOutRemark(record, language);
  return [
    ...(record.end?.source === "notConfirmed" ? [textsOf(language).sourceNotConfirmed] : []),
    ...(leftOut === null ? [] : [leftOut]),
  ];
}
