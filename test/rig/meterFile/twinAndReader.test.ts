/**
 * The two ends of one register table. Worked by hand at 3 x 230 V x 5 A: 3450 W, 3.45 kWh in an hour; as words,
 * 345 000 counts of 0.01 W are 0x000543A8, their negative 0xFFFABC58; IEEE 754 singles 230 = 0x43660000,
 * 5 = 0x40A00000, 3450 = 0x4557A000, 3.45 = 0x405CCCCD. Then as laws, for any table: what the twin answers is what the
 * reader understands.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elapse } from "#models/meter/elapse.ts";
import { heldValue } from "#models/meter/heldValue.ts";
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import { isFloat, wordsOf, wordTypes } from "#models/meter/registerMap.ts";
import { decodeQuantity, planRead } from "#models/meter/registerReader.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { encodeWords } from "#models/meter/words.ts";
import { days, degrees, hours } from "#models/units.ts";
import { lives } from "#scenarios/arbitraries/meter.ts";
import { at, live, running } from "../../models/meter/bench.ts";
import { meterFile, shipped, specOf } from "./files.ts";

const over = (spec: MeterSpec, state: MeterState) =>
  registerDevice(spec, { state: () => state, update: () => expect.unreachable("nothing is written") });
/** An hour of full load, and still under it. */
const afterAnHour = (spec: MeterSpec, load = at({})): MeterState =>
  elapse(spec, running(spec, load), load, hours(1)).state;
const words = (...all: number[]) => ({ kind: "words", words: all });

describe("the B23 after an hour of 3450 W", () => {
  const spec = specOf(shipped("abb-b23"));
  const device = over(spec, afterAnHour(spec));
  it("has 345 counts of 0.01 kWh in its four words, its powers, voltages and currents in their counts", () => {
    expect(device.read(0x5000, 4)).toEqual(words(0, 0, 0, 345));
    expect(device.read(0x5b00, 6)).toEqual(words(0, 2300, 0, 2300, 0, 2300));
    expect(device.read(0x5b0c, 2)).toEqual(words(0, 500));
    expect(device.read(0x5b14, 2)).toEqual(words(0x0005, 0x43a8));
    expect(device.read(0x5b2c, 1)).toEqual(words(5000));
    expect(device.read(0x5b3a, 1)).toEqual(words(1000));
  });
  it("answers all bits where it has nothing, and refuses what is nowhere near a register", () => {
    expect(device.read(0x5004, 9)).toEqual(words(0, 0, 0, 0, 0xffff, 0xffff, 0xffff, 0xffff, 0));
    expect(device.read(0x6000, 2)).toEqual({ kind: "exception", code: 2 });
  });
  it("with its load turned round counts as exported, and shows the power negative", () => {
    const exporting = over(spec, afterAnHour(spec, at({ phi: degrees(180) })));
    expect(exporting.read(0x5b14, 2)).toEqual(words(0xfffa, 0xbc58));
    expect(exporting.read(0x5000, 8)).toEqual(words(0, 0, 0, 0, 0, 0, 0, 345));
  });
  it("keeps counts beyond 32 bits whole", () => {
    // 12 digits of 10 Wh: 5e9 counts, 0x12A05F200.
    const wide = specOf(shipped("abb-b23").replace("digits: 8", "digits: 12"));
    const old = elapse(wide, initialState(wide, { active: 5e10, reactive: 0 }), at({}), wide.startUp).state;
    expect(over(wide, old).read(0x5000, 4)).toEqual(words(0, 1, 0x2a05, 0xf200));
    const read = [{ address: 0x5000, words: [0, 1, 0x2a05, 0xf200] }];
    expect(decodeQuantity(wide.registerMap, wide, "active energy", read)).toEqual({
      value: 5e10,
      resolution: 10,
      modulus: 1e13,
    });
  });
});

describe("the SDM630 after an hour of 3450 W", () => {
  const spec = specOf(shipped("sdm630"));
  const device = over(spec, afterAnHour(spec));
  it("says every value as a single", () => {
    expect(device.read(0x0000, 2)).toEqual(words(0x4366, 0x0000));
    expect(device.read(0x0006, 2)).toEqual(words(0x40a0, 0x0000));
    expect(device.read(0x0034, 2)).toEqual(words(0x4557, 0xa000));
    expect(device.read(0x0048, 2)).toEqual(words(0x405c, 0xcccd));
  });
  it("reads no more than 80 words at once", () => {
    expect(device.read(0, 80)).toMatchObject({ kind: "words" });
    expect(device.read(0, 81)).toEqual({ kind: "exception", code: 3 });
  });
  it("goes on in its own step, and where the single is coarser, in its last place", () => {
    const at3450 = decodeQuantity(spec.registerMap, spec, "active energy", [
      { address: 0x48, words: [0x405c, 0xcccd] },
    ]);
    expect(at3450?.value).toBeCloseTo(3450, 3);
    expect(at3450?.resolution).toBe(10);
    // 262 144 kWh and more: a single goes on by 2^-5 kWh, 31.25 Wh.
    const large = encodeWords("float32", { wordOrder: "highFirst" }, 300_000);
    const read = [{ address: 0x48, words: large }];
    expect(decodeQuantity(spec.registerMap, spec, "active energy", read)).toMatchObject({
      value: 3e8,
      resolution: 31.25,
    });
  });
  it("is not understood where it says no number", () => {
    for (const first of [0x7fc0, 0x7f80, 0xff80])
      expect(
        decodeQuantity(spec.registerMap, spec, "active power", [{ address: 0x34, words: [first, 0] }]),
      ).toBeNull();
  });
});

describe("a table with one of everything", () => {
  const spec = specOf(
    meterFile({
      registers: [
        "{ address: 0, type: u32, quantity: active energy, perCount: 10 Wh }",
        "{ address: 2, type: u16, quantity: active power, perCount: 1 W, magnitude: true }",
        "{ address: 3, type: u16, signOf: active power }",
        "{ address: 4, type: u16, enum: phase sequence, values: { L1-L2-L3: 10, L1-L3-L2: 20 } }",
        "{ address: 5, type: u16, enum: insertion mode, values: { 3N3E: 3, 1N1E: 1 } }",
        '{ address: 6, type: text, text: "B23 112", words: 5 }',
        "{ address: 11, type: u16, constant: 7 }",
        "{ address: 12, type: float32, constant: 0.5 }",
        "{ address: 14, type: u32, operatingHours: true }",
        "{ address: 16, type: u16, sectorOf: total }",
        "{ address: 17, type: u16, parameter: ctRatio, perCount: 1 }",
        "{ address: 18, type: signMagnitude16, quantity: reactive power, perCount: 1 var }",
      ],
    }),
  );
  it("is answered word by word as written down", () => {
    const lagging = over(spec, afterAnHour(spec, at({ phi: degrees(150) })));
    // 3450 W x cos 150 = -2987.79 W, x sin 150 = 1725 var.
    expect(lagging.read(0, 19)).toEqual(
      words(
        ...[0, 0, 2988, 1, 10, 3],
        ...[0x4232, 0x3320, 0x3131, 0x3200, 0x0000],
        ...[7, 0x3f00, 0, 0, 1, 1, 1, 1725],
      ),
    );
    const leading = over(spec, afterAnHour(spec, at({ phi: degrees(-150) })));
    expect(leading.read(16, 3)).toEqual(words(2, 1, 0x8000 + 1725));
  });
  it("gives the magnitude its sign back", () => {
    const read = [{ address: 0, words: [0, 0, 2988, 1] }];
    expect(decodeQuantity(spec.registerMap, spec, "active power", read)?.value).toBe(-2988);
    expect(planRead(spec.registerMap, ["active power"])).toEqual([
      { address: 2, count: 2, quantities: ["active power"] },
    ]);
  });
});

describe("any table", () => {
  const measured = (Object.keys(quantities) as QuantityName[]).filter((name) => !/T[12]$|average/.test(name));
  const worths: Readonly<Record<string, string>> = {
    Wh: "1 Wh",
    varh: "1 varh",
    W: "0.1 W",
    var: "0.1 var",
    VA: "0.1 VA",
    V: "0.01 V",
    A: "0.01 A",
    Hz: "0.01 Hz",
    "1": "0.0001",
  };
  const wide = wordTypes.filter((type) => wordsOf(type) > 1);
  /** Each quantity in a type of its own choice (unsigned ones for what is never negative), one after the other. */
  const tables = fc
    .record({
      types: fc.array(fc.constantFrom(...wide), { minLength: measured.length, maxLength: measured.length }),
      between: fc.integer({ min: 0, max: 2 }),
      wordOrder: fc.constantFrom("highFirst" as const, "lowFirst" as const),
      byteOrder: fc.constantFrom("highFirst" as const, "lowFirst" as const),
      firstRegister: fc.constantFrom("0" as const, "1" as const, "30001" as const),
      gaps: fc.constantFrom("zero" as const, "ones" as const, "refuse" as const),
      halves: fc.constantFrom("answer" as const, "refuse" as const),
      mostWords: fc.integer({ min: 4, max: 125 }),
    })
    .map(({ types, between, ...more }) => {
      let address = Number(more.firstRegister);
      const registers = measured.map((quantity, i) => {
        const drawn = types[i] ?? "u32";
        const mayBeNegative = /power/.test(quantity);
        const type = mayBeNegative && drawn.startsWith("u") ? "s64" : drawn;
        const here = address;
        address += wordsOf(type) + between;
        return `{ address: ${here}, type: ${type}, quantity: ${quantity}, perCount: ${worths[quantities[quantity]]} }`;
      });
      return meterFile({ registers, ...more });
    });

  it("is understood as the twin means it, to within a count, through any life", () => {
    const lived = tables
      .map((text) => specOf(text))
      .chain((spec) => fc.tuple(fc.constant(spec), lives(spec, days(300))));
    fc.assert(
      fc.property(lived, ([spec, life]) => {
        const { state } = live(spec, initialState(spec), life);
        const device = over(spec, state);
        const map = spec.registerMap;
        const read = planRead(map, measured).flatMap(({ address, count }) => {
          expect(count).toBeLessThanOrEqual(map.maximumReadWords);
          const answer = device.read(address, count);
          return answer.kind === "words" ? [{ address, words: answer.words }] : [];
        });
        for (const quantity of measured) {
          const decoded = decodeQuantity(map, spec, quantity, read);
          if (state.supply.kind !== "running") {
            expect(decoded).toBeNull();
            continue;
          }
          const truth = heldValue(spec, state, quantity) ?? Number.NaN;
          const { value, resolution } = decoded ?? { value: Number.NaN, resolution: 0 };
          const type = map.rows.find(
            ({ content }) => content.kind === "quantity" && content.quantity === quantity,
          )?.type;
          // Above its voltage range a meter's figures may be beyond a 32-bit type: that saturates.
          if (type !== undefined && !isFloat(type) && Math.abs(truth) > 1e6 && wordsOf(type) === 2) continue;
          // Beside the count, the rounding of the doubles both ends reckon with.
          const within = resolution * 1.000001 + 4 * Number.EPSILON * Math.abs(truth);
          expect(Math.abs(value - truth), `${quantity} as ${type}`).toBeLessThanOrEqual(within);
          if (isEnergyQuantity(quantity) && type !== undefined && !isFloat(type))
            expect(value).toBe(Math.floor(truth));
        }
      }),
      { numRuns: 60 },
    );
  });
});
