/**
 * A sample of `npm run simulate:network`: generated networks of every kind, each state audited by the laws of the second solver
 * and held against the states that one finds. A seed that fails is looked at with `npm run simulate:network -- --seed <seed>
 * --count 1`, which prints the network.
 */
import { describe, expect, it } from "vitest";
import { kinds } from "./generated/networks.ts";
import { keptOfSeed } from "./simulation/keptOfSeed.ts";
import { differs, isDisagreement } from "./simulation/table.ts";

const sample = 120;
const first = 10_000;
const kept = Array.from({ length: sample }, (_, k) => keptOfSeed(first + k, 4));
const seeds = (some: typeof kept): string[] =>
  some.map(({ seed, kind, outcome }) => `${seed} ${kind} ${outcome}`);

describe(`${sample} generated networks`, () => {
  it("are of every kind, and most of them have a state with every demand met", () => {
    expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(kept.filter(({ second }) => second?.unmet === 0).length).toBeGreaterThan(0.6 * sample);
    expect(kept.filter(({ second }) => second !== null && second.unmet > 0).length).toBeGreaterThan(
      0.05 * sample,
    );
  });
  it("no state is returned that does not close", () => {
    expect(seeds(kept.filter(({ isOpen }) => isOpen))).toEqual([]);
  });
  it("none is refused though every demand can be met", () => {
    expect(seeds(kept.filter(({ outcome }) => outcome === "refusedThoughMet"))).toEqual([]);
  });
  it("harmonics are those of the second solver", () => {
    expect(seeds(kept.filter(differs))).toEqual([]);
  });
  it("and nearly all states are the best the second solver finds", () => {
    const better = ["meetsMore", "nearer", "onlyCore"];
    const others = seeds(kept.filter((each) => isDisagreement(each) && !better.includes(each.outcome)));
    expect(others.length, others.join("\n")).toBeLessThanOrEqual(0.05 * sample);
  });
});
