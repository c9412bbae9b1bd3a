import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accumulate,
  addEnergy,
  type Energy,
  heldFor,
  meanPowerOf,
  noEnergy,
  reaches,
  showing,
  spanOf,
  subtractEnergy,
  timeToReach,
  wrap,
} from "#models/metering/register.ts";

const unit = 3_600_000_000_000_000n;
const inPicojoules = ({ wattHours, picojoules }: Energy): bigint =>
  BigInt(wattHours) * unit + BigInt(picojoules);

/** Whole microwatts of a meter, up to the largest a D4-s can see on its primary side. */
const powers = fc.oneof(
  fc.integer({ min: 0, max: 5_000_000_000 }),
  fc.double({ min: 0, max: 5e16, noNaN: true }).map(Math.floor),
);
const durations = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.double({ min: 0, max: 9e14, noNaN: true }).map(Math.floor),
);

describe("energy of a held power", () => {
  it("is 1 kWh for 1 kW over one hour, and 10 Wh for 692 kW over 52 ms", () => {
    expect(heldFor(1e9, 3_600_000_000)).toEqual({ wattHours: 1000, picojoules: 0 });
    // 692.8 kW x 0.052 s = 36.0256 kJ = 10.0071 Wh
    expect(heldFor(692.8e9, 52_000)).toEqual({ wattHours: 10, picojoules: 25_600_000_000_000 });
  });

  it("is the product of whole numbers, exactly, at any size", () => {
    fc.assert(
      fc.property(powers, durations, (power, duration) => {
        fc.pre(power * duration < 2 ** 53 * 3.6e15);
        expect(inPicojoules(heldFor(power, duration))).toBe(BigInt(power) * BigInt(duration));
        expect(inPicojoules(heldFor(-power, duration))).toBe(-BigInt(power) * BigInt(duration));
        const { picojoules } = heldFor(-power, duration);
        expect(picojoules >= 0 && BigInt(picojoules) < unit).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("accumulates like whole numbers do, forwards and backwards", () => {
    fc.assert(
      fc.property(powers, durations, fc.boolean(), durations, (power, first, backwards, second) => {
        fc.pre(power * (first + second) < 2 ** 51 * 3.6e15);
        const signed = backwards ? -power : power;
        const begun = heldFor(power, first);
        const sum = accumulate(begun, signed, second);
        expect(inPicojoules(sum)).toBe(inPicojoules(begun) + BigInt(signed) * BigInt(second));
        expect(inPicojoules(addEnergy(begun, sum))).toBe(inPicojoules(begun) + inPicojoules(sum));
        expect(inPicojoules(subtractEnergy(begun, sum))).toBe(inPicojoules(begun) - inPicojoules(sum));
      }),
    );
  });
});

describe("the instant an energy is reached", () => {
  it("is 36 s for 10 Wh at 1 kW, and never without power", () => {
    expect(timeToReach(1e9, { wattHours: 10, picojoules: 0 })).toBe(36_000_000);
    expect(timeToReach(0, { wattHours: 10, picojoules: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(timeToReach(1e9, noEnergy)).toBe(0);
  });

  it("is the first microsecond by which it is there", () => {
    const energies = fc.record({
      wattHours: fc.integer({ min: 0, max: 1_000_000 }),
      picojoules: fc.double({ min: 0, max: 3.6e15 - 1, noNaN: true }).map(Math.floor),
    });
    fc.assert(
      fc.property(
        energies,
        fc.integer({ min: 1_000, max: 2_000_000_000 }).map((n) => n * 1000),
        (energy, power) => {
          const time = timeToReach(power, energy);
          expect(BigInt(time) * BigInt(power) >= inPicojoules(energy)).toBe(true);
          expect(time === 0 || (BigInt(time) - 1n) * BigInt(power) < inPicojoules(energy)).toBe(true);
          expect(reaches(heldFor(power, time), energy)).toBe(true);
        },
      ),
    );
  });
});

describe("what a register shows", () => {
  it("rolls over after its last digit: 8 digits of 10 Wh after 1 GWh", () => {
    const span = spanOf(8, 10);
    expect(span).toBe(1_000_000_000);
    expect(showing(999_999_999, 10, span)).toBe(999_999_990);
    expect(showing(1_000_000_000, 10, span)).toBe(0);
    expect(showing(1_000_000_019, 10, span)).toBe(10);
    expect(wrap(-1, 10)).toBe(9);
    expect(Object.is(wrap(-10, 10), 0)).toBe(true);
  });

  it("advances by the energy, modulo its span, to within one unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 50 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.constantFrom(1, 10, 1000, 1_000_000),
        (start, more, step) => {
          const span = spanOf(8, step);
          const advance = wrap(showing(start + more, step, span) - showing(start, step, span), span);
          const slack = wrap(advance - (more % span) + step, span);
          expect(slack).toBeGreaterThanOrEqual(0);
          expect(slack).toBeLessThanOrEqual(2 * step);
        },
      ),
    );
  });

  it("has a mean power: 250 Wh in 15 min are 1 kW", () => {
    expect(meanPowerOf({ wattHours: 250, picojoules: 0 }, 900_000_000)).toBe(1000);
  });
});
