/** Four readings under one load: on a line whatever the gain, and the one that is off it named. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import { type Line, steadinessOf } from "#rig/run/settle/steady.ts";
import { read } from "../compare/bench.ts";

const lineOf = (values: readonly [number, number, number, number], every = 1200): Line => {
  const [before, first, second, after] = values.map(
    (value, at) => read("active energy", value, 10 + at * every) as ReadValue,
  ) as [ReadValue, ReadValue, ReadValue, ReadValue];
  return { before, between: [first, second], after };
};

describe("readings under one load", () => {
  it.each([
    ["a good meter", [1000, 2000, 3000, 4000], { kind: "steady" }],
    ["forty times as much", [1000, 41_000, 81_000, 121_000], { kind: "steady" }],
    ["standing still", [1000, 1000, 1000, 1000], { kind: "steady" }],
    ["running backwards", [4000, 3000, 2000, 1000], { kind: "steady" }],
    ["two counts off in between", [1000, 2020, 3000, 4000], { kind: "steady" }],
    ["over the end of its digits", [999_998_000, 999_999_000, 0, 1000], { kind: "steady" }],
    ["0 at the beginning", [0, 124_450, 125_450, 126_450], { kind: "outlier", which: "before" }],
    ["0 the first time in between", [123_450, 0, 125_450, 126_450], { kind: "outlier", which: "first" }],
    ["0 the second time", [123_450, 124_450, 0, 126_450], { kind: "outlier", which: "second" }],
    ["0 at the end", [123_450, 124_450, 125_450, 0], { kind: "outlier", which: "after" }],
    ["0 for the first half", [0, 0, 125_450, 126_450], { kind: "leap" }],
    ["nonsense", [5, 9e6, 17, 3e5], { kind: "unsteady" }],
  ] as const)("%s", (_, values, found) => {
    expect(steadinessOf(lineOf(values))).toEqual(found);
  });
  it("law: a register that counts any constant power in whole counts, from any phase, is steady", () => {
    const power = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    const phase = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(power, phase, fc.integer({ min: 20, max: 30_000 }), (watts, start, every) => {
        const shows = (at: number) => Math.floor((1e8 + start + (watts * at * every) / 3600) / 10) * 10;
        expect(steadinessOf(lineOf([shows(0), shows(1), shows(2), shows(3)], every))).toEqual({
          kind: "steady",
        });
      }),
    );
  });
  it("law: one reading moved by more than the line can explain is the one named", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 50_000 }),
        fc.integer({ min: 100_000, max: 9_000_000 }),
        (which, step, off) => {
          const values = [0, 1, 2, 3].map((at) => 20_000_000 + at * step + (at === which ? -off : 0));
          const found = steadinessOf(lineOf(values as [number, number, number, number]));
          expect(found).toEqual({
            kind: "outlier",
            which: (["before", "first", "second", "after"] as const)[which],
          });
        },
      ),
    );
  });
});
