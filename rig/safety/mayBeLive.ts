/**
 * What this program may have left under voltage: every source it was about to energise, by the name of its bench, until
 * somebody has confirmed that it is off. There is one list for the whole program, because the end of the program is the
 * last moment at which it can be said, whoever ends it and however.
 */
import { writeSync } from "node:fs";

const sources = new Set<string>();
const watchers = new Set<(isAny: boolean) => void>();
const tell = (): void => {
  for (const watcher of watchers) watcher(sources.size > 0);
};

/** To be called before the source is asked for anything. */
export const noteMayBeLive = (bench: string): void => {
  sources.add(bench);
  tell();
};
/** Somebody confirmed that it is off. */
export const noteIsOff = (bench: string): void => {
  sources.delete(bench);
  tell();
};

/** Tells, now and from now on, whether any may be live; gives what ends the telling. */
export function watchMayBeLive(watcher: (isAny: boolean) => void): () => void {
  watchers.add(watcher);
  watcher(sources.size > 0);
  return () => void watchers.delete(watcher);
}

/** Names of the benches whose sources are to be treated as live. */
export const mayBeLive = (): readonly string[] => [...sources];

/** What is said of them when nobody can be asked any more. */
const notConfirmedLine = (bench: string): string =>
  `the source of bench "${bench}" is not confirmed off: treat it as live, switch it off by hand`;

/**
 * Says, in the last moment of the program, which sources are not confirmed off, and makes that the exit code. It waits
 * for nothing and needs nothing that could be broken by then; where the terminal is gone the exit code is left.
 */
export function sayWhatMayBeLive(exitCode: number): void {
  const left = mayBeLive();
  if (left.length === 0) return;
  process.exitCode = exitCode;
  try {
    writeSync(2, left.map((bench) => `conto-rig: ${notConfirmedLine(bench)}\n`).join(""));
  } catch {
    // Nobody reads this terminal any more.
  }
}
