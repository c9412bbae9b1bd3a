/**
 * The ratio of an instrument transformer as its nameplate prints it, "100/5" or "20000/100", or already divided, 20.
 */
import { trouble, type Wording } from "#scenarios/text/parsed.ts";

const form = /^\s*(\d+(?:\.\d+)?)\s*(?:A|V|kV)?\s*\/\s*(\d+(?:\.\d+)?)\s*(?:A|V)?\s*$/;

export const transformerRatioWording: Wording<number> = {
  expected: "a transformer ratio such as 100/5 or 20",
  pattern: "^\\s*\\d+(?:\\.\\d+)?\\s*(?:/\\s*\\d+(?:\\.\\d+)?)?\\s*$",
  parse: (text) => {
    const fail = trouble(transformerRatioWording.expected, text);
    if (typeof text === "number") return Number.isFinite(text) && text > 0 ? { value: text } : fail;
    if (typeof text !== "string" || text.length > 80) return fail;
    const pair = /^[^kAV]*$/.test(text) ? form.exec(text) : null;
    const value = pair ? Number(pair[1]) / Number(pair[2]) : Number(text.trim() === "" ? Number.NaN : text);
    return Number.isFinite(value) && value > 0 && /^[\d\s./e+-]+$/.test(text) ? { value } : fail;
  },
  format: (value) => String(value),
};
