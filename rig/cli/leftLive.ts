/**
 * Whether an earlier run on a bench was left without a word that its source is off: killed, cut off with the machine, or
 * ended with nobody there to confirm it. A later run that set the source and ended with it confirmed off has made up for
 * it; one that ended before it set anything knows nothing of the source, and makes up for nothing.
 */
import type { RigEventOf } from "#reports/events.ts";
import type { Store } from "#rig/store/store.ts";

/** null: its end is not stored, or says nothing of a source. */
export async function sourceAtEnd(
  store: Store,
  run: string,
): Promise<RigEventOf<"runFinished">["source"] | null> {
  const next = await store.nextSequence(run);
  const [last] = await store.events(run, Math.max(0, next - 1));
  return last?.type === "runFinished" ? (last.source ?? "off") : null;
}

/** A step is told as begun once its source is set. */
const hasSetSource = async (store: Store, run: string): Promise<boolean> =>
  (await store.events(run)).some(({ type }) => type === "stepStarted");

/** The run of this bench whose source nobody confirmed off; null: there is none. */
export async function leftLive(store: Store, bench: string): Promise<string | null> {
  // Latest first.
  for (const { run, bench: on, benchKind } of await store.runs()) {
    if (on !== bench || benchKind !== "hardware") continue;
    if ((await sourceAtEnd(store, run)) !== "off") return run;
    if (await hasSetSource(store, run)) return null;
  }
  return null;
}

export const leftLiveNote = (run: string): string =>
  `run ${run} on this bench did not end with its source confirmed off: treat it as live until somebody has looked`;
