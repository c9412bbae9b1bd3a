/**
 * A look at a file's text before the YAML parser sees it. The parser is honest but not armoured: some small files keep
 * it busy for seconds or exhaust the stack. What no document needs (megabytes, lines of many thousand characters, a
 * hundred levels, control characters, characters that turn the direction of a line) is refused here by one cheap pass, so that reading any file
 * takes well under a second without a worker to kill.
 */
import { type Unwanted, unwantedIn } from "#scenarios/text/characters.ts";

export interface Refusal {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export const limits = {
  /** Characters; a year of hourly profile rows written out is about 300 000. */
  size: 400_000,
  lineLength: 4_000,
  lines: 12_000,
  /** Levels of flow collections, and of block indicators on one line. */
  depth: 24,
  /** Spaces in front of a line: block levels are made of these. */
  indentation: 80,
  /** Collection indicators in all: every one of them is a node to build. */
  nodes: 60_000,
} as const;

const inWords: Readonly<Record<Unwanted["kind"], (name: string) => string>> = {
  control: (name) => `this is not a text file (control or broken character, ${name})`,
  broken: (name) => `this is not a text file (control or broken character, ${name})`,
  direction: (name) =>
    `${name} is invisible and changes the direction the line is read in: take it out (right-to-left letters need none)`,
};

/** The first thing about this text that no document needs; null when it may be parsed. */
export function refuse(text: string): Refusal | null {
  const at = (line: number, column: number, message: string): Refusal => ({ line, column, message });
  if (text.length > limits.size)
    return at(1, 1, `the file has ${text.length} characters; at most ${limits.size} are read`);
  const lines = text.split("\n");
  if (lines.length > limits.lines)
    return at(limits.lines, 1, `the file has ${lines.length} lines; at most ${limits.lines} are read`);
  let nodes = 0;
  let flow = 0;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (line.length > limits.lineLength)
      return at(number, limits.lineLength, `a line of ${line.length} characters; break it up`);
    const unwanted = unwantedIn(line);
    if (unwanted) return at(number, unwanted.at + 1, inWords[unwanted.kind](unwanted.name));
    const indentation = line.length - line.trimStart().length;
    if (indentation > limits.indentation && line.trim() !== "" && !line.trimStart().startsWith("#"))
      return at(number, 1, `indented by ${indentation}; at most ${limits.indentation} is read`);
    const indicators = /^(?:\s*[-?:](?=\s|$))+/.exec(line)?.[0].replace(/\s/g, "").length ?? 0;
    if (indicators > limits.depth) return at(number, 1, "too many levels on one line");
    // Quotes and comments may hold brackets: counting those too only makes the limit stricter than the parser.
    for (const sign of line) {
      if (sign === "[" || sign === "{") flow++;
      else if (sign === "]" || sign === "}") flow = Math.max(0, flow - 1);
      else if (sign !== "," && sign !== ":" && sign !== "?") continue;
      if (++nodes > limits.nodes) return at(number, 1, `more than ${limits.nodes} entries`);
      if (flow > limits.depth) return at(number, 1, `brackets nested deeper than ${limits.depth}`);
    }
  }
  return null;
}
