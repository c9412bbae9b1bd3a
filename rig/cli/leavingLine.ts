/** What the person at the terminal is told when a command is to end, and how a command waits for that. */
import type { Ending } from "#rig/safety/programEnd.ts";

export const leavingLine = (ending: Ending): string => {
  const why =
    ending.kind === "signal"
      ? ending.signal
      : `a fault nobody foresaw: ${ending.error instanceof Error ? ending.error.message : String(ending.error)}`;
  return `\nstopping (${why}): the source is made safe; once more ends at once, without it`;
};

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
