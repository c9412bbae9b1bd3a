/**
 * Slow lines: buses on which an answer came later than their settings lead to expect, and could still be told from others.
 * It was waited for, so no verdict rests on this; a reader who wonders at a step that took longer finds the reason here.
 * A line slower than that gives no readings, and says so in each.
 */
import { inMilliseconds, seconds } from "#models/units.ts";
import type { Language } from "#reports/language.ts";
import { numberText, withUnit } from "#reports/numberText.ts";
import type { AttemptedScenario, RunRecord, SlowLine } from "#reports/record.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** Those a position is read over. */
export const slowLinesOf = (
  { slowLines }: Pick<RunRecord, "slowLines">,
  { position }: Pick<AttemptedScenario, "position">,
): readonly SlowLine[] => slowLines.filter(({ positions }) => positions.includes(position));

/** "bus main is slow: its slowest answer took 1,200 ms instead of 300 ms at most; it was waited for". */
export const slowLineSentence = ({ bus, latency, expected }: SlowLine, language: Language): string =>
  textsOf(language).lineSlow(bus, milliseconds(latency, language), milliseconds(expected, language));

/** Up to the next whole one, so that what is longer reads longer. */
const milliseconds = (time: number, language: Language): string =>
  withUnit(numberText(Math.ceil(inMilliseconds(seconds(time)) - 1e-6), language, 0), "ms");
