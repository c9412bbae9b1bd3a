/**
 * A command at a terminal of its own, and what a person sees of it: util-linux's `script` gives it a pseudo-terminal of a
 * given size, an emulator draws what it writes.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openScreen, type Screen } from "../terminal/screen.ts";
import { commandLine } from "./commandLine.ts";

export interface OnScreen {
  readonly screen: Screen;
  readonly ended: Promise<number | null>;
  type(text: string): void;
  /** Resolves with the rows in the window once they are what is waited for. */
  shows(what: RegExp | ((rows: readonly string[]) => boolean)): Promise<readonly string[]>;
  /** Everything written so far, as it was written. */
  written(): string;
  /** Another size of the window, as the window manager tells the program. */
  resize(columns: number): void;
  /** The process at the terminal. */
  kill(signal: NodeJS.Signals): void;
}

let terminals = 0;
const started: ChildProcess[] = [];
export const endAll = (): void => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
};

interface Window {
  readonly columns?: number;
  readonly rows?: number;
  /** The command is a job of a shell, which says when it was suspended and continues it when a line is typed. */
  readonly jobControl?: boolean;
}

export function onScreen(
  args: readonly string[],
  cwd: string,
  { columns = 80, rows = 24, jobControl = false }: Window = {},
): OnScreen {
  const told = join(cwd, `terminal-${terminals++}`);
  const command = commandLine(args);
  const line = `stty cols ${columns} rows ${rows}; echo "$(tty) $$" > '${told}'; ${
    jobControl ? `set -m; ${command}; echo 'suspended: Enter continues it'; read -r _; fg` : `exec ${command}`
  }`;
  const { COLUMNS: _, ...env } = process.env;
  const child = spawn("script", ["-qefc", line, "/dev/null"], {
    cwd,
    env: { ...env, NO_COLOR: "1", SHELL: jobControl ? "/bin/bash" : "/bin/sh" },
  });
  started.push(child);
  const screen = openScreen(columns, rows);
  const waiting = new Set<() => void>();
  let written = "";
  let isOver = false;
  child.stdout.on("data", (bytes: Buffer) => {
    written += bytes.toString();
    void screen.write(bytes.toString()).then(() => {
      for (const check of waiting) check();
    });
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      void screen.write("").then(() => {
        isOver = true;
        for (const check of waiting) check();
        resolve(code);
      });
    });
  });
  const place = (): readonly [string, number] => {
    const [path = "", pid = ""] = existsSync(told) ? readFileSync(told, "utf8").trim().split(" ") : [];
    return [path, Number(pid)];
  };
  return {
    screen,
    ended,
    written: () => written,
    type: (text) => void child.stdin.write(text),
    shows: (what) =>
      new Promise((resolve, reject) => {
        const isThere = (seen: readonly string[]): boolean =>
          typeof what === "function" ? what(seen) : what.test(seen.join("\n"));
        const check = (): void => {
          const seen = screen.window();
          if (!isThere(seen) && !isOver) return;
          waiting.delete(check);
          if (isThere(seen)) resolve(seen);
          else reject(new Error(`ended without showing ${String(what)}:\n${screen.all().join("\n")}`));
        };
        waiting.add(check);
        check();
      }),
    resize(wide) {
      const [path] = place();
      screen.resize(wide, rows);
      execFileSync("stty", ["-F", path, "cols", String(wide), "rows", String(rows)]);
    },
    kill: (signal) => process.kill(place()[1], signal),
  };
}
