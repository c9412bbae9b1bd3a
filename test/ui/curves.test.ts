/** What the curves of a run are made of: live moments kept in bounds, gaps that stay gaps, tables put together. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptsOf } from "#reports/conclusion.ts";
import { liveQuantities, type ValuePicture } from "#reports/live/valueFrame.ts";
import { aligned } from "../../ui/accuracy/aligned.ts";
import { instantsOf } from "../../ui/accuracy/instants.ts";
import { type History, mostMoments, remember, rememberedOf } from "../../ui/feed/history.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

const rows = [
  { position: "P1", voice: "meter" },
  { position: "P1", voice: "twin" },
] as const;
/** Energy and power of each row, everything else not known. */
const picture = (
  at: number,
  ...figures: readonly (readonly [energy: number, power: number])[]
): ValuePicture => ({
  layout: 1,
  number: 1,
  at,
  values: Float64Array.from(
    figures.flatMap(([energy, power]) =>
      liveQuantities.map((quantity) =>
        quantity === "active energy" ? energy : quantity === "active power" ? power : Number.NaN,
      ),
    ),
  ),
});
const always = { from: 0, until: Number.POSITIVE_INFINITY };

describe("the moments remembered", () => {
  it("are of each row its energy and power, and what is not known stays unknown", () => {
    const history = remember([], picture(10, [100, 5], [200, Number.NaN]), true);
    expect(rememberedOf(history, rows, rows[0], always)).toEqual([{ at: 10, energy: 100, power: 5 }]);
    expect(rememberedOf(history, rows, rows[1], always)).toEqual([{ at: 10, energy: 200, power: null }]);
    expect(rememberedOf(history, rows, { position: "P2", voice: "meter" }, always)).toEqual([]);
  });
  it("have a gap where the line was cut, and none where it was not", () => {
    let history: History = remember([], picture(1, [1, 1]), true);
    history = remember(history, picture(2, [2, 1]), false);
    history = remember(history, picture(9, [9, 1]), true);
    expect(rememberedOf(history, rows, rows[0], always).map(({ at, energy }) => [at, energy])).toEqual([
      [1, 1],
      [2, 2],
      [2, null],
      [9, 9],
    ]);
  });
  it("belong to a stretch after its beginning: at that instant the scenario before was still on the bench", () => {
    // A virtual bench stands still between two scenarios: 2070 W of the one before, then 1150 W of this one.
    let history: History = remember([], picture(50, [9, 2070]), true);
    history = remember(history, picture(60, [10, 1150]), false);
    const stretch = { from: 50, until: 60 };
    expect(rememberedOf(history, rows, rows[0], stretch).map(({ power }) => power)).toEqual([1150]);
  });
  it("are forgotten when the clock goes back: another run has begun", () => {
    const history = remember(remember([], picture(100, [1, 1]), true), picture(3, [2, 1]), false);
    expect(history.map(({ at }) => at)).toEqual([3]);
  });
  it("are never more than so many, and always the latest", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 3 * mostMoments, size: "max" }), (cuts) => {
        const history = cuts.reduce<History>((told, cut, i) => remember(told, picture(i, [i, 1]), cut), []);
        expect(history.length).toBeLessThanOrEqual(mostMoments);
        if (cuts.length > 0) expect(history.at(-1)?.at).toBe(cuts.length - 1);
      }),
      { numRuns: 20 },
    );
  });
});

describe("tables put together", () => {
  it("have every instant once; a value left out is no gap, one not known is", () => {
    const { at, columns } = aligned([
      { at: [0, 2], columns: [[1, null]] },
      { at: [1, 2], columns: [[5, 6]] },
    ]);
    expect(at).toEqual([0, 1, 2]);
    expect(columns).toEqual([
      [1, undefined, null],
      [undefined, 5, 6],
    ]);
  });
  it("keep what is known at an instant told twice, the later of two", () => {
    const { columns } = aligned([{ at: [0, 1, 1, 1], columns: [[1, 2, 3, null]] }]);
    expect(columns).toEqual([[1, 3]]);
  });
});

describe("the power over a run", () => {
  it("has the meter's looks beside what the hook-up predicts: a third, and 1.2 % more on a meter that gains", async () => {
    const record = await runOn(virtualMeter("gain"), ["ct-L2-reversed"]);
    const [attempt] = attemptsOf(record);
    if (attempt === undefined) throw new Error("nothing was run");
    const looks = instantsOf(attempt).filter(({ meterPower }) => meterPower !== null);
    expect(looks.length).toBe(attempt.steps.length);
    for (const { power, predictedPower, meterPower } of looks) {
      expect((predictedPower ?? 0) / (power ?? 1)).toBeCloseTo(1 / 3, 6);
      expect((meterPower ?? 0) / (predictedPower ?? 1)).toBeCloseTo(1.012, 3);
    }
  });
});
