/** What a step under way is waiting for: its first reading, the end of its hold, its last reading. */
import type { Language } from "#reports/language.ts";
import { durationText } from "#reports/numberText.ts";
import type { StepRecord } from "#reports/record.ts";
import { uiTextsOf } from "../texts/texts.ts";

/** `now`: bench time as of the last look, null when there was none. */
export function awaitedText(step: StepRecord, now: number | null, language: Language): string {
  const { awaited } = uiTextsOf(language);
  const hold = durationText(step.hold, language);
  if (step.comparisons.length > 0 || step.samples.some(({ moment }) => moment === "after"))
    return awaited.judged;
  const isRead = step.look !== null || step.samples.some(({ moment }) => moment === "before");
  if (!isRead && step.samples.length > 0) return awaited.answer(hold);
  const held = now === null ? 0 : Math.floor(now - step.at);
  return held > 0 && held < step.hold ? awaited.held(durationText(held, language), hold) : awaited.hold(hold);
}
