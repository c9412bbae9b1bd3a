/**
 * What reading a word of a scenario file gives: the value meant, or a sentence saying what was expected and what was
 * found. It is a value, not an exception, so that a reader of a whole file can collect every such sentence.
 */
export type Parsed<T> = { readonly value: T } | { readonly trouble: string };

/** A kind of word people write: how it is read, how it is written back, and what an editor may check of it. */
export interface Wording<T> {
  /** Never throws, whatever it is given. */
  parse(text: unknown): Parsed<T>;
  /** `parse(format(x))` is x again, exactly. */
  format(value: T): string;
  /** Regular expression (JSON Schema dialect) that every accepted text matches. */
  readonly pattern: string;
  /** "a voltage such as 230 V": completes "expected …". */
  readonly expected: string;
}

const longest = 60;

/** How a found value is shown in a message: quoted when text, cut when long. */
export function shown(found: unknown): string {
  if (typeof found === "string") return `'${found.length > longest ? `${found.slice(0, longest)}…` : found}'`;
  if (found === null || found === undefined) return "nothing";
  if (Array.isArray(found)) return "a list";
  if (typeof found === "object") return "a mapping";
  return String(found);
}

export const trouble = (expected: string, found: unknown, hint = ""): { readonly trouble: string } => ({
  trouble: `expected ${expected}, got ${shown(found)}${hint}`,
});

/** The hint a sentence of `trouble` ends with, for a wording that says what it expected in words of its own. */
export const hintOf = (sentence: string): string => / \([^()]*\)$/.exec(sentence)?.[0] ?? "";
