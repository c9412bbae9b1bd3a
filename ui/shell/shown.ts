/**
 * Which run is on the page (the live one, or a stored one that was opened) and which attempt of it the pages show: the
 * one that was chosen, else the one that began last.
 */
import { computed, effect, signal } from "@preact/signals";
import { attemptsOf } from "#reports/conclusion.ts";
import type { RigEvent } from "#reports/events.ts";
import { recordIn } from "#reports/inLanguage.ts";
import { runEventsPath } from "#reports/live/protocol.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { fetchJson } from "../feed/fetched.ts";
import { type Replay, replayOf } from "../feed/replay.ts";
import type { RunStory } from "../feed/story.ts";
import { addressFor, route } from "./route.ts";
import { language } from "./settings.ts";

export interface StoredRun {
  readonly replay: Replay;
  /** Which of its marks it is shown at; the last one: all of it. */
  readonly mark: number;
}
export const stored = signal<StoredRun | null>(null);
/** A run the address asks for that is not to be had. */
export const missing = signal<string | null>(null);
export const runShown = computed<RunStory>(() => {
  const shown = stored.value;
  return shown === null ? story.value.run : shown.replay.storyAt(shown.replay.marks[shown.mark] ?? 0);
});

/** Puts a run the rig has kept on the page, whole or to be played from its beginning; false: it is not to be had. */
export async function openStored(run: string, from: "beginning" | "end"): Promise<boolean> {
  try {
    const replay = replayOf(run, await fetchJson<readonly RigEvent[]>(runEventsPath(run)));
    chosen.value = null;
    stored.value = { replay, mark: from === "end" ? replay.marks.length - 1 : 0 };
    location.hash = addressFor(run);
    return true;
  } catch {
    return false;
  }
}
export function showLive(): void {
  stored.value = null;
  location.hash = addressFor(null);
}
/** In the words of the page's language, as far as the scenarios have them. */
export const record = computed<RunRecord>(() => recordIn(runShown.value.record, language.value));

/** An attempt by its place; null follows the run. */
export const chosen = signal<{ readonly scenario: string; readonly position: string } | null>(null);

/** Of the buses; the same list until there is one more. */
export const interruptions = computed(() => record.value.interruptions);
export const slowLines = computed(() => record.value.slowLines);
export const attempts = computed(() => attemptsOf(record.value));
export const attemptShown = computed<AttemptedScenario | null>(() => {
  const place = chosen.value;
  const wanted =
    place === null
      ? undefined
      : attempts.value.findLast((a) => a.scenario === place.scenario && a.position === place.position);
  return wanted ?? attempts.value.at(-1) ?? null;
});

// The address may change without us: back and forward, one that was kept, a page loaded again.
effect(() => {
  const { run } = route.value;
  missing.value = null;
  if (run === (stored.peek()?.replay.run ?? null)) return;
  if (run === null) stored.value = null;
  else
    void openStored(run, "end").then((isThere) => {
      if (!isThere) missing.value = run;
    });
});
