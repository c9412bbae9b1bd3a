/** The arithmetic behind the benchmark's table: pairs, ratios, medians, goals. No figure here comes from a clock. */
import { describe, expect, it } from "vitest";
import { milliseconds } from "#models/units.ts";
import { agree } from "./agree.ts";
import { type Contestant, paired, ratiosOf, summaryOf } from "./paired.ts";
import { atLeast, atMost, figureAtMost, figureText, noGoal, outcomeOf, type Row, tableOf } from "./row.ts";

const pace = { warmUp: milliseconds(2), window: milliseconds(1), rounds: 3 };

/** Says the given figures in turn, and when it was asked for how long. */
const scripted = (name: string, figures: readonly number[], asked: string[]): Contestant => {
  let next = 0;
  return {
    name,
    measure(window) {
      asked.push(`${name} ${window}`);
      return figures[next++] ?? Number.NaN;
    },
  };
};

const row = (ours: readonly number[], peer: readonly number[], goal = noGoal): Row => ({
  kind: "paired",
  name: "row",
  unit: "1/s",
  peer: "peer",
  figures: { ours, peer },
  goal,
});

describe("paired rounds", () => {
  it("warm both up, then measure back to back, taking turns at being first; warm-ups do not count", async () => {
    const asked: string[] = [];
    const ours = scripted("ours", [999, 1, 2, 3], asked);
    const peer = scripted("peer", [999, 10, 20, 30], asked);
    expect(await paired(ours, peer, pace)).toEqual({ ours: [1, 2, 3], peer: [10, 20, 30] });
    const [w, o, p] = ["0.002", "ours 0.001", "peer 0.001"];
    expect(asked).toEqual([`ours ${w}`, `peer ${w}`, o, p, p, o, o, p]);
  });
  it("make their ratios round by round, not of two medians", () => {
    // A machine three times as fast in the second round: both medians are stray, every ratio is 2.
    expect(ratiosOf({ ours: [2, 6, 2], peer: [1, 3, 1] })).toEqual([2, 2, 2]);
    expect(summaryOf(ratiosOf({ ours: [10, 2, 9], peer: [1, 2, 3] })).median).toBe(3);
    expect(() => ratiosOf({ ours: [1], peer: [] })).toThrow(RangeError);
  });
});

describe("a summary", () => {
  it("has the lowest, the middle and the highest, whatever the sequence", () => {
    expect(summaryOf([10, 9, 2])).toEqual({ lowest: 2, median: 9, highest: 10 });
    expect(summaryOf([4, 1, 3, 2])).toEqual({ lowest: 1, median: 2.5, highest: 4 });
  });
  it("refuses nothing, and figures that are none", () => {
    expect(() => summaryOf([])).toThrow(RangeError);
    expect(() => summaryOf([1, Number.NaN])).toThrow(RangeError);
    expect(() => summaryOf([1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});

describe("a goal", () => {
  it("is held by the median ratio, in its own direction", () => {
    expect(outcomeOf(row([8, 7, 9], [1, 1, 1], atLeast(8)))).toBe("met");
    expect(outcomeOf(row([7, 9, 7], [1, 1, 1], atLeast(8)))).toBe("not met");
    expect(outcomeOf(row([2, 3, 9], [1, 1, 1], atMost(3)))).toBe("met");
    expect(outcomeOf(row([2, 4, 9], [1, 1, 1], atMost(3)))).toBe("not met");
    expect(outcomeOf(row([1], [1]))).toBe("-");
  });
  it("may be of our own figure, beside a peer or alone", () => {
    expect(outcomeOf(row([20], [1], figureAtMost(20)))).toBe("met");
    const alone: Row = { kind: "alone", name: "x", unit: "ms", figures: [21], goal: figureAtMost(20) };
    expect(outcomeOf(alone)).toBe("not met");
    expect(() => outcomeOf({ ...alone, goal: atLeast(1) })).toThrow(RangeError);
  });
});

describe("the table", () => {
  it("writes three significant digits", () => {
    expect(
      [0, 0.04567, 1, 9.996, 99.94, 99.96, 999.4, 999.6, 1234, 2_345_678, 1.2e10].map(figureText),
    ).toEqual(["0", "0.0457", "1.00", "10.0", "99.9", "100", "999", "1.00k", "1.23k", "2.35M", "12.0G"]);
  });
  it("has lines of one width, one per row", () => {
    const lines = tableOf([
      row([1], [2]),
      { kind: "alone", name: "y", unit: "ms", figures: [3], goal: noGoal },
    ]).split("\n");
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    expect(lines[2]).toContain("0.500 (0.500..0.500)");
  });
});

describe("results held to one another", () => {
  it("agree within the tolerance, relative above one", () => {
    expect(() => agree("x", [1000.0005], [1000], 1e-6)).not.toThrow();
    expect(() => agree("x", [1000.002], [1000], 1e-6)).toThrow(/result 0 is 1000.002, not 1000/);
    expect(() => agree("x", [Number.NaN], [1], 1e-6)).toThrow();
    expect(() => agree("x", [1], [1, 2], 1e-6)).toThrow();
  });
});
