/**
 * One register of a meter file, as the maker's table has it: where it is, what type it is of, and what it holds. Exactly
 * one key says what that is; the others belong to it.
 */
import { z } from "zod";
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import { enumStates, wordTypes } from "#models/meter/registerMap.ts";
import { worthWording } from "#rig/meterFile/perCount.ts";
import { figure, list, mapping, sentence, wholeNumber, worded, words } from "#scenarios/form/field.ts";

/** Known to have at least one: they are the keys of a table in the source. */
const atLeastOne = <T extends string>(names: readonly T[]) => names as readonly [T, ...T[]];

const quantityName = (description: string) =>
  words(atLeastOne(Object.keys(quantities) as QuantityName[]), description);

/** The keys that say what a register holds, of which a register has exactly one. */
export const contentKeys = [
  "quantity",
  "signOf",
  "sectorOf",
  "parameter",
  "operatingHours",
  "enum",
  "constant",
  "text",
] as const;
export type ContentKey = (typeof contentKeys)[number];

export const confidence = words(
  ["A", "B", "C", "D"],
  "A: the maker's text. B: a third party citing it, or two agreeing. C: one third party. D: inference, unsure.",
);

/** What 64 bits hold. */
const largestConstant = 2 ** 64;

export const registerForm = mapping(
  {
    address: wholeNumber(0, 99_999, "Number of the first word, as the table prints it; see firstRegister."),
    type: words(
      atLeastOne([...wordTypes, "text" as const]),
      "Words on the wire; text: two characters a word, as many words as are given.",
    ),
    quantity: quantityName("What the register shows.").optional(),
    perCount: z
      .union([
        worded(worthWording, "What one count is worth; of a float, what 1.0 is worth.", "numbers"),
        list(
          mapping(
            {
              below: figure(1, 1e9, "For ratios K = KTA x KTV below this; the last one has none.").optional(),
              perCount: worded(worthWording, "What one count is worth there.", "numbers"),
            },
            "The worth of a count over a range of K.",
          ),
          "Where it goes by the ratio K.",
        ),
      ])
      .meta({ description: "What one count is worth, such as 0.01 kWh; or a list of steps by the ratio K." })
      .optional(),
    step: worded(
      worthWording,
      "Floats only: the meter's own step, such as 0.001 kWh; left out: as fine as the float.",
      "numbers",
    ).optional(),
    magnitude: z
      .boolean({ error: "expected true or false" })
      .meta({ description: "The register has no sign: it is in a register of its own (signOf)." })
      .optional(),
    signOf: quantityName("Sign of a magnitude: 0 positive, 1 negative.").optional(),
    sectorOf: words(
      ["total", "L1", "L2", "L3"],
      "Sector of the power factor: 0 unity, 1 inductive, 2 capacitive.",
    ).optional(),
    parameter: words(["ctRatio", "vtRatio"], "A ratio that is programmed; perCount is its worth.").optional(),
    operatingHours: z
      .literal(true, { error: "expected true" })
      .meta({ description: "Whole hours the meter has run." })
      .optional(),
    enum: words(
      atLeastOne(Object.keys(enumStates) as (keyof typeof enumStates)[]),
      "A state, told by a number; values says which.",
    ).optional(),
    values: z
      .record(z.string(), wholeNumber(0, 2 ** 32 - 1, "What the register says in this state."), {
        error: "expected a mapping: state: number",
      })
      .meta({ description: "Number of each state; a state not named says 0." })
      .optional(),
    constant: figure(-largestConstant, largestConstant, "Always this.").optional(),
    text: z
      .string({ error: "expected a text" })
      .min(1, "expected a text")
      .max(64, "at most 64 characters")
      .regex(/^[\x20-\x7e]*$/, "plain characters (ASCII) only")
      .meta({ description: "Always this text, such as a serial number." })
      .optional(),
    words: wholeNumber(1, 32, "Words a text fills; the rest is zeros.").optional(),
    source: sentence("Where this row comes from, when not from the file's own source.").optional(),
    confidence: confidence.optional(),
  },
  "A register: its address, its type and what it holds.",
);

export type RegisterForm = z.output<typeof registerForm>;
