import { describe, expect, it } from "vitest";
import { startingCurrent, startingPulseInterval } from "#models/metrology/startingCurrent.ts";
import { amperes, volts } from "#models/units.ts";
import { activeClass, class1And2, ct1, ct5, direct10 } from "./meters.ts";

describe("starting current", () => {
  it.each([
    ["direct 10 A", direct10, 0.04, 0.05],
    ["CT 5 A", ct5, 0.01, 0.015],
    ["CT 1 A", ct1, 0.002, 0.003],
  ] as const)("class 1 active and class 2 reactive, %s: %d", (_, ratings, active, reactive) => {
    expect(startingCurrent(class1And2, ratings, "active")?.current).toBeCloseTo(active, 12);
    expect(startingCurrent(class1And2, ratings, "reactive")?.current).toBeCloseTo(reactive, 12);
  });
  // French order of 2013, annex 4: 0.005 / 0.004 / 0.004 Iref direct, 0.003 / 0.002 / 0.001 on CTs.
  it.each([
    ["A", 0.05, 0.015],
    ["B", 0.04, 0.01],
    ["C", 0.04, 0.005],
  ])("EN 50470-3 class %s: %f A direct 10 A, %f A on 5 A", (name, direct, ct) => {
    const classes = activeClass("EN 50470-3", name);
    expect(startingCurrent(classes, direct10, "active")?.current).toBeCloseTo(direct, 12);
    expect(startingCurrent(classes, ct5, "active")?.current).toBeCloseTo(ct, 12);
  });
  it.each([
    ["D2, k 100", 100, 1, 0.04, 3913],
    ["D4-d, k 1000", 1000, 3, 0.04, 130],
    ["D4-s 5 A, k 100", 100, 3, 0.01, 5217],
    ["D4-s 1 A, k 100", 100, 3, 0.002, 26087],
  ])("%s: a pulse every %d", (_, k, m, current, interval) => {
    expect(startingPulseInterval(k, m, volts(230), amperes(current))).toBeCloseTo(interval, -0.5);
  });
});
