/**
 * The last rows of a screen, which are drawn, taken away and drawn again while everything else scrolls away above them.
 * They remember how they were drawn, so that they also find themselves again after the window was made narrower.
 */
import type { Writable } from "node:stream";
import stringWidth from "string-width";

export interface BottomRows {
  /** Shows these rows in the place of those shown before. `back`: how far left of the end of the last row the cursor is. */
  show(rows: readonly string[], back?: number): void;
  /** Takes them away: what is written next stands where they began. */
  erase(): void;
  /** Leaves them where they are, for good, and goes on below. */
  leave(): void;
}

const clearBelow = "\x1b[J";

/** `columns`: of the window as it is now. */
export function bottomRows(output: Writable, columns: () => number): BottomRows {
  let shown: readonly string[] = [];
  let behind = 0;
  /** Rows above the cursor's that the window has made of ours; a terminal breaks what became too long. */
  const above = (): number =>
    shown
      .slice(0, -1)
      .reduce((sum, row) => sum + Math.max(1, Math.ceil(stringWidth(row) / Math.max(1, columns()))), 0);
  const erasing = (): string => {
    if (shown.length === 0) return "";
    const up = above();
    return `\r${up > 0 ? `\x1b[${up}A` : ""}${clearBelow}`;
  };
  return {
    show(rows, back = 0) {
      if (back === behind && rows.length === shown.length && rows.every((row, i) => row === shown[i])) return;
      // In one piece: nobody ever sees the rows half drawn.
      output.write(`${erasing()}${rows.join("\n")}${back > 0 ? `\x1b[${back}D` : ""}`);
      shown = rows;
      behind = back;
    },
    erase() {
      if (shown.length > 0) output.write(erasing());
      shown = [];
      behind = 0;
    },
    leave() {
      if (shown.length > 0) output.write(`${behind > 0 ? `\x1b[${behind}C` : ""}\n`);
      shown = [];
      behind = 0;
    },
  };
}
