/** The error in a line of text: where the dot stands, and what a comparison far out looks like. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorBar } from "#reports/figures/errorBar.ts";
import { readMarkup } from "../wellFormed.ts";

const parts = (error: number, limit: number, uncertainty: number | null) => {
  const elements = readMarkup(errorBar(error, limit, uncertainty).markup, "html");
  const rect = elements.find(({ name }) => name === "rect")?.attributes ?? {};
  const left = Number(rect.x);
  return {
    left,
    right: left + Number(rect.width),
    dot: elements.find(({ name }) => name === "circle")?.attributes.cx,
    interval: elements.find(({ attributes }) => attributes.class === "interval")?.attributes.d,
  };
};

describe("an error in the height of a line", () => {
  it("stands half way to the limit at half of it, between the ends of its uncertainty", () => {
    // zero at 48, the limits 30 to each side: +0.5 of 1 at 63, its 0.2 from 57 to 69
    expect(parts(0.5, 1, 0.2)).toEqual({ left: 18, right: 78, dot: "63", interval: "M57 3v8m0-4H69m0-4v8" });
  });
  it("is drawn without an interval too small to be seen, or not known", () => {
    expect(parts(-1, 1, 0.001)).toMatchObject({ dot: "18", interval: undefined });
    expect(parts(0, 1, null)).toMatchObject({ dot: "48", interval: undefined });
  });
  it("is an arrow at the edge on its own side when it is far out", () => {
    expect(parts(66.667, 1, 0.05)).toMatchObject({ dot: undefined, interval: "M82 7H92m-4-4l4 4l-4 4" });
    expect(parts(-66.667, 1, 0.05)).toMatchObject({ dot: undefined, interval: "M14 7H4m4-4l-4 4l4 4" });
  });
  it("is inside the band exactly when it is inside the limit", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1.4, max: 1.4, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (share, limit) => {
          fc.pre(Math.abs(Math.abs(share) - 1) > 0.01);
          const { dot, left, right } = parts(share * limit, limit, null);
          expect(Number(dot) >= left && Number(dot) <= right).toBe(Math.abs(share) <= 1);
        },
      ),
    );
  });
});
