/**
 * Pulses that come faster than the contact can close wait, and go out even when nothing is consumed any more: 345 kW
 * (5 A behind 100 : 1) are 95.8 Wh a second, nine pulses of 10 Wh, while the contact and its pause take a second each.
 */
import { describe, expect, it } from "vitest";
import { milliseconds, type Seconds, seconds, wattHours } from "#models/units.ts";
import { at, held, idle, live, meter, running } from "./bench.ts";

const spec = meter({
  insertionMode: "3N3E",
  ctRatio: 100,
  pulse: { energy: "active", weight: wattHours(10), width: milliseconds(500) },
});
const startsIn = (idleFor: readonly Seconds[]): { started: number; waiting: number } => {
  const { state } = live(spec, running(spec), [
    held(at({}), 10),
    ...idleFor.map((duration) => held(idle, duration)),
  ]);
  return state.pulses;
};

describe("queued pulses", () => {
  it("go on going out, one a second, after the load is gone, and none is lost", () => {
    const { started, waiting } = startsIn([]);
    // 958.3 Wh.
    expect(started + waiting).toBe(95);
    expect(started).toBe(10);
    expect(startsIn([seconds(20)])).toMatchObject({ started: 30, waiting: 65 });
    expect(startsIn([seconds(200)])).toMatchObject({ started: 95, waiting: 0 });
  });
  it("do not mind how the waiting is cut", () => {
    const slices = Array.from({ length: 100 }, () => milliseconds(200));
    expect(startsIn(slices)).toEqual(startsIn([seconds(20)]));
  });
});
