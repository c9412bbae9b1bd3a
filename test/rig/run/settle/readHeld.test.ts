/**
 * The end of a step whose beginning did not count: it is held as much longer, and what is read then is held against the
 * same straight line as the end before it. A bench of nothing but registers that grow with time, and what each shows
 * instead for a while.
 */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import type { Begun } from "#rig/run/firstLook.ts";
import { readBetween, readEnd } from "#rig/run/settle/readHeld.ts";
import { load, meter, read } from "../compare/bench.ts";

const registers = ["active energy", "reactive energy"] as const;
type Register = (typeof registers)[number];
/** What a register shows in place of its energy at an instant; null: its energy. */
type Shown = (at: number, energy: number) => number | null;
const right: Shown = () => null;
const between =
  (from: number, to: number, shows: (energy: number) => number): Shown =>
  (at, energy) =>
    at >= from && at < to ? shows(energy) : null;

/** An hour of 3600 W and var, in counts of 10: 10 Wh every 10 s, from 100 000 on. */
const energyAt = (at: number): number => 100_000 + Math.floor(at / 10) * 10;

/** Holds an hour, read at its beginning and twice in between. */
async function heldHour(shown: Readonly<Record<Register, Shown>>) {
  let now = 0;
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const readings = (quantities: readonly QuantityName[]): Reading[] => {
    now += 0.05;
    return quantities.map((quantity) =>
      read(quantity, shown[quantity as Register](now, energyAt(now)) ?? energyAt(now), now),
    );
  };
  const bench = {
    clockScale: 1,
    elapse: (duration: Seconds) => {
      now += duration;
      return Promise.resolve();
    },
    read: (_: string, quantities: readonly QuantityName[]) => Promise.resolve(readings(quantities)),
  } as unknown as Bench;
  const begun = {
    bench,
    position: { name: "left", spec },
    rules: {
      physics: () => ({ meter, intervals: [{ ...load, from: 0, to: 1e6 }], policy: defaultComparePolicy }),
      earlier: () => null,
      interrupted: new AbortController().signal,
    },
    step: {},
    since: seconds(0),
  } as unknown as Begun;
  const before = readings(registers);
  const inBetween: (readonly Reading[])[] = [];
  for (const at of [1200, 2400]) {
    now = at;
    inBetween.push((await readBetween(begun, registers)).readings);
  }
  now = 3600;
  const held = await readEnd(begun, registers, before, inBetween);
  const of = (quantity: Register) => ({
    before: held.before.find((one) => one.quantity === quantity),
    after: held.after.find((one) => one.quantity === quantity),
    left: held.left.filter(({ reading }) => reading.quantity === quantity),
  });
  return { active: of("active energy"), reactive: of("reactive energy"), took: now };
}

const zeroAtFirst = between(0, 600, () => 0);

describe("a step whose beginning did not count", () => {
  it("is held as much longer, and its register counts from the next reading", async () => {
    const { active, reactive, took } = await heldHour({
      "active energy": zeroAtFirst,
      "reactive energy": right,
    });
    expect(took).toBeGreaterThan(4790);
    expect(active.before).toMatchObject({ kind: "read", value: energyAt(1200) });
    expect(active.after).toMatchObject({ kind: "read", value: energyAt(4800) });
    expect(active.left).toMatchObject([
      { reading: { value: 0 }, why: "others stand together", moment: "before" },
    ]);
    expect(reactive).toMatchObject({
      before: { value: energyAt(0) },
      after: { value: energyAt(4800) },
      left: [],
    });
  });
  it("leaves what was found of another register as it was: one that leapt contradicts itself", async () => {
    const leaps = between(1800, 1e6, (energy) => energy + 1500);
    const { reactive } = await heldHour({ "active energy": zeroAtFirst, "reactive energy": leaps });
    expect(reactive.after).toMatchObject({ kind: "read", contradicts: { value: energyAt(0) } });
  });
  it("and one that showed nonsense all through is no value", async () => {
    const nonsense: Shown = (at, energy) => (at < 3000 ? (at * 7919) % 99_991 : energy);
    const { reactive } = await heldHour({ "active energy": zeroAtFirst, "reactive energy": nonsense });
    expect(reactive.after).toMatchObject({ kind: "unsettled", over: "step" });
  });
  it("believes no later end that is off the line the others are on, however possible it is", async () => {
    // 4.6 kWh in an hour is what a meter of this kind can count: 3 x 230 V x 6 A, and a quarter more.
    const ahead = between(4700, 4809, (energy) => energy + 1000);
    const { active } = await heldHour({
      "active energy": (at, energy) => zeroAtFirst(at, energy) ?? ahead(at, energy),
      "reactive energy": right,
    });
    expect(active.after).toMatchObject({ kind: "read", value: energyAt(4809) });
    expect(active.left.map(({ reading }) => reading.kind === "read" && reading.value)).toContain(
      energyAt(4806) + 1000,
    );
  });
});
