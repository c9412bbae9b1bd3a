/**
 * Waiting for a store that another program is writing to: the work is tried again and again, with pauses in which this
 * program goes on - a source can be switched off, a signal is heard, the page is served. A database that waited itself
 * would keep all of that waiting too.
 */
import { setTimeout } from "node:timers/promises";
import { inMilliseconds, milliseconds, type Seconds } from "#models/units.ts";

/** A writer holds a store for milliseconds as a rule: looked again soon at first, then less and less often. */
const firstPause = milliseconds(5);
const longestPause = milliseconds(250);

/** `work`, which must leave nothing half done when it throws, until it is done or `patience` has passed. */
export async function patiently<T>(
  patience: Seconds,
  isLocked: (cause: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const since = performance.now();
  for (let pause = inMilliseconds(firstPause); ; pause = Math.min(2 * pause, inMilliseconds(longestPause))) {
    try {
      return await work();
    } catch (cause) {
      const left = inMilliseconds(patience) - (performance.now() - since);
      if (!isLocked(cause) || left <= 0) throw cause;
      await setTimeout(Math.min(pause, left));
    }
  }
}
