/** The figures of a nameplate as a report writes them: accuracy classes with their standards, and the current input. */
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Language } from "#reports/language.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** "class 1 active (IEC 62053-21), class 2 reactive (IEC 62053-23)". */
export function classText({ classes }: Pick<MeterSpec, "classes">, language: Language): string {
  const { nameplate } = textsOf(language);
  const { active, reactive } = classes;
  return [
    `${nameplate.activeClass(active.accuracyClass)} (${active.standard})`,
    ...(reactive === null
      ? []
      : [`${nameplate.reactiveClass(reactive.accuracyClass)} (${reactive.standard})`]),
  ].join(", ");
}

/** "5 (6) A on CTs": the reference current, and the largest in brackets. */
export function currentText({ current }: Pick<MeterSpec, "current">, language: Language): string {
  const { nameplate } = textsOf(language);
  const amperes = `${plainText(current.reference, language)} (${plainText(current.maximum, language)})`;
  return `${withUnit(amperes, "A")} ${nameplate.connection[current.connection]}`;
}
