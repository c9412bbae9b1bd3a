/**
 * How far a run is and how long it still takes, from its events alone. Bench time is the yardstick: the last instant
 * the events speak of over the time planned. On a real bench it runs like the clock on the wall, so that the line moves
 * on inside a step of many hours; on a virtual one only events move it.
 */
import { type Verdict, verdicts } from "#models/metrology/verdict.ts";
import type { RigEvent } from "#reports/events.ts";
import { durationText } from "#reports/numberText.ts";
import { printableLine } from "#reports/printable.ts";

export interface Progress {
  /** Seconds of bench time in all; 0: not known. */
  readonly planned: number;
  /** Bench seconds since the run began, as of the last event. */
  readonly done: number;
  /** Bench instant up to which the present step is held; it may be waited for on a real bench. */
  readonly heldUntil: number;
  readonly bench: "virtual" | "hardware";
  /** What is going on, in words. */
  readonly now: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly over: boolean;
}

export const noProgress: Progress = {
  planned: 0,
  done: 0,
  heldUntil: 0,
  bench: "virtual",
  now: "starting",
  counts: { pass: 0, inconclusive: 0, fail: 0, error: 0 },
  over: false,
};

export function advance(progress: Progress, event: RigEvent): Progress {
  const reach = (at: number) => Math.max(progress.done, at);
  switch (event.type) {
    case "runStarted":
      return { ...noProgress, planned: event.planned, bench: event.bench.kind };
    case "scenarioStarted":
      return { ...progress, now: `${event.scenario} @ ${event.position}` };
    case "stepStarted":
      return {
        ...progress,
        done: reach(event.at),
        heldUntil: Math.max(progress.heldUntil, event.at + event.hold),
        now: `${event.scenario} @ ${event.position}, ${event.name}`,
      };
    case "sampled":
      return { ...progress, done: reach(event.reading.sampledAt) };
    case "scenarioFinished": {
      const counts = { ...progress.counts, [event.verdict]: progress.counts[event.verdict] + 1 };
      return { ...progress, done: reach(event.at), counts };
    }
    case "runFinished":
      return { ...progress, now: "finished", over: true };
    case "looked":
      return { ...progress, done: reach(event.at) };
    case "meterDescribed":
    case "compared":
    case "faulted":
    case "linkInterrupted":
    case "scenarioSkipped":
      return progress;
  }
}

/** Share done, 0 to 1, after `elapsed` seconds of wall time since the run began; null: not known. */
export function shareDone(progress: Progress, elapsed: number): number | null {
  if (progress.over) return 1;
  if (!(progress.planned > 0)) return null;
  const waited = progress.bench === "hardware" ? Math.min(elapsed, progress.heldUntil) : 0;
  return Math.min(1, Math.max(progress.done, waited) / progress.planned);
}

/** Seconds of wall time left, in proportion to what was done; null: too early to say. */
export function timeLeft(progress: Progress, elapsed: number): number | null {
  const share = shareDone(progress, elapsed);
  return share === null || share <= 0 ? null : (elapsed * (1 - share)) / share;
}

/**
 * One line of at most `width` columns: " 42 %  3 min left  ✗ 1  scenario @ position, step". `elapsed`: seconds of wall
 * time since the run began.
 */
export function progressLine(progress: Progress, elapsed: number, width: number): string {
  const share = shareDone(progress, elapsed);
  const left = timeLeft(progress, elapsed);
  const parts = [
    share === null ? "" : `${Math.floor(share * 100)} %`.padStart(5),
    progress.over
      ? ""
      : left === null
        ? "time left unknown"
        : `${printableLine(durationText(left, "en"))} left`,
    verdicts
      .filter((verdict) => progress.counts[verdict] > 0)
      .map((verdict) => `${progress.counts[verdict]} ${verdict}`)
      .join(" "),
    printableLine(progress.now),
  ];
  const characters = [...parts.filter((part) => part !== "").join("  ")];
  return characters.length <= width ? characters.join("") : `${characters.slice(0, width - 1).join("")}…`;
}
