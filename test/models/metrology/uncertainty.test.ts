import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  combined,
  defaultHoldAim,
  displayResolution,
  expanded,
  furthest,
  type HoldNeeded,
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

const heldFor = (needed: HoldNeeded): number => (needed.kind === "hold" ? needed.hold : Number.NaN);
const aim = { ...defaultHoldAim, decidingShare: ratio(1 / 3) };

describe("hold needed", () => {
  // U = 2 x 10 / sqrt6 / E = 0.2 % of E needs E = 4082 Wh; at 3450 W that is 4260 s.
  it("10 Wh counts at 3.45 kW and a limit of 1 % take 71 min", () => {
    const register = { count: 10, power: 3450, sampledWithin: seconds(0), reference: percent(0) };
    expect(heldFor(holdNeeded(register, percent(1)))).toBeCloseTo(4260.3, 0);
  });
  const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  it("held for it, what the hold can better is the share of the limit, and half of the room at most", () => {
    fc.assert(
      fc.property(
        positive(0.1, 1000),
        positive(1, 1e6),
        positive(0, 2),
        positive(0, 3),
        positive(0.5, 5),
        (count, power, within, reference, limit) => {
          const register = { count, power, sampledWithin: seconds(within), reference: percent(reference) };
          const needed = holdNeeded(register, percent(limit), aim);
          const room = limit - 2 * reference;
          if (room < limit / 10) {
            expect(needed).toEqual({ kind: "noRoom", reference: 2 * reference, limit });
            return;
          }
          const parts = (time: number) => {
            const energy = (power * time) / 3600;
            const stray = (power * within) / 3600;
            return [registerResolution(count, energy), samplingInstants([stray, stray], energy)];
          };
          const hold = heldFor(needed);
          const [own, bound] = [expanded(parts(hold)) / limit, furthest(parts(hold)) / room];
          expect(own).toBeLessThanOrEqual(1 / 3 + 1e-9);
          expect(bound).toBeLessThanOrEqual(1 / 2 + 1e-9);
          // No longer than that takes.
          expect(Math.max(own * 3, bound * 2)).toBeCloseTo(1, 9);
          const left = needed.kind === "hold" ? needed.remaining : Number.NaN;
          expect(left).toBeCloseTo(room - furthest(parts(hold)), 9);
          expect(left).toBeGreaterThan(0);
        },
      ),
    );
  });
  it("a better reference never takes a longer hold, and no hold is many times that of the perfect one", () => {
    const register = (reference: number) => ({
      count: 10,
      power: 3450,
      sampledWithin: seconds(0.1),
      reference: percent(reference),
    });
    const perfect = heldFor(holdNeeded(register(0), percent(1)));
    fc.assert(
      fc.property(positive(0, 0.449), positive(0, 0.449), (a, b) => {
        const [better, worse] = [Math.min(a, b), Math.max(a, b)].map((each) =>
          heldFor(holdNeeded(register(each), percent(1))),
        ) as [number, number];
        expect(better).toBeLessThanOrEqual(worse * (1 + 1e-12));
        expect(worse).toBeLessThan(8 * perfect);
      }),
    );
    // The bench file of before: U = 0.2 % of a limit of 1 % was said to be undecidable, 0.18 % took seven hours.
    expect(heldFor(holdNeeded(register(0.1), percent(1)))).toBe(perfect);
    expect(heldFor(holdNeeded(register(0.09), percent(1)))).toBe(perfect);
  });
  it("no hold helps a reference that is too uncertain, or a load of nothing", () => {
    const register = { count: 10, power: 3450, sampledWithin: seconds(0), reference: percent(0.46) };
    expect(holdNeeded(register, percent(1))).toEqual({ kind: "noRoom", reference: 0.92, limit: 1 });
    expect(holdNeeded({ ...register, reference: percent(0), power: 0 }, percent(1))).toEqual({
      kind: "noPower",
    });
  });
});
