/**
 * The operator at a terminal: a text and the Enter key. The line that is typed belongs to the question while one is
 * asked, and to whoever else has a use for it at other times.
 */
import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import {
  type Operator,
  operatorGone,
  operatorInterrupted,
  operatorNotNeeded,
  operatorRefused,
} from "#rig/instruments/operator.ts";
import { noticeWords, questionWords } from "#rig/instruments/sourceWords.ts";

/** The streams of a terminal; by default stdin, and stderr so that stdout carries results only. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
}

const ended = () => operatorGone("nobody is at the terminal any more: its input has ended");

/** Somebody else who has to hear of Ctrl-C; when there is nobody it ends the program, as everywhere. */
function passOnInterrupt(close: () => void): void {
  if (process.listenerCount("SIGINT") > 0) process.emit("SIGINT", "SIGINT");
  else {
    close();
    process.kill(process.pid, "SIGINT");
  }
}

/**
 * Asks on a terminal. Enter or y confirms, n refuses, anything else is asked again. What was typed before the question
 * answers nothing, so that a key hit twice does not confirm the next step; and after a question that was answered
 * elsewhere Enter alone is not enough, for it may have been meant for that one. Ctrl-C ends the waiting, but not for the
 * question whether the source is off: that is what comes after it. `onLine` gets what is typed and answers nothing. `close` gives the input
 * back.
 */
export function terminalOperator(
  { input, output }: TerminalStreams = { input: process.stdin, output: process.stderr },
  onLine: (line: string) => void = () => {},
): Operator & { close(): void } {
  const terminal = createInterface({ input, output, prompt: "" });
  let hasEnded = input.readableEnded || input.destroyed;
  let giveUp = (_: Error): void => {};
  let isEnterEnough = true;
  const stopWaiting = (): void => giveUp(operatorInterrupted());
  const end = (): void => {
    hasEnded = true;
    giveUp(ended());
  };
  terminal.once("close", end);
  // On a terminal the line editor takes the key.
  terminal.on("SIGINT", () => passOnInterrupt(() => terminal.close()));
  terminal.on("line", onLine);
  // A terminal that is closed under a program ends its input, with an error or without; and tells it by a signal, unless
  // somebody between them keeps it back. The line editor, which wants to give it its mode back, then fails in its turn.
  const leave = (): void => {
    if (hasEnded) return;
    end();
    if ("isTTY" in input && process.listenerCount("SIGHUP") > 0) process.emit("SIGHUP", "SIGHUP");
  };
  input.prependOnceListener("end", leave);
  input.on("error", leave);
  terminal.on("error", leave);
  const say = (text: string): void => {
    output.write(`${text}\n`);
  };
  const ask = (asked: string, isAboutOff: boolean, withdrawn: AbortSignal | undefined): Promise<string> =>
    new Promise((resolve, reject) => {
      if (hasEnded) return reject(ended());
      if (withdrawn?.aborted) return reject(operatorNotNeeded());
      const asking = new AbortController();
      const takeBack = (): void => {
        isEnterEnough = false;
        giveUp(operatorNotNeeded());
        say(`  (${String(withdrawn?.reason)})`);
      };
      const leave = (): void => {
        withdrawn?.removeEventListener("abort", takeBack);
        process.off("SIGINT", stopWaiting);
        giveUp = () => {};
      };
      giveUp = (reason) => {
        leave();
        reject(reason);
        // Half a line that was typed goes with it: the line editor clears it.
        asking.abort();
      };
      withdrawn?.addEventListener("abort", takeBack);
      // Before whoever ends the run at it: who pressed the key here needs no second thought about the next one.
      if (!isAboutOff) process.prependListener("SIGINT", stopWaiting);
      const keys = isEnterEnough ? "[Enter = yes, n = no]" : "[y = yes, n = no]";
      terminal.question(`${asked} ${keys} `, { signal: asking.signal }).then((line) => {
        leave();
        resolve(line);
      }, reject);
    });
  return {
    tell: (notice) => say(noticeWords(notice)),
    async confirm(question, withdrawn) {
      const { told, asked } = questionWords(question);
      if (told !== null) say(told);
      for (;;) {
        const line = await ask(asked, question.kind === "off", withdrawn);
        const answer = line.trim().toLowerCase();
        const isYes = answer === "y" || answer === "yes" || (answer === "" && isEnterEnough);
        const isNo = answer === "n" || answer === "no";
        if (isYes || isNo) isEnterEnough = true;
        if (isYes) return;
        if (isNo) throw operatorRefused(asked);
        onLine(line);
      }
    },
    close() {
      input.off("end", leave);
      input.off("error", leave);
      terminal.close();
    },
  };
}
