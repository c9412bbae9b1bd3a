/**
 * The line a person is typing. Node's line editor reads the keys - arrows, corrections, Ctrl-C - and draws nothing: what
 * is seen of the line is the terminal's business, which knows what else is on the screen.
 */
import { createInterface } from "node:readline";
import { type Readable, Writable } from "node:stream";
import { ReadStream } from "node:tty";

export interface TypedLine {
  readonly text: string;
  /** Characters before the cursor. */
  readonly cursor: number;
  readonly hasEnded: boolean;
  forget(): void;
  /** Suspends this program and whatever was started with it, as the key does where no editor takes it. */
  suspend(): void;
  close(): void;
}

export interface TypedLineListener {
  /** A line was ended with Enter. */
  line(text: string): void;
  /** Something of the line changed. */
  changed(): void;
  /** Ctrl-C, where the line editor takes the key. */
  interrupted(): void;
  /** Ctrl-Z, where the line editor takes the key. */
  suspended(): void;
  /** The program goes on after it was suspended, by a key or otherwise: whatever else wrote on the screen meanwhile. */
  continued(): void;
  ended(): void;
}

/** `byKeys`: the input is a terminal and gives single keys; else it gives lines. */
export function typedLine(input: Readable, byKeys: boolean, listener: TypedLineListener): TypedLine {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input, output: nowhere, prompt: "", terminal: byKeys, historySize: 0 });
  let hasEnded = input.readableEnded || input.destroyed;
  const changed = (): void => listener.changed();
  editor.on("line", (text) => listener.line(text));
  editor.on("SIGINT", () => listener.interrupted());
  editor.on("SIGTSTP", () => listener.suspended());
  const keyboard = byKeys && input instanceof ReadStream ? input : null;
  /** Whoever had the terminal meanwhile left it in a mode of theirs. */
  const continued = (): void => {
    if (hasEnded) return;
    keyboard?.setRawMode(true);
    listener.continued();
  };
  if (byKeys) input.on("keypress", changed);
  if (keyboard !== null) process.on("SIGCONT", continued);
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    input.off("keypress", changed);
    process.off("SIGCONT", continued);
    listener.ended();
  };
  editor.once("close", end);
  // A terminal that is closed under a program ends its input, with an error or without; and tells it by a signal, unless
  // somebody between them keeps it back. The line editor, which wants to give it its mode back, then fails in its turn.
  const leave = (): void => {
    if (hasEnded) return;
    end();
    if ("isTTY" in input && process.listenerCount("SIGHUP") > 0) process.emit("SIGHUP", "SIGHUP");
  };
  input.prependOnceListener("end", leave);
  input.on("error", leave);
  editor.on("error", leave);
  return {
    get text() {
      return byKeys ? editor.line : "";
    },
    get cursor() {
      return byKeys ? editor.cursor : 0;
    },
    get hasEnded() {
      return hasEnded;
    },
    forget() {
      if (!byKeys || hasEnded) return;
      editor.write(null, { ctrl: true, name: "e" });
      editor.write(null, { ctrl: true, name: "u" });
    },
    suspend() {
      keyboard?.setRawMode(false);
      process.kill(0, "SIGTSTP");
      // Where the system takes no notice of it, as where no shell could continue the program, SIGCONT does not come.
      setImmediate(() => {
        if (!hasEnded) keyboard?.setRawMode(true);
      });
    },
    close() {
      input.off("end", leave);
      input.off("error", leave);
      editor.close();
    },
  };
}
