/**
 * The person at the bench, as the rig deals with one: someone who is told things and who confirms that they are done.
 * At a terminal that is a text and the Enter key; a rehearsal or a test puts something else in the place.
 */
import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { RigError } from "#rig/rigError.ts";

export interface Operator {
  tell(text: string): void;
  /**
   * Resolves when the operator has confirmed.
   * @throws {RigError} `operatorGone` when nobody will, `operatorRefused` when the answer is no.
   */
  confirm(question: string): Promise<void>;
}

/** The streams of a terminal; by default stdin, and stderr so that stdout carries results only. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
}

const gone = () => new RigError("operatorGone", "nobody is at the terminal any more: its input has ended");

/**
 * Asks on a terminal. Enter or y confirms, n refuses, anything else is asked again; what was typed before the question
 * answers nothing, so that a key hit twice does not confirm the next step. `close` gives the input back.
 */
export function terminalOperator(
  { input, output }: TerminalStreams = { input: process.stdin, output: process.stderr },
): Operator & { close(): void } {
  const terminal = createInterface({ input, output });
  let hasEnded = false;
  terminal.once("close", () => {
    hasEnded = true;
  });
  const ask = (question: string): Promise<string> =>
    new Promise((resolve, reject) => {
      if (hasEnded) return reject(gone());
      const end = (): void => reject(gone());
      terminal.once("close", end);
      terminal.question(`${question} [Enter = yes, n = no] `).then((answer) => {
        terminal.off("close", end);
        resolve(answer);
      }, reject);
    });
  return {
    tell: (text) => {
      output.write(`${text}\n`);
    },
    async confirm(question) {
      for (;;) {
        const answer = (await ask(question)).trim().toLowerCase();
        if (answer === "" || answer === "y" || answer === "yes") return;
        if (answer === "n" || answer === "no")
          throw new RigError("operatorRefused", `the operator said no: ${question}`);
      }
    },
    close: () => terminal.close(),
  };
}
