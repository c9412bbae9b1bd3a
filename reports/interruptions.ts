/**
 * Interruptions of a bus: times its link was away while meters were to be read, and it came back. The reading was made
 * again, so no verdict rests on them; a reader who wonders at a step that took longer, or at a gap, finds the reason here.
 */

import type { Language } from "#reports/language.ts";
import { durationText } from "#reports/numberText.ts";
import type { AttemptedScenario, Interruption, RunRecord } from "#reports/record.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** Those that fell into an attempt, in their order. */
export const interruptionsOf = (
  { interruptions }: Pick<RunRecord, "interruptions">,
  { scenario, position }: Pick<AttemptedScenario, "scenario" | "position">,
): readonly Interruption[] =>
  interruptions.filter((each) => each.scenario === scenario && each.positions.includes(position));

/** The same beside those of other scenarios: "plain, step 2: the link of bus main was away ..." */
export function interruptionInRun(interruption: Interruption, language: Language): string {
  const { scenario } = interruption;
  const sentence = interruptionSentence(interruption, language);
  if (scenario === null) return sentence;
  return `${scenario}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

/** "Step 2: the link of bus main was away for 2.8 s (read ECONNRESET); ..." What a system says is in its own words. */
export function interruptionSentence(
  { bus, step, from, to, cause }: Interruption,
  language: Language,
): string {
  const texts = textsOf(language);
  const place = step === null ? "" : `${texts.step} ${step + 1}${texts.colon}`;
  return `${place}${texts.linkAway(bus, durationText(Math.max(0, to - from), language), recordedSentence(cause, language).text)}`;
}
