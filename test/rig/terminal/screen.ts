/**
 * What a person sees: a terminal emulator (xterm without a window) fed with every byte a program writes, its rows as text.
 */
import xterm from "@xterm/headless";

export interface Screen {
  /** Takes what was written; resolves when it is on the screen. */
  write(text: string): Promise<void>;
  resize(columns: number, rows: number): void;
  /** The rows in the window, blanks at their ends removed, empty ones at the bottom left out. */
  window(): string[];
  /** The same with everything that has scrolled out of it. */
  all(): string[];
  /** Where the cursor is, as the row of `window()` and the column. */
  cursor(): { readonly row: number; readonly column: number };
}

export function openScreen(columns = 80, rows = 24): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 1000,
    allowProposedApi: true,
    convertEol: true,
  });
  const lines = (from: number): string[] => {
    const { active } = terminal.buffer;
    const texts = Array.from(
      { length: active.length - from },
      (_, i) =>
        active
          .getLine(from + i)
          ?.translateToString(true)
          .trimEnd() ?? "",
    );
    while (texts.at(-1) === "") texts.pop();
    return texts;
  };
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    resize: (wide, high) => terminal.resize(wide, high),
    window: () => lines(terminal.buffer.active.baseY),
    all: () => lines(0),
    cursor: () => ({ row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX }),
  };
}
