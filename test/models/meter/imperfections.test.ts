import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { hashNoise } from "#models/meter/distortion.ts";
import { elapse } from "#models/meter/elapse.ts";
import {
  gainOf,
  type Imperfections,
  imperfect,
  describe as inWords,
  noImperfections,
} from "#models/meter/imperfections.ts";
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import {
  amperes,
  arcMinutes,
  days,
  degrees,
  hours,
  minutes,
  percent,
  ratio,
  type Seconds,
  seconds,
  wattHours,
  watts,
} from "#models/units.ts";
import { equalCurrents } from "#scenarios/arbitraries/meter.ts";
import { at, dark, held, idle, live, meter, running } from "./bench.ts";

const counted = (
  imperfections: Imperfections,
  signals: TerminalSignals,
  time: Seconds,
  quantity: EnergyQuantity = "active energy",
) => {
  const spec = meter({}, { imperfections });
  return quantityShown(spec, elapse(spec, running(spec), signals, time).state, quantity) ?? Number.NaN;
};
const load = at({});

describe("a meter with", () => {
  it("a gain of 1 % counts 1 % more of active and reactive", () => {
    expect(counted(gainOf(percent(1)), load, hours(1000))).toBe(3_484_500);
    expect(counted(gainOf(percent(-2)), at({ phi: degrees(90) }), hours(1000), "reactive energy")).toBe(
      3_381_000,
    );
  });
  it("a gain in one element only counts a third of it", () => {
    const L2 = { gain: percent(3), phase: arcMinutes(0) };
    expect(counted(imperfect({ elements: { ...noImperfections.elements, L2 } }), load, hours(1000))).toBe(
      3_484_500,
    );
  });
  it("a phase error of 10' counts nothing at unity, 0.5 % less at 0.5 lagging: sqrt 3 x 2.9 mrad", () => {
    const L1 = { gain: percent(0), phase: arcMinutes(10) };
    const late = imperfect({ elements: { L1, L2: L1, L3: L1 } });
    // cos 10' = 0.999 995 77
    expect(counted(late, load, hours(1000))).toBe(3_449_980);
    // cos(60 degrees 10') / cos 60 = 0.994 957
    expect(counted(late, at({ phi: degrees(60) }), hours(1000))).toBe(1_716_300);
  });
  it("an error at small loads only errs there only", () => {
    const band = {
      currentFrom: ratio(0),
      currentTo: ratio(0.1),
      powerFactorFrom: ratio(0.9),
      powerFactorTo: ratio(1),
      gain: percent(-10),
    };
    const imperfections = imperfect({ bands: [band] });
    expect(counted(imperfections, load, hours(100))).toBe(345_000);
    expect(counted(imperfections, at({ current: equalCurrents(amperes(0.4)) }), hours(100))).toBe(24_840);
    expect(
      counted(imperfections, at({ current: equalCurrents(amperes(0.4)), phi: degrees(60) }), hours(100)),
    ).toBe(13_800);
  });
  it("creep of 1 W registers 1 kWh in 1000 h without load, nothing of it under load; an offset the other way", () => {
    expect(counted(imperfect({ creep: watts(1) }), idle, hours(1000))).toBe(1000);
    expect(counted(imperfect({ creep: watts(1) }), load, hours(1000))).toBe(3_450_000);
    expect(counted(imperfect({ offset: watts(1) }), idle, hours(1000))).toBe(0);
    expect(counted(imperfect({ offset: watts(1) }), load, hours(1000))).toBe(3_451_000);
  });
  it("a starting power twice the nominal misses 15 mA", () => {
    const small = at({ current: equalCurrents(amperes(0.015)) });
    expect(counted(imperfect({ startingFactor: 2 }), small, hours(1000))).toBe(0);
    expect(counted(noImperfections, small, hours(1000))).toBe(10_350);
  });
  it("a drift of 1 % a year is half that over the first year", () => {
    // Days 0 to 364: 1 % x 182/365 on average.
    expect(counted(imperfect({ drift: { perYear: percent(1) } }), load, days(365))).toBeCloseTo(
      30_222_000 * (1 + 1.82 / 365),
      -2,
    );
  });
  it("a stuck register stops there; the others go on", () => {
    const stuck = imperfect({ stuck: [{ quantity: "active energy", at: wattHours(5000) }] });
    expect(counted(stuck, load, hours(1))).toBe(3450);
    expect(counted(stuck, load, hours(2))).toBe(5000);
    expect(counted(stuck, load, hours(200))).toBe(5000);
    expect(counted(stuck, load, hours(200), "partial active energy")).toBe(690_000);
  });
  it("a wrong CT ratio, or an element it does not see reversed, counts wrongly by whole factors", () => {
    expect(counted(imperfect({ ctRatioFactor: 2 }), load, hours(1))).toBe(6900);
    const L2 = load.current.L2;
    const reversed = {
      ...load,
      current: { ...load.current, L2: { ...L2, re: L2.re.map((x) => -x), im: L2.im.map((x) => -x) } },
    };
    expect(counted(noImperfections, reversed, hours(1))).toBe(1150);
    expect(counted(imperfect({ ignoresSign: true }), reversed, hours(1))).toBe(3450);
  });
  it("registers saved every 15 min loses what a cut finds unsaved, and no more", () => {
    const spec = meter({}, { imperfections: imperfect({ saveEvery: minutes(15) }) });
    // Saved at 45 min: 2587.5 Wh of 50 min; then nothing while dark; then 6 min more.
    const { state } = live(spec, running(spec), [held(load, 3000), held(dark, 60), held(load, 2 + 360)]);
    expect(state.energies.active.wattHours).toBe(2587 + 345);
    expect(state.pulses.started).toBe(Math.floor(2875 / 10) + 34 + 1);
  });
});

describe("noise", () => {
  it("is the same for the same cell, different for others, within its amplitude, about zero on average", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, cell) => {
        expect(hashNoise(seed, cell)).toBe(hashNoise(seed, cell));
        expect(Math.abs(hashNoise(seed, cell))).toBeLessThanOrEqual(1);
      }),
    );
    const draws = Array.from({ length: 10_000 }, (_, cell) => hashNoise(42, cell));
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const square = draws.reduce((sum, x) => sum + x * x, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    // A uniform on -1...1 has a mean square of 1/3.
    expect(Math.abs(square - 1 / 3)).toBeLessThan(0.02);
    expect(new Set(draws).size).toBeGreaterThan(9990);
  });
  it("of 1 % averages out over a year, and shows over a minute", () => {
    const noisy = imperfect({ noise: { amplitude: percent(1), cell: seconds(60), seed: 7 } });
    expect(Math.abs(counted(noisy, load, days(365)) / 30_222_000 - 1)).toBeLessThan(1e-4);
    const spec = meter({ integrationTime: minutes(5) }, { imperfections: noisy });
    const { state } = elapse(spec, running(spec), load, minutes(5));
    const average = quantityShown(spec, state, "average power") ?? 0;
    expect(average).not.toBe(3450);
    expect(Math.abs(average / 3450 - 1)).toBeLessThan(0.01);
  });
});

describe("in words", () => {
  it("an ideal meter is ideal, every fault is named", () => {
    expect(inWords(noImperfections)).toBe("ideal");
    expect(inWords(gainOf(percent(1.2)))).toBe("gain +1.2 % on L1; gain +1.2 % on L2; gain +1.2 % on L3");
    expect(
      inWords(
        imperfect({
          creep: watts(1),
          ctRatioFactor: 2,
          ignoresSign: true,
          saveEvery: minutes(15),
          stuck: [{ quantity: "active energy", at: wattHours(10) }],
          noise: { amplitude: percent(0.1), cell: seconds(60), seed: 7 },
        }),
      ),
    ).toBe(
      "creeps at 1 W; noise of 0.1 % every 60 s, seed 7; active energy stuck at 10 Wh; saves its registers every 15 min; counts reversed elements forwards; multiplies the CT ratio by 2",
    );
  });
});
