import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nemo96hd } from "#models/catalogue/registerMaps/nemo96hd.ts";
import { elapse } from "#models/meter/elapse.ts";
import { heldValue } from "#models/meter/heldValue.ts";
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import { decodeQuantity, isMapped, planRead } from "#models/meter/registerReader.ts";
import { registerSpan } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { decodeWords } from "#models/meter/words.ts";
import { amperes, days, degrees, hours, seconds, volts } from "#models/units.ts";
import { equalCurrents, lives, meters } from "#scenarios/arbitraries/meter.ts";
import { at, dark, live, meter, running } from "./bench.ts";

/** A device over a meter kept in a variable. */
const host = (spec: MeterSpec, first: MeterState) => {
  let state = first;
  const device = registerDevice(spec, {
    state: () => state,
    update: (next) => {
      state = next;
    },
  });
  return {
    device,
    now: () => state,
    become: (next: MeterState) => {
      state = next;
    },
  };
};
const words = (...all: number[]) => ({ kind: "words", words: all });
const refused = (code: number) => ({ kind: "exception", code });

describe("reading", () => {
  // NA96 protocol p. 17: read 4 words at 0x101C: 00 00 64 8C 00 00 35 54, 25740 and 13652 counts.
  it("answers the published golden frame: 257.40 kWh and 136.52 kvarh at K = 1", () => {
    const spec = meter();
    const state = elapse(
      spec,
      initialState(spec, { active: 257_400, reactive: 136_520 }),
      at({}),
      spec.startUp,
    ).state;
    const { device } = host(spec, state);
    expect(device.read(0x101c, 4)).toEqual(words(0x0000, 0x648c, 0x0000, 0x3554));
  });

  it("gives voltages in mV, currents in mA, powers in 0.01 W below K = 5000, sign and sector apart", () => {
    const spec = meter({ ctRatio: 10 });
    const { device } = host(
      spec,
      running(spec, at({ phi: degrees(120), current: equalCurrents(amperes(2)) })),
    );
    const read = (address: number) => {
      const answer = device.read(address, 2);
      return answer.kind === "words" ? decodeWords("u32", { wordOrder: "highFirst" }, answer.words) : answer;
    };
    expect(read(0x1000)).toBe(230_000);
    expect(read(0x100e)).toBe(398_372); // sqrt 3 x 230 V
    expect(read(0x1008)).toBe(20_000);
    expect(read(0x1014)).toBe(690_000); // |3 x 230 x 20 x cos 120| W
    expect(device.read(0x101a, 2)).toEqual(words(1, 0));
    expect(device.read(0x1024, 3)).toEqual(words(0x10000 - 50, 1, 500));
    expect(device.read(0x1200, 2)).toEqual(words(10, 10));
    expect(device.read(0x1205, 1)).toEqual(words(1));
  });

  it("refuses an unmapped address, a hole, too many words; never answers when dead, starting or without RS485", () => {
    const spec = meter();
    const { device, become } = host(spec, running(spec));
    expect(device.read(0x0300, 1)).toEqual(refused(2));
    expect(device.read(0x107b, 3)).toEqual(refused(2));
    expect(device.read(0x1000, 126)).toEqual(refused(3));
    expect(device.read(0x1000, 0)).toEqual(refused(3));
    expect(device.read(0x1000, 124).kind).toBe("words");
    become(elapse(spec, running(spec), dark, seconds(1)).state);
    expect(device.read(0x101c, 4)).toEqual({ kind: "silent" });
    become(elapse(spec, initialState(spec), at({}), seconds(1.999)).state);
    expect(device.read(0x101c, 4)).toEqual({ kind: "silent" });
    expect(device.write(0x2700, [0x5aa5])).toEqual({ kind: "silent" });
    const pulsesOnly = meter({}, {}, "6017 7700");
    expect(host(pulsesOnly, running(pulsesOnly)).device.read(0x101c, 4)).toEqual({ kind: "silent" });
  });

  it("answers gaps and halves as its map says", () => {
    const first = nemo96hd.rows.slice(0, 1);
    const map = (change: Partial<RegisterMap>): MeterSpec =>
      meter({}, { registerMap: { ...nemo96hd, rows: first, ...change } });
    const read = (spec: MeterSpec, address: number, count: number) =>
      host(spec, running(spec)).device.read(address, count);
    expect(read(map({ gaps: "zero" }), 0x1000, 4)).toEqual(words(3, 33_392, 0, 0)); // 230 000 mV
    expect(read(map({ gaps: "zero" }), 0x1002, 2)).toEqual(refused(2));
    expect(read(map({}), 0x1001, 1)).toEqual(words(33_392));
    expect(read(map({ halves: "refuse" }), 0x1001, 1)).toEqual(refused(2));
    expect(read(map({ halves: "refuse" }), 0x1000, 1)).toEqual(refused(2));
    expect(read(map({ wordOrder: "lowFirst" }), 0x1000, 2)).toEqual(words(33_392, 3));
  });
});

describe("writing (Nemo 96 HD family: unlock 0x2700 = 0x5AA5, reset 0x2400, save 0x2600)", () => {
  const unlock = (device: ReturnType<typeof host>["device"]) => device.write(0x2700, [0x5aa5]);
  const written = { kind: "written" };

  it("resets partials and the maximum by their bits, only behind the unlock, sealed or not", () => {
    const spec = meter({}, { sealed: true });
    const { device, now } = host(spec, elapse(spec, running(spec), at({ phi: degrees(45) }), hours(1)).state);
    expect(device.write(0x2400, [0x0020])).toEqual(refused(3));
    expect(device.write(0x2700, [0x1234])).toEqual(refused(3));
    expect(unlock(device)).toEqual(written);
    expect(device.write(0x2400, [0x0020])).toEqual(written);
    expect(quantityShown(spec, now(), "partial active energy")).toBe(0);
    expect(quantityShown(spec, now(), "partial reactive energy")).toBe(2430); // 3450 sin 45 = 2439.5
    expect(quantityShown(spec, now(), "maximum average power")).toBe(2439.52);
    expect(device.write(0x2400, [0x0042])).toEqual(refused(3));
    unlock(device);
    device.write(0x2400, [0x0042]);
    expect(quantityShown(spec, now(), "partial reactive energy")).toBe(0);
    expect(quantityShown(spec, now(), "maximum average power")).toBe(0);
    expect(quantityShown(spec, now(), "active energy")).toBe(2430);
  });

  it("a ratio is in force at once, lost with the supply until saved, and never out of range", () => {
    const spec = meter();
    const { device, now, become } = host(spec, running(spec));
    unlock(device);
    expect(device.write(0x0100, [200])).toEqual(written);
    expect(now().settings.programmed.ctRatio).toBe(200);
    expect(device.read(0x1200, 1)).toEqual(words(200));
    const cut = () =>
      become(
        live(spec, now(), [
          { signals: dark, duration: seconds(1) },
          { signals: at({}), duration: seconds(5) },
        ]).state,
      );
    cut();
    expect(now().settings.programmed.ctRatio).toBe(1);
    unlock(device);
    device.write(0x0100, [200]);
    unlock(device);
    expect(device.write(0x2600, [0x000a])).toEqual(written);
    cut();
    expect(now().settings.programmed.ctRatio).toBe(200);
    for (const [address, value] of [
      [0x0100, 0],
      [0x0100, 10_000],
      [0x0102, 20],
    ] as const) {
      unlock(device);
      expect(device.write(address, [value])).toEqual(refused(3));
    }
    unlock(device);
    device.write(0x0100, [5]);
    unlock(device);
    device.write(0x2800, [1]);
    expect(now().settings.programmed.ctRatio).toBe(200);
  });

  it("KTV is written in tenths, where there are voltage transformers", () => {
    const spec = meter({}, {}, "6017 8900");
    const { device, now } = host(spec, running(spec, at({ voltage: volts(57.7) })));
    unlock(device);
    expect(device.write(0x0102, [2000])).toEqual(written);
    expect(now().settings.programmed.vtRatio).toBe(200);
    expect(device.read(0x1201, 1)).toEqual(words(2000));
    expect(device.read(0x1207, 1)).toEqual(words(20_000));
  });

  it("is refused while sealed, at unknown addresses and in blocks", () => {
    const sealed = meter({}, { sealed: true });
    const { device } = host(sealed, running(sealed));
    unlock(device);
    expect(device.write(0x0100, [200])).toEqual(refused(3));
    expect(device.write(0x101c, [0])).toEqual(refused(2));
    expect(device.write(0x2700, [0x5aa5, 0])).toEqual(refused(3));
  });
});

describe("the reader's end", () => {
  it("brings the energies in one exchange, and says nothing of what is not mapped", () => {
    expect(planRead(nemo96hd, ["reactive energy", "active energy"])).toEqual([
      { address: 0x101c, count: 4, quantities: ["active energy", "reactive energy"] },
    ]);
    expect(planRead(nemo96hd, ["active power", "active energy"])).toEqual([
      { address: 0x1014, count: 10, quantities: ["active power", "active energy"] },
    ]);
    expect(planRead(nemo96hd, ["active energy T1"])).toEqual([]);
    expect(isMapped(nemo96hd, "active energy T1")).toBe(false);
    expect(
      planRead({ ...nemo96hd, maximumReadWords: 4 }, [
        "active energy",
        "partial active energy",
        "voltage L1",
      ]),
    ).toEqual([
      { address: 0x1000, count: 2, quantities: ["voltage L1"] },
      { address: 0x101c, count: 2, quantities: ["active energy"] },
      { address: 0x106a, count: 2, quantities: ["partial active energy"] },
    ]);
  });

  it("reads the golden words as 257.40 kWh in steps of 10 Wh, rolling over at 1 GWh", () => {
    const read = [{ address: 0x101c, words: [0, 25_740, 0, 13_652] }];
    expect(decodeQuantity(nemo96hd, meter(), "active energy", read)).toEqual({
      value: 257_400,
      resolution: 10,
      modulus: 1e9,
    });
    expect(decodeQuantity(nemo96hd, meter({ ctRatio: 200 }), "reactive energy", read)).toEqual({
      value: 13_652_000,
      resolution: 1000,
      modulus: 1e11,
    });
    expect(decodeQuantity(nemo96hd, meter(), "voltage L1", read)).toBeNull();
    expect(
      decodeQuantity(nemo96hd, meter(), "active energy", [{ address: 0x101d, words: [1, 2] }]),
    ).toBeNull();
    expect(
      decodeQuantity(nemo96hd, meter(), "active power", [{ address: 0x1014, words: [1, 2] }]),
    ).toBeNull();
  });

  it("understands what any meter says, to within a count, through any life", () => {
    const every = Object.keys(quantities) as QuantityName[];
    const lived = meters().chain((spec) => fc.tuple(fc.constant(spec), lives(spec, days(3000))));
    fc.assert(
      fc.property(lived, ([any, life]) => {
        const spec = { ...any, outputs: { pulse: true, rs485: true } };
        const { state } = live(spec, initialState(spec), life);
        const { device } = host(spec, state);
        const map = spec.registerMap;
        const read = planRead(map, every).flatMap(({ address, count }) => {
          const answer = device.read(address, count);
          return answer.kind === "words" ? [{ address, words: answer.words }] : [];
        });
        for (const quantity of every) {
          const decoded = decodeQuantity(map, spec, quantity, read);
          const truth = heldValue(spec, state, quantity);
          if (state.supply.kind !== "running") expect(decoded).toBeNull();
          else if (!isMapped(map, quantity)) expect(decoded).toBeNull();
          else if (truth !== null) {
            const { value, resolution, modulus } = decoded ?? {
              value: Number.NaN,
              resolution: 0,
              modulus: null,
            };
            const saturated =
              ["W", "var", "VA", "V", "A"].includes(quantities[quantity]) && Math.abs(truth) > 4e7;
            if (!saturated) expect(Math.abs(value - truth)).toBeLessThanOrEqual(resolution * (1 + 1e-9));
            expect(modulus).toBe(isEnergyQuantity(quantity) ? registerSpan(spec, spec.programmed) : null);
            if (isEnergyQuantity(quantity)) expect(value).toBe(quantityShown(spec, state, quantity));
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
