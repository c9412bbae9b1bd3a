/** Wherever one goes in a stored run, by whatever way, it is told as far as that and no further. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf } from "#reports/record.ts";
import { replayOf } from "../../ui/feed/replay.ts";
import { eventsOn, virtualMeter } from "../stories/runOn.ts";

// Long enough for several of the points kept on the way.
const events = await eventsOn(virtualMeter("gain"), ["wiring", "balanced", "load-profile"]);

describe("a run gone through again", () => {
  it("stands where the record of its first events stands, forwards and backwards", () => {
    expect(events.length).toBeGreaterThan(1500);
    const place = fc.integer({ min: 0, max: events.length });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), (places) => {
        const replay = replayOf("again", events);
        for (const count of places) {
          const told = replay.storyAt(count);
          expect(told.next).toBe(count);
          expect(told.record).toEqual(recordOf(events.slice(0, count)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("stops where there was something to see, and at last at its end", () => {
    const { marks, storyAt } = replayOf("again", events);
    expect(marks.at(-1)).toBe(events.length);
    expect(storyAt(marks[0] ?? 0).record.run?.run).toBe("story");
    const seen = marks.map((mark) => events[mark - 1]?.type);
    expect(new Set(seen)).toEqual(
      new Set([
        "runStarted",
        "scenarioStarted",
        "stepStarted",
        "looked",
        "compared",
        "scenarioFinished",
        "runFinished",
      ]),
    );
    expect(seen.filter((type) => type === "compared")).toHaveLength(
      events.filter(({ type }) => type === "compared").length,
    );
  });

  it("of a run that broke off ends where it broke off", () => {
    const broken = events.slice(0, events.findIndex(({ type }) => type === "sampled") + 1);
    const { marks, storyAt } = replayOf("broken", broken);
    expect(storyAt(marks.at(-1) ?? 0).next).toBe(broken.length);
    expect(replayOf("nothing", []).storyAt(0).record.run).toBeNull();
  });
});
