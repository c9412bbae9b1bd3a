import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energyOfPulses, percentageError, percentageErrorByTime } from "#models/metrology/percentageError.ts";
import { energyOf, inKilowattHours, seconds, type WattHours, watts } from "#models/units.ts";

/** Answers of the Scilab textbook companion (FOSSEE, IIT Bombay), to half the last printed digit. */
const textbook = [
  { name: "Bakshi 7.21", turns: 80, constant: 1800, power: 230 * 5, time: 138, error: 0.819, within: 5e-4 },
  { name: "Shinghal 2.20", turns: 40, constant: 1200, power: 240 * 5, time: 99.8, error: 0.2, within: 5e-2 },
  { name: "Rajput 1.72", turns: 60, constant: 520, power: 230 * 5, time: 360, error: 0.334, within: 5e-4 },
  {
    name: "Shinghal 2.19, 22000/110 V and 500/5 A",
    turns: 40,
    constant: 0.12,
    power: Math.sqrt(3) * 110 * 5.25 * (22000 / 110) * (500 / 5),
    time: 61,
    error: -1.665,
    within: 5e-4,
  },
];

describe("percentage error", () => {
  it.each(textbook)("$name: $error %", ({ turns, constant, power, time, error, within }) => {
    const registered = energyOfPulses(turns, constant);
    const found = percentageError(registered, energyOf(watts(power), seconds(time)));
    expect(Math.abs((found ?? Number.NaN) - error)).toBeLessThan(within);
  });

  it("Shinghal 2.19 on the way: 333.333 kWh recorded of 338.977 kWh", () => {
    expect(inKilowattHours(energyOfPulses(40, 0.12))).toBeCloseTo(333.333, 3);
  });

  it("a meter that takes 21.1 s for 20.87 s of theory is slow: -1.09 %, not +1.1 %", () => {
    expect(percentageErrorByTime(seconds(20.87), seconds(21.1))).toBeCloseTo(-1.09, 2);
  });

  it("says nothing without a reference", () => {
    expect(percentageError(5, 0)).toBeNull();
  });

  it("register, pulses and stopwatch agree whatever the meter", () => {
    const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
    fc.assert(
      fc.property(positive(1, 500), positive(1, 1e5), positive(10, 1e6), positive(1, 1e4), (n, k, P, t) => {
        const reference = energyOf(watts(P), seconds(t));
        const byEnergy = percentageError(energyOfPulses(n, k), reference) as number;
        // The theory's time for n pulses: the one in which this power makes their energy.
        const theory = seconds(t * ((energyOfPulses(n, k) as WattHours) / reference));
        const byTime = percentageErrorByTime(theory, seconds(t));
        expect(Math.abs(byTime - byEnergy)).toBeLessThan(1e-9 * Math.max(100, Math.abs(byEnergy)));
      }),
    );
  });
});
