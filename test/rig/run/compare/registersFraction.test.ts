import { describe, expect, it } from "vitest";
import { degrees, percent, vars, watts } from "#models/units.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import type { Claim } from "#scenarios/claim.ts";
import { evidence, held, load, meter, read } from "./bench.ts";

const predicted: Claim = {
  type: "registersFraction",
  energy: "active energy",
  fraction: "predicted",
  limit: { kind: "class" },
};
const hookedUp = (fraction: number): AppliedLoad => ({
  ...load,
  predictedFraction: { active: fraction, reactive: fraction },
  twinPower: { active: watts(Math.max(0, 3450 * fraction)), reactive: vars(0) },
});

describe("a wrong hook-up registers a fraction", () => {
  it("one CT reversed: 1.150 kWh of 3.450 kWh, as predicted", () => {
    const found = compareClaim(
      predicted,
      held({ registers: 1150, hold: 3600, start: 0, step: 1, load: hookedUp(1 / 3) }),
    );
    expect(found).toMatchObject({ verdict: "pass", reference: 3450, twin: 1150, meter: 1150 });
    expect(found.error).toBeCloseTo(0, 9);
    expect(found.finding).toBe(
      "registered 1.150 kWh of 3.450 kWh: 0.3333 of the reference, predicted 1/3; error 0.00 %, limit 1.0 %, uncertainty 0.071 %",
    );
  });
  it("a meter that registers all of it fails by 200 % of what it should", () => {
    const found = compareClaim(predicted, held({ registers: 3450, load: hookedUp(1 / 3) }));
    expect(found.verdict).toBe("fail");
    expect(found.error).toBeCloseTo(200, 0);
  });
  it("two CTs swapped: nothing, in percent of the whole reference", () => {
    const still = compareClaim(predicted, held({ registers: 0, load: hookedUp(0) }));
    expect(still).toMatchObject({ verdict: "pass", error: 0, meter: 0 });
    const creeping = compareClaim(predicted, held({ registers: 69, load: hookedUp(0) }));
    expect(creeping.verdict).toBe("fail");
    expect(creeping.error).toBeCloseTo(2, 0);
  });
  it("two CTs reversed: the register that clips must not move, the signed one runs backwards", () => {
    const clipped = held({ registers: 0, load: hookedUp(-1 / 3) });
    expect(compareClaim(predicted, clipped)).toMatchObject({ verdict: "pass", error: 0 });
    expect(compareClaim(predicted, held({ registers: 1150, load: hookedUp(-1 / 3) })).verdict).toBe("fail");
    const method = { ...meter.method, signPolicy: "signed" } as const;
    const back = held({ registers: -1150, load: hookedUp(-1 / 3) }, { meter: { ...meter, method } });
    expect(compareClaim(predicted, back)).toMatchObject({ verdict: "pass", meter: -2300 });
    const rolled = held(
      { registers: -1150, start: 5, load: hookedUp(-1 / 3) },
      { meter: { ...meter, method } },
    );
    expect(compareClaim(predicted, rolled)).toMatchObject({ verdict: "pass", meter: -2300 });
  });
  it("a stated fraction is held against the register, whatever was predicted", () => {
    const half: Claim = { ...predicted, fraction: 0.5, limit: { kind: "percent", value: percent(2) } };
    const found = compareClaim(half, held({ registers: 1725, load: hookedUp(1) }));
    expect(found).toMatchObject({ verdict: "pass", limit: 2 });
    expect(found.finding).toContain("stated 1/2");
  });
  it("too short is inconclusive, and the smaller the fraction the longer it takes", () => {
    const of = (fraction: number) =>
      compareClaim(predicted, held({ registers: 3450 * fraction, hold: 300, load: hookedUp(fraction) }));
    expect(of(1 / 3).verdict).toBe("inconclusive");
    expect((of(1 / 3).holdNeeded ?? 0) / (of(1).holdNeeded ?? 1)).toBeCloseTo(3, 6);
  });
  it("a fraction of no reactive power is what the twin makes of the terminals", () => {
    const currentsRotated: AppliedLoad = {
      ...load,
      loadPoint: { ...load.loadPoint, phi: degrees(0) },
      predictedFraction: { active: -0.5, reactive: null },
      twinPower: { active: watts(0), reactive: vars(2988) },
    };
    const claim: Claim = {
      ...predicted,
      energy: "reactive energy",
      limit: { kind: "percent", value: percent(2) },
    };
    const of = (registers: number) => held({ quantity: "reactive energy", registers, load: currentsRotated });
    const found = compareClaim(claim, of(2988));
    expect(found).toMatchObject({ verdict: "pass", unit: "varh", reference: 0 });
    expect(found.finding).toContain("predicted 5.976 kvarh");
    expect(compareClaim(claim, of(0)).verdict).toBe("fail");
  });
});

describe("the twin of the same terminals", () => {
  const twin: Claim = { type: "equalsTwin", quantity: "active energy", limit: { kind: "class" } };
  it("a meter that does what its wiring tells it equals its twin and misses the reference", () => {
    const of = held({ registers: 1150, hold: 36000, load: hookedUp(1 / 3) });
    expect(compareClaim(twin, of)).toMatchObject({ verdict: "pass", twin: 11500, reference: 34500 });
    const truth: Claim = { type: "registersWithin", energy: "active energy", limit: { kind: "class" } };
    expect(compareClaim(truth, of).verdict).toBe("fail");
  });
  it("a meter 2 % off its twin fails, one held too briefly is inconclusive", () => {
    expect(compareClaim(twin, held({ registers: 3450 * 1.02 })).verdict).toBe("fail");
    expect(compareClaim(twin, held({ registers: 3450, hold: 300 })).verdict).toBe("inconclusive");
  });
  it("a twin that stands still under load: the meter must too, in percent of the reference", () => {
    expect(compareClaim(twin, held({ registers: 0, load: hookedUp(0) })).verdict).toBe("pass");
    expect(compareClaim(twin, held({ registers: 200, load: hookedUp(0) })).verdict).toBe("fail");
  });
  it("knows nothing of a twin's export register", () => {
    const exported: Claim = { ...twin, quantity: "exported active energy" };
    const of = evidence({
      before: [read("exported active energy", 0, 0)],
      after: [read("exported active energy", 100, 100)],
      intervals: [{ ...load, from: 0, to: 100 }],
    });
    expect(compareClaim(exported, of).verdict).toBe("inconclusive");
  });
  it("displayed quantities are compared with the twin's display", () => {
    const shown: Claim = { type: "equalsTwin", quantity: "active power", limit: { kind: "class" } };
    const of = (value: number, resolution = 1) =>
      evidence({
        after: [read("active power", value, 10, { resolution, modulus: null })],
        intervals: [{ ...load, from: 0, to: 20 }],
        twinReadings: { "active power": 3450 },
      });
    expect(compareClaim(shown, of(3455))).toMatchObject({ verdict: "pass", limit: 1, twin: 3450 });
    expect(compareClaim(shown, of(3500)).verdict).toBe("fail");
    expect(compareClaim(shown, of(3450, 100)).verdict).toBe("inconclusive");
    expect(compareClaim(shown, { ...of(3450), twinReadings: {} }).verdict).toBe("inconclusive");
  });
});
