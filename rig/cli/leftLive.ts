/**
 * Whether an earlier run on a bench was left without a word that its source is off: killed, cut off with the machine, or
 * ended with nobody there to confirm it. The last run of the bench decides; a later one that ended safely has made up
 * for it.
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

/** The run of this bench whose source nobody confirmed off; null: there is none. */
export async function leftLive(store: Store, bench: string): Promise<string | null> {
  const latest = (await store.runs()).find((run) => run.bench === bench && run.benchKind === "hardware");
  if (latest === undefined) return null;
  return (await sourceAtEnd(store, latest.run)) === "off" ? null : latest.run;
}

export const leftLiveNote = (run: string): string =>
  `run ${run} on this bench did not end with its source confirmed off: treat it as live until somebody has looked`;
