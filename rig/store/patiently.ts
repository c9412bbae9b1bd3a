/**
 * Waiting for a store that another program is writing to: the work is tried again and again, with pauses in which this
 * program goes on - a source can be switched off, a signal is heard, the page is served. A database that waited itself
 * would keep all of that waiting too.
 */
import { setTimeout } from "node:timers/promises";
import { inMilliseconds, milliseconds, type Seconds, seconds } from "#models/units.ts";

/** A writer holds a store for milliseconds as a rule: looked again soon at first, then less and less often. */
const firstPause = milliseconds(5);
const longestPause = milliseconds(250);
/** A wait of so long is worth a word. */
const noticeable = milliseconds(200);
/** Once a run is being left everything else is over: whoever waits for the program's end is not kept for long. */
const patienceWhenLeaving = seconds(10);

export interface Waiting {
  /** How long another program may hold the store. */
  readonly patience: Seconds;
  /** Aborted when whoever writes is leaving: then at most ten seconds are waited. */
  readonly leaving?: AbortSignal;
  /** Told once for each work that is waited for noticeably. */
  readonly onWaiting?: () => void;
}

/** `work`, which must leave nothing half done when it throws, until it is done or the patience is over. */
export async function patiently<T>(
  { patience, leaving, onWaiting }: Waiting,
  isLocked: (cause: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const since = performance.now();
  let leavingSince: number | null = null;
  let isTold = false;
  for (let pause = inMilliseconds(firstPause); ; pause = Math.min(2 * pause, inMilliseconds(longestPause))) {
    try {
      return await work();
    } catch (cause) {
      const now = performance.now();
      if (leaving?.aborted) leavingSince ??= now;
      const whenLeaving =
        leavingSince === null ? Number.POSITIVE_INFINITY : leavingSince + inMilliseconds(patienceWhenLeaving);
      const left = Math.min(since + inMilliseconds(patience), whenLeaving) - now;
      if (!isLocked(cause) || left <= 0) throw cause;
      if (!isTold && now - since >= inMilliseconds(noticeable)) {
        isTold = true;
        onWaiting?.();
      }
      await setTimeout(Math.min(pause, left));
    }
  }
}
