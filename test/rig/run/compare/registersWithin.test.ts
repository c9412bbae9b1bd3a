import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { degrees, percent, ratio, vars, watts } from "#models/units.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import type { Claim } from "#scenarios/claim.ts";
import { evidence, held, lasting, load, meter, read } from "./bench.ts";

const claim: Claim = { type: "registersWithin", energy: "active energy", limit: { kind: "class" } };

describe("a register grows by the reference energy", () => {
  it("6900 Wh of 6900 Wh passes, and the finding says so in kWh", () => {
    const found = compareClaim(claim, held({ registers: 3450, start: 5 }));
    expect(found).toMatchObject({
      verdict: "pass",
      unit: "Wh",
      reference: 6900,
      twin: 6900,
      meter: 6900,
      error: 0,
      limit: 1,
      finding: "registered 6.900 kWh of 6.900 kWh; error 0.00 %, limit 1.0 %, uncertainty 0.12 %",
    });
    // 2 x 10 / sqrt6 of 6900 Wh; the guard band is the whole count.
    expect(found.uncertainty).toBeCloseTo(0.11833, 5);
    expect(found.guardBand).toBeCloseTo(0.14493, 5);
    expect(found.budget).toEqual([{ source: "register resolution", standard: expect.closeTo(0.059166, 6) }]);
    expect(found.limitSource).toContain("IEC 62053-21:2003 class 1, table 6");
  });
  it.each([
    [0.7, "pass"],
    [-0.7, "pass"],
    [1.0, "inconclusive"],
    [1.3, "fail"],
    [-1.3, "fail"],
  ] as const)("a meter %f percent off: %s", (error, verdict) => {
    const found = compareClaim(claim, held({ registers: 3450 * (1 + error / 100) }));
    expect(found.verdict).toBe(verdict);
    expect(Math.abs((found.error ?? 0) - error)).toBeLessThan(0.15);
  });
  it("a stated limit is taken as stated", () => {
    const stated: Claim = { ...claim, limit: { kind: "percent", value: percent(3) } };
    const found = compareClaim(stated, held({ registers: 3450 * 1.02 }));
    expect(found).toMatchObject({ verdict: "pass", limit: 3, limitSource: "stated by the claim" });
  });
  it("too short to decide: says how long, and held for that it decides", () => {
    const short = compareClaim(claim, held({ registers: 3450, hold: 600 }));
    expect(short.verdict).toBe("inconclusive");
    // 10 Wh / sqrt6 x 2 = 0.2 % of 4082.5 Wh, 4260 s at 3450 W.
    expect(short.holdNeeded).toBeCloseTo(4260, 0);
    expect(short.finding).toContain("hold it for 71 min");
    expect(compareClaim(claim, held({ registers: 3450, hold: short.holdNeeded ?? 0 })).verdict).toBe("pass");
  });
  it("near the limit asks for a hold that tells, and with it decides", () => {
    const near = 3450 * 1.009;
    const first = compareClaim(claim, held({ registers: near }));
    expect(first.verdict).toBe("inconclusive");
    expect(first.holdNeeded ?? 0).toBeGreaterThan(7200);
    expect(compareClaim(claim, held({ registers: near, hold: 40 * 7200 })).verdict).toBe("pass");
  });
  it("where the class has no limit nothing is decided", () => {
    const weak = { ...load, loadPoint: { ...load.loadPoint, phi: degrees(85) } };
    const found = compareClaim(claim, held({ registers: 3450, load: weak }));
    expect(found).toMatchObject({ verdict: "inconclusive", limit: null });
    expect(found.finding).toContain("sets no limit at PF 0.09 lagging");
  });
  it("without reference energy there is no percentage to pass", () => {
    const reactive: Claim = { ...claim, energy: "reactive energy" };
    expect(compareClaim(reactive, held({ quantity: "reactive energy", registers: 0 })).verdict).toBe(
      "inconclusive",
    );
    expect(compareClaim(reactive, held({ quantity: "reactive energy", registers: 500 })).verdict).toBe(
      "fail",
    );
  });
  it("a tariff register counts only its own intervals", () => {
    const day = { ...load, counting: ["active energy T1"] as const, from: 0, to: 3600 };
    const night = { ...load, counting: ["active energy T2"] as const, from: 3600, to: 10800 };
    const found = compareClaim(
      { ...claim, energy: "active energy T1" },
      evidence({
        before: [read("active energy T1", 1000, 0)],
        after: [read("active energy T1", 4450, 10800)],
        intervals: [day, night],
      }),
    );
    expect(found).toMatchObject({ reference: 3450, meter: 3450, verdict: "pass" });
  });
});

describe("time alignment", () => {
  it("reference energy runs between the instants of sampling, over changes of load", () => {
    const found = compareClaim(
      claim,
      evidence({
        before: [read("active energy", 0, 600)],
        after: [read("active energy", 5180, 4800)],
        intervals: [
          { ...load, from: 0, to: 3600 },
          { ...load, referencePower: { active: watts(6900), reactive: vars(0) }, from: 3600, to: 9999 },
        ],
      }),
    );
    // 3450 W for 3000 s and 6900 W for 1200 s.
    expect(found.reference).toBeCloseTo(2875 + 2300, 9);
    expect(found.meter).toBe(5180);
  });
  it("not knowing the instants within 30 s widens the uncertainty by their energy", () => {
    const found = compareClaim(claim, held({ registers: 3450, within: 30 }));
    const each = (3450 * 30) / 3600;
    const expected = 2 * Math.hypot(10 / Math.sqrt(6), each * Math.sqrt(2 / 3)) * (100 / 6900);
    expect(found.uncertainty).toBeCloseTo(expected, 9);
    expect(found.budget.map(({ source }) => source)).toEqual(["register resolution", "sampling instants"]);
  });
  it("time that no interval covers is not filled with a guess", () => {
    const gap = held({ registers: 3450 }, { intervals: [{ ...load, from: 0, to: 5000 }] });
    const found = compareClaim(claim, gap);
    expect(found.verdict).toBe("inconclusive");
    expect(found.finding).toContain("nothing is known of the load during 2.25e+3 s");
  });
  it("the reference's own uncertainty enters, and may forbid any decision", () => {
    const fine = compareClaim(claim, held({ registers: 3450 }, { referenceUncertainty: 0.05 }));
    expect(fine.uncertainty).toBeCloseTo(2 * Math.hypot(0.059166, 0.05), 5);
    const coarse = compareClaim(claim, held({ registers: 3450 }, { referenceUncertainty: 0.6 }));
    expect(coarse).toMatchObject({ verdict: "inconclusive", holdNeeded: null });
  });
});

describe("registers that did not just count", () => {
  it("rolls over and is still right", () => {
    const found = compareClaim(claim, held({ registers: 3450, start: 999_998_005 }));
    expect(found).toMatchObject({ verdict: "pass", meter: 6900 });
    expect(found.finding).toContain("(rolled over)");
  });
  it("a reset is a finding, not 993 GWh", () => {
    const found = compareClaim(
      claim,
      lasting(held({ registers: 3450 }, { after: [read("active energy", 0, 7250)] })),
    );
    expect(found).toMatchObject({ verdict: "fail", meter: null, error: null });
    expect(found.finding).toBe(
      "the register went backwards, from 123.450 kWh to 0.000 kWh: more than the 19.800 kWh that can have passed; both were read again seconds later and stayed so",
    );
  });
  it.each(["before", "after"] as const)(
    "but none of the meter's where the value %s was not seen to last",
    (end) => {
      const reset = lasting(held({ registers: 3450 }, { after: [read("active energy", 0, 7250)] }));
      const brief = reset[end].map((one) =>
        one.kind === "read"
          ? { ...one, confirmed: { value: one.value, sampledAt: one.sampledAt + 4.9 } }
          : one,
      );
      const found = compareClaim(claim, { ...reset, [end]: brief });
      expect(found).toMatchObject({ verdict: "inconclusive", meter: null, error: null });
      expect(found.finding).toContain("from 123.450 kWh to 0.000 kWh");
      expect(found.finding).toContain("which of the two is right is not known");
    },
  );
  it("a jump forward is one too, and so is going backwards without a modulus", () => {
    const jump = held({ registers: 3450 }, { after: [read("active energy", 53_700_000, 7250)] });
    expect(compareClaim(claim, lasting(jump))).toMatchObject({ verdict: "fail", error: null });
    expect(compareClaim(claim, jump)).toMatchObject({ verdict: "inconclusive", error: null });
    const back = held(
      { registers: 3450 },
      { after: [read("active energy", 123_000, 7250, { modulus: null })] },
    );
    expect(compareClaim(claim, back).finding).toContain("went backwards");
  });
  it("a span so small that it may have gone round twice decides nothing", () => {
    const found = compareClaim(claim, held({ registers: 3450, span: 10_000 }));
    expect(found.verdict).toBe("inconclusive");
    expect(found.finding).toContain("more than once");
  });
});

describe("the law of the class", () => {
  /** A meter of any true error, its register at any phase, held for any time, sampled not quite when it says. */
  const story = fc.record({
    error: fc.double({ min: -3, max: 3, noNaN: true }),
    hold: fc.double({ min: 60, max: 50_000, noNaN: true }),
    start: fc.double({ min: 0, max: 1e9, noNaN: true }),
    step: fc.constantFrom(1, 10, 100),
    within: fc.double({ min: 0, max: 2, noNaN: true }),
    stray: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
  });
  const told = story.map(({ error, hold, start, step, within, stray }) => {
    const registers = 3450 * (1 + error / 100);
    const really = { ...held({ registers, hold, start, step, within }) };
    // The register was caught earlier or later than the sample says, by up to its half-width.
    const early = start + (registers * stray[0] * within) / 3600;
    const late = start + (registers * (hold + stray[1] * within)) / 3600;
    const shows = (energy: number) => Math.floor(energy / step) * step;
    const caught = (energy: number, at: number) =>
      read("active energy", ((shows(energy) % 1e9) + 1e9) % 1e9, at, {
        resolution: step,
        sampledWithin: within,
      });
    const of = { ...really, before: [caught(early, 50)], after: [caught(late, 50 + hold)] };
    return { error, found: compareClaim(claim, of) };
  });
  it("inside its class no meter fails, outside none passes, whatever the register, phase, hold and sampling", () => {
    fc.assert(
      fc.property(told, ({ error, found }) => {
        // The straying energy is reckoned at the reference power: an error of 3 % moves its bound by 3 % of itself.
        const hair = 0.03 * (found.guardBand ?? 0);
        if (Math.abs(error) <= 1 - hair) expect(found.verdict).not.toBe("fail");
        if (Math.abs(error) > 1 + hair) expect(found.verdict).not.toBe("pass");
        if (Math.abs(error) > 1 + 2.1 * (found.guardBand ?? 0)) expect(found.verdict).toBe("fail");
        if (Math.abs(error) < 1 - 2.1 * (found.guardBand ?? 0)) expect(found.verdict).toBe("pass");
      }),
      { numRuns: 3000 },
    );
  });
  it("what is inconclusive only for being short is decided by the hold it asks for", () => {
    fc.assert(
      fc.property(fc.double({ min: 60, max: 3000, noNaN: true }), (hold) => {
        const first = compareClaim(claim, held({ registers: 3450, hold }));
        if (first.verdict !== "inconclusive") return;
        expect(compareClaim(claim, held({ registers: 3450, hold: first.holdNeeded ?? 0 })).verdict).toBe(
          "pass",
        );
      }),
    );
  });
});

it("several load points weigh their limits by their energy", () => {
  // 3450 W in three phases (1.0 %) for an hour, 1150 W in one phase (2.0 %) for an hour: 1.25 %.
  const single = {
    ...load,
    referencePower: { active: watts(1150), reactive: vars(0) },
    loadPoint: { ...load.loadPoint, load: "single-phase" } as const,
  };
  const found = compareClaim(
    claim,
    evidence({
      meter,
      before: [read("active energy", 0, 0)],
      after: [read("active energy", 4600, 7200)],
      intervals: [
        { ...load, from: 0, to: 3600 },
        { ...single, from: 3600, to: 7200 },
      ],
    }),
  );
  expect(found.limit).toBeCloseTo(1.25, 9);
  expect(found.limitSource).toContain("weighted by energy");
  expect(found.reference).toBe(4600);
});

it("shared risk, by policy, decides on the bare error", () => {
  const policy = {
    ...defaultComparePolicy,
    rule: { kind: "sharedRisk", largestShare: ratio(1 / 3) } as const,
  };
  expect(compareClaim(claim, held({ registers: 3450 * 1.0095, step: 1 }), policy).verdict).toBe("pass");
  expect(compareClaim(claim, held({ registers: 3450 * 1.0105, step: 1 }), policy).verdict).toBe("fail");
});
