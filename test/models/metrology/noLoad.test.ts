import { describe, expect, it } from "vitest";
import { noLoadTime } from "#models/metrology/noLoad.ts";
import { amperes, inHours, inMinutes, volts } from "#models/units.ts";
import { activeClass, class1And2, ct5, direct10, voltage400 } from "./meters.ts";

/** 600e6 (class 1) and 480e6 (class 2 reactive) over k m Un Imax, worked out by hand for the family. */
const cases = [
  { name: "D1, k 2000, 32 A", k: 2000, mode: "1N1E", imax: 32, active: 40.8, reactive: null },
  { name: "D1, k 1000, 32 A", k: 1000, mode: "1N1E", imax: 32, active: 81.5, reactive: null },
  { name: "D2, k 100, 36 A", k: 100, mode: "1N1E", imax: 36, active: 724.6, reactive: null },
  { name: "D2, k 100, 63 A", k: 100, mode: "1N1E", imax: 63, active: 414.1, reactive: null },
  { name: "D4-d, 1 imp/Wh", k: 1000, mode: "3N3E", imax: 63, active: 13.8, reactive: 11.0 },
  { name: "D4-d, 1 imp/10 Wh", k: 100, mode: "3N3E", imax: 63, active: 138.0, reactive: 110.4 },
  { name: "D4-s four wires", k: 100, mode: "3N3E", imax: 6, active: 1449.3, reactive: 1159.4 },
  {
    name: "D4-s three wires, two elements",
    k: 100,
    mode: "3-2E (1-3)",
    imax: 6,
    active: 1250.0,
    reactive: 1000.0,
  },
] as const;

describe("minimum time of the no-load test", () => {
  it.each(cases)("$name: $active min active", ({ k, mode, imax, active, reactive }) => {
    const test = {
      classes: class1And2,
      current: { ...direct10, maximum: amperes(imax) },
      voltage: voltage400,
      insertionMode: mode,
      pulsesPerKilowattHour: k,
    };
    expect(inMinutes(noLoadTime(test, "active")?.time ?? (0 as never))).toBeCloseTo(active, 1);
    if (reactive !== null)
      expect(inMinutes(noLoadTime(test, "reactive")?.time ?? (0 as never))).toBeCloseTo(reactive, 1);
  });
  const d4s = {
    classes: class1And2,
    current: ct5,
    voltage: voltage400,
    insertionMode: "3N3E",
    pulsesPerKilowattHour: 100,
  } as const;
  it("D4-s at 57.7 V needs 96 h", () => {
    const low = { ...d4s, voltage: { ...voltage400, phaseToNeutral: volts(57.7) } };
    expect(inMinutes(noLoadTime(low, "active")?.time ?? (0 as never))).toBeCloseTo(5777, 0);
    expect(inHours(noLoadTime(low, "reactive")?.time ?? (0 as never))).toBeCloseTo(4622 / 60, 1);
  });
  it("m can be sqrt3 for three wires, as bench programs count", () => {
    const of = (m: number) => noLoadTime({ ...d4s, insertionMode: "3-2E (1-3)", m }, "active")?.time ?? 0;
    expect(of(Math.sqrt(3)) / of(2)).toBeCloseTo(2 / Math.sqrt(3), 12);
  });
  // 240e3 / (100 x 3 x 1.15 x 230 x 0.010 A): four pulse periods of the starting power at 1.15 Un.
  it("EN 50470-3 class B counts from the starting current", () => {
    const found = noLoadTime({ ...d4s, classes: activeClass("EN 50470-3", "B") }, "active");
    expect(inMinutes(found?.time ?? (0 as never))).toBeCloseTo(302.46, 1);
  });
  it("there is none for a class the meter does not have", () => {
    expect(noLoadTime({ ...d4s, classes: activeClass("IEC 62053-21", "1") }, "reactive")).toBeNull();
    expect(noLoadTime({ ...d4s, classes: activeClass("IEC 62053-21", "9") }, "active")).toBeNull();
  });
});
