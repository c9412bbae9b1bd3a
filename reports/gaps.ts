/**
 * What a run did not cover, in as few lines as it has reasons: sixty scenarios a meter can't be put to for one reason are
 * one line, with the first of their names and how many more. The whole list is in the workbook and in the record.
 */
import { type NotCovered, notCoveredOf } from "#reports/conclusion.ts";
import type { Language } from "#reports/language.ts";
import type { RunRecord } from "#reports/record.ts";
import { gapSentence } from "#reports/sentences.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";

const namesShown = 4;

const reasonOf = (gap: NotCovered, language: Language): string => {
  const { gaps } = textsOf(language);
  switch (gap.kind) {
    case "skipped":
      return gaps.skipped(gap.reason);
    case "stepsMissing":
      return gaps.stepsMissing(gap.missing);
    case "neverStarted":
    case "unfinished":
      return gaps[gap.kind];
  }
};

/** A line for each reason, the one that keeps most scenarios out first. */
export function gapLines(record: RunRecord, language: Language): readonly string[] {
  const reasons = new Map<string, NotCovered[]>();
  for (const gap of notCoveredOf(record)) {
    const reason = reasonOf(gap, language);
    const alike = reasons.get(reason);
    if (alike === undefined) reasons.set(reason, [gap]);
    else alike.push(gap);
  }
  return [...reasons]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, gaps]) => {
      const [only] = gaps;
      if (gaps.length === 1 && only !== undefined) return gapSentence(only, language);
      const places = [...new Set(gaps.map(({ scenario }) => scenario))];
      const hidden = places.length - namesShown;
      const more = hidden > 0 ? ` ${sheetTextsOf(language).others(hidden)}` : "";
      const counted = textsOf(language).gaps.scenarios(places.length);
      return `${counted}, ${reason}${textsOf(language).colon}${places.slice(0, namesShown).join(", ")}${more}`;
    });
}
