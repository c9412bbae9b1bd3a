/** The words of a report, by language. */
import type { Language } from "#reports/language.ts";
import { en, type Texts } from "#reports/texts/en.ts";
import { fr } from "#reports/texts/fr.ts";

const all: Readonly<Record<Language, Texts>> = { en, fr };
export const textsOf = (language: Language): Texts => all[language];
