/** The three voices of a position, and how far the meter stands from its twin, on runs whose lies are known. */
import { describe, expect, it } from "vitest";
import type { QuantityName } from "#models/meter/quantity.ts";
import { attemptsOf } from "#reports/conclusion.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import { departureOf } from "../../ui/bench/departure.ts";
import { type LiveValues, voicesOf } from "../../ui/bench/voices.ts";
import { twinOf, twinWhenRead } from "../../ui/meter/twin.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

const noLive: LiveValues = { picture: null, rows: [], position: "virtual" };

function shownIn(record: RunRecord, attempt: AttemptedScenario, quantity: QuantityName) {
  const step = attempt.steps.at(-1);
  if (step === undefined) throw new Error("no step");
  const spec = specOf(record, attempt);
  const twins = { now: twinOf(attempt, spec, null), whenRead: twinWhenRead(attempt, spec) };
  const said = voicesOf(quantity, noLive, attempt, step, twins);
  return { said, departure: departureOf(quantity, said, attempt, step.signals, twins.whenRead) };
}
async function lastOf(meter: string, scenario: string) {
  const record = await runOn(virtualMeter(meter), [scenario]);
  const attempt = attemptsOf(record).at(-1);
  if (attempt === undefined) throw new Error("nothing was run");
  return (quantity: QuantityName) => shownIn(record, attempt, quantity);
}

describe("a stored run", () => {
  it("shows what the meter was looked at to show, beside its twin and the network", async () => {
    const shown = await lastOf("good", "ct-L2-reversed");
    // Last step: 230 V, 5 A, 0.5 lagging: 3 x 230 x 5 x 0.5 = 1725 W pass, a third of it is left.
    expect(shown("active power").said.reference).toBeCloseTo(1725, 0);
    expect(shown("active power").said.twin).toBeCloseTo(575, 0);
    expect(shown("active power").said.meter).toBeCloseTo(575, 0);
    expect(shown("voltage L1").said.meter).toBeCloseTo(230, 1);
    // A register has no true value.
    expect(shown("active energy").said.reference).toBeNull();
  });
});

describe("the departure of the meter", () => {
  it("is nothing on a wrong hook-up when the meter is in order", async () => {
    const shown = await lastOf("good", "ct-L2-reversed");
    for (const quantity of ["active energy", "active power", "voltage L1", "current L3"] as const) {
      const { departure } = shown(quantity);
      if (departure?.kind !== "percent") throw new Error(`no departure of ${quantity}`);
      expect(Math.abs(departure.value)).toBeLessThan(0.1);
      expect(departure.isBeyond).toBe(false);
    }
  });
  it("is the 1.2 % of a meter that gains so much, beyond class 1, on power and on the growth of the register", async () => {
    const shown = await lastOf("gain", "rated-current");
    for (const quantity of ["active energy", "active power"] as const) {
      const { departure } = shown(quantity);
      if (departure?.kind !== "percent") throw new Error(`no departure of ${quantity}`);
      expect(departure.value).toBeCloseTo(1.2, 1);
      expect(departure).toMatchObject({ limit: 1, isBeyond: true });
    }
    // Nobody sets a limit for a voltage.
    expect(shown("voltage L1").departure).toMatchObject({ limit: null, isBeyond: false });
  });
  it("has the sign of the meter: 200 % too much where a reversed element is counted forwards", async () => {
    const { departure } = (await lastOf("sign", "ct-L2-reversed"))("active energy");
    // three thirds instead of one: twice the twin's growth too much
    expect(departure).toMatchObject({ kind: "percent", isBeyond: true });
    expect(departure?.value).toBeCloseTo(200, 0);
  });
  it("of a register is of its growth: 12 Wh too many in 1000 are 1.2 %, whatever it stood at before", async () => {
    const record = await runOn(virtualMeter("good"), ["rated-current"]);
    const attempt = attemptsOf(record)[0];
    const step = attempt?.steps[0];
    if (attempt === undefined || step === undefined) throw new Error("nothing was run");
    const samples = step.samples.map(({ moment, reading }) => ({
      moment,
      reading: reading.kind === "read" ? { ...reading, value: 1_000_000 } : reading,
    }));
    const begun = { ...attempt, steps: [{ ...step, samples }] };
    const said = { meter: 1_001_012, twin: 1_001_000, reference: null };
    const departure = departureOf("active energy", said, begun, step.signals, null);
    expect(departure?.value).toBeCloseTo(1.2, 9);
    // One that has not moved, or has rolled over, has no growth.
    for (const twin of [1_000_000, 12])
      expect(departureOf("active energy", { ...said, twin }, begun, step.signals, null)).toBeNull();
  });
  it("of a power factor is a difference, and without a reading there is none", async () => {
    const shown = await lastOf("good", "ct-L2-reversed");
    expect(shown("power factor").departure?.kind).toBe("difference");
    expect(shown("reactive energy").departure).toBeNull();
    // Two CTs swapped: no power either way, and a power factor of nothing over nothing.
    expect((await lastOf("good", "cts-swapped"))("power factor").departure).toBeNull();
  });
});
