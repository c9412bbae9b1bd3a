/** What loads ask for and does not flow, beside the steps it was so in: no notice, since nothing is wrong with the meter. */
import type { Language } from "#reports/language.ts";
import { type Markup, markup } from "#reports/markup.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import { unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { unmetLines, unmetOfSteps } from "#reports/unmet.ts";

function list(lines: readonly string[], language: Language): Markup | null {
  if (lines.length === 0) return null;
  return markup`<p class="soft">${unmetWordsOf(language).title}</p><ul class="gaps">${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

/** null: all that is asked for flows, or the run does not say. */
export const unmetOfStep = ({ unmet }: StepRecord, language: Language): Markup | null =>
  list(unmet === null ? [] : unmetLines(unmet, language), language);

/** Steps that are alike are told once. */
export const unmetOfScenario = ({ steps }: AttemptedScenario, language: Language): Markup | null =>
  list(unmetOfSteps(steps, language), language);
