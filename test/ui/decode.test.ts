/** Frames as the Modbus documents print them, and text that is no frame. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meaningOf } from "../../ui/bus/decode.ts";

describe("a frame", () => {
  // Modbus Application Protocol V1.1b3, 6.3: read registers 108 to 110 (wire addresses 6Bh...), 022B 0000 0064
  it("of the protocol's own example is read as it is explained there", () => {
    expect(meaningOf("11 03 006B 0003 7687", "request")).toEqual({
      kind: "reads",
      unit: 0x11,
      address: 0x6b,
      count: 3,
    });
    expect(meaningOf("11 03 06 022B 0000 0064 C8BA", "answer")).toEqual({
      kind: "words",
      unit: 0x11,
      words: [0x022b, 0, 0x64],
    });
  });
  // 6.12: write 000A 0102 to two registers from wire address 1
  it("that writes carries its words, and its acknowledgement only where and how many", () => {
    expect(meaningOf("11100001000204000A0102C6F0", "request")).toEqual({
      kind: "writes",
      unit: 0x11,
      address: 1,
      words: [0x0a, 0x0102],
    });
    expect(meaningOf("1110000100021298", "answer")).toEqual({
      kind: "acknowledged",
      unit: 0x11,
      address: 1,
      count: 2,
    });
  });
  it("with the top bit of its function set is an exception", () =>
    expect(meaningOf("0183 02 C0F1", "answer")).toEqual({ kind: "exception", unit: 1, code: 2 }));
  it("cut short, or no hex at all, is malformed and harms nothing", () => {
    expect(meaningOf("11030602", "answer").kind).toBe("malformed");
    expect(meaningOf("0103FF0001", "answer").kind).toBe("malformed");
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("request" as const, "answer" as const), (text, direction) => {
        expect(meaningOf(text, direction)).toHaveProperty("kind");
      }),
    );
  });
});
