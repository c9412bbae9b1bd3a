/** What departs from the diagram of a mode, or from what is programmed, is told as a fitter would say it, each once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { correctHookUp } from "#models/connection/hookUp.ts";
import { insertionModes } from "#models/connection/insertionMode.ts";
import {
  type CurrentTransformer,
  type InstrumentTransformers,
  ideal,
  idealVoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import type { PerPhase } from "#models/threePhase.ts";
import { arcMinutes, ratio } from "#models/units.ts";
import { drawnHookUp, isLooped, type Wired } from "#reports/figures/wired.ts";
import { wiringFaults } from "#reports/figures/wiringFaults.ts";
import { anyHookUps, instrumentTransformers } from "#scenarios/arbitraries/electrical.ts";
import { readHookUp } from "./hookUps.ts";

const meterOf = (model: string, ratios = {}, orderCode: string | null = null) => {
  const spec = meterSpec({ model, orderCode, programmed: { insertionMode: "3N3E", ...ratios } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
};
const onCts = meterOf("Conto D4-s", { ctRatio: 20 });
const onVts = meterOf("Conto D4-s", { ctRatio: 20, vtRatio: 100 }, "6017 8900");
const direct = meterOf("Conto D4-d");

const wired = (over: Partial<Wired>): Wired => ({
  mode: "3N3E",
  hookUp: correctHookUp(over.mode ?? "3N3E"),
  transformers: ideal(20, 1),
  meter: onCts,
  ...over,
});
type Change = { readonly [P in keyof PerPhase<CurrentTransformer>]?: Partial<CurrentTransformer> };
const cts = (changed: Change, of: InstrumentTransformers = ideal(20, 1)): InstrumentTransformers => ({
  ...of,
  current: {
    L1: { ...of.current.L1, ...changed.L1 },
    L2: { ...of.current.L2, ...changed.L2 },
    L3: { ...of.current.L3, ...changed.L3 },
  },
});

describe("faults of the hook-up", () => {
  const faults = (mode: Wired["mode"], voltage: string, current: string) =>
    wiringFaults(wired({ mode, hookUp: readHookUp(voltage, current) }));
  it("are what a fitter would say", () => {
    expect(faults("3N3E", "L1 L2 L3 N", "L1 -L2 L3")).toEqual([{ kind: "reversed", input: "L2" }]);
    expect(faults("3N3E", "L1 L3 L2 -", "L2 L1 -")).toEqual([
      { kind: "otherConductor", terminal: "L2", from: "L3" },
      { kind: "otherConductor", terminal: "L3", from: "L2" },
      { kind: "openVoltage", terminal: "N" },
      { kind: "otherPhase", input: "L1", from: "L2" },
      { kind: "otherPhase", input: "L2", from: "L1" },
      { kind: "openCurrent", input: "L3" },
    ]);
    expect(faults("3-2E (1-3)", "L1 L2 L3", "L1 L2 L3")).toEqual([{ kind: "extraCurrent", input: "L2" }]);
  });
  it("are none exactly where the hook-up is the mode's own", () => {
    fc.assert(
      fc.property(fc.constantFrom(...insertionModes), anyHookUps(), (mode, hookUp) => {
        const of = (connected: Wired["hookUp"]) =>
          wiringFaults({ mode, hookUp: connected, transformers: null, meter: null });
        expect(of(correctHookUp(mode))).toEqual([]);
        const isSame = JSON.stringify(hookUp) === JSON.stringify(correctHookUp(mode));
        expect(of(hookUp).length === 0).toBe(isSame);
      }),
    );
  });
  it("of two VTs in open delta: a lead to their N is a lead to nothing", () =>
    expect(wiringFaults(wired({ meter: onVts, transformers: ideal(20, 100, "openDelta") }))).toEqual([
      { kind: "openVoltage", terminal: "N" },
    ]));
});

describe("faults of the transformers", () => {
  it("are polarity, secondary and ratio of each CT", () => {
    const transformers = cts({
      L1: { polarity: "reversed" },
      L2: { secondary: "open", ratio: 40 },
      L3: { secondary: "shorted" },
    });
    expect(wiringFaults(wired({ transformers }))).toEqual([
      { kind: "ctReversed", ct: "L1" },
      { kind: "ctOpen", ct: "L2" },
      { kind: "ctShorted", ct: "L3" },
      { kind: "ctRatio", cts: ["L2"], mounted: 40, programmed: 20 },
    ]);
  });
  it("tell CTs of one wrong ratio together: 200/5 where 100/5 is programmed", () =>
    expect(wiringFaults(wired({ transformers: ideal(40, 1) }))).toEqual([
      { kind: "ctRatio", cts: ["L1", "L2", "L3"], mounted: 40, programmed: 20 },
    ]));
  it("show a CT mounted the wrong way and its leads interchanged, though together they cancel", () => {
    const both = wired({
      transformers: cts({ L2: { polarity: "reversed" } }),
      hookUp: readHookUp("L1 L2 L3 N", "L1 -L2 L3"),
    });
    expect(wiringFaults(both)).toEqual([
      { kind: "ctReversed", ct: "L2" },
      { kind: "reversed", input: "L2" },
    ]);
  });
  it("leave out a CT that feeds nothing", () => {
    const mode = "3-2E (1-3)";
    const transformers = cts({ L2: { polarity: "reversed", secondary: "open", ratio: 99 } });
    expect(wiringFaults(wired({ mode, transformers }))).toEqual([]);
    const fed = wired({ mode, transformers, hookUp: readHookUp("L1 L2 L3", "L2 - L3") });
    expect(wiringFaults(fed).map(({ kind }) => kind)).toEqual([
      "ctReversed",
      "ctOpen",
      "ctRatio",
      "otherPhase",
    ]);
  });
  it("are polarity, fuse and ratio of each VT, named by what its primary lies between", () => {
    const [right, of] = [ideal(20, 100, "openDelta"), "3-2E (1-3)" as const];
    const vt = idealVoltageTransformer(100);
    const transformers: InstrumentTransformers = {
      ...right,
      voltage: {
        kind: "openDelta",
        L1L2: { ...vt, polarity: "reversed", ratio: 200 },
        L3L2: { ...vt, secondary: "open" },
      },
    };
    expect(wiringFaults(wired({ mode: of, meter: onVts, transformers }))).toEqual([
      { kind: "vtReversed", vt: "L1-L2" },
      { kind: "vtOpen", vt: "L3-L2" },
      { kind: "vtRatio", vts: ["L1-L2"], mounted: 200, programmed: 100 },
    ]);
  });
  it("are the primary leads of VTs, each one's own and the one they share, whichever phase that is", () => {
    const vt = idealVoltageTransformer(100);
    const transformers: InstrumentTransformers = {
      ...ideal(20, 100),
      voltage: {
        kind: "openDelta",
        L1L3: { ...vt, primary: "open" },
        L2L3: vt,
        commonPrimary: "open",
      },
    };
    expect(wiringFaults(wired({ mode: "3-2E (1-2)", meter: onVts, transformers }))).toEqual([
      { kind: "vtSharedOpen", shared: "L3", vts: ["L1-L3", "L2-L3"] },
      { kind: "vtPrimaryOpen", vt: "L1-L3" },
    ]);
  });
  it("are VTs that are not there though a KTV is programmed", () =>
    expect(wiringFaults(wired({ meter: onVts }))).toEqual([{ kind: "vtMissing", programmed: 100 }]));
  it("are not the errors of transformers", () => {
    const errors = { ratioError: ratio(0.005), phaseDisplacement: arcMinutes(30) };
    const transformers = cts({ L1: errors, L2: errors, L3: errors });
    expect(wiringFaults(wired({ transformers }))).toEqual([]);
  });
  it("are none where the transformers are not told, and no ratio is wrong where the meter is not known", () => {
    fc.assert(
      fc.property(fc.constantFrom(...insertionModes), instrumentTransformers(), (mode, transformers) => {
        expect(wiringFaults(wired({ mode, transformers: null }))).toEqual([]);
        const kinds = wiringFaults(wired({ mode, transformers, meter: null })).map(({ kind }) => kind);
        expect(kinds).not.toContain("ctRatio");
        expect(kinds).not.toContain("vtRatio");
      }),
    );
  });
});

describe("a direct-connected meter", () => {
  const through = (current: string, transformers = ideal(1, 1), voltage = "L1 L2 L3 N") =>
    wiringFaults(wired({ meter: direct, transformers, hookUp: readHookUp(voltage, current) }));
  it("has no CT to be wrong: its conductors are", () => {
    expect(through("L1 L2 L3")).toEqual([]);
    expect(through("-L1 - L3")).toEqual([
      { kind: "sidesInterchanged", input: "L1" },
      { kind: "bypassed", input: "L2" },
    ]);
  });
  it("takes its voltage inside: one conductor through the wrong input is one fault", () =>
    expect(through("L2 L1 L3", ideal(1, 1), "L2 L1 L3 N")).toEqual([
      { kind: "otherLine", input: "L1", from: "L2" },
      { kind: "otherLine", input: "L2", from: "L1" },
    ]));
  it("has its conductor past it or the wrong way where a transformer of ratio 1 is said to be", () => {
    const said = cts({ L1: { polarity: "reversed" }, L2: { secondary: "shorted" } }, ideal(1, 1));
    expect(through("L1 L2 L3", said)).toEqual([
      { kind: "sidesInterchanged", input: "L1" },
      { kind: "bypassed", input: "L2" },
    ]);
    // twice the wrong way is the right one
    expect(through("-L1 L2 L3", cts({ L1: { polarity: "reversed" } }, ideal(1, 1)))).toEqual([]);
  });
  it("is drawn behind CTs where there are some, of a ratio it can't be programmed for", () => {
    const behind = wired({ meter: direct, transformers: ideal(20, 1) });
    expect(isLooped(behind)).toBe(false);
    expect(drawnHookUp(behind)).toEqual(behind.hookUp);
    expect(wiringFaults(behind)).toEqual([
      { kind: "ctRatio", cts: ["L1", "L2", "L3"], mounted: 20, programmed: 1 },
    ]);
  });
});
