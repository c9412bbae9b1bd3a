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
   * @throws {RigError} `operatorGone` when nobody will, `operatorRefused` when the answer is no, `operatorInterrupted`.
   */
  confirm(question: string): Promise<void>;
}

/** The streams of a terminal; by default stdin, and stderr so that stdout carries results only. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
}

const gone = () => new RigError("operatorGone", "nobody is at the terminal any more: its input has ended");
const interrupted = () => new RigError("operatorInterrupted", "interrupted while waiting for the operator");

/**
 * Asks on a terminal. Enter or y confirms, n refuses, anything else is asked again; what was typed before the question
 * answers nothing, so that a key hit twice does not confirm the next step. Ctrl-C ends the waiting, not the asking: the
 * source has to be switched off after it. `close` gives the input back.
 */
export function terminalOperator(
  { input, output }: TerminalStreams = { input: process.stdin, output: process.stderr },
): Operator & { close(): void } {
  const terminal = createInterface({ input, output });
  let hasEnded = false;
  let giveUp = (_: RigError): void => {};
  const stopWaiting = (): void => giveUp(interrupted());
  terminal.once("close", () => {
    hasEnded = true;
    process.off("SIGINT", stopWaiting);
    giveUp(gone());
  });
  process.on("SIGINT", stopWaiting);
  // On a terminal the line editor takes the key: everybody else who waits for the signal has to hear of it.
  terminal.on("SIGINT", () => process.emit("SIGINT", "SIGINT"));
  const ask = (question: string): Promise<string> =>
    new Promise((resolve, reject) => {
      if (hasEnded) return reject(gone());
      const asking = new AbortController();
      giveUp = (reason) => {
        reject(reason);
        asking.abort();
      };
      terminal
        .question(`${question} [Enter = yes, n = no] `, { signal: asking.signal })
        .then(resolve, reject);
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
