/** The errors of the instrument transformers at the load of each step, steps with the same figures together. */
import type { Language } from "#reports/language.ts";
import { type Markup, markup } from "#reports/markup.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { transformerErrorSentence } from "#reports/transformerErrors.ts";

/** Of more different loads than this the others are in the JSON. */
const mostShown = 20;
/** So many steps are named one by one. */
const mostNamed = 6;

export function transformerErrorsOfScenario({ steps }: AttemptedScenario, language: Language): Markup | null {
  const texts = textsOf(language);
  const bySentence = new Map<string, number[]>();
  for (const { step, signals } of steps) {
    const sentence = transformerErrorSentence(signals.transformerErrors, language);
    if (sentence !== null) bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), step + 1]);
  }
  if (bySentence.size === 0) return null;
  const named = (numbers: readonly number[]) =>
    numbers.length <= mostNamed
      ? numbers.join(", ")
      : `${numbers.slice(0, mostNamed).join(", ")} … (${numbers.length})`;
  const shown = [...bySentence].slice(0, mostShown);
  const lines = shown.map(
    ([sentence, numbers]) => markup`<li>${texts.step} ${named(numbers)}${texts.colon}${sentence}</li>`,
  );
  const hidden = [...bySentence.values()].slice(mostShown).reduce((sum, { length }) => sum + length, 0);
  return markup`<ul class="soft">${lines}</ul>${hidden > 0 ? markup`<p class="soft">${texts.moreSteps(hidden)}</p>` : null}`;
}
