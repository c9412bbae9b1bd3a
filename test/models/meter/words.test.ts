/**
 * Numbers as words on the wire. Worked by hand: IEEE 754 single 230.0 is 2^7 x 1.796875 = sign 0, exponent 134, mantissa
 * 0x660000: 0x43660000; double 0.1 is 0x3FB999999999999A (IEEE 754-2008 annex examples). 64-bit 123 456 789 012 is
 * 0x0000001CBE991A14.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFloat, type WireOrder, type WordType, wordsOf, wordTypes } from "#models/meter/registerMap.ts";
import {
  decodeWords,
  encodeWords,
  isNoValueMark,
  limitsOf,
  rollOverOf,
  saturate,
  stepOf,
} from "#models/meter/words.ts";

const plain: WireOrder = { wordOrder: "highFirst" };

describe("words on the wire", () => {
  it.each([
    ["s32", -1, [0xffff, 0xffff]],
    ["signMagnitude32", -1, [0x8000, 0x0001]],
    ["s16", -2, [0xfffe]],
    ["signMagnitude16", -2, [0x8002]],
    ["u64", 123_456_789_012, [0x0000, 0x001c, 0xbe99, 0x1a14]],
    ["s64", -2, [0xffff, 0xffff, 0xffff, 0xfffe]],
    ["float32", 230, [0x4366, 0x0000]],
    ["float32", -1, [0xbf80, 0x0000]],
    ["float64", 0.1, [0x3fb9, 0x9999, 0x9999, 0x999a]],
  ] as const)("%s %d is as worked out by hand", (type, count, words) => {
    expect(encodeWords(type, plain, count)).toEqual(words);
    expect(decodeWords(type, plain, words)).toBe(count);
  });

  it("come in the four orders people call ABCD, CDAB, BADC and DCBA", () => {
    const orders = {
      ABCD: { wordOrder: "highFirst", byteOrder: "highFirst" },
      CDAB: { wordOrder: "lowFirst", byteOrder: "highFirst" },
      BADC: { wordOrder: "highFirst", byteOrder: "lowFirst" },
      DCBA: { wordOrder: "lowFirst", byteOrder: "lowFirst" },
    } as const;
    const sent = Object.values(orders).map((order) => encodeWords("u32", order, 0x0a0b0c0d));
    expect(sent).toEqual([
      [0x0a0b, 0x0c0d],
      [0x0c0d, 0x0a0b],
      [0x0b0a, 0x0d0c],
      [0x0d0c, 0x0b0a],
    ]);
    expect(encodeWords("u64", orders.CDAB, 123_456_789_012)).toEqual([0x1a14, 0xbe99, 0x001c, 0x0000]);
  });

  const inLimits = (type: WordType): fc.Arbitrary<number> =>
    type === "float32"
      ? fc.float({ noNaN: true, noDefaultInfinity: true })
      : type === "float64"
        ? fc.double({ noNaN: true, noDefaultInfinity: true })
        : fc.integer({
            min: Math.max(limitsOf(type).lowest, Number.MIN_SAFE_INTEGER),
            max: Math.min(limitsOf(type).highest, Number.MAX_SAFE_INTEGER),
          });
  const numbers = fc.constantFrom(...wordTypes).chain((type) => fc.tuple(fc.constant(type), inLimits(type)));
  const orders = fc.record({
    wordOrder: fc.constantFrom("highFirst" as const, "lowFirst" as const),
    byteOrder: fc.constantFrom("highFirst" as const, "lowFirst" as const),
  });

  it("and counts are two forms of one number, in every type and order", () => {
    fc.assert(
      fc.property(numbers, orders, ([type, count], order) => {
        const encoded = encodeWords(type, order, count);
        expect(encoded).toHaveLength(wordsOf(type));
        expect(encoded.every((word) => Number.isInteger(word) && word >= 0 && word <= 0xffff)).toBe(true);
        expect(decodeWords(type, order, encoded)).toBe(count);
      }),
      { numRuns: 1000 },
    );
  });

  it("agree with the platform's own reading of the same bytes", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (count) => {
        const bytes = Buffer.alloc(4);
        bytes.writeFloatBE(count);
        expect(encodeWords("float32", plain, count)).toEqual([bytes.readUInt16BE(0), bytes.readUInt16BE(2)]);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), (count) => {
        const bytes = Buffer.alloc(8);
        bytes.writeBigInt64BE(count);
        const words = [0, 2, 4, 6].map((at) => bytes.readUInt16BE(at));
        expect(decodeWords("s64", plain, words)).toBe(Number(count));
      }),
    );
  });

  it("carry what is beyond a type as its nearest limit", () => {
    expect(saturate("u16", 70_000)).toBe(65_535);
    expect(saturate("s32", -3e9)).toBe(-(2 ** 31));
    expect(decodeWords("u64", plain, encodeWords("u64", plain, saturate("u64", 1e30)))).toBe(
      2 ** 64 - 2 ** 11,
    );
    expect(decodeWords("s64", plain, encodeWords("s64", plain, saturate("s64", 1e30)))).toBe(
      2 ** 63 - 2 ** 10,
    );
    expect(decodeWords("float32", plain, encodeWords("float32", plain, saturate("float32", 1e39)))).toBe(
      3.4028234663852886e38,
    );
  });
});

describe("a register's resolution and roll-over", () => {
  it("is one count of a whole number, and the last place of a float", () => {
    expect(stepOf("u32", 5_000_000)).toBe(1);
    // 24 bits of mantissa: from 65536 to 131072 a single goes on by 2^-7, and 100 000 kWh by 7.8 Wh.
    expect(stepOf("float32", 100_000)).toBe(2 ** -7);
    expect(stepOf("float32", -1)).toBe(2 ** -23);
    expect(stepOf("float64", 1)).toBe(Number.EPSILON);
  });
  it("separates any float from its neighbours", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: Math.fround(1e-30), max: Math.fround(1e30) }), (count) => {
        expect(Math.fround(count + stepOf("float32", count))).toBeGreaterThan(count);
        expect(Math.fround(count + 0.4 * stepOf("float32", count))).toBe(count);
      }),
    );
  });
  it("rolls over after the highest count, and a float never", () => {
    for (const type of wordTypes) {
      const rollOver = rollOverOf(type);
      if (isFloat(type)) expect(rollOver).toBeNull();
      else if (wordsOf(type) < 4) expect(rollOver).toBe(limitsOf(type).highest + 1);
    }
    expect([rollOverOf("u64"), rollOverOf("s64")]).toEqual([2 ** 64, 2 ** 63]);
  });
});

describe("marks for no value", () => {
  it.each([
    ["u32", 2 ** 32 - 1, true],
    ["u32", 2 ** 32 - 2, false],
    ["u64", 2 ** 64, true],
    ["s16", -(2 ** 15), true],
    ["s32", -(2 ** 31), true],
    ["s32", -1, false],
    // 6553.5 V would be one too, 65535 W is a power.
    ["u16", 2 ** 16 - 1, false],
    ["signMagnitude32", -(2 ** 31 - 1), false],
    ["float32", 3.4e38, false],
  ] as const)("%s %d: %s", (type, count, isMark) => {
    expect(isNoValueMark(type, count)).toBe(isMark);
  });
});
