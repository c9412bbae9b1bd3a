/**
 * npm passes SIGINT and SIGTERM on to what it runs. A key in the terminal, and a service manager, signal the whole group
 * of processes, so that a program run by npm hears one wish twice within moments; without npm, twice is twice.
 */
import { readFileSync } from "node:fs";

/** Whether npm runs this program. Where it can't be told, it does not. */
export function isRunByNpm(): boolean {
  try {
    return /^npm /.test(readFileSync(`/proc/${process.ppid}/cmdline`, "utf8").replaceAll("\0", " "));
  } catch {
    return false;
  }
}
