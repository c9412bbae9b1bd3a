/**
 * A look at a file's text before the YAML parser sees it. The parser is honest but not armoured: some small files keep
 * it busy for seconds or exhaust the stack. What no scenario needs (megabytes, lines of many thousand characters, a
 * hundred levels, anchors and aliases, control characters) is refused here by one cheap pass, so that reading any file
 * takes well under a second without a worker to kill.
 */
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

/** The first thing about this text that no scenario needs; null when it may be parsed. */
export function refuse(text: string): Refusal | null {
  const at = (line: number, column: number, message: string): Refusal => ({ line, column, message });
  if (text.length > limits.size)
    return at(1, 1, `the file has ${text.length} characters; a scenario has at most ${limits.size}`);
  const lines = text.split("\n");
  if (lines.length > limits.lines)
    return at(limits.lines, 1, `the file has ${lines.length} lines; a scenario has at most ${limits.lines}`);
  let nodes = 0;
  let flow = 0;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (line.length > limits.lineLength)
      return at(number, limits.lineLength, `a line of ${line.length} characters; break it up`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: binary files are what is looked for
    const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd\ufffe\uffff]/.exec(line);
    if (control)
      return at(number, control.index + 1, "this is not a text file (control or broken character)");
    const indentation = line.length - line.trimStart().length;
    if (indentation > limits.indentation && line.trim() !== "" && !line.trimStart().startsWith("#"))
      return at(number, 1, `indented by ${indentation}; a scenario is at most ${limits.indentation} deep`);
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
