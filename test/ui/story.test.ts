/** The page's story is the report's record, however the events came: in pieces, twice, or after a break. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import type { BusExchange, ServerMessage } from "#reports/live/protocol.ts";
import { recordOf } from "#reports/record.ts";
import { emptyStory, mostExchanges, noRun, type Story, tell, tellEvents } from "../../ui/feed/story.ts";
import { eventsOn, virtualMeter } from "../stories/runOn.ts";

let events: readonly RigEvent[] = [];
beforeAll(async () => {
  events = await eventsOn(virtualMeter("good"), ["ct-L2-reversed", "rated-current"]);
});
const piece = (first: number, until: number, run = "a"): Extract<ServerMessage, { type: "events" }> => ({
  type: "events",
  run,
  first,
  events: events.slice(first, until),
});

describe("the story of a run", () => {
  it("is the report's record, whatever pieces the events came in and however often", () => {
    const whole = recordOf(events);
    const cuts = fc.array(fc.tuple(fc.nat(events.length), fc.nat(events.length)), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, (pieces) => {
        let story = noRun;
        // What a page asks for after a break begins where it stopped; an eager server may begin earlier.
        for (const [from, until] of pieces)
          story = tellEvents(story, piece(Math.min(from, story.next), Math.max(from, until)));
        story = tellEvents(story, piece(story.next, events.length));
        expect(story.record).toEqual(whole);
        expect(story.next).toBe(events.length);
        expect(story.progress.over).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("begins anew with another run, and forgets the frames of the one before", () => {
    const exchange: BusExchange = {
      bus: "line",
      unit: 1,
      sentAt: 0,
      took: 0.02,
      request: "",
      answer: "",
      outcome: "silent",
      detail: "",
    };
    const messages: readonly ServerMessage[] = [
      piece(0, 5),
      { type: "bus", first: 2, exchanges: [exchange], units: [], lines: [] },
    ];
    const before = messages.reduce(tell, emptyStory);
    expect(before.bus).toMatchObject({ seen: 3, skipped: 2 });
    const after = tell(before, piece(0, 1, "b"));
    expect(after.run.record.scenarios).toEqual([]);
    expect(after.run.run).toBe("b");
    expect(after.bus.seen).toBe(0);
  });

  it("numbers exchanges without a gap and keeps the latest only", () => {
    const exchange = (unit: number): BusExchange => ({
      bus: "line",
      unit,
      sentAt: unit,
      took: 0,
      request: "",
      answer: "",
      outcome: "answered",
      detail: "",
    });
    const many = Array.from({ length: mostExchanges - 1 }, (_, i) => exchange(i));
    const say = (first: number, list: readonly BusExchange[]): ServerMessage => ({
      type: "bus",
      first,
      exchanges: list,
      units: [],
      lines: [],
    });
    const story: Story = [
      say(0, many),
      say(many.length, [exchange(-1), exchange(-2)]),
      // Told again to a page that was away for a moment.
      say(many.length, [exchange(-1), exchange(-2)]),
    ].reduce(tell, emptyStory);
    expect(story.bus.exchanges).toHaveLength(mostExchanges);
    expect(story.bus.exchanges[0]?.number).toBe(1);
    expect(story.bus.exchanges.at(-1)).toMatchObject({ unit: -2, number: mostExchanges });
  });
});
