/**
 * The share of the true energy a wrongly connected meter registers: "1/3" as the textbooks print it, a plain figure, or
 * `predicted`, which leaves it to the model of the hook-up.
 */
import { trouble, type Wording } from "#scenarios/text/parsed.ts";

export const fractionWording: Wording<number | "predicted"> = {
  expected: "a fraction such as 1/3, 0.5 or predicted",
  pattern: "^\\s*(?:predicted|-?\\d+(?:\\.\\d+)?(?:\\s*/\\s*\\d+(?:\\.\\d+)?)?)\\s*$",
  parse: (text) => {
    const fail = trouble(fractionWording.expected, text);
    if (typeof text === "number") return Number.isFinite(text) ? { value: text } : fail;
    if (typeof text !== "string" || text.length > 80) return fail;
    if (text.trim() === "predicted") return { value: "predicted" };
    const parts = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(?:\/\s*([\d.]+))?\s*$/i.exec(text);
    const value = Number(parts?.[1]) / Number(parts?.[2] ?? 1);
    return parts && Number.isFinite(value) ? { value } : fail;
  },
  format: (value) => String(value),
};
