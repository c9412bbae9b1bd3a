/**
 * The words of a scenario in its other languages. A file translates the names it has written; the scenario has every
 * step's name in full, as those of profiles, groups and repetitions are composed of them.
 */
import { type Issue, issue } from "#models/issue.ts";
import type { ScenarioForm, WordsForm } from "#scenarios/form/scenarioForm.ts";
import { nameIn, nameOf, type StepName } from "#scenarios/resolve/stepName.ts";
import type { ScenarioWords, Translations } from "#scenarios/scenario.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

/** `names`: of all steps. Names that are translated and that no step or group has are issues. */
export function translationsOfForm(
  form: Pick<ScenarioForm, "fr" | "steps">,
  names: readonly StepName[],
): { readonly translations: Translations | null; readonly issues: readonly Issue[] } {
  if (form.fr === undefined) return { translations: null, issues: [] };
  const written = form.steps.flatMap((step) => [step.name, ...(step.steps ?? []).map(({ name }) => name)]);
  return {
    translations: { fr: wordsIn("fr", form.fr, names) },
    issues: strangers(Object.keys(form.fr.steps ?? {}), [...new Set(written)], ["fr", "steps"]),
  };
}

function strangers(
  translated: readonly string[],
  written: readonly string[],
  path: readonly string[],
): Issue[] {
  const known = new Set(written);
  return translated
    .filter((name) => !known.has(name))
    .map((name) => {
      const meant = suggestionFor(name, written);
      return issue(
        [...path, name],
        `no step is called '${name}'; ${meant === null ? `there are: ${someOf(written)}` : `did you mean '${meant}'?`}`,
      );
    });
}

/** As many names as fit a line. */
const mostNames = 8;
const someOf = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join("; ") : `${names.slice(0, mostNames).join("; ")}; ...`;

function wordsIn(
  language: keyof Translations,
  { title, teaches, steps }: WordsForm,
  names: readonly StepName[],
): ScenarioWords {
  const translated = new Map(Object.entries(steps ?? {}));
  const said = names.flatMap((name) => {
    const inLanguage = nameIn(language, name, translated);
    return inLanguage === null ? [] : [[nameOf(name), inLanguage] as const];
  });
  return { title, teaches, steps: Object.fromEntries(said) };
}
