/**
 * The schema's findings as sentences for people: a missing key is called missing, a misspelt one gets a suggestion, and
 * of several readings that all failed the one that came closest speaks.
 */
import { z } from "zod";
import { type Issue, issue } from "#models/issue.ts";
import { scenarioForm } from "#scenarios/form/scenarioForm.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

export interface Trouble extends Issue {
  /** Whether the key or its value is the place to point at. */
  readonly part: "key" | "value";
}

/** Unknown keys of one mapping worth naming. */
const mostKeys = 100;

type Finding = z.core.$ZodIssue;

/** Reads the form of a scenario out of plain data: the form, or every trouble there is. */
export const readForm = (value: unknown) => readAs(scenarioForm, value);

/** Reads any form out of plain data: the form, or every trouble there is. */
export function readAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly form: z.output<S> | null; readonly troubles: readonly Trouble[] } {
  const read = schema.safeParse(value);
  if (read.success) return { form: read.data, troubles: [] };
  const troubles = read.error.issues.flatMap((found) => troublesOf(schema, found, [], value));
  // a misspelt key makes the mapping lack the right one: say it once
  const misspelt = new Set(
    troubles.filter(({ part }) => part === "key").map(({ path }) => path.slice(0, -1).join("/")),
  );
  return {
    form: null,
    troubles: troubles.filter(
      ({ part, path, message }) =>
        part === "key" || !(message.startsWith("expected exactly one of") && misspelt.has(path.join("/"))),
    ),
  };
}

function troublesOf(
  schema: z.ZodType,
  found: Finding,
  above: readonly PropertyKey[],
  value: unknown,
): Trouble[] {
  const path = [...above, ...found.path].map((key) => (typeof key === "symbol" ? String(key) : key));
  if (found.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    return found.keys.slice(0, mostKeys).map((key) => {
      const meant = suggestionFor(key, known);
      const hint = meant
        ? `did you mean '${meant}'?`
        : known.length > 0
          ? `expected one of ${known.join(", ")}`
          : "";
      return { ...issue([...path, key], `unknown key '${key}'${hint && `; ${hint}`}`), part: "key" };
    });
  }
  if (found.code === "invalid_union" && found.errors.length > 0) {
    const depth = (branch: readonly Finding[]): number =>
      Math.max(...branch.map((one) => one.path.length + (one.code === "unrecognized_keys" ? 1 : 0)));
    const closest = found.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    if (depth(closest) > 0) return closest.flatMap((inner) => troublesOf(schema, inner, path, value));
  }
  const last = path.at(-1);
  if (last !== undefined && valueAt(value, path) === undefined && typeof last === "string") {
    const expected = /^expected (.*?), got/.exec(found.message)?.[1];
    return [
      {
        ...issue(path.slice(0, -1), `'${last}' is missing${expected ? `: expected ${expected}` : ""}`),
        part: "value",
      },
    ];
  }
  return [{ ...issue(path, found.message), part: "value" }];
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

/** The keys the form knows at a place, over all readings of that place. */
function knownKeys(form: z.ZodType, path: readonly (string | number)[]): string[] {
  let here: z.core.$ZodType[] = [form];
  for (const key of path) here = here.flatMap(unwrapped).flatMap((schema) => inside(schema, key));
  return [
    ...new Set(
      here
        .flatMap(unwrapped)
        .flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])),
    ),
  ];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrapped);
  return [schema];
}

const inside = (schema: z.core.$ZodType, key: string | number): z.core.$ZodType[] => {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key)) return [schema.shape[key]];
  return [];
};
