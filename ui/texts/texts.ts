/** The words of the live view, by language. */
import type { Language } from "#reports/language.ts";
import { en, type UiTexts } from "./en.ts";
import { fr } from "./fr.ts";

const all: Readonly<Record<Language, UiTexts>> = { en, fr };
export const uiTextsOf = (language: Language): UiTexts => all[language];
export type { UiTexts };
