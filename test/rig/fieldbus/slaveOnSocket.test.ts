import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import { wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import { encodeReadRequest, encodeReadResponse, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { frame, hex, wordArray } from "./bench.ts";
import { mbap, rtuOverTcp, slaveOn } from "./handPort.ts";

describe("a slave on a socket", () => {
  const units = new Map([
    [1, wordArray(0, [10, 11, 12])],
    [2, wordArray(0, [20, 21, 22])],
  ]);

  it.each([rtuOverTcp, mbap])(
    "answers all pipelined requests in order, in one write and at once (%o)",
    async (medium) => {
      const { hear, clock } = slaveOn(medium, units);
      const asked = [
        [1, 0],
        [2, 2],
        [1, 1],
        [2, 9],
      ] as const;
      const wrap = (rtu: Uint8Array, transaction: number): Uint8Array =>
        medium === mbap ? wrapInMbap(rtu, 1000 + transaction) : rtu;
      const requests = asked.map(([unit, address], n) => wrap(encodeReadRequest(unit, address, 1), n));
      const answers = [
        encodeReadResponse(1, [10]),
        encodeReadResponse(2, [22]),
        encodeReadResponse(1, [11]),
        sealed(2, 0x83, 2),
      ].map(wrap);
      const before = clock.now();
      expect(await hear(Buffer.concat(requests), seconds(0))).toEqual([hex(Buffer.concat(answers))]);
      expect(clock.now()).toBe(before);
    },
  );

  it("keeps the beginning of a request until its end comes, wherever it is cut", async () => {
    const request = Buffer.concat([0, 1, 2].map((n) => wrapInMbap(encodeReadRequest(1, n, 1), n)));
    const answers = hex(Buffer.concat([0, 1, 2].map((n) => wrapInMbap(encodeReadResponse(1, [10 + n]), n))));
    for (let cut = 1; cut < request.length; cut++) {
      const { hear } = slaveOn(mbap, units);
      const heard = [...(await hear(request.subarray(0, cut))), ...(await hear(request.subarray(cut)))];
      expect(heard.filter((write) => write !== "").join(" ")).toBe(answers);
    }
  });

  it.each(["00 01 00 05 00 06 01 03 00 00 00 01", "00 01 00 00 00 00 01 03", "00 01 00 00 EA 60 01 03"])(
    "ends a connection that does not speak Modbus TCP (%s)",
    async (bytes) => {
      const { hear, port } = slaveOn(mbap, units);
      expect(await hear(frame(bytes))).toEqual([]);
      expect(port.isOpen).toBe(false);
    },
  );

  it("answers 03 to a read with bytes missing or over, and never breaks on any bytes", async () => {
    const { hear } = slaveOn(mbap, units);
    expect(await hear(frame("00 01 00 00 00 05 01 03 00 00 00"))).toEqual(["00 01 00 00 00 03 01 83 03"]);
    expect(await hear(frame("00 02 00 00 00 07 01 03 00 00 00 01 00"))).toEqual([
      "00 02 00 00 00 03 01 83 03",
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), async (pdus) => {
        const fresh = slaveOn(mbap, new Map([[1, wordArray(0, [1])]]));
        for (const pdu of pdus) {
          const body = Uint8Array.from([1, ...pdu]);
          if (body.length < 2) continue;
          await fresh.hear(Uint8Array.from([0, 9, 0, 0, 0, body.length, ...body]), seconds(0));
        }
        const asked = wrapInMbap(encodeReadRequest(1, 5, 1), 77);
        expect(await fresh.hear(asked, seconds(0))).toEqual([hex(wrapInMbap(sealed(1, 0x83, 2), 77))]);
      }),
    );
  });
});
