/** The twin of the attempt on the page, with the keys that were pressed on it. */
import { computed, signal } from "@preact/signals";
import type { KeyPress } from "#models/meter/program.ts";
import { specOf } from "#reports/meters.ts";
import { story } from "../feed/feed.ts";
import { attemptShown, record, stored } from "../shell/shown.ts";
import { type Pressed, twinOf } from "./twin.ts";

/** Of one attempt: another one has a twin that nobody has touched. */
interface Touched {
  readonly attempt: string;
  readonly pressed: readonly Pressed[];
}
const touched = signal<Touched>({ attempt: "", pressed: [] });
const attemptKey = computed(() => {
  const attempt = attemptShown.value;
  return attempt === null ? "" : `${attempt.scenario}@${attempt.position}#${attempt.steps[0]?.at ?? 0}`;
});

export const twinShown = computed(() => {
  const attempt = attemptShown.value;
  if (attempt === null) return null;
  const now = stored.value === null ? (story.value.values?.at ?? null) : null;
  const pressed = touched.value.attempt === attemptKey.value ? touched.value.pressed : [];
  return twinOf(attempt, specOf(record.value, attempt), now, pressed);
});

export function pressTwin(key: KeyPress): void {
  const twin = twinShown.value;
  if (twin === null) return;
  const before = touched.value.attempt === attemptKey.value ? touched.value.pressed : [];
  touched.value = { attempt: attemptKey.value, pressed: [...before, { at: twin.state.clock, key }] };
}
