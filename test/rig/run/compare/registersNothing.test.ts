import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perPhase } from "#models/threePhase.ts";
import { amperes, hours, minutes, vars, watts } from "#models/units.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import type { Claim } from "#scenarios/claim.ts";
import { held, lasting, load, meter, unloaded } from "./bench.ts";

const claim: Claim = { type: "registersNothing", energy: "active energy" };

describe("a register stands still", () => {
  it("without load for 25 h: longer than the 24.2 h of the standard for counts of 10 Wh", () => {
    const found = compareClaim(claim, held({ registers: 0, hold: hours(25), load: unloaded }));
    expect(found).toMatchObject({ verdict: "pass", meter: 0, reference: 0 });
    expect(found.finding).toBe("the register did not move in 25 h 0 min without load");
    expect(found.limitSource).toContain("600e6 / (k m Un Imax)");
  });
  it("for an hour says nothing, and asks for 1449.3 min", () => {
    const found = compareClaim(claim, held({ registers: 0, hold: hours(1), load: unloaded }));
    expect(found.verdict).toBe("inconclusive");
    expect(found.holdNeeded).toBeCloseTo(minutes(1449.3), -1);
    expect(found.finding).toContain("hold it for 24 h 10 min");
  });
  it("CT and VT ratios shorten the test as a count is less on the secondary side", () => {
    const programmed = { ...meter.programmed, ctRatio: 100 };
    const found = compareClaim(
      claim,
      held({ registers: 0, hold: 60, load: unloaded }, { meter: { ...meter, programmed } }),
    );
    // 10 Wh primary are 0.1 Wh secondary: k 10 000.
    expect(found.holdNeeded).toBeCloseTo(minutes(14.493), 0);
  });
  it("one count is granted, two are creep", () => {
    const one = compareClaim(claim, held({ registers: 0.1, start: 9.99, hold: hours(25), load: unloaded }));
    expect(one).toMatchObject({ verdict: "pass", meter: 10 });
    expect(one.finding).toContain("one count, which its resolution grants");
    const creep = compareClaim(claim, held({ registers: 1, start: 0, hold: hours(25), load: unloaded }));
    expect(creep).toMatchObject({ verdict: "fail", meter: 20 });
    expect(creep.finding).toContain("registered 0.020 kWh (2 counts)");
  });
  it("creep is creep, however short the test", () => {
    expect(compareClaim(claim, held({ registers: 100, hold: 3600, load: unloaded })).verdict).toBe("fail");
  });
  it("under load it takes energy of a hundred counts to be believed", () => {
    const swapped = { ...load, twinPower: { active: watts(0), reactive: vars(0) } };
    const long = compareClaim(claim, held({ registers: 0, hold: 1050, load: swapped }));
    expect(long).toMatchObject({ verdict: "pass" });
    expect(long.finding).toContain("while 1.006 kWh passed");
    const short = compareClaim(claim, held({ registers: 0, hold: 1000, load: swapped }));
    expect(short.verdict).toBe("inconclusive");
    // 1000 Wh at 3450 W.
    expect(short.holdNeeded).toBeCloseTo((1000 / 3450) * 3600, 6);
  });
  it("below the starting current counts as without load", () => {
    const whisper = {
      ...load,
      referencePower: { active: watts(6), reactive: vars(0) },
      loadPoint: { ...load.loadPoint, current: perPhase(() => amperes(0.0087)) },
    };
    expect(compareClaim(claim, held({ registers: 0, hold: hours(25), load: whisper })).verdict).toBe("pass");
    expect(compareClaim(claim, held({ registers: 0, hold: hours(2), load: whisper })).verdict).toBe(
      "inconclusive",
    );
  });
  it("by policy a shorter test may do", () => {
    const policy = { ...defaultComparePolicy, noLoadTime: "any" } as const;
    expect(compareClaim(claim, held({ registers: 0, hold: 60, load: unloaded }), policy).verdict).toBe(
      "pass",
    );
  });
  it("a register that went backwards did not stand still", () => {
    const back = held({ registers: -100, hold: hours(25), load: unloaded });
    expect(compareClaim(claim, lasting(back)).verdict).toBe("fail");
  });
  it("a meter that creeps by more than two counts is always found, one that does not never fails", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (creep, start) => {
          const found = compareClaim(
            claim,
            held({ registers: creep, start, hold: hours(25), load: unloaded }),
          );
          if (creep * 25 > 20.001) expect(found.verdict).toBe("fail");
          if (creep * 25 < 9.999) expect(found.verdict).toBe("pass");
        },
      ),
    );
  });
});
