/** What the person at the terminal is told when a command is to end, and how a command waits for that. */
import type { Ending } from "#rig/safety/programEnd.ts";

export const leavingLine = (ending: Ending): string => {
  const why =
    ending.kind === "signal"
      ? ending.signal
      : `a fault nobody foresaw: ${ending.error instanceof Error ? ending.error.message : String(ending.error)}`;
  return `\nstopping (${why}): the source is made safe; once more ends at once, without it`;
};

/** What the person who pressed Ctrl-Z is told while a source may be live. `ending`: what has begun it; null: nothing. */
export const notSuspendedLine = (ending: Ending | null): string =>
  `Ctrl-Z does not suspend this program while its source may be live: ${
    ending === null
      ? "Ctrl-C has it switched off and ends the run"
      : "it goes on until the source is confirmed off"
  }`;

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
