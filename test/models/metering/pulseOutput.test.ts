import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advancePulses,
  type PulseOutput,
  type PulseRule,
  pulseStarts,
  startPulses,
} from "#models/metering/pulseOutput.ts";
import { accumulate, type Energy, noEnergy } from "#models/metering/register.ts";

const second = 1_000_000;
interface Meter {
  readonly output: PulseOutput;
  readonly energy: Energy;
  readonly clock: number;
  readonly starts: readonly number[];
}
const fresh = (rule: PulseRule): Meter => ({
  output: startPulses(noEnergy, rule),
  energy: noEnergy,
  clock: 0,
  starts: [],
});
const feed = (meter: Meter, rule: PulseRule, power: number, duration: number): Meter => {
  const after = accumulate(meter.energy, power, duration);
  const load = { from: meter.clock, until: meter.clock + duration, before: meter.energy, after, power };
  const { output, train } = advancePulses(meter.output, rule, load);
  const starts = train === null ? [] : [...pulseStarts(train)];
  if (train !== null)
    expect([train.count, train.first, train.last]).toEqual([starts.length, starts[0], starts.at(-1)]);
  return { output, energy: after, clock: load.until, starts: [...meter.starts, ...starts] };
};
const ruleOf = (weight: number, width: number, pause = width): PulseRule => ({
  weight,
  width,
  spacing: width + pause,
});

describe("the pulse output", () => {
  it("closes every 36 s at 1 kW and 10 Wh per pulse", () => {
    const rule = ruleOf(10, 100_000);
    const meter = feed(fresh(rule), rule, 1e9, 120 * second);
    expect(meter.starts).toEqual([36 * second, 72 * second, 108 * second]);
    expect(meter.output).toMatchObject({ waiting: 0, started: 3, next: { wattHours: 40, picojoules: 0 } });
  });

  // Conto D4-s, CTs 1000/5, 400 V: 692 kW make 19.2 pulses of 10 Wh a second; 50 ms on and 50 ms off allow 10.
  it("saturates at 10 a second when 692 kW ask for 19, and queues the rest", () => {
    const rule = ruleOf(10, 50_000);
    const meter = feed(fresh(rule), rule, 692_000_000_000, 10 * second);
    // First due at 36 kJ / 692 kW = 52.024 ms (rounded up to a microsecond), then one every 100 ms: 100 in 10 s.
    expect(meter.starts).toHaveLength(100);
    expect(meter.starts[0]).toBe(52_024);
    expect(meter.starts[1]).toBe(152_024);
    expect(meter.output.waiting).toBe(192 - 100);
    const rested = feed(meter, rule, 0, 60 * second);
    expect(rested.output).toMatchObject({ waiting: 0, started: 192 });
    expect(
      feed(fresh(ruleOf(100, 50_000)), ruleOf(100, 50_000), 692_000_000_000, 10 * second).output,
    ).toMatchObject({
      waiting: 0,
      started: 19,
    });
  });

  it("a year of 5.26 million pulses is one train", () => {
    const rule = ruleOf(10, 50_000);
    const power = 6_000_000_000;
    const year = 365 * 86_400 * second;
    const { output, train } = advancePulses(startPulses(noEnergy, rule), rule, {
      from: 0,
      until: year,
      before: noEnergy,
      after: accumulate(noEnergy, power, year),
      power,
    });
    // 6 kW x 8760 h = 52.56 MWh
    expect(train?.count).toBe(5_256_000);
    expect(train?.last).toBe(year);
    expect(output.waiting).toBe(0);
  });

  /** The same contact, watched microsecond-exactly by brute force: whole numbers only, one pulse at a time. */
  const watched = (rule: PulseRule, held: readonly (readonly [number, number])[]): number[] => {
    const dues: bigint[] = [];
    const weight = BigInt(rule.weight) * 3_600_000_000_000_000n;
    let energy = 0n;
    let clock = 0n;
    for (const [power, duration] of held) {
      const p = BigInt(power);
      const after = energy + p * BigInt(duration);
      while (BigInt(dues.length + 1) * weight <= after)
        dues.push(clock + (BigInt(dues.length + 1) * weight - energy + p - 1n) / p);
      energy = after;
      clock += BigInt(duration);
    }
    const starts: bigint[] = [];
    for (const due of dues) {
      const previous = starts.at(-1);
      const free = previous === undefined ? 0n : previous + BigInt(rule.spacing);
      starts.push(due > free ? due : free);
    }
    return starts.filter((start) => start <= clock).map(Number);
  };

  const loads = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constant(0),
        fc.integer({ min: 1, max: 2_000_000 }).map((n) => n * 1_000_000),
      ),
      fc.integer({ min: 1, max: 60 * second }),
    ),
    { minLength: 1, maxLength: 8 },
  );
  const rules = fc
    .tuple(
      fc.constantFrom(10, 100, 1000),
      fc.constantFrom(50_000, 200_000, 500_000),
      fc.constantFrom(0, 30_000, 500_000),
    )
    .map(([weight, width, pause]) => ruleOf(weight, width, pause));

  it("starts every pulse at the instant a patient observer would see it", () => {
    fc.assert(
      fc.property(loads, rules, (held, rule) => {
        let meter = fresh(rule);
        for (const [power, duration] of held) meter = feed(meter, rule, power, duration);
        expect(meter.starts).toEqual(watched(rule, held));
      }),
      { numRuns: 300 },
    );
  });

  it("loses no energy: pulses given and waiting are the register, within one pulse", () => {
    fc.assert(
      fc.property(loads, rules, (held, rule) => {
        let meter = fresh(rule);
        for (const [power, duration] of held) meter = feed(meter, rule, power, duration);
        const told = (meter.output.started + meter.output.waiting) * rule.weight;
        expect(meter.energy.wattHours - told).toBeGreaterThanOrEqual(0);
        expect(meter.energy.wattHours - told).toBeLessThan(rule.weight);
      }),
    );
  });
});
