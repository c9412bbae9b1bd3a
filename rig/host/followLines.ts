/**
 * Setting lines as they are typed, pasted or piped: each one is applied when its Enter comes. Empty lines and comments
 * (`#`) are passed over, so that a file of lines can be kept and read by people. Whatever stdin is - a terminal, a pipe,
 * a file, a socket, nothing at all - its end or its failure stops nothing else.
 */
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** A setting line with every harmonic on every channel is far shorter. */
const longestLine = 100_000;

/**
 * Calls `applied` per line until the input ends or the returned function is called, which also lets go of the input.
 * `trouble` is told, in one line, why there will be no more.
 */
export function followLines(
  input: Readable,
  applied: (line: string) => unknown,
  trouble: (line: string) => void = () => {},
): () => void {
  const decoder = new StringDecoder("utf8");
  let begun = "";
  let isOver = false;
  const take = (line: string): void => {
    const text = line.trim();
    if (text !== "" && !text.startsWith("#")) applied(text);
  };
  const stop = (): void => {
    isOver = true;
    input.destroy();
  };
  const fail = (why: string): void => {
    if (isOver) return;
    stop();
    trouble(`no more setting lines are taken: ${why}`);
  };
  input.on("data", (bytes: Buffer) => {
    if (isOver) return;
    const lines = (begun + decoder.write(bytes)).split(/\r\n|\r|\n/);
    begun = lines.pop() ?? "";
    for (const line of lines) if (!isOver) take(line);
    if (begun.length > longestLine) fail("what comes in has no line ends");
  });
  input.on("end", () => {
    if (!isOver) take(begun + decoder.end());
    isOver = true;
  });
  input.on("error", (cause) => fail(cause.message));
  return stop;
}
