/**
 * A stored run to be gone through again: the story as it stood after any of its events, with marks where there was
 * something to see. The story is a fold, so going back means folding again from a point on the way; such points are kept.
 */
import type { RigEvent } from "#reports/events.ts";
import { noRun, type RunStory, tellEvents } from "./story.ts";

export interface Replay {
  readonly run: string;
  /** Numbers of events after which something is to be seen: a load set, a look, a comparison, a verdict; the end last. */
  readonly marks: readonly number[];
  /** The story after the first `count` events. */
  storyAt(count: number): RunStory;
}

/** So many events are folded at most to get anywhere. */
const apart = 500;

const isSeen = ({ type }: RigEvent): boolean => type !== "sampled" && type !== "meterDescribed";

export function replayOf(run: string, events: readonly RigEvent[]): Replay {
  const points: RunStory[] = [{ ...noRun, run }];
  const on = (story: RunStory, until: number): RunStory =>
    tellEvents(story, { type: "events", run, first: story.next, events: events.slice(story.next, until) });
  const marks = events.flatMap((event, i) => (isSeen(event) ? [i + 1] : []));
  return {
    run,
    marks: marks.at(-1) === events.length ? marks : [...marks, events.length],
    storyAt(count) {
      const until = Math.max(0, Math.min(count, events.length));
      const wanted = Math.floor(until / apart);
      for (let point = points.length; point <= wanted; point++) {
        const before = points[point - 1] ?? noRun;
        points.push(on(before, point * apart));
      }
      return on(points[wanted] ?? noRun, until);
    },
  };
}
