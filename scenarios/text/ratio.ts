/**
 * The ratio of an instrument transformer as its nameplate prints it, "100/5" or "20000/100", or already divided, 20; and
 * the share of the true energy a wrongly connected meter registers, which textbooks print as 1/3.
 */
import type { AmountKind } from "#models/amountBounds.ts";
import { type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";
import { boundHint, digitsOf, numberPattern } from "#scenarios/text/quantity.ts";

const quotientPattern = `\\s*${numberPattern}\\s*(?:/\\s*${numberPattern}\\s*)?`;
const quotient = new RegExp(`^\\s*(${numberPattern})\\s*(?:/\\s*(${numberPattern})\\s*)?$`);

/** "1/3", "0.5" or 0.5. */
function parseQuotient(text: unknown, expected: string, kind: AmountKind): Parsed<number> {
  const parts = typeof text === "string" && text.length <= 80 ? quotient.exec(text) : null;
  const value =
    typeof text === "number" ? text : parts ? Number(parts[1]) / Number(parts[2] ?? 1) : Number.NaN;
  if (Number.isNaN(value)) return trouble(expected, text);
  const beyond = boundHint(kind, value, digitsOf);
  return beyond === "" ? { value } : trouble(expected, text, beyond);
}

export const transformerRatioWording: Wording<number> = {
  expected: "a transformer ratio such as 100/5 or 20",
  pattern: `^${quotientPattern}$`,
  parse: (text) => {
    const read = parseQuotient(text, transformerRatioWording.expected, "ratio");
    return "value" in read && read.value <= 0 ? trouble(transformerRatioWording.expected, text) : read;
  },
  format: (value) => String(value),
};

export const fractionWording: Wording<number | "predicted"> = {
  expected: "a fraction such as 1/3, 0.5 or predicted",
  pattern: `^(?:\\s*predicted\\s*|${quotientPattern})$`,
  parse: (text) =>
    text === "predicted" ? { value: "predicted" } : parseQuotient(text, fractionWording.expected, "fraction"),
  format: (value) => String(value),
};
