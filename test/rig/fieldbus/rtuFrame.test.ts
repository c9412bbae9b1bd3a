import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc16, hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { mbapAssembler, wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import {
  decodeAnswer,
  encodeReadRequest,
  encodeReadResponse,
  encodeWriteRequest,
} from "#rig/fieldbus/rtuFrame.ts";
import { frame } from "./bench.ts";

/** NA96 p. 17: four words at 0x101C of unit 1, 25740 and 13652. */
const goldenRequest = frame("01 03 10 1C 00 04 81 0F");
const goldenAnswer = frame("01 03 08 00 00 64 8C 00 00 35 54 9A 83");

const word = fc.integer({ min: 0, max: 0xffff });
const unit = fc.integer({ min: 1, max: 255 });

describe("RTU frames", () => {
  it("are those IME prints (NA96 p. 17)", () => {
    expect(encodeReadRequest(1, 0x101c, 4)).toEqual(goldenRequest);
    expect(encodeReadResponse(1, [0, 25740, 0, 13652])).toEqual(goldenAnswer);
  });

  it("carry the CRC of the standard: 4B37h for the ASCII digits 1...9 (the CRC catalogue's check value of CRC-16/MODBUS)", () => {
    expect(crc16(new TextEncoder().encode("123456789"))).toBe(0x4b37);
  });

  it("write two words with 10h as the standard's example does (V1.1b3, 6.12: 00 01 00 02 04 00 0A 01 02)", () => {
    expect([...encodeWriteRequest(0x11, 1, [0x0a, 0x0102])].slice(0, -2)).toEqual([
      0x11, 0x10, 0, 1, 0, 2, 4, 0, 0x0a, 1, 2,
    ]);
    expect(hasGoodCrc(encodeWriteRequest(0x11, 1, [0x0a, 0x0102]))).toBe(true);
  });

  // V1.1b3, 6.4: input register 9 (wire 8) read with 04: 04 00 08 00 01, answered 04 02 00 0A.
  it("read input registers with 04 as the standard's example does, and take no answer of the other function", () => {
    expect([...encodeReadRequest(0x11, 8, 1, 4)].slice(0, -2)).toEqual([0x11, 4, 0, 8, 0, 1]);
    expect([...encodeReadResponse(0x11, [0x0a], 4)].slice(0, -2)).toEqual([0x11, 4, 2, 0, 0x0a]);
    fc.assert(
      fc.property(
        unit,
        fc.array(word, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(3 as const, 4 as const),
        (address, words, functionCode) => {
          const other = functionCode === 3 ? 4 : 3;
          const asked = { kind: "read", functionCode, unit: address, count: words.length } as const;
          const answer = encodeReadResponse(address, words, functionCode);
          expect(decodeAnswer(asked, answer)).toEqual({ kind: "answer", frame: answer });
          expect(decodeAnswer({ ...asked, functionCode: other }, answer)).toMatchObject({
            kind: "discarded",
            reason: "wrong function",
          });
        },
      ),
    );
  });

  it("answer exactly the read they were asked for, and nothing less or more", () => {
    const asked = { kind: "read", functionCode: 3, unit: 1, count: 4 } as const;
    expect(decodeAnswer(asked, goldenAnswer)).toEqual({ kind: "answer", frame: goldenAnswer });
    expect(decodeAnswer(asked, frame("01 83 02 C0 F1"))).toMatchObject({ kind: "exception", code: 2 });
    const reasonFor = (bytes: Uint8Array, other: Partial<typeof asked> = {}): unknown => {
      const decoded = decodeAnswer({ ...asked, ...other } as typeof asked, bytes);
      return decoded.kind === "discarded" ? decoded.reason : decoded.kind;
    };
    expect(reasonFor(goldenAnswer.subarray(0, 12))).toBe("incomplete");
    expect(reasonFor(Uint8Array.from([...goldenAnswer, 0]))).toBe("trailing bytes");
    expect(reasonFor(goldenAnswer, { unit: 2 } as never)).toBe("wrong unit");
    expect(reasonFor(goldenAnswer, { count: 5 } as never)).toBe("wrong byte count");
    expect(reasonFor(frame("01 04 08 00 00 64 8C 00 00 35 54 9A 83"))).toBe("wrong function");
    expect(reasonFor(frame("01 03 08 00 00 64 8C 00 00 35 54 9A 82"))).toBe("bad CRC");
  });

  it("confirm only the write they were asked for", () => {
    const asked = { kind: "write", unit: 0x11, address: 1, count: 2 } as const;
    // V1.1b3, 6.12.
    const confirmed = frame("11 10 00 01 00 02 12 98");
    expect(decodeAnswer(asked, confirmed)).toMatchObject({ kind: "answer" });
    expect(decodeAnswer({ ...asked, address: 2 }, confirmed)).toMatchObject({
      reason: "wrong write confirmed",
    });
  });

  it("are never an answer once any single bit is flipped", () => {
    fc.assert(
      fc.property(unit, fc.array(word, { minLength: 1, maxLength: 125 }), fc.nat(), (address, words, bit) => {
        const bytes = encodeReadResponse(address, words);
        const at = bit % (8 * bytes.length);
        bytes[at >> 3]! ^= 1 << (at & 7);
        expect(
          decodeAnswer({ kind: "read", functionCode: 3, unit: address, count: words.length }, bytes).kind,
        ).not.toBe("answer");
      }),
    );
  });

  it("make no exception of any bytes whatever", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), unit, (bytes, address) => {
        const decoded = decodeAnswer({ kind: "read", functionCode: 3, unit: address, count: 2 }, bytes);
        expect(["incomplete", "discarded", "answer", "exception"]).toContain(decoded.kind);
      }),
    );
  });
});

describe("Modbus TCP frames", () => {
  it("wrap the golden request as 00 07 00 00 00 06 01 03 10 1C 00 04", () => {
    expect(wrapInMbap(goldenRequest, 7)).toEqual(frame("00 07 00 00 00 06 01 03 10 1C 00 04"));
  });

  it("come out whole and in order however the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (answers, cuts) => {
          const frames = answers.map((words) => encodeReadResponse(9, words));
          const stream = Buffer.concat(frames.map((rtu, transaction) => wrapInMbap(rtu, transaction)));
          const assembler = mbapAssembler();
          const out: unknown[] = [];
          for (let at = 0, cut = 0; at < stream.length; cut++) {
            const length = cuts[cut % cuts.length]!;
            out.push(...assembler.push(stream.subarray(at, at + length)));
            at += length;
          }
          expect(out).toEqual(
            frames.map((rtuFrame, transaction) => ({ kind: "frame", transaction, rtuFrame })),
          );
        },
      ),
    );
  });

  it.each([
    "00 01 00 01 00 06 01 03",
    "00 01 00 00 00 00 01 03",
    "00 01 00 00 EA 60 01 03",
    "00 01 00 00 00 01 01 03",
  ])("are out of step after %s", (bytes) => {
    expect(mbapAssembler().push(frame(bytes))).toMatchObject([{ kind: "discarded" }]);
  });
});
