/**
 * The blocks a bench may read in the place of the one it wants: the meter answers each of them, also where it refuses
 * gaps or halves of values, and each holds what was wanted.
 */
import { describe, expect, it } from "vitest";
import { elapse } from "#models/meter/elapse.ts";
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import { isMapped } from "#models/meter/registerReader.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { minutes, seconds } from "#models/units.ts";
import { readQuantities } from "#rig/bench/meterReader.ts";
import type { Master, VerdictRead } from "#rig/fieldbus/master.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { at, meter, running } from "../../models/meter/bench.ts";
import { meterFile, shipped, specOf } from "../meterFile/files.ts";

/** What a bench asks for when it reads `quantity`. */
const asked = async (spec: MeterSpec, quantity: QuantityName): Promise<readonly VerdictRead[]> => {
  const requests: VerdictRead[] = [];
  const master = {
    readForVerdict(request: VerdictRead) {
      requests.push(request);
      return Promise.resolve({ kind: "silent", waited: seconds(0) } as const);
    },
  } as unknown as Master;
  await readQuantities(master, 1, spec, [quantity], {
    clock: new VirtualClock(),
    since: seconds(0),
    scale: 1,
  });
  return requests;
};

const strict = meterFile({
  registers: [
    "{ address: 10, type: u32, quantity: active energy, perCount: 0.1 kWh }",
    "{ address: 12, type: u32, quantity: reactive energy, perCount: 0.1 kvarh }",
    "{ address: 14, type: u16, quantity: frequency, perCount: 0.01 Hz }",
    "{ address: 20, type: u32, quantity: active power, perCount: 1 W }",
  ],
  gaps: "refuse",
  halves: "refuse",
});

describe.each<[string, () => MeterSpec]>([
  ["the D4-s", () => meter({})],
  ["the SDM630", () => specOf(shipped("sdm630"))],
  ["the ABB B23", () => specOf(shipped("abb-b23"))],
  ["a meter that refuses gaps and halves", () => specOf(strict)],
])("the blocks around what is wanted of %s", (_, specified) => {
  it("are answered, hold it, and are no longer than the meter allows", async () => {
    const spec = specified();
    const state = elapse(spec, running(spec, at({})), at({}), minutes(1)).state;
    const device = registerDevice(spec, { state: () => state, update: () => {} });
    for (const quantity of (Object.keys(quantities) as QuantityName[]).filter((each) =>
      isMapped(spec.registerMap, each),
    ))
      for (const { address, count, wider = [] } of await asked(spec, quantity)) {
        expect(new Set(wider.map((block) => block.count)).size).toBe(wider.length);
        for (const block of wider) {
          expect(block.address).toBeLessThanOrEqual(address);
          expect(block.address + block.count).toBeGreaterThanOrEqual(address + count);
          expect(block.count).toBeLessThanOrEqual(spec.registerMap.maximumReadWords);
          expect(device.read(block.address, block.count).kind, JSON.stringify(block)).toBe("words");
        }
      }
  });
});

describe("where a meter refuses gaps and halves", () => {
  it("only whole neighbours are read along: 2 words of energy with 2, 3 or 1 after or before them", async () => {
    const spec = specOf(strict);
    const lengths = async (quantity: QuantityName) =>
      (await asked(spec, quantity)).map(({ count, wider = [] }) => [
        count,
        wider.map((block) => block.count).sort(),
      ]);
    expect(await lengths("active energy")).toEqual([[2, [4, 5]]]);
    expect(await lengths("frequency")).toEqual([[1, [3, 5]]]);
    expect(await lengths("active power")).toEqual([[2, []]]);
  });
});
