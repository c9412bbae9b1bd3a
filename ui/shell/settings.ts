/**
 * How this reader likes the page: language and appearance, kept in the browser. Both begin as the browser says, and a
 * browser that keeps nothing (a locked-down one) only forgets.
 */
import { computed, effect, signal } from "@preact/signals";
import { figureStyle } from "#reports/figures/figureStyle.ts";
import { type Language, languages } from "#reports/language.ts";
import { darkPalette, lightPalette } from "#reports/palette.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { uiTextsOf } from "../texts/texts.ts";

export const appearances = ["system", "light", "dark"] as const;
export type Appearance = (typeof appearances)[number];

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing
  }
}
const oneOf = <T extends string>(choices: readonly T[], word: string | null): T | null =>
  choices.find((choice) => choice === word) ?? null;

const spoken = navigator.language.startsWith("fr") ? "fr" : "en";
export const language = signal<Language>(oneOf(languages, kept("language")) ?? spoken);
export const appearance = signal<Appearance>(oneOf(appearances, kept("appearance")) ?? "system");

/** The page's own words, and those it shares with reports. */
export const ui = computed(() => uiTextsOf(language.value));
export const words = computed(() => textsOf(language.value));

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = signal(systemDark.matches);
systemDark.addEventListener("change", ({ matches }) => {
  systemIsDark.value = matches;
});
export const isDark = computed(() =>
  appearance.value === "system" ? systemIsDark.value : appearance.value === "dark",
);

/** Sheets made by script are not inline style: a strict CSP lets them be. */
export function dressPage(): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  effect(() => {
    const palette = isDark.value ? darkPalette : lightPalette;
    const scheme = isDark.value ? "dark" : "light";
    // Paper is light, whatever the screen is.
    const onPaper = `@media print{:root{color-scheme:light;${lightPalette}}}`;
    sheet.replaceSync(`:root{color-scheme:${scheme};${palette}}${onPaper}${figureStyle}`);
    keep("appearance", appearance.value);
  });
  effect(() => {
    document.documentElement.lang = language.value;
    keep("language", language.value);
  });
}
