/**
 * A scenario file's text as the scenario it describes, or everything that is wrong with it, each with its line and column.
 * Pure and total: any text at all gives the one or the other, in bounded time.
 */

import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { readForm, type Trouble } from "#scenarios/form/troubles.ts";
import { type SpecOf, scenarioOfForm } from "#scenarios/resolve/scenarioOfForm.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { type Path, readYaml } from "#scenarios/yaml/document.ts";
import { blamedOnce, inFileOrder, type LocatedIssue } from "#scenarios/yaml/located.ts";

export type ScenarioReading =
  | { readonly scenario: Scenario; readonly issues?: never }
  | { readonly issues: readonly LocatedIssue[]; readonly scenario?: never };

export const fileEnding = ".scenario.yaml";

/** The id of a scenario: its file's name without folders and ending. */
export const scenarioId = (file: string): string => {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return name.endsWith(fileEnding) ? name.slice(0, -fileEnding.length) : name.replace(/\.ya?ml$/, "");
};

/**
 * `file` is only named in issues and gives the id. `specOf` is the catalogue to choose meters from (a bench may know more of them).
 */
export function readScenario(
  text: string,
  file: string,
  specOf: SpecOf = (choice) => meterSpec(choice),
): ScenarioReading {
  const document = readYaml(text, file);
  const located = (path: Path, message: string, part: "key" | "value" = "value"): LocatedIssue => ({
    ...document.locate(path, part),
    message,
  });
  // Of a text that is no YAML the value is guesswork, and so would be everything said of it.
  if (document.value === undefined || document.broken) return { issues: inOrder(document.issues) };
  const { form, troubles } = readForm(document.value);
  const structural = troubles.map(({ path, message, part }) => located(path, message, part));
  const resolved = form
    ? scenarioOfForm(form, scenarioId(file), specOf)
    : { scenario: null, issues: furtherTroubles(document.value, troubles, scenarioId(file), specOf) };
  if (resolved.scenario && document.issues.length === 0) return { scenario: resolved.scenario };
  const further = resolved.issues.map(({ path, message, part }) => located(path, message, part));
  return { issues: inOrder(blamedOnce(document.issues, [...structural, ...further])) };
}

/** Beyond so many troubles a file is not nearly right, and guessing what else it would say is not worth the while. */
const manyTroubles = 50;
/** Nobody reads more. */
const mostIssues = 100;

/**
 * What else is wrong beside what the schema found: the file is read again without the values in question, and what then
 * turns up elsewhere is as true as if they had been right. What turns up around them may only be their absence: left out.
 */
function furtherTroubles(value: unknown, troubles: readonly Trouble[], id: string, specOf: SpecOf) {
  const taken: Path[] = [];
  let rest = value;
  let reading = { form: null, troubles } as ReturnType<typeof readForm>;
  if (troubles.length > manyTroubles) return [];
  // a value taken away may leave its mapping incomplete, and that one its own: a few rounds
  for (let round = 0; reading.form === null && round < 6; round++) {
    for (const { path } of reading.troubles) {
      taken.push(path);
      rest = withoutValue(rest, path);
    }
    reading = readForm(rest);
  }
  if (reading.form === null) return [];
  const around = ({ path }: { readonly path: Path }): boolean =>
    taken.some((known) => {
      const length = Math.min(known.length, path.length);
      return known.slice(0, length).every((key, index) => key === path[index]);
    });
  return scenarioOfForm(reading.form, id, specOf).issues.filter((found) => !around(found));
}

/** What may stand in for a required value that could not be read, for the sake of reading the rest. */
const standIns: Readonly<Record<string, string>> = {
  title: "?",
  teaches: "?",
  theme: "balanced",
  name: "1",
  for: "1 h",
};

/**
 * A copy of plain data without the value a path leads to. An entry of a list takes the whole list with it, lest the others
 * move up; only a step leaves an empty one behind.
 */
function withoutValue(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (typeof value !== "object" || value === null || key === undefined) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  const entry = rest.length === 1 && typeof rest[0] === "number";
  if (entry && key === "steps" && Array.isArray(copy[key]))
    copy[key] = copy[key].map((step, index) =>
      index === rest[0] ? { name: `${index}`, hold: "1 h" } : step,
    );
  else if (rest.length > 0 && !entry && key !== "claims" && Object.hasOwn(value, key))
    copy[key] = withoutValue(copy[key], rest);
  else if (Object.hasOwn(standIns, key)) copy[key] = standIns[key];
  else delete copy[key];
  return copy;
}

/** In file order, each once, and no more of them than anyone reads. */
function inOrder(issues: readonly LocatedIssue[]): LocatedIssue[] {
  const seen = new Set<string>();
  const all = [...issues].sort(inFileOrder).filter((each) => {
    const key = `${each.line}:${each.column}:${each.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
  const last = all[mostIssues];
  return last === undefined
    ? all
    : [...all.slice(0, mostIssues), { ...last, message: `and ${all.length - mostIssues} more from here on` }];
}
