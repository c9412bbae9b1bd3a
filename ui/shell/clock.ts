/** The time of day, milliseconds, once a second: for what counts down or up while nothing happens. */
import { effect, signal } from "@preact/signals";
import { story } from "../feed/feed.ts";

export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 1000);

/** Milliseconds of pauses since the run began, as far as this page saw them: no part of the pace of a run. */
export const pausedFor = signal(0);
let pausedSince: number | null = null;
let runSeen = "";
effect(() => {
  const { session } = story.value;
  const run = "run" in session ? session.run : "";
  if (run !== runSeen) {
    runSeen = run;
    pausedFor.value = 0;
    pausedSince = null;
  }
  if (session.kind === "paused") pausedSince ??= Date.now();
  else if (pausedSince !== null) {
    pausedFor.value = pausedFor.peek() + Date.now() - pausedSince;
    pausedSince = null;
  }
});
