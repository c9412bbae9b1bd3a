/** The command line as a person has it: a process of its own, with its streams and its exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandWords } from "./commandLine.ts";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  readonly stderr: () => string;
  /** Resolves with the first match in what was said on stderr from a place in it; rejects when the command ends first. */
  hears(pattern: RegExp, from?: number): Promise<RegExpExecArray>;
}

/** `stdin`: a pipe, or a file descriptor in its place. */
export function start(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  stdin: "pipe" | number = "pipe",
): Started {
  const [node = "", ...words] = commandWords(args);
  const child = spawn(node, words, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: [stdin, "pipe", "pipe"],
  }) as ChildProcessWithoutNullStreams;
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  let code: number | null | undefined;
  child.stdout.on("data", (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr.on("data", (bytes: Buffer) => {
    stderr += bytes.toString();
    for (const check of waiting) check();
  });
  child.stdin?.on("error", () => {});
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (exit) => {
      code = exit;
      for (const check of waiting) check();
      resolve({ code: exit, stdout, stderr });
    });
  });
  return {
    process: child,
    ended,
    stderr: () => stderr,
    hears: (pattern, from = 0) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const match = pattern.exec(stderr.slice(from));
          if (match === null && code === undefined) return;
          waiting.delete(check);
          if (match === null) reject(new Error(`ended with ${code} without saying ${pattern}:\n${stderr}`));
          else resolve(match);
        };
        waiting.add(check);
        check();
      }),
  };
}

/** Runs a command to its end, without input. */
export async function cli(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const started = start(args, cwd, env);
  started.process.stdin.end();
  return started.ended;
}

/** A folder of its own for a test, and how to be rid of it. */
export function folder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "conto-rig-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
