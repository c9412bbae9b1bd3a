/** What was read in a step and does not count, each with the reason: never dropped without a word. In order of time. */
import type { Language } from "#reports/language.ts";
import { type Markup, markup } from "#reports/markup.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import { noValueText } from "#reports/readingText.ts";
import type { StepRecord } from "#reports/record.ts";
import { leftOutWords } from "#reports/texts/readingWords.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** null: everything counts. `name`: said where the step is not plain from the place. */
export function leftOutOfStep({ leftOut }: StepRecord, language: Language, name?: string): Markup | null {
  if (leftOut.length === 0) return null;
  const texts = textsOf(language);
  const inTime = leftOut.toSorted((a, b) => a.reading.sampledAt - b.reading.sampledAt);
  const lines = inTime.map(({ moment, reading, why }) => {
    const value =
      reading.kind === "read"
        ? withUnit(plainText(reading.value, language), reading.unit)
        : noValueText(reading, language);
    const at = withUnit(plainText(reading.sampledAt, language), "s");
    return markup`<li>${texts.moment[moment]}, ${at}, ${texts.quantity[reading.quantity]}${texts.colon}${value} – ${leftOutWords(why, language)}</li>`;
  });
  const where = name === undefined ? "" : `${name}${texts.colon}`;
  return markup`<details class="more"><summary>${where}${texts.leftOut} (${leftOut.length})</summary><ul>${lines}</ul></details>`;
}
