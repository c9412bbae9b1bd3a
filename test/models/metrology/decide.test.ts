import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, guardBandOf } from "#models/metrology/decide.ts";
import { expanded, furthest, registerResolution } from "#models/metrology/uncertainty.ts";
import { ratio } from "#models/units.ts";

describe("decision", () => {
  it.each([
    [0.8, 0.2, "pass"],
    [-0.8, 0.2, "pass"],
    [0.81, 0.2, "inconclusive"],
    [1.2, 0.2, "inconclusive"],
    [-1.21, 0.2, "fail"],
    [0, 1.1, "inconclusive"],
    [0.999, 0, "pass"],
    [1.001, 0, "fail"],
    [Number.NaN, 0.1, "inconclusive"],
  ] as const)("error %f, guard band %f, limit 1: %s", (error, guard, verdict) => {
    expect(decide(error, guard, 1)).toBe(verdict);
  });
  it("shared risk takes the bare error, if the measurement is good enough", () => {
    const rule = { kind: "sharedRisk", largestShare: ratio(1 / 3) } as const;
    expect(decide(0.95, 0.2, 1, rule)).toBe("pass");
    expect(decide(1.05, 0.2, 1, rule)).toBe("fail");
    expect(decide(0.1, 0.4, 1, rule)).toBe("inconclusive");
  });
});

/** A meter of a true error read through a register of a count that starts at any phase. */
const read = fc
  .record({
    count: fc.double({ min: 0.1, max: 100, noNaN: true }),
    counts: fc.double({ min: 20, max: 5000, noNaN: true }),
    phase: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    limit: fc.constantFrom(1, 1.5, 2, 2.5, 3.5),
    share: fc.double({ min: 0, max: 3, noNaN: true }),
    sign: fc.constantFrom(1, -1),
  })
  .map(({ count, counts, phase, limit, share, sign }) => {
    const reference = count * counts;
    const trueError = sign * share * limit;
    const moved = reference * (1 + trueError / 100);
    const shown = count * (Math.floor(phase + moved / count) - Math.floor(phase));
    const parts = [registerResolution(count, reference)];
    const guardBand = guardBandOf("bounded", expanded(parts), furthest(parts));
    const error = (100 * (shown - reference)) / reference;
    return { trueError, limit, guardBand, verdict: decide(error, guardBand, limit) };
  });

describe("a meter read through a register of any count, at any phase", () => {
  it("never fails with a true error inside its class", () => {
    fc.assert(
      fc.property(read, ({ trueError, limit, verdict }) => {
        if (Math.abs(trueError) <= limit) expect(verdict).not.toBe("fail");
      }),
      { numRuns: 20_000 },
    );
  });
  it("never passes with a true error outside it, and fails beyond two guard bands", () => {
    fc.assert(
      fc.property(read, ({ trueError, limit, guardBand, verdict }) => {
        if (Math.abs(trueError) > limit * (1 + 1e-12)) expect(verdict).not.toBe("pass");
        if (Math.abs(trueError) > limit + 2 * guardBand) expect(verdict).toBe("fail");
        if (Math.abs(trueError) < limit - 2 * guardBand) expect(verdict).toBe("pass");
      }),
      { numRuns: 20_000 },
    );
  });
  it("twice the standard uncertainty alone would fail a meter at its limit", () => {
    // 1000.05 Wh at + 1 % move the register by 1010.05 Wh; from 9.96 Wh into a count of 10 Wh it shows 1020 Wh.
    const reference = 1000.05;
    const shown = 10 * Math.floor((9.96 + 1.01 * reference) / 10);
    expect(shown).toBe(1020);
    const error = (100 * (shown - reference)) / reference;
    const parts = [registerResolution(10, reference)];
    const band = (kind: "expanded" | "bounded") => guardBandOf(kind, expanded(parts), furthest(parts));
    expect(decide(error, band("expanded"), 1)).toBe("fail");
    expect(decide(error, band("bounded"), 1)).toBe("inconclusive");
  });
});
