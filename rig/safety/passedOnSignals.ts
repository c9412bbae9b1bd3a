/**
 * npm passes SIGINT and SIGTERM on to what it runs. A key in the terminal, and a service manager, signal the whole group
 * of processes, so that a program run by npm hears one wish twice within moments; without npm, twice is twice.
 */
import { readFileSync } from "node:fs";

interface Process {
  readonly command: string;
  readonly parent: number;
}

function processOf(id: number): Process | null {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
    const [, parent = "0"] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
    return { command, parent: Number(parent) };
  } catch {
    return null;
  }
}

/** Whether npm runs this program, by itself or through its shell. Where it can't be told, it does not. */
export function isRunByNpm(): boolean {
  const parent = processOf(process.ppid);
  if (parent === null) return false;
  const isNpm = ({ command }: Process): boolean => /^npm /.test(command);
  if (isNpm(parent)) return true;
  const above = / -c /.test(parent.command) ? processOf(parent.parent) : null;
  return above !== null && isNpm(above);
}
