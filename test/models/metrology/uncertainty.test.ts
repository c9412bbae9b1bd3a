import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  combined,
  displayResolution,
  expanded,
  furthest,
  holdNeeded,
  pulseResolution,
  referencePart,
  registerResolution,
  samplingInstants,
} from "#models/metrology/uncertainty.ts";
import { percent, ratio, seconds } from "#models/units.ts";

describe("uncertainty of an error", () => {
  // 10 Wh in 3450 Wh: 10 / sqrt6 = 4.082 Wh, 0.1183 %.
  it("one count of 10 Wh in 3.45 kWh is 0.118 %, at most 0.290 %", () => {
    const part = registerResolution(10, 3450);
    expect(part.standard).toBeCloseTo(0.11833, 5);
    expect(part.bound).toBeCloseTo(0.28986, 5);
    expect(pulseResolution(10, 3450).standard).toBe(part.standard);
  });
  it("the difference of two counts at any phase spreads by q / sqrt6 and never by a whole count", () => {
    const count = 10;
    const energy = 3456.7;
    const steps = 400;
    // Every phase of the first count, and every load that ends anywhere in the last one, evenly.
    let squares = 0;
    let largest = 0;
    for (let i = 0; i < steps; i++)
      for (let j = 0; j < steps; j++) {
        const start = (count * (i + 0.5)) / steps;
        const moved = energy + (count * (j + 0.5)) / steps;
        const shown = count * (Math.floor((start + moved) / count) - Math.floor(start / count));
        squares += (shown - moved) ** 2;
        largest = Math.max(largest, Math.abs(shown - moved));
      }
    const rms = Math.sqrt(squares) / steps;
    expect(rms / count).toBeCloseTo(1 / Math.sqrt(6), 4);
    expect(largest).toBeLessThan(count);
    expect(registerResolution(count, energy).standard).toBeCloseTo((100 * rms) / energy, 4);
  });
  it("two samples within 0.1 s each at 3.45 kW: 0.0958 Wh each, even", () => {
    const each = (3450 * 0.1) / 3600;
    const part = samplingInstants([each, each], 3450);
    expect(part.standard).toBeCloseTo((100 * Math.SQRT2 * each) / Math.sqrt(3) / 3450, 9);
    expect(part.bound).toBeCloseTo((200 * each) / 3450, 9);
  });
  it("parts add as squares, the expanded is twice the root: 0.3 and 0.4 make 0.5 and 1.0", () => {
    const parts = [referencePart(percent(0.3)), referencePart(percent(0.4))];
    expect(combined(parts)).toBeCloseTo(0.5, 12);
    expect(expanded(parts)).toBeCloseTo(1.0, 12);
    expect(furthest(parts)).toBeCloseTo(1.4, 12);
  });
  it("a display may round or cut off: up to one count", () => {
    expect(displayResolution(0.1, 230).bound).toBeCloseTo(0.0435, 4);
    expect(displayResolution(0.1, 230).standard).toBeCloseTo(0.0251, 4);
  });
});

describe("hold needed", () => {
  // U = 2 x 10 / sqrt6 / E = 0.2 % of E needs E = 4082 Wh; at 3450 W that is 4260 s.
  it("10 Wh counts at 3.45 kW and a limit of 1 % take 71 min", () => {
    const register = { count: 10, power: 3450, sampledWithin: seconds(0), reference: percent(0) };
    expect(holdNeeded(register, percent(1))).toBeCloseTo(4260.3, 0);
  });
  const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  it("held for it, the expanded uncertainty is exactly the share of the limit; held longer it is less", () => {
    fc.assert(
      fc.property(
        positive(0.1, 1000),
        positive(1, 1e6),
        positive(0, 2),
        positive(0, 0.05),
        positive(0.5, 5),
        (count, power, within, reference, limit) => {
          const register = {
            count,
            power,
            sampledWithin: seconds(within),
            reference: percent(reference),
          };
          const hold = holdNeeded(register, percent(limit), ratio(1 / 3)) ?? Number.NaN;
          const uncertainty = (time: number) => {
            const energy = (power * time) / 3600;
            const stray = (power * within) / 3600;
            return expanded([
              registerResolution(count, energy),
              samplingInstants([stray, stray], energy),
              referencePart(percent(reference)),
            ]);
          };
          expect(uncertainty(hold) / limit).toBeCloseTo(1 / 3, 9);
          expect(uncertainty(2 * hold)).toBeLessThan(uncertainty(hold));
        },
      ),
    );
  });
  it("no hold helps a reference that is too uncertain, or a load of nothing", () => {
    const register = { count: 10, power: 3450, sampledWithin: seconds(0), reference: percent(0.11) };
    expect(holdNeeded(register, percent(1))).toBeNull();
    expect(holdNeeded({ ...register, reference: percent(0), power: 0 }, percent(1))).toBeNull();
  });
});
