/**
 * Which run is on the page (the live one, or a stored one that was opened) and which attempt of it the pages show: the
 * one that was chosen, else the one that began last.
 */
import { computed, signal } from "@preact/signals";
import { attemptsOf } from "#reports/conclusion.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import type { RunStory } from "../feed/story.ts";

export interface StoredRun {
  readonly run: string;
  readonly story: RunStory;
}
export const stored = signal<StoredRun | null>(null);
export const runShown = computed<RunStory>(() => stored.value?.story ?? story.value.run);
export const record = computed<RunRecord>(() => runShown.value.record);

/** An attempt by its place; null follows the run. */
export const chosen = signal<{ readonly scenario: string; readonly position: string } | null>(null);

export const attempts = computed(() => attemptsOf(record.value));
export const attemptShown = computed<AttemptedScenario | null>(() => {
  const place = chosen.value;
  const wanted =
    place === null
      ? undefined
      : attempts.value.findLast((a) => a.scenario === place.scenario && a.position === place.position);
  return wanted ?? attempts.value.at(-1) ?? null;
});
