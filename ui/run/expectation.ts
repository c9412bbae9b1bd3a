/** What the meter should make of a step, in words: a third of what passes, nothing, everything. */
import type { Language } from "#reports/language.ts";
import { percentText } from "../parts/figures.ts";
import { uiTextsOf } from "../texts/texts.ts";

/** Fractions that have a word, and how near counts: CT errors and rounding of printed figures stay inside. */
const near = 0.002;

/** `fraction`: registered over true active power; null without load. */
export function expectationText(fraction: number | null, language: Language): string {
  const { shouldRegister, share, noLoad } = uiTextsOf(language);
  if (fraction === null) return noLoad;
  const worded = [
    [1, share.everything],
    [2 / 3, share.twoThirds],
    [1 / 2, share.half],
    [1 / 3, share.third],
    [1 / 4, share.quarter],
    [0, share.nothing],
  ] as const;
  const found = worded.find(([value]) => Math.abs(value - fraction) < near);
  if (found !== undefined) return shouldRegister(found[1]);
  const figure = percentText(fraction, language);
  return shouldRegister(fraction < 0 ? share.backwards(figure) : share.percent(figure));
}
