/**
 * The errors of instrument transformers in a sentence: those alike together, and that they are in what the meter sees
 * while the true power is the primary one. A meter is not to be blamed for them.
 */
import { asPercent, inArcMinutes, type Radians, type Ratio } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";
import { signedText, withUnit } from "#reports/numberText.ts";
import { wiringTextsOf } from "#reports/texts/wiringTexts.ts";

type Erring = NonNullable<SignalSummary["transformerErrors"]>[number];

/** "CTs L1, L3: ratio error -0.47 %, phase displacement +9 min." for each group with the same figures. */
export function errorPhrases(erring: readonly Erring[], language: Language): readonly string[] {
  const texts = wiringTextsOf(language);
  const groups = new Map<string, Erring[]>();
  for (const each of erring) {
    const error = withUnit(signedText(asPercent(each.ratioError as Ratio), language, 2), "%");
    const minutes = withUnit(signedText(inArcMinutes(each.phaseDisplacement as Radians), language, 0), "min");
    const key = JSON.stringify([each.kind, error, minutes]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([key, members]) => {
    const [kind, error, minutes] = JSON.parse(key) as [Erring["kind"], string, string];
    const names = members.map(({ name }) => name);
    return texts.errors(kind === "ct" ? texts.cts(names) : texts.vts(names), error, minutes);
  });
}

/** null: no transformer errs. */
export function transformerErrorSentence(
  erring: SignalSummary["transformerErrors"],
  language: Language,
): string | null {
  if (erring === undefined || erring.length === 0) return null;
  return [...errorPhrases(erring, language), wiringTextsOf(language).errorsIncluded].join(" ");
}
