/**
 * One run as it is kept: its folder, and its events in the store of all runs. What keeps it from being kept - a full disk,
 * a store that another program holds for too long, a folder that somebody removes - is found out at the next event, or
 * within moments inside a hold of hours, and ends the run: evidence that nobody keeps is not worth a live source.
 */
import { join } from "node:path";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { makeFolder } from "#rig/named/outFolder.ts";
import { openJournal } from "#rig/store/journal.ts";
import type { Waiting } from "#rig/store/patiently.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import type { Store } from "#rig/store/store.ts";

/** The store of all runs kept in a folder. */
export const storeFile = (out: string): string => join(out, "conto-rig.sqlite");

/** How often it is looked whether the store is still there while nothing happens. */
const look = seconds(1);

export interface KeptRun {
  /** The run's own. */
  readonly folder: string;
  readonly store: Store;
  /** Resolves when the event is durable, or when it is known that the run can't be kept; never rejects. */
  add(event: RigEvent): Promise<void>;
  /** Resolves when everything added is durable, or it is known that it can't be. */
  settled(): Promise<void>;
  /** Aborted, with the fault as its reason, when the run can't be kept any longer. */
  readonly broken: AbortSignal;
  close(): Promise<void>;
}

export interface KeptRunOptions extends Waiting {
  /** Where all runs are kept. */
  readonly out: string;
  readonly run: string;
  /** How long events may be gathered before they are written together. */
  readonly gather: Seconds;
}

/** @throws {RigError} when there is no keeping it from the beginning. */
export async function keepRun(options: KeptRunOptions): Promise<KeptRun> {
  const { out, run, gather, ...waiting } = options;
  const folder = join(out, run);
  // The run has a folder of its own when there is something to put into it.
  makeFolder(out);
  const store = await openSqliteStore(storeFile(out), waiting);
  const broken = new AbortController();
  const journal = await openJournal(store, run, gather).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const kept = async (work: () => Promise<void> | void): Promise<void> => {
    if (broken.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      broken.abort(error);
    }
  };
  const looking = setInterval(() => void kept(() => store.checkThere()), inMilliseconds(look));
  return {
    folder,
    store,
    add: (event) => kept(() => journal.add(event)),
    settled: () => kept(() => journal.settled()),
    broken: broken.signal,
    async close() {
      clearInterval(looking);
      await store.close();
    },
  };
}
