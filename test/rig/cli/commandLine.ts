/** What a shell is told to start the program: the words of it, and the same as one line. */
import { inject } from "vitest";

/** Node, the program and its arguments. */
export const commandWords = (args: readonly string[]): readonly string[] => [
  process.execPath,
  inject("program"),
  ...args,
];

/** The same for a shell, whatever is in the words but a quote. */
export const commandLine = (args: readonly string[]): string =>
  commandWords(args)
    .map((word) => `'${word}'`)
    .join(" ");
