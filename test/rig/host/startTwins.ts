/** Starts the program that hosts twins, and lets a test speak to it and wait for what it says. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TwinPlan } from "./twinProcess.ts";

export interface TwinProcess {
  /** Everything said so far. */
  readonly said: () => string;
  /** Resolves with the first match, also of what was said before; rejects when the program ends without it. */
  hears(pattern: RegExp): Promise<RegExpExecArray>;
  /** Writes a setting line and resolves when it stands. */
  set(line: string): Promise<void>;
  readonly process: ChildProcessWithoutNullStreams;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("twinProcess.ts", import.meta.url));

export function startTwins(plan: TwinPlan): TwinProcess {
  const child = spawn(process.execPath, ["--import", "tsx", program, JSON.stringify(plan)]);
  let text = "";
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of waiting) check();
  };
  child.stderr.on("data", (bytes: Buffer) => {
    text += bytes.toString();
    look();
  });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      hasEnded = true;
      look();
      resolve();
    });
  });
  const hearsFrom = (pattern: RegExp, from: number): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const match = pattern.exec(text.slice(from));
        if (match === null && !hasEnded) return;
        waiting.delete(check);
        if (match === null) reject(new Error(`the twin ended without saying ${pattern}:\n${text}`));
        else resolve(match);
      };
      waiting.add(check);
      check();
    });
  return {
    process: child,
    said: () => text,
    hears: (pattern) => hearsFrom(pattern, 0),
    async set(line) {
      const from = text.length;
      child.stdin.write(`${line}\n`);
      await hearsFrom(/^(applied .*)\n/m, from);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
