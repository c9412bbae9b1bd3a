/**
 * Characters that no text of ours has: those a terminal obeys, and those that steer the direction a line is read in. The
 * first move a cursor or set a colour, the second make a name read as another one; both are invisible where they stand.
 * Right-to-left text needs neither: its letters have their direction themselves (Unicode Annex 9).
 */

/** Marks, embeddings, overrides and isolates. */
export const steersDirection = (code: number): boolean =>
  code === 0x061c ||
  code === 0x200e ||
  code === 0x200f ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || (code >= 0x7f && code <= 0x9f);
/** What a broken byte was read as, halves of surrogate pairs, and code points that are no characters. */
const isBroken = (code: number): boolean =>
  code === 0xfffd || (code >= 0xd800 && code <= 0xdfff) || (code & 0xfffe) === 0xfffe;

export interface Unwanted {
  /** Where in the text, in UTF-16 units. */
  readonly at: number;
  /** Such as U+202E. */
  readonly name: string;
  readonly kind: "control" | "broken" | "direction";
}

/** The first character of a text that no text has; null when there is none. Tabs and line ends are in order. */
export function unwantedIn(text: string): Unwanted | null {
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const kind = isControl(code)
      ? "control"
      : isBroken(code)
        ? "broken"
        : steersDirection(code)
          ? "direction"
          : null;
    if (kind !== null) return { at, kind, name: `U+${code.toString(16).toUpperCase().padStart(4, "0")}` };
    at += character.length;
  }
  return null;
}
