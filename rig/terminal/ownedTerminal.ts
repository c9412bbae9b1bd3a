/**
 * The one owner of a terminal. Everything a command shows goes through it: results, notices that scroll away, the
 * progress line and the question a person is asked, which stand at the bottom. While a question stands there is no
 * progress beside it; whatever is printed meanwhile is printed above it, and it is drawn again, with what was typed so
 * far. Off a terminal nothing moves: a question is printed where it is asked, and again after a notice.
 */
import type { Readable, Writable } from "node:stream";
import stringWidth from "string-width";
import { beginningOf, endOf, rowsOf, sentenceRows } from "#reports/columns.ts";
import { printableLine } from "#reports/printable.ts";
import { type BottomRows, bottomRows } from "#rig/terminal/bottomRows.ts";
import { columnsOf } from "#rig/terminal/columns.ts";
import { type TypedLine, typedLine } from "#rig/terminal/typedLine.ts";

/** The streams of a terminal; by default stdin, and stderr so that stdout carries results only. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Where results go; it may be the same screen. */
  readonly results: Writable & { readonly isTTY?: boolean };
}

interface Asked {
  readonly question: string;
  /** What may be typed, as it stands behind the question: `[Enter = yes, n = no]`. */
  readonly keys: string;
}

/** The input of a terminal, for as long as somebody needs it. */
interface TypedInput {
  /** Nothing will be typed any more. */
  readonly hasEnded: boolean;
  /**
   * Asks; resolves with the line that was typed after the question was to be seen. One question stands at a time, a
   * second one waits for its turn.
   * @throws what `signal` was aborted with; {InputEnded}.
   */
  ask(asked: Asked, signal: AbortSignal): Promise<string>;
  close(): void;
}

/** Nobody is there to type. */
class InputEnded extends Error {}

export interface OwnedTerminal {
  /** The result, as it is. */
  result(text: string): void;
  /** A text that stays, above the progress or the question; whole lines. */
  print(text: string): void;
  /** The same with sentences: on a screen they are broken between words. */
  tell(sentences: string): void;
  /** Replaces the progress line; an empty string takes it away. Nothing off a terminal, nothing beside a question. */
  progress(line: string): void;
  /** Reads the input from now on. `onLine` gets what is typed and answers nothing. */
  listen(onLine: (line: string) => void): TypedInput;
}

/** A turn of the event loop, in which input that has been waiting is read. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Somebody else who has to hear of Ctrl-C; when there is nobody it ends the program, as everywhere. */
function passOnInterrupt(close: () => void): void {
  if (process.listenerCount("SIGINT") > 0) process.emit("SIGINT", "SIGINT");
  else {
    close();
    process.kill(process.pid, "SIGINT");
  }
}

/** Somebody else who does not let the program be suspended; when there is nobody it is, as everywhere. */
function passOnSuspension(suspend: () => void): void {
  if (process.listenerCount("SIGTSTP") > 0) process.emit("SIGTSTP", "SIGTSTP");
  else suspend();
}

const ofProcess: TerminalStreams = { input: process.stdin, output: process.stderr, results: process.stdout };

export function ownedTerminal({ input, output, results }: TerminalStreams = ofProcess): OwnedTerminal {
  const isScreen = output.isTTY === true;
  const columns = (): number => columnsOf(output);
  const bottom: BottomRows = bottomRows(output, columns);
  const listeners: ((line: string) => void)[] = [];
  let typed: TypedLine | null = null;
  let progress = "";
  let standing: (Asked & { readonly answer: (line: string) => void; readonly end: () => void }) | null = null;
  let asking: Promise<unknown> = Promise.resolve();

  const plainQuestion = ({ question, keys }: Asked): string => `${question} ${keys} `;

  function questionRows({ question, keys }: Asked): string[] {
    const whole = `${question} ${keys} `;
    // Room for a short answer on the same row; else the keys get a row of their own.
    if (stringWidth(whole) + 4 < columns()) return [whole];
    return [...rowsOf(question, columns()), ...rowsOf(keys, columns()).map((row) => `${row} `)];
  }

  function draw(): void {
    if (!isScreen) return;
    const line = printableTyped(typed?.text ?? "");
    const fixed =
      standing === null
        ? progress === ""
          ? []
          : [beginningOf(progress, columns())]
        : questionRows(standing);
    if (standing === null && line !== "") fixed.push("> ");
    const last = fixed.at(-1);
    if (last === undefined) {
      bottom.erase();
      return;
    }
    const isTyping = standing !== null || line !== "";
    // A progress line has the cursor at its beginning: there it is found again however the window breaks the line.
    if (!isTyping) {
      bottom.show(fixed, stringWidth(last));
      return;
    }
    const shown = endOf(line, columns() - stringWidth(last));
    const back = shown === line ? stringWidth(printableTyped(typed?.text.slice(typed.cursor) ?? "")) : 0;
    bottom.show([...fixed.slice(0, -1), last + shown], back);
  }

  function print(text: string): void {
    const whole = text.endsWith("\n") ? text : `${text}\n`;
    if (isScreen) {
      bottom.erase();
      output.write(whole);
      draw();
    } else if (standing === null) output.write(whole);
    else output.write(`\n${whole}${plainQuestion(standing)}`);
  }

  /** The question is over: what is on the screen of it stays there. */
  function settle(): void {
    if (standing === null) return;
    standing = null;
    if (isScreen) bottom.leave();
    else output.write("\n");
  }

  function heard(line: string): void {
    if (standing !== null) {
      const { answer } = standing;
      settle();
      answer(line);
      draw();
    } else for (const listener of listeners) listener(line);
  }

  async function askNow(asked: Asked, signal: AbortSignal): Promise<string> {
    // What was typed before the question is to be seen was not meant for it: let it be read first.
    await turn();
    await turn();
    signal.throwIfAborted();
    if (typed === null || typed.hasEnded) throw new InputEnded();
    typed.forget();
    bottom.erase();
    return new Promise<string>((resolve, reject) => {
      const giveUp = (): void => {
        settle();
        // Half a line goes with the question it was meant for.
        typed?.forget();
        draw();
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      const leave = (): void => signal.removeEventListener("abort", giveUp);
      standing = {
        ...asked,
        answer: (line) => {
          leave();
          resolve(line);
        },
        end: () => {
          leave();
          settle();
          reject(new InputEnded());
        },
      };
      if (isScreen) {
        // Room above, so that a row the window breaks unforeseen is never one of somebody else's.
        output.write("\n");
        draw();
      } else output.write(plainQuestion(standing));
    });
  }

  if (isScreen) output.on("resize", draw);

  return {
    print,
    tell: (sentences) =>
      print(
        isScreen
          ? sentences
              .split("\n")
              .flatMap((line) => sentenceRows(line, columns()))
              .join("\n")
          : sentences,
      ),
    result(text) {
      const shares = isScreen && results.isTTY === true;
      if (shares) bottom.erase();
      results.write(text);
      if (shares) draw();
    },
    progress(line) {
      if (!isScreen || line === progress) return;
      progress = line;
      if (standing === null) draw();
    },
    listen(onLine) {
      listeners.push(onLine);
      typed ??= typedLine(input, isScreen, {
        line: heard,
        changed: draw,
        interrupted: () => passOnInterrupt(() => typed?.close()),
        continued: () => {
          bottom.leave();
          draw();
        },
        suspended: () => passOnSuspension(() => typed?.suspend()),
        ended: () => standing?.end(),
      });
      const reading = typed;
      return {
        get hasEnded() {
          return reading.hasEnded;
        },
        ask(asked, signal) {
          const answered = asking.then(() => askNow(asked, signal));
          asking = answered.catch(() => {});
          return answered;
        },
        close() {
          const at = listeners.indexOf(onLine);
          if (at >= 0) listeners.splice(at, 1);
          if (listeners.length > 0) return;
          typed?.close();
          typed = null;
        },
      };
    },
  };
}

/** As it was typed, blanks at its end too; what a terminal would obey is shown as a sign. */
const printableTyped = (text: string): string => {
  const [, before = "", line = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return `${before}${printableLine(line)}${after}`.replaceAll(/[\t\r\n]/g, " ");
};
