/**
 * One run as it is kept: its folder, and its events in the store of all runs. What keeps it from being kept - a full disk,
 * a store that another program holds for too long, a folder that somebody removes - is found out at the next event, or
 * within moments inside a hold of hours, and ends the run: evidence that nobody keeps is not worth a live source.
 */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { openPatientStore } from "#rig/cli/patientStore.ts";
import { RigError } from "#rig/rigError.ts";
import { openJournal } from "#rig/store/journal.ts";
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

export interface KeptRunOptions {
  /** Where all runs are kept. */
  readonly out: string;
  readonly run: string;
  /** How long events may be gathered before they are written together. */
  readonly gather: Seconds;
  /** How long another program may hold the store. */
  readonly patience: Seconds;
  /** Aborted when the run is being left. */
  readonly leaving: AbortSignal;
  /** The store has to be waited for. */
  readonly onWaiting: () => void;
}

/** @throws {RigError} when there is no keeping it from the beginning. */
export async function keepRun(options: KeptRunOptions): Promise<KeptRun> {
  const { out, run, gather, ...waiting } = options;
  const folder = join(out, run);
  mkdirSync(folder, { recursive: true });
  const file = storeFile(out);
  const broken = new AbortController();
  const store = await openPatientStore(file, waiting);
  const journal = await openJournal(store, run, gather).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const first = statSync(file).ino;
  const looking = setInterval(() => {
    if (isGone(file, first)) broken.abort(removed(out));
  }, inMilliseconds(look));
  const kept = async (work: () => Promise<void>): Promise<void> => {
    // An open file is written to for as long as one likes after it was removed, and kept by nobody.
    if (!broken.signal.aborted && isGone(file, first)) broken.abort(removed(out));
    if (broken.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      broken.abort(error);
    }
  };
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

function isGone(file: string, inode: number): boolean {
  try {
    return statSync(file).ino !== inode;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR";
  }
}

const removed = (out: string): RigError =>
  new RigError(
    "runsFolderGone",
    `${storeFile(out)}: removed or replaced while the run was under way: nothing of the run is stored from there on`,
  );
