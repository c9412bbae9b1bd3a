/**
 * What Tab, Shift-Tab and Enter do to a text whose structure is its indentation: two blanks in, two blanks out, and a new
 * line that begins where the one before did, deeper after a colon.
 */
export interface Edit {
  /** The part of the text that is replaced. */
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  /** What is selected afterwards. */
  readonly selection: readonly [start: number, end: number];
}

const step = 2;

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

/** Tab: at a caret, blanks to the next step; over a selection, every line of it one step in. */
export function indented(text: string, start: number, end: number): Edit {
  if (start !== end && text.slice(start, end).includes("\n"))
    return linesChanged(text, start, end, (line) => (line.trim() === "" ? line : " ".repeat(step) + line));
  const insert = " ".repeat(step - ((start - lineStart(text, start)) % step));
  const caret = start + insert.length;
  return { from: start, to: end, insert, selection: [caret, caret] };
}

/** Shift-Tab: every line of the selection, or that of the caret, one step out as far as there is room. */
export const outdented = (text: string, start: number, end: number): Edit =>
  linesChanged(text, start, end, (line) => line.replace(/^ {1,2}/, ""));

function linesChanged(text: string, start: number, end: number, change: (line: string) => string): Edit {
  const from = lineStart(text, start);
  // A selection that ends before a line's first character does not touch that line.
  const to = lineEnd(text, end > start && text[end - 1] === "\n" ? end - 1 : end);
  const before = text.slice(from, to).split("\n");
  const after = before.map(change);
  const insert = after.join("\n");
  const moved = (after[0]?.length ?? 0) - (before[0]?.length ?? 0);
  const grown = insert.length - (to - from);
  const first = Math.max(from, start + moved);
  return { from, to, insert, selection: [first, Math.max(first, end + grown)] };
}

/** Enter. */
export function newLine(text: string, start: number, end: number): Edit {
  const before = text.slice(lineStart(text, start), start);
  const [blanks = ""] = /^ */.exec(before) ?? [];
  // The keys of a list's entry stand under its first one, not under its dash.
  const [dashes = ""] = /^(?:- +)*/.exec(before.slice(blanks.length)) ?? [];
  const opens = /:\s*(?:#.*)?$/.test(before) && !/^\s*#/.test(before);
  const insert = `\n${" ".repeat(blanks.length + dashes.length + (opens ? step : 0))}`;
  const caret = start + insert.length;
  return { from: start, to: end, insert, selection: [caret, caret] };
}
