/**
 * The fields a scenario file is made of. A field knows how its text is read (a wording), what an editor shows about it,
 * and which sentence a person reads when it is wrong; the schema of the file is these fields put together.
 */
import { z } from "zod";
import { amountBounds } from "#models/amountBounds.ts";
import { shown, type Wording } from "#scenarios/text/parsed.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

/** A value written as text; a number where the wording reads numbers too ("powerFactor: 1"). */
export const worded = <T>(wording: Wording<T>, description: string, numbers: "text" | "numbers" = "text") => {
  const expected = { error: ({ input }: { input?: unknown }) => complaint(wording, input) };
  const text = z.string(expected).meta({ pattern: wording.pattern });
  return (numbers === "numbers" ? z.union([text, z.number()], expected) : text)
    .transform((input, context): T => {
      const read = wording.parse(input);
      if ("value" in read) return read.value;
      context.addIssue({ code: "custom", message: read.trouble });
      return z.NEVER;
    })
    .meta({ description });
};

const complaint = <T>(wording: Wording<T>, input: unknown): string => {
  const read = wording.parse(input);
  return "trouble" in read ? read.trouble : `expected ${wording.expected}, got ${shown(input)}`;
};

export const words = <const W extends readonly [string, ...string[]]>(choices: W, description: string) =>
  z
    .enum(choices, {
      error: ({ input }) => {
        const meant = typeof input === "string" ? suggestionFor(input, choices) : null;
        const expected = `expected ${listed(choices)}, got ${shown(input)}`;
        return meant === null ? expected : `${expected}; did you mean '${meant}'?`;
      },
    })
    .meta({ description });

export const flag = (description: string) =>
  z.boolean({ error: ({ input }) => `expected true or false, got ${shown(input)}` }).meta({ description });

export const sentence = (description: string) =>
  z
    .string({ error: ({ input }) => `expected a sentence, got ${shown(input)}` })
    .min(1, "expected a sentence, got an empty text")
    .max(2000, "too long: a sentence or two are meant")
    .meta({ description });

export const name = (description: string) =>
  z
    .string({ error: ({ input }) => `expected a name, got ${shown(input)}` })
    .regex(/^\S.{0,79}$/, "a name is one line of at most 80 characters")
    .meta({ description });

export const wholeNumber = (least: number, most: number, description: string) => {
  const error = ({ input }: { input?: unknown }) =>
    `expected a whole number from ${least} to ${most}, got ${shown(input)}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).meta({ description });
};

/** What is finer is a slip, or the dust of a sum. */
const { finest } = amountBounds.figure;

export const figure = (least: number, most: number, description: string) => {
  const error = ({ input }: { input?: unknown }) =>
    `expected a number from ${least} to ${most}, got ${shown(input)}`;
  return z
    .number({ error })
    .min(least, { error })
    .max(most, { error })
    .refine((value) => value === 0 || Math.abs(value) >= finest, { error })
    .meta({ description });
};

/** A mapping with exactly these keys, all known; `z.strictObject` with a sentence of its own. */
export const mapping = <S extends z.core.$ZodLooseShape>(shape: S, description: string) =>
  z
    .strictObject(shape, {
      error: (found) =>
        found.code === "unrecognized_keys"
          ? undefined
          : `expected a mapping (${keyList(shape)}), got ${shown(found.input)}`,
    })
    .meta({ description });

/** Entries of a list that says no other number: a year of hours, and some. */
const mostEntries = 10_000;

export const list = <S extends z.core.SomeType>(
  item: S,
  description: string,
  least = 1,
  most = mostEntries,
) =>
  z
    .array(item, { error: ({ input }) => `expected a list, got ${shown(input)}` })
    .min(least, `expected at least ${least}`)
    .max(most, `expected at most ${most}`)
    .meta({ description });

/** A mapping whose keys are names found elsewhere in the file. */
export const named = <S extends z.core.SomeType>(item: S, description: string) =>
  z
    .record(z.string(), item, {
      error: ({ input }) => `expected a mapping from name to text, got ${shown(input)}`,
    })
    .meta({ description });

/** A mapping that holds exactly one of its keys: which one it holds says what it is. */
export const oneOf = <S extends z.core.$ZodLooseShape>(shape: S, description: string) =>
  mapping(shape, description)
    .partial()
    .meta({ description, minProperties: 1, maxProperties: 1 })
    .superRefine((value, context) => {
      const given = Object.keys(value as object).filter(
        (key) => (value as Record<string, unknown>)[key] !== undefined,
      );
      if (given.length !== 1)
        context.addIssue({
          code: "custom",
          message: `expected exactly one of ${keyList(shape)}${given.length > 1 ? `, got ${given.join(" and ")}` : ""}`,
        });
    });

const keyList = (shape: object): string => Object.keys(shape).join(", ");
const listed = (choices: readonly string[]): string =>
  choices.length === 1 ? choices[0]! : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
