/**
 * A text area as an editor knows it: where a line and column are in its text and on the screen, and changes that go
 * through the browser's own editing, so that undo knows of them.
 */
import type { Edit } from "./indentation.ts";

/** Pixels of the text area's type. */
export interface Metrics {
  readonly line: number;
  readonly column: number;
  /** Around the text. */
  readonly padding: number;
}

/** Counted from 1, as issues count. Beyond the text: its end. */
export function indexAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}

/** Counted from 1. */
export function placeOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n") };
}

/** The end of the word that begins at an index; where none does, one character on. */
export function wordEnd(text: string, index: number): number {
  const [word = ""] = /^[^\s:,{}[\]#]+/.exec(text.slice(index, index + 200)) ?? [];
  return Math.min(text.length, index + Math.max(1, word.length));
}

/** Longer ones take the browser seconds to put in as if they were typed. */
const longestTyped = 60_000;

export function change(box: HTMLTextAreaElement, { from, to, insert, selection }: Edit): void {
  box.focus();
  box.setSelectionRange(from, to);
  // The one way to change a text area that its undo knows of; where a browser has lost it, the change is made all the same.
  const isTyped =
    Math.max(insert.length, to - from) <= longestTyped &&
    (insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert));
  if (!isTyped) {
    box.setRangeText(insert, from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(...selection);
}

/** Brings a place into view, with something of what is around it. */
export function showPlace(box: HTMLTextAreaElement, line: number, column: number, metrics: Metrics): void {
  const [top, left] = [(line - 1) * metrics.line, (column - 1) * metrics.column];
  if (top < box.scrollTop || top + 2 * metrics.line > box.scrollTop + box.clientHeight)
    box.scrollTop = Math.max(0, top - box.clientHeight / 3);
  if (left < box.scrollLeft || left + 8 * metrics.column > box.scrollLeft + box.clientWidth)
    box.scrollLeft = Math.max(0, left - box.clientWidth / 2);
}
