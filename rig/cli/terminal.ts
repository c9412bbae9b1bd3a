/**
 * What a command writes to: the result on stdout, everything else on stderr, both through the one owner of the terminal.
 * Colour and animation are decided once, here: NO_COLOR, FORCE_COLOR and --no-color win over what the terminal says, and
 * nothing moves off a terminal.
 */
import { styleText } from "node:util";
import type { Styler, Tone } from "#reports/text.ts";
import { columnsOf } from "#rig/terminal/columns.ts";
import { type OwnedTerminal, ownedTerminal } from "#rig/terminal/ownedTerminal.ts";

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
  /** Columns of what results are written to. */
  readonly width: number;
  /** Columns of what is said to the person watching, as they are now. */
  columns(): number;
  readonly interactive: boolean;
  /** Its owner, for whoever asks something, or has to be heard even where a command is to be quiet. */
  readonly owner: OwnedTerminal;
}

export interface TerminalOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

/** Columns of a result that goes to no terminal. */
const unlimited = 100;

export function terminal({ color, quiet }: TerminalOptions): Terminal {
  const env = process.env;
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const forbidden = !color || (env.NO_COLOR !== undefined && env.NO_COLOR !== "");
  const coloured = !forbidden && (forced || process.stdout.isTTY === true);
  const interactive = process.stderr.isTTY === true && !quiet;
  const owner = ownedTerminal();
  return {
    out: (text) => owner.result(text),
    say: (line) => {
      if (!quiet) owner.tell(line);
    },
    progress: (line) => {
      if (interactive) owner.progress(line);
    },
    style: (tone, text) => (coloured ? styleText(formats[tone], text, { validateStream: false }) : text),
    width: process.stdout.isTTY === true ? columnsOf(process.stdout) : unlimited,
    columns: () => columnsOf(process.stderr),
    interactive,
    owner,
  };
}
