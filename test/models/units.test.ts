import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as units from "#models/units.ts";

describe("units", () => {
  it("an hour at one kilowatt is one kilowatt-hour", () => {
    const energy = units.energyOf(units.kilowatts(1), units.hours(1));
    expect(energy).toBe(1000);
    expect(units.inKilowattHours(energy)).toBe(1);
    expect(units.reactiveEnergyOf(units.kilovars(2), units.minutes(30))).toBe(1000);
  });

  it("a right angle is 5400 minutes of arc", () => {
    expect(units.degrees(90)).toBeCloseTo(Math.PI / 2, 15);
    expect(units.arcMinutes(5400)).toBeCloseTo(Math.PI / 2, 15);
    expect(units.inArcMinutes(units.degrees(1))).toBeCloseTo(60, 12);
  });

  it("50 Hz turn by 314.159 rad/s", () => {
    expect(units.angularFrequency(units.hertz(50))).toBeCloseTo(314.1592653589793, 10);
  });

  it("a per cent is a hundredth", () => {
    expect(units.asPercent(units.ratio(0.01))).toBe(1);
    expect(units.asRatio(units.percent(1))).toBe(0.01);
  });

  it.each<[string, (value: number) => number, (value: number) => number]>([
    ["kilovolts", units.kilovolts, (v) => units.inKilovolts(units.volts(v))],
    ["milliamperes", units.milliamperes, (v) => units.inMilliamperes(units.amperes(v))],
    ["kilowatts", units.kilowatts, (v) => units.inKilowatts(units.watts(v))],
    ["kilowatt-hours", units.kilowattHours, (v) => units.inKilowattHours(units.wattHours(v))],
    ["milliseconds", units.milliseconds, (v) => units.inMilliseconds(units.seconds(v))],
    ["minutes", units.minutes, (v) => units.inMinutes(units.seconds(v))],
    ["hours", units.hours, (v) => units.inHours(units.seconds(v))],
    ["days", units.days, (v) => units.inDays(units.seconds(v))],
    ["degrees", units.degrees, (v) => units.inDegrees(units.radians(v))],
    ["minutes of arc", units.arcMinutes, (v) => units.inArcMinutes(units.radians(v))],
    ["kilometres", units.kilometres, (v) => units.inKilometres(units.metres(v))],
  ])("what enters as %s leaves as what it was", (_, enter, leave) => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        expect(leave(enter(value))).toBeCloseTo(value, 5);
      }),
    );
  });
});
