/** The number line of an error against its limit. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorInterval } from "#reports/figures/errorInterval.ts";
import { readMarkup } from "../wellFormed.ts";

const draw = (error: number, limit: number, uncertainty: number | null, guardBand: number | null) => {
  const text = {
    error: `${error}`,
    limit: `± ${limit}`,
    uncertainty: uncertainty === null ? null : `${uncertainty}`,
  };
  const elements = readMarkup(
    errorInterval({ error, limit, uncertainty, guardBand, text, label: "x" }).markup,
    "xml",
  );
  const one = (kind: string) =>
    elements.filter(({ attributes }) => attributes.class === kind).map((e) => e.attributes);
  const permitted = one("permitted")[0]!;
  const [left, right] = [Number(permitted.x), Number(permitted.x) + Number(permitted.width)];
  return { elements, left, right, dot: one("dot")[0], interval: one("interval")[0], guards: one("guard") };
};

describe("the number line", () => {
  it("by hand: limit 1 takes 1/1.4 of the half width of 166, an error of 0.7 half of it", () => {
    const { left, right, dot, interval } = draw(0.7, 1, 0.14, 0);
    expect(right).toBeCloseTo(180 + 166 / 1.4, 2);
    expect(left).toBeCloseTo(180 - 166 / 1.4, 2);
    expect(Number(dot?.cx)).toBeCloseTo(180 + 83, 2);
    expect(Number(interval?.x1)).toBeCloseTo(180 + 0.56 * (166 / 1.4), 2);
    expect(Number(interval?.x2)).toBeCloseTo(180 + 0.84 * (166 / 1.4), 2);
  });
  it("puts the guard band inside each limit", () => {
    const { left, right, guards } = draw(0, 1, null, 0.25);
    const eighth = (right - left) / 8;
    expect(guards.map(({ x, width }) => [Number(x), Number(width)])).toEqual([
      [left, expect.closeTo(eighth, 1)],
      [expect.closeTo(right - eighth, 1), expect.closeTo(eighth, 1)],
    ]);
  });
  it("draws an error far beyond the limit as an arrow at the edge, not as a dot", () => {
    const { dot, left, right } = draw(-66.7, 1, 0.05, 0.05);
    expect(dot).toBeUndefined();
    expect(right - left).toBeCloseTo(332 / 4, 1);
  });
  it("puts the dot inside the band exactly when the error is inside the limit, and stays in the picture", () => {
    const size = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), size, size, (error, limit, uncertainty) => {
        const { elements, dot, left, right } = draw(error, limit, uncertainty, uncertainty);
        for (const { name, attributes } of elements)
          for (const key of ["x", "x1", "x2", "cx"])
            if (name !== "svg" && attributes[key] !== undefined) {
              expect(Number(attributes[key])).toBeGreaterThanOrEqual(0);
              expect(Number(attributes[key])).toBeLessThanOrEqual(360);
            }
        if (dot === undefined) expect(Math.abs(error)).toBeGreaterThan(limit);
        else {
          const at = Number(dot.cx);
          if (Math.abs(error) < limit * 0.999) expect(at >= left - 0.02 && at <= right + 0.02).toBe(true);
          if (Math.abs(error) > limit * 1.01) expect(at > right || at < left).toBe(true);
        }
      }),
    );
  });
});
