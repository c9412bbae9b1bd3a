/**
 * A scenario's own words (title, what it teaches, step names) in the language of the reader, where its file has them; its
 * author's where it has not. A record said in a language is the same record with those words in place, so that everything
 * made of it, pages and sheets alike, speaks that language; ids, and what programs read, are never touched.
 */
import { inFrench } from "#reports/french/phrasebook.ts";
import { frenchSpaces } from "#reports/french/spacing.ts";
import type { Language } from "#reports/language.ts";
import type { AttemptedScenario, RunRecord, ScenarioRecord, StepRecord } from "#reports/record.ts";
import type { ScenarioWords, Translations } from "#scenarios/scenario.ts";

/** Whatever brings a scenario's words. */
interface Worded {
  readonly translations?: Translations | undefined;
}

const wordsIn = ({ translations }: Worded, language: Language): ScenarioWords | undefined =>
  language === "en" ? undefined : translations?.[language];

const said = (own: string, translated: string | undefined): string =>
  translated === undefined ? own : frenchSpaces(translated);

export const titleIn = (of: Worded & { readonly title: string }, language: Language): string =>
  said(of.title, wordsIn(of, language)?.title);

export const teachesIn = (of: Worded & { readonly teaches: string }, language: Language): string =>
  said(of.teaches, wordsIn(of, language)?.teaches);

export function stepNameIn(of: Worded, name: string, language: Language): string {
  const steps = wordsIn(of, language)?.steps;
  return steps !== undefined && Object.hasOwn(steps, name) ? said(name, steps[name]) : name;
}

/** The language its words then are in: the one asked for, else its author's, which is taken for English. */
export const languageOfWords = (of: Worded, language: Language): Language =>
  wordsIn(of, language) === undefined ? "en" : language;

/** Why it was skipped, which may name a step. */
function reasonIn(of: Worded, reason: string, language: Language): string {
  const named = reason.replace(/"([^"]+)"/g, (_, name: string) => `"${stepNameIn(of, name, language)}"`);
  return inFrench(named) ?? reason;
}

/** What stays the same object stays the same in every language: a page asks for all of it after every event. */
type Said<T extends object> = Readonly<Record<Exclude<Language, "en">, WeakMap<T, T>>>;
const attemptsSaid: Said<AttemptedScenario> = { fr: new WeakMap() };
const stepsSaid: Said<StepRecord> = { fr: new WeakMap() };
function once<T extends object>(known: WeakMap<T, T>, of: T, make: () => T): T {
  const before = known.get(of);
  if (before !== undefined) return before;
  const made = make();
  known.set(of, made);
  return made;
}

/** The record in a language; the record given is not changed. */
export function recordIn(record: RunRecord, language: Language): RunRecord {
  if (language === "en") return record;
  const step = (attempt: AttemptedScenario, of: StepRecord): StepRecord =>
    once(stepsSaid[language], of, () => ({ ...of, name: stepNameIn(attempt, of.name, language) }));
  const scenario = (of: ScenarioRecord): ScenarioRecord => {
    if (of.kind === "skipped") {
      const planned = record.run?.scenarios.find(({ id }) => id === of.scenario);
      return planned === undefined
        ? of
        : { ...of, title: titleIn(planned, language), reason: reasonIn(planned, of.reason, language) };
    }
    return once(attemptsSaid[language], of, () => ({
      ...of,
      title: titleIn(of, language),
      teaches: teachesIn(of, language),
      steps: of.steps.map((each) => step(of, each)),
    }));
  };
  return {
    ...record,
    run: record.run && {
      ...record.run,
      scenarios: record.run.scenarios.map((each) => ({ ...each, title: titleIn(each, language) })),
    },
    scenarios: record.scenarios.map(scenario),
  };
}
