/**
 * How far a run is and how long it still takes, from its events. The yardstick is the bench time planned. On a real bench
 * a second held is a second less to hold, at the pace its clock was given, so what is left is known and goes down; while a
 * person is asked something nothing is held and it stands still. On a virtual one nobody knows how long the next step
 * takes to compute: what is left follows from the pace so far, and counts down between two events.
 */
import { type Verdict, verdicts } from "#models/metrology/verdict.ts";
import { beginningOf } from "#reports/columns.ts";
import type { RigEvent, RigEventOf } from "#reports/events.ts";
import { durationText } from "#reports/numberText.ts";
import { printableLine } from "#reports/printable.ts";

export interface Progress {
  /** Seconds of bench time in all; 0: not known. */
  readonly planned: number;
  readonly bench: "virtual" | "hardware";
  /** Bench seconds in one real second, on a real bench. */
  readonly scale: number;
  /** Bench seconds of the plan that are over: steps held to their end, scenarios ended. */
  readonly done: number;
  /** Of these, what was over when the present scenario began. */
  readonly before: number;
  /** Bench seconds planned for the present scenario. */
  readonly scenario: { readonly id: string; readonly planned: number } | null;
  /** The step being held on a real bench, since this many seconds of wall time after the run began. */
  readonly held: { readonly key: string; readonly hold: number; readonly since: number } | null;
  /** Seconds of wall time after the run began when the last event was heard; null: nobody looked at a clock. */
  readonly heardAt: number | null;
  /** What is going on, in words. */
  readonly now: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly over: boolean;
}

export const noProgress: Progress = {
  planned: 0,
  bench: "virtual",
  scale: 1,
  done: 0,
  before: 0,
  scenario: null,
  held: null,
  heardAt: null,
  now: "starting",
  counts: { pass: 0, inconclusive: 0, fail: 0, error: 0 },
  over: false,
};

/**
 * `elapsed`: seconds of wall time since the run began, when the event was heard; left out by who has only the events,
 * which then say it themselves, as well as bench time can.
 */
export function advance(before: Progress, event: RigEvent, elapsed: number | null = null): Progress {
  const progress = { ...before, heardAt: elapsed };
  /** Virtual bench time passes in steps alone, so its instants are the plan's. */
  const reach = (at: number): number =>
    progress.bench === "virtual" ? Math.max(progress.done, at) : progress.done;
  switch (event.type) {
    case "runStarted": {
      const { kind, scale = 1 } = event.bench;
      return { ...noProgress, planned: event.planned, bench: kind, scale, heardAt: elapsed };
    }
    case "scenarioStarted": {
      const now = `${event.scenario} @ ${event.position}`;
      // Told once for each position, all of which are held together.
      if (progress.scenario?.id === event.scenario) return { ...progress, now };
      const scenario = { id: event.scenario, planned: event.planned };
      return { ...progress, scenario, before: progress.done, now };
    }
    case "stepStarted":
      return {
        ...(progress.bench === "hardware"
          ? holding(progress, event, elapsed)
          : { ...progress, done: reach(event.at) }),
        now: `${event.scenario} @ ${event.position}, ${event.name}`,
      };
    case "sampled":
    case "leftOut":
      return { ...progress, done: reach(event.reading.sampledAt) };
    case "scenarioFinished": {
      const counts = { ...progress.counts, [event.verdict]: progress.counts[event.verdict] + 1 };
      if (progress.bench === "virtual") return { ...progress, done: reach(event.at), counts };
      const planned = progress.scenario?.id === event.scenario ? progress.scenario.planned : 0;
      return { ...progress, done: Math.max(progress.done, progress.before + planned), held: null, counts };
    }
    case "runFinished":
      return { ...progress, now: "finished", over: true };
    case "looked":
      return { ...progress, done: reach(event.at) };
    case "meterDescribed":
    case "compared":
    case "faulted":
    case "linkInterrupted":
    case "lineFoundSlow":
    case "scenarioSkipped":
      return progress;
  }
}

/** A step of a real bench begins: the one before it is over. All positions begin it together. */
function holding(progress: Progress, event: RigEventOf<"stepStarted">, elapsed: number | null): Progress {
  const key = `${event.scenario} ${event.step} ${event.at}`;
  if (progress.held?.key === key) return progress;
  const since = elapsed ?? event.at / progress.scale;
  const done = progress.done + (progress.held?.hold ?? 0);
  return { ...progress, done, held: { key, hold: event.hold, since } };
}

/** Bench seconds of the plan that are over after `elapsed` seconds of wall time. */
function over({ done, held, scale }: Progress, elapsed: number): number {
  if (held === null) return done;
  return done + Math.min(held.hold, Math.max(0, (elapsed - held.since) * scale));
}

/** Share done, 0 to 1, after `elapsed` seconds of wall time since the run began; null: not known. */
export function shareDone(progress: Progress, elapsed: number): number | null {
  if (progress.over) return 1;
  if (!(progress.planned > 0)) return null;
  return Math.min(1, over(progress, elapsed) / progress.planned);
}

/** Seconds of wall time left; null: too early to say. What people at the source take is not in it. */
export function timeLeft(progress: Progress, elapsed: number): number | null {
  const share = shareDone(progress, elapsed);
  if (share === null) return null;
  if (progress.bench === "hardware") return (progress.planned * (1 - share)) / progress.scale;
  if (share <= 0) return null;
  const heardAt = progress.heardAt ?? elapsed;
  return Math.max(0, (heardAt * (1 - share)) / share - Math.max(0, elapsed - heardAt));
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
        : `${printableLine(durationText(Math.ceil(left - 1e-9), "en"))} left`,
    verdicts
      .filter((verdict) => progress.counts[verdict] > 0)
      .map((verdict) => `${progress.counts[verdict]} ${verdict}`)
      .join(" "),
    printableLine(progress.now),
  ];
  return beginningOf(parts.filter((part) => part !== "").join("  "), width + 1);
}
