/** How far a run is, from its events. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RigEvent, RigEventOf } from "#reports/events.ts";
import { advance, noProgress, progressLine, shareDone, timeLeft } from "#reports/progress.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

const progressAfter = (events: readonly RigEvent[]) =>
  events.reduce((progress, event) => advance(progress, event), noProgress);
const onHardware = sampleEvents.map(
  (event): RigEvent =>
    event.type === "runStarted" ? { ...event, bench: { ...event.bench, kind: "hardware" } } : event,
);

const stepEvent = sampleEvents.find(({ type }) => type === "stepStarted") as RigEventOf<"stepStarted">;
const begun = (kind: "virtual" | "hardware", planned: number, scale: number): RigEvent => {
  const started = sampleEvents[0] as RigEventOf<"runStarted">;
  return { ...started, planned, bench: { ...started.bench, kind, scale } };
};
const stepBegun = (scenario: string, position: string, step: number, hold: number, at: number): RigEvent => ({
  ...stepEvent,
  scenario,
  position,
  step,
  hold,
  at,
});

interface Look {
  readonly elapsed: number;
  readonly event?: RigEvent;
  /** Seconds of wall time that are truly left; null: not looked at. */
  readonly left: number | null;
}

/**
 * A run on a real bench as it goes: before every step a person takes their time, then it is held on all positions. With
 * each look the true time left where nothing but holding is to come until the next event: the sum of the holds, by hand.
 */
const realRun = fc
  .record({
    scale: fc.constantFrom(1, 60, 600),
    positions: fc.integer({ min: 1, max: 3 }),
    scenarios: fc.array(
      fc.array(
        fc.record({
          hold: fc.integer({ min: 60, max: 100_000 }),
          person: fc.double({ min: 0, max: 600, noNaN: true }),
          ticks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ scale, positions, scenarios }) => {
    const total = scenarios.flat().reduce((sum, { hold }) => sum + hold, 0);
    const names = Array.from({ length: positions }, (_, i) => `P${i}`);
    const events: Look[] = [];
    const ticks: Look[] = [];
    let [elapsed, held] = [0, 0];
    const tell = (event: RigEvent): void => {
      events.push({ event, elapsed, left: null });
    };
    tell(begun("hardware", total, scale));
    scenarios.forEach((steps, i) => {
      const scenario = `s${i}`;
      const planned = steps.reduce((sum, { hold }) => sum + hold, 0);
      const started = sampleEvents.find(
        ({ type }) => type === "scenarioStarted",
      ) as RigEventOf<"scenarioStarted">;
      for (const position of names) tell({ ...started, scenario, position, planned });
      steps.forEach(({ hold, person, ticks: shares }, step) => {
        for (const share of shares)
          ticks.push({ elapsed: elapsed + share * person, left: (total - held) / scale });
        elapsed += person;
        for (const position of names) tell(stepBegun(scenario, position, step, hold, elapsed * scale));
        for (const share of shares)
          ticks.push({
            elapsed: elapsed + (share * hold) / scale,
            left: (total - held - share * hold) / scale,
          });
        elapsed += hold / scale;
        held += hold;
      });
      const ended = sampleEvents.find(
        ({ type }) => type === "scenarioFinished",
      ) as RigEventOf<"scenarioFinished">;
      for (const position of names) tell({ ...ended, scenario, position, at: elapsed * scale });
    });
    return { events, ticks };
  });

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
  it("counts down inside a hold at the pace of the bench's clock: an hour at scale 600 is six seconds", () => {
    const rehearsal = onHardware.map(
      (event): RigEvent =>
        event.type === "runStarted" ? { ...event, bench: { ...event.bench, scale: 600 } } : event,
    );
    let progress = noProgress;
    // Armed and set by hand: twenty seconds before the first step begins.
    rehearsal.slice(0, 3).forEach((event, i) => {
      progress = advance(progress, event, 10 * i);
    });
    // 18000 s planned in all, 30 s at this pace.
    expect(timeLeft(progress, 20)).toBeCloseTo(30, 9);
    expect(timeLeft(progress, 23)).toBeCloseTo(27, 9);
    expect(progressLine(progress, 23, 100)).toMatch(/^ 10 % {2}27 s left/);
    // The hold is over; what follows is the operator's time.
    expect(timeLeft(progress, 26)).toBeCloseTo(24, 9);
    expect(timeLeft(progress, 600)).toBeCloseTo(24, 9);
  });

  it("on a real bench what is left is the holds to come, whatever people take in between, and never grows", () => {
    fc.assert(
      fc.property(realRun, ({ events, ticks }) => {
        let progress = noProgress;
        let left = Number.POSITIVE_INFINITY;
        // At one instant the event is heard first; sorting keeps that sequence.
        const looks: readonly Look[] = [...events, ...ticks].toSorted((a, b) => a.elapsed - b.elapsed);
        for (const look of looks) {
          if (look.event !== undefined) progress = advance(progress, look.event, look.elapsed);
          const now = timeLeft(progress, look.elapsed);
          if (now === null) continue;
          expect(now).toBeLessThanOrEqual(left + 1e-6);
          if (look.left !== null) expect(now).toBeCloseTo(look.left, 6);
          left = now;
        }
      }),
    );
  });

  it("on a virtual bench that keeps its pace what is left goes down, between events too", () => {
    const run = fc.record({
      holds: fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 20 }),
      pace: fc.double({ min: 1e-6, max: 1e-2, noNaN: true }),
    });
    fc.assert(
      fc.property(run, ({ holds, pace }) => {
        const total = holds.reduce((a, b) => a + b, 0);
        let progress = advance(noProgress, begun("virtual", total, 1), 0);
        let [at, left] = [0, Number.POSITIVE_INFINITY];
        holds.forEach((hold, step) => {
          progress = advance(progress, stepBegun("s", "P1", step, hold, at), at * pace);
          for (const share of [0, 0.3, 0.9]) {
            const elapsed = (at + share * hold) * pace;
            const now = timeLeft(progress, elapsed);
            if (now === null) continue;
            expect(now).toBeLessThanOrEqual(left * (1 + 1e-9) + 1e-9);
            expect(now).toBeCloseTo(total * pace - elapsed, 6);
            left = now;
          }
          at += hold;
        });
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
