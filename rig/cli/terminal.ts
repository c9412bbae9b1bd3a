/**
 * What a command writes to: the result on stdout, everything else on stderr. Colour and animation are decided once,
 * here: NO_COLOR, FORCE_COLOR and --no-color win over what the terminal says, and nothing moves off a terminal.
 */
import { styleText } from "node:util";
import type { Styler, Tone } from "#reports/text.ts";

const formats = {
  pass: "green",
  inconclusive: "yellow",
  fail: "red",
  error: "magenta",
  strong: "bold",
  faint: "dim",
} as const satisfies Record<Tone, string>;

export interface Terminal {
  /** The result; `write` without a newline of its own. */
  out(text: string): void;
  /** A line for the person watching. */
  say(line: string): void;
  /** Replaces the progress line; an empty string takes it away. Nothing off a terminal. */
  progress(line: string): void;
  readonly style: Styler;
  readonly width: number;
  readonly interactive: boolean;
}

export interface TerminalOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

export function terminal({ color, quiet }: TerminalOptions): Terminal {
  const env = process.env;
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const forbidden = !color || (env.NO_COLOR !== undefined && env.NO_COLOR !== "");
  const coloured = !forbidden && (forced || process.stdout.isTTY === true);
  const interactive = process.stderr.isTTY === true && !quiet;
  let shown = "";
  const progress = (line: string): void => {
    if (!interactive || line === shown) return;
    const fitted = line.slice(0, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`\r\x1b[2K${fitted}`);
    shown = line;
  };
  return {
    out: (text) => {
      progress("");
      process.stdout.write(text);
    },
    say: (line) => {
      if (quiet) return;
      progress("");
      process.stderr.write(`${line}\n`);
    },
    progress,
    style: (tone, text) => (coloured ? styleText(formats[tone], text, { validateStream: false }) : text),
    width: process.stdout.columns ?? 100,
    interactive,
  };
}
