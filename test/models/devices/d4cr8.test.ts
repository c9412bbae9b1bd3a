import { describe, expect, it } from "vitest";
import { contoD4cr8 } from "#models/catalogue/contoD4cr8.ts";
import { assumedCounterMap } from "#models/devices/counterMap.ts";
import {
  checkConcentrator,
  concentratorDevice,
  concentratorSpec,
  countersOf,
  elapseConcentrator,
  newConcentrator,
} from "#models/devices/d4cr8.ts";
import { elapseFlow, type FlowMeterSpec, newFlowMeter } from "#models/devices/flowMeter.ts";
import type { Closure } from "#models/devices/pulseInput.ts";
import { milliseconds } from "#models/units.ts";

const second = 1_000_000;
const hour = 3600 * second;
const spec = concentratorSpec(contoD4cr8);
const water: FlowMeterSpec = { medium: "water", weight: 10, width: milliseconds(100) };

/** 1200 l/h through a water meter with 10 l per pulse: two pulses a minute. */
const flowing = (until: number): readonly (readonly Closure[])[] => [
  elapseFlow(water, newFlowMeter(water), 1200e6, until).closures,
];
const counts = (state: ReturnType<typeof newConcentrator>) => countersOf(spec, state);

describe("the concentrator D4CR8", () => {
  it("counts a water meter of 10 l per pulse: 1.2 m3/h for a day are 2880 pulses", () => {
    const state = elapseConcentrator(
      spec,
      newConcentrator(spec),
      flowing(24 * hour),
      true,
      24 * hour + second,
    );
    expect(counts(state)).toEqual([2880, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("begins again at zero after 999 999 999, or stays there where that is the assumption", () => {
    const worn = newConcentrator(spec, [999_999_998]);
    const after = elapseConcentrator(spec, worn, flowing(2 * 60 * second), true, 130 * second);
    expect(counts(after)[0]).toBe(2);
    expect(countersOf({ ...spec, whenFull: "stop" }, after)[0]).toBe(999_999_999);
  });

  it("neither counts nor answers without its supply, and keeps its counts", () => {
    const day = elapseConcentrator(spec, newConcentrator(spec, [5]), flowing(hour), true, hour + second);
    const dark = elapseConcentrator(spec, day, [[]], false, 2 * hour);
    expect(concentratorDevice(spec, () => dark).read(0x1000, 2)).toEqual({ kind: "silent" });
    const back = elapseConcentrator(spec, dark, [[]], true, 3 * hour);
    expect(counts(back)[0]).toBe(125);
  });

  it("loses the pulses that came while it was dark", () => {
    const dark = elapseConcentrator(spec, newConcentrator(spec), flowing(hour), false, hour + second);
    expect(counts(elapseConcentrator(spec, dark, [], true, 2 * hour))[0]).toBe(0);
  });

  it("shows eight 32-bit counts, high word first, from 1000h; the rest is exception 02", () => {
    const device = concentratorDevice(spec, () =>
      newConcentrator(spec, [1, 0x12345, 0, 0, 0, 0, 0, 999_999_999]),
    );
    expect(device.read(0x1000, 4)).toEqual({ kind: "words", words: [0, 1, 1, 0x2345] });
    expect(device.read(0x100e, 2)).toEqual({ kind: "words", words: [0x3b9a, 0xc9ff] });
    expect(device.read(0x100e, 3)).toEqual({ kind: "exception", code: 2 });
    expect(device.read(0x0fff, 2)).toEqual({ kind: "exception", code: 2 });
    expect(device.write(0x1000, [0])).toEqual({ kind: "exception", code: 2 });
  });

  it("answers by another layout where one is known", () => {
    const counterMap = { ...assumedCounterMap, start: 0x200, wordOrder: "lowFirst" as const };
    const other = concentratorSpec(contoD4cr8, { counterMap });
    expect(concentratorDevice(other, () => newConcentrator(other, [0x12345])).read(0x200, 2)).toEqual({
      kind: "words",
      words: [0x2345, 1],
    });
  });

  it("takes the addresses and speeds of its switches only, and answers in less than 300 ms", () => {
    const wrong = concentratorSpec(contoD4cr8, { address: 256, speed: 19200, answerTime: milliseconds(300) });
    expect(checkConcentrator(contoD4cr8, wrong).map(({ path }) => path[0])).toEqual([
      "address",
      "speed",
      "answerTime",
    ]);
    expect(
      checkConcentrator(contoD4cr8, concentratorSpec(contoD4cr8, { address: 255, speed: 4800 })),
    ).toEqual([]);
  });
});
