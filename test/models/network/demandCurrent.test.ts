/** The current of a demand and its derivative, by what they mean: power at a voltage, and small changes of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demandCurrent } from "#models/network/demandCurrent.ts";
import type { DemandTable } from "#models/network/demandTable.ts";

const tableOf = (active: number, reactive: number, a: number, b: number, rated: number): DemandTable => ({
  active: Float64Array.of(active),
  reactive: Float64Array.of(reactive),
  activeExponent: Float64Array.of(a),
  reactiveExponent: Float64Array.of(b),
  ratedVoltage: Float64Array.of(rated),
  minimumVoltage: Float64Array.of(0.1 * rated),
  iterated: Uint8Array.of(1),
});

const floor = { volts: 23, sharpness: Number.POSITIVE_INFINITY };

const demands = fc.record({
  active: fc.double({ min: -5e3, max: 5e3, noNaN: true }),
  reactive: fc.double({ min: -5e3, max: 5e3, noNaN: true }),
  a: fc.double({ min: 0, max: 2.5, noNaN: true }),
  b: fc.double({ min: 0, max: 2.5, noNaN: true }),
  u: fc.double({ min: 0.02, max: 1.5, noNaN: true }),
  angle: fc.double({ min: 0, max: 6.28, noNaN: true }),
});

const sharp = fc.constantFrom(2, 4, 16, Number.POSITIVE_INFINITY);

describe("the current of a demand", () => {
  it("1000 W, 500 var of constant power at 230 V: 1000 / 230 A in phase, 500 / 230 A behind", () => {
    const { re, im } = demandCurrent(tableOf(1000, 500, 0, 0, 230), 0, { re: 230, im: 0 }, floor);
    expect(re).toBeCloseTo(1000 / 230, 12);
    expect(im).toBeCloseTo(-500 / 230, 12);
  });

  it("takes the power of its law, and below the floor that of the impedance it has there", () => {
    fc.assert(
      fc.property(demands, ({ active, reactive, a, b, u, angle }) => {
        const table = tableOf(active, reactive, a, b, 230);
        const [ur, ui] = [230 * u * Math.cos(angle), 230 * u * Math.sin(angle)];
        const { re, im } = demandCurrent(table, 0, { re: ur, im: ui }, floor);
        const at = Math.max(u, 0.1);
        const share = (u / at) ** 2;
        expect(ur * re + ui * im).toBeCloseTo(active * at ** a * share, 6);
        expect(ui * re - ur * im).toBeCloseTo(reactive * at ** b * share, 6);
      }),
    );
  });

  it("changes with the voltage as its derivative says", () => {
    fc.assert(
      fc.property(demands, fc.double({ min: 0, max: 6.28, noNaN: true }), sharp, (of, way, sharpness) => {
        const { u, angle, ...law } = of;
        const floor = { volts: 23, sharpness };
        fc.pre(Math.abs(u - 0.1) > 1e-3);
        const table = tableOf(law.active, law.reactive, law.a, law.b, 230);
        const [ur, ui] = [230 * u * Math.cos(angle), 230 * u * Math.sin(angle)];
        const step = 1e-5;
        const [dr, di] = [step * Math.cos(way), step * Math.sin(way)];
        const here = demandCurrent(table, 0, { re: ur, im: ui }, floor);
        const ahead = demandCurrent(table, 0, { re: ur + dr, im: ui + di }, floor);
        const behind = demandCurrent(table, 0, { re: ur - dr, im: ui - di }, floor);
        const scale = 1e-6 * (1 + Math.hypot(law.active, law.reactive) / (230 * u) ** 2);
        const re = here.byRe * dr - here.byIm * di + here.byConjugateRe * dr + here.byConjugateIm * di;
        const im = here.byRe * di + here.byIm * dr + here.byConjugateIm * dr - here.byConjugateRe * di;
        expect(Math.abs((ahead.re - behind.re) / 2 - re)).toBeLessThan(scale * step + 1e-13);
        expect(Math.abs((ahead.im - behind.im) / 2 - im)).toBeLessThan(scale * step + 1e-13);
      }),
    );
  });
});
