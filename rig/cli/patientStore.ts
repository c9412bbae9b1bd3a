/**
 * A store that waits while another program writes to it. The waiting is done here and not in the database, in short
 * attempts, because a database that waits stops the whole program: no signal would be heard, and no page answered, while
 * a source is live.
 */
import { setTimeout } from "node:timers/promises";
import { inMilliseconds, milliseconds, type Seconds, seconds } from "#models/units.ts";
import { RigError } from "#rig/rigError.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import type { Store } from "#rig/store/store.ts";

/** How long one attempt stops the program. */
const oneAttempt = milliseconds(200);
const betweenAttempts = milliseconds(300);
/** Once the run is being left, everything else is over: whoever waits for the program's end is not kept for long. */
const patienceWhenLeaving = seconds(10);

interface PatientStoreOptions {
  /** How long another program may keep the store. */
  readonly patience: Seconds;
  /** Aborted when the run is being left. */
  readonly leaving: AbortSignal;
  /** Told once for each time the store has to be waited for. */
  readonly onWaiting: () => void;
}

const isLocked = (error: unknown): boolean => error instanceof RigError && error.code === "store-locked";

/** Does the work until nobody else holds the store, or the patience is over. */
async function patiently<T>(
  work: () => Promise<T>,
  { patience, leaving, onWaiting }: PatientStoreOptions,
): Promise<T> {
  const began = performance.now();
  let leftAt: number | null = null;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const now = performance.now();
      if (leaving.aborted) leftAt ??= now;
      const isOver =
        now - began >= inMilliseconds(patience) ||
        (leftAt !== null && now - leftAt >= inMilliseconds(patienceWhenLeaving));
      if (!isLocked(error) || isOver) throw error;
      if (attempt === 1) onWaiting();
      await setTimeout(inMilliseconds(betweenAttempts));
    }
  }
}

/** @throws {RigError} what opening the store throws; `store-locked` only after the patience. */
export async function openPatientStore(file: string, options: PatientStoreOptions): Promise<Store> {
  const store = await patiently(() => openSqliteStore(file, { patience: oneAttempt }), options);
  return {
    ...store,
    append: (run, first, events) => patiently(() => store.append(run, first, events), options),
  };
}
