/** How far a run is, from its events. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { advance, noProgress, progressLine, shareDone, timeLeft } from "#reports/progress.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

const progressAfter = (events: readonly RigEvent[]) => events.reduce(advance, noProgress);
const onHardware = sampleEvents.map(
  (event): RigEvent =>
    event.type === "runStarted" ? { ...event, bench: { ...event.bench, kind: "hardware" } } : event,
);

describe("progress", () => {
  it("is bench time over the time planned: 3600 s of 18000 s after the first scenario is a fifth", () => {
    const progress = progressAfter(sampleEvents.slice(0, 7));
    expect(shareDone(progress, 2)).toBeCloseTo(0.2, 12);
    expect(timeLeft(progress, 2)).toBeCloseTo(8, 12);
    expect(progressLine(progress, 2, 100)).toBe(
      " 20 %  8 s left  1 pass  full-load @ P1, 5 A, power factor 1",
    );
  });
  it("runs on with the wall clock inside a step of a real bench, but not past the step's end", () => {
    const progress = progressAfter(onHardware.slice(0, 3));
    expect(shareDone(progress, 1800)).toBeCloseTo(0.1, 12);
    expect(timeLeft(progress, 1800)).toBeCloseTo(16200, 9);
    expect(shareDone(progress, 9000)).toBeCloseTo(0.2, 12);
  });
  it("does not move by itself on a virtual bench", () => {
    expect(shareDone(progressAfter(sampleEvents.slice(0, 3)), 1800)).toBe(0);
    expect(progressLine(progressAfter(sampleEvents.slice(0, 3)), 1800, 100)).toContain("time left unknown");
  });
  it("ends at 100 % with nothing left", () => {
    expect(progressLine(progressAfter(sampleEvents), 3, 100)).toBe(
      "100 %  1 pass 1 inconclusive 1 fail 1 error  finished",
    );
  });
  it("never goes back and never leaves 0 to 1", () => {
    fc.assert(
      fc.property(runArbitrary, fc.double({ min: 0, max: 1e6, noNaN: true }), ({ events }, elapsed) => {
        let [progress, last] = [advance(noProgress, events[0]!), 0];
        for (const event of events.slice(1)) {
          progress = advance(progress, event);
          const share = shareDone(progress, elapsed) ?? 0;
          expect(share).toBeGreaterThanOrEqual(last);
          expect(share).toBeLessThanOrEqual(1);
          last = share;
        }
      }),
    );
  });
  it("fits the width", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 60 }), (width) => {
        expect(
          [...progressLine(progressAfter(sampleEvents.slice(0, 9)), 5, width)].length,
        ).toBeLessThanOrEqual(width);
      }),
    );
  });
});
