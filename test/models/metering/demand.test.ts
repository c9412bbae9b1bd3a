import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advanceDemand, type Demand, resetMaximum, startDemand } from "#models/metering/demand.ts";
import { accumulate, type Energy, noEnergy } from "#models/metering/register.ts";

const second = 1_000_000;
interface Meter {
  readonly demand: Demand;
  readonly energy: Energy;
  readonly clock: number;
  readonly ended: number;
}
/** A meter that only has a demand, fed a power for a while. */
const feed = (
  meter: Meter,
  rule: { part: number; parts: number },
  power: number,
  duration: number,
): Meter => {
  const load = { from: meter.clock, until: meter.clock + duration, before: meter.energy, power };
  const { demand, ended } = advanceDemand(meter.demand, rule, load, "T1");
  const energy = accumulate(meter.energy, power, duration);
  return { demand, energy, clock: load.until, ended: meter.ended + (ended?.count ?? 0) };
};
const fresh = (rule: { part: number; parts: number }): Meter => ({
  demand: startDemand(rule, 0, noEnergy),
  energy: noEnergy,
  clock: 0,
  ended: 0,
});

describe("average power", () => {
  // Gonen, Electric Power Distribution, 2.13: Kh 7.2 Wh/rev, 32 revolutions in 59 s: 14.0583 kW; 27 in 40 s: 17.496 kW.
  it.each([
    [7.2, 32, 59, 14.0583],
    [7.2, 27, 40, 17.496],
    // 2.14: Kh 1.8 on CTs of 200: 702.915 kW and 874.8 kW.
    [1.8 * 200, 32, 59, 702.915],
    [1.8 * 200, 27, 40, 874.8],
    // 2.15: Kh 1.2 on CTs of 80 and VTs of 20: 20 revolutions in 50 s, 30 in 60 s: 2764.8 kW and 3456 kW.
    [1.2 * 80 * 20, 20, 50, 2764.8],
    [1.2 * 80 * 20, 30, 60, 3456],
  ])("of %d Wh/rev, %d revolutions in %d s is %d kW (Gonen 2.13 to 2.15)", (kh, turns, time, kilowatt) => {
    const rule = { part: time * second, parts: 1 };
    // One revolution's energy as a power held for one revolution's time: the disc turns evenly.
    const power = Math.round((kh * turns * 3600 * 1e6) / time);
    const meter = feed(fresh(rule), rule, power, time * second);
    expect(meter.demand.average / 1000).toBeCloseTo(kilowatt, 3);
    expect(meter.demand.maximum.T1).toBe(meter.demand.average);
  });

  it("is 0 until the first integration time is over, and is what the window saw then", () => {
    const rule = { part: 900 * second, parts: 1 };
    let meter = feed(fresh(rule), rule, 3e9, 600 * second);
    expect(meter.demand.average).toBe(0);
    // 3 kW for 10 min and 6 kW for 5 min average 4 kW.
    meter = feed(meter, rule, 6e9, 300 * second);
    expect(meter.demand.average).toBe(4000);
    meter = feed(meter, rule, 1e9, 900 * second);
    expect(meter.demand).toMatchObject({ average: 1000, maximum: { T1: 4000, T2: 0 } });
    expect(resetMaximum(meter.demand).maximum).toEqual({ T1: 0, T2: 0 });
  });

  it("slides in three steps: the best 15 min straddle the step of load", () => {
    const rule = { part: 300 * second, parts: 3 };
    let meter = fresh(rule);
    for (const kilowatt of [1, 1, 9, 9, 9, 1]) meter = feed(meter, rule, kilowatt * 1e9, 300 * second);
    expect(meter.demand.maximum.T1).toBe(9000);
    expect(meter.demand.average).toBe(19_000 / 3);
  });

  it("of a year of one load is the load, all 35 040 windows in one call", () => {
    const rule = { part: 900 * second, parts: 1 };
    const meter = feed(fresh(rule), rule, 123_456_789, 365 * 86_400 * second);
    expect(meter.ended).toBe(35_040);
    expect(meter.demand.average).toBeCloseTo(123.456789, 9);
  });

  it("does not depend on how time is sliced", () => {
    const slices = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5e9 }), fc.integer({ min: 1, max: 2_000_000_000 })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(
        slices,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 999 }),
        (held, parts, cut) => {
          const rule = { part: 300 * second, parts };
          let whole = fresh(rule);
          let sliced = fresh(rule);
          for (const [power, duration] of held) {
            whole = feed(whole, rule, power, duration);
            const first = Math.floor((duration * cut) / 1000);
            sliced = feed(feed(sliced, rule, power, first), rule, power, duration - first);
          }
          expect(sliced).toEqual(whole);
        },
      ),
    );
  });
});
