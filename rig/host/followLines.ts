/**
 * Setting lines as they are typed, pasted or piped: each one is applied when its Enter comes. Empty lines and comments
 * (`#`) are passed over, so that a file of lines can be kept and read by people.
 */
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Calls `applied` per line until the input ends or the returned function is called; the input's end stops nothing else. */
export function followLines(input: Readable, applied: (line: string) => unknown): () => void {
  const lines = createInterface({ input, terminal: false });
  lines.on("line", (line) => {
    const text = line.trim();
    if (text !== "" && !text.startsWith("#")) applied(text);
  });
  return () => lines.close();
}
