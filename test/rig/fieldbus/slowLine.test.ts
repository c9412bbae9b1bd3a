/**
 * A sample of what `npm run simulate:bus` does at length: no line, however slow, makes the master take one answer for
 * another; and a line that can be told apart is read.
 */
import { describe, expect, it } from "vitest";
import { carelessMaster } from "./carelessMaster.ts";
import { conditions, type NamedCondition } from "./slowLine/conditions.ts";
import { nothing, type Tally, together, trial } from "./slowLine/trial.ts";

const sampleOf = async (
  condition: NamedCondition,
  seeds: readonly number[],
  calls: number,
): Promise<Tally> => {
  let sum = nothing;
  for (const seed of seeds) sum = together(sum, await trial(condition, seed, calls));
  return sum;
};
const named = (isBeyond: boolean) =>
  conditions.filter((condition) => condition.isBeyond === isBeyond).map((each) => [each.name, each] as const);

describe("a line whose answers can be told apart", () => {
  it.concurrent.each(named(false))("%s: no wrong value", async (_, condition) => {
    const sum = await sampleOf(condition, [11, 12], 60);
    expect(sum).toMatchObject({ wrong: 0, calls: 120 });
    // The few calls in which a slow line is learnt weigh more in a short trial than in a run.
    expect(sum.accepted / sum.calls).toBeGreaterThan(Math.max(0.5, condition.leastAnswered - 0.03));
  });
});

describe("a line slower than its answers can be told apart", () => {
  it.concurrent.each(named(true))("%s: nothing is accepted, and it is called so", async (_, condition) => {
    const sum = await sampleOf(condition, [21, 22, 23], 250);
    expect(sum).toMatchObject({ accepted: 0, wrong: 0, calls: 750 });
    expect(sum.questions).toBeGreaterThan(10);
    // The rest are the calls made before the first late answer was heard.
    expect(sum.tooSlow / sum.calls).toBeGreaterThan(0.85);
  });
});

describe("the world the master is tried on", () => {
  it("finds out a master that takes the first frame of the right length", async () => {
    const late = named(false).filter(([name]) => /^constant 20 T.*(tagged|plain)$/.test(name));
    expect(late).toHaveLength(8);
    for (const [name, condition] of late) {
      const { wrong } = await trial(condition, 31, 60, carelessMaster);
      expect(wrong, name).toBeGreaterThan(0);
    }
  });

  it("is the same again from the same seed", async () => {
    const [, first] = named(false)[0]!;
    const [once, again] = [await trial(first, 5, 30), await trial(first, 5, 30)];
    expect(once).toEqual(again);
  });
});
