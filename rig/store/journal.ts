/**
 * The journal of one run: takes its events one at a time, numbers them, and commits together what has come in while the
 * last commit was under way. An event of a real bench is on disk at once; a virtual month of thousands of events takes
 * a few commits instead of thousands.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Store } from "#rig/store/store.ts";

export interface Journal {
  /** Resolves when the event is durable; rejects when it, or an earlier one, could not be stored. */
  add(event: RigEvent): Promise<void>;
  /** Resolves when everything added so far is durable. */
  settled(): Promise<void>;
}

/**
 * Goes on where the run stands in the store. After a failure nothing more is stored: a journal has no gaps. `gather`:
 * how long events may be collected before they are committed together; nothing on a bench whose time can't be had again.
 */
export async function openJournal(store: Store, run: string, gather: Seconds = seconds(0)): Promise<Journal> {
  let next = await store.nextSequence(run);
  let waiting: RigEvent[] = [];
  let commit: Promise<void> = Promise.resolve();
  let isScheduled = false;

  const writeWaiting = async () => {
    await (gather > 0 ? setTimeout(inMilliseconds(gather)) : setImmediate());
    isScheduled = false;
    const [batch, first] = [waiting, next];
    waiting = [];
    await store.append(run, first, batch);
    next += batch.length;
  };
  return {
    add(event) {
      waiting.push(event);
      if (!isScheduled) {
        isScheduled = true;
        commit = commit.then(writeWaiting);
        // Whoever awaits `add` or `settled` sees the failure; this only keeps it from being reported as unhandled.
        commit.catch(() => undefined);
      }
      return commit;
    },
    settled: () => commit,
  };
}
