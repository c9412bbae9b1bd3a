/** Whether a person can type to this program: its input is a terminal, and it is the job that terminal is given to. */
import { readFileSync } from "node:fs";

/** A background job that reads its terminal is stopped by the kernel. Where it can't be told, it is not one. */
function isInBackground(): boolean {
  let stat: string;
  try {
    stat = readFileSync("/proc/self/stat", "utf8");
  } catch {
    return false;
  }
  // proc(5): behind the name, which may hold anything, come state, ppid, pgrp, session, tty_nr, tpgid.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return group !== foreground;
}

export const isAtTerminal = (): boolean => process.stdin.isTTY === true && !isInBackground();

/** Whether there is a terminal and this is a background job of it: turning to it would suspend the program. */
export const isBackgroundJob = (): boolean => process.stdin.isTTY === true && isInBackground();
