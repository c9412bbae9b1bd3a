import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { milliseconds, seconds } from "#models/units.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import { encodeReadRequest, encodeReadResponse, encodeWriteRequest, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { frame, goldenMeter, hex, recorded, type WordArray, wordArray } from "./bench.ts";
import { mbap, rtuOverTcp, serial, slaveOn } from "./handPort.ts";

afterEach(() => SerialPortMock.binding.reset());

const goldenRequest = frame("01 03 10 1C 00 04 81 0F");
const goldenAnswer = "01 03 08 00 00 64 8C 00 00 35 54 9A 83";
describe("a slave on the simulated line", () => {
  it("answers the golden request 3 ms after its end, byte for byte (NA96 p. 17)", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const master = await line.attach("master", plainFormat(9600));
    openSlave(await line.attach("meter", plainFormat(9600)), new Map([[1, goldenMeter()]]), clock);
    const heard = recorded(master);
    master.write(goldenRequest);
    await clock.sleep(seconds(1));
    // 80 bits of request, 3 ms, 130 bits of answer.
    expect(heard.chunks).toEqual([{ bytes: goldenAnswer, at: expect.closeTo(210 / 9600 + 0.003, 9) }]);
  });
});

describe("a slave", () => {
  const meter = (): WordArray => wordArray(0x100, [1, 2, 3, 4, 5, 6, 7, 8], 6);
  const exception = (code: number, functionCode = 3): string => hex(sealed(1, functionCode | 0x80, code));

  it.each([
    ["a quantity of 0", encodeReadRequest(1, 0x100, 0), exception(3)],
    ["more than its maximum", encodeReadRequest(1, 0x100, 7), exception(3)],
    ["an unmapped address", encodeReadRequest(1, 0xff, 2), exception(2)],
    ["words past FFFFh", encodeReadRequest(1, 0xffff, 2), exception(2)],
    ["a function it does not have (04)", sealed(1, 4, 1, 0, 0, 1), exception(1, 4)],
    ["a function nobody has (41h)", sealed(1, 0x41, 1, 2, 3), exception(1, 0x41)],
    ["a write of 0 words", sealed(1, 0x10, 1, 0, 0, 0, 0), exception(3, 0x10)],
    [
      "a write whose byte count is not twice its words",
      sealed(1, 0x10, 1, 0, 0, 1, 4, 0, 1, 0, 2),
      exception(3, 0x10),
    ],
    ["a write to nowhere", encodeWriteRequest(1, 0x200, [1]), exception(2, 0x10)],
    ["a write", encodeWriteRequest(1, 0x100, [9, 10]), hex(sealed(1, 0x10, 1, 0, 0, 2))],
    ["a read of its last words", encodeReadRequest(1, 0x106, 2), hex(encodeReadResponse(1, [7, 8]))],
  ])("answers %s", async (_, request, answer) => {
    expect(await slaveOn(serial, new Map([[1, meter()]])).hear(request)).toEqual([answer]);
  });

  it("is silent to a bad CRC and does nothing of it, then answers the next request", async () => {
    const device = meter();
    const { hear } = slaveOn(serial, new Map([[1, device]]));
    const spoilt = encodeWriteRequest(1, 0x100, [99]);
    spoilt[spoilt.length - 1]! ^= 1;
    expect(await hear(spoilt)).toEqual([]);
    expect(device.writes).toEqual([]);
    expect(await hear(encodeReadRequest(1, 0x100, 1))).toEqual([hex(encodeReadResponse(1, [1]))]);
  });

  it.each([serial, rtuOverTcp, mbap])("is silent to everything when its device is (%o)", async (medium) => {
    let isDead = true;
    const alive = meter();
    const device: RegisterDevice = {
      ...alive,
      answers: () => !isDead,
      read: (address, count) => (isDead ? { kind: "silent" } : alive.read(address, count)),
      write: (address, words) => (isDead ? { kind: "silent" } : alive.write(address, words)),
    };
    const { hear } = slaveOn(medium, new Map([[1, device]]));
    const heardOf = async (pdu: readonly number[], unit = 1): Promise<string> => {
      const request = sealed(unit, ...pdu);
      return (await hear(medium === mbap ? wrapInMbap(request, 1) : request)).join("");
    };
    const requests = [
      ...Array.from({ length: 127 }, (_, n) => [n + 1, 1, 0, 0, 1]),
      [3, 1, 0, 0, 0],
      [3, 1, 0, 0, 126],
      [3, 0xff, 0xff, 0, 2],
      [0x10, 1, 0, 0, 1, 2, 0, 42],
      [0x10, 1, 0, 0, 0, 0],
      [6, 1, 0, 0, 42],
      [0x11],
      [0x2b, 0x0e, 1, 0],
    ];
    for (const pdu of requests) expect(await heardOf(pdu), hex(Uint8Array.from(pdu))).toBe("");
    await heardOf([0x10, 1, 0, 0, 1, 2, 0, 42], 0);
    isDead = false;
    expect(await heardOf([3, 1, 0, 0, 1])).toContain("01 03 02 00 01");
    expect(await heardOf([4, 1, 0, 0, 1])).toContain("01 84 01");
    expect(alive.writes).toEqual([]);
  });

  it("answers for several units, and for addresses up to 255 (D4CR8: 1...255)", async () => {
    const units = new Map([1, 2, 248, 255].map((unit) => [unit, wordArray(0, [unit])] as const));
    const { hear } = slaveOn(serial, units);
    for (const unit of units.keys()) {
      expect(await hear(encodeReadRequest(unit, 0, 1))).toEqual([hex(encodeReadResponse(unit, [unit]))]);
    }
    expect(await hear(encodeReadRequest(3, 0, 1))).toEqual([]);
  });

  it("does what is said to everybody, in silence", async () => {
    const [one, two] = [meter(), meter()];
    const { hear } = slaveOn(
      serial,
      new Map([
        [1, one],
        [2, two],
      ]),
    );
    expect(await hear(encodeWriteRequest(0, 0x100, [42]))).toEqual([]);
    expect(await hear(encodeReadRequest(0, 0x100, 1))).toEqual([]);
    expect([one.writes, two.writes]).toEqual([[[0x100, [42]]], [[0x100, [42]]]]);
  });

  it("takes another slave's answer for what it is, although a write to itself stands in it word for word", async () => {
    const device = meter();
    const { hear } = slaveOn(serial, new Map([[1, device]]));
    const write = encodeWriteRequest(1, 0x100, [666]);
    const asWords = Array.from({ length: Math.ceil(write.length / 2) }, (_, at) => {
      return ((write[2 * at] ?? 0) << 8) | (write[2 * at + 1] ?? 0);
    });
    const answerOfTwo = encodeReadResponse(2, asWords);
    expect(await hear(encodeReadRequest(2, 0, asWords.length))).toEqual([]);
    // In lumps as an adapter gives them, the second beginning where the write begins.
    expect(await hear(answerOfTwo.subarray(0, 3), milliseconds(10))).toEqual([]);
    expect(await hear(answerOfTwo.subarray(3), milliseconds(12))).toEqual([]);
    expect(device.writes).toEqual([]);
    expect(await hear(encodeReadRequest(1, 0x100, 1), milliseconds(5))).toEqual([
      hex(encodeReadResponse(1, [1])),
    ]);
  });

  it("does nothing of a write to itself that stands in another slave's damaged answer", async () => {
    const device = meter();
    const { hear } = slaveOn(serial, new Map([[1, device]]));
    const write = encodeWriteRequest(1, 0x100, [666]);
    const damaged = sealed(2, 3, write.length + 1, ...write, 0);
    damaged[damaged.length - 1]! ^= 0xff;
    for (const before of [encodeReadRequest(2, 0, 7), new Uint8Array()]) {
      expect(await hear(Buffer.concat([before, damaged]))).toEqual([]);
      // Nor right after, in the same breath.
      expect(await hear(write, milliseconds(1))).toEqual([]);
    }
    expect(device.writes).toEqual([]);
    expect(await hear(encodeReadRequest(1, 0x100, 1))).toEqual([hex(encodeReadResponse(1, [1]))]);
  });

  it("finds its request in one lump with the traffic before it", async () => {
    const { hear, slave } = slaveOn(serial, new Map([[1, meter()]]));
    const lump = Buffer.concat([
      encodeReadRequest(2, 0, 2),
      encodeReadResponse(2, [7, 8]),
      encodeReadRequest(3, 0, 2),
      sealed(3, 0x83, 2),
      encodeReadRequest(4, 0, 2),
      encodeReadRequest(1, 0x100, 2),
    ]);
    expect(await hear(lump)).toEqual([hex(encodeReadResponse(1, [1, 2]))]);
    expect(slave.heard).toEqual({ requests: 1, others: 5, discarded: 0 });
  });

  it("joins a bus in the middle of a conversation: an answer without its request is passed over", async () => {
    const { hear, slave } = slaveOn(serial, new Map([[1, meter()]]));
    expect(await hear(encodeReadResponse(7, [1, 2, 3]))).toEqual([]);
    expect(await hear(encodeReadRequest(1, 0x100, 1), milliseconds(15))).toHaveLength(1);
    expect(slave.heard).toEqual({ requests: 1, others: 1, discarded: 0 });
  });

  it("loses nothing but a truncated request itself", async () => {
    const { hear, slave } = slaveOn(serial, new Map([[1, meter()]]));
    expect(await hear(encodeReadRequest(1, 0x100, 1).subarray(0, 5))).toEqual([]);
    expect(await hear(encodeReadRequest(1, 0x100, 1), milliseconds(100))).toHaveLength(1);
    expect(slave.heard).toEqual({ requests: 1, others: 0, discarded: 1 });
  });

  it("puts a request together from single bytes", async () => {
    const { hear } = slaveOn(serial, new Map([[1, goldenMeter()]]));
    const answers: string[] = [];
    for (const byte of goldenRequest) answers.push(...(await hear(Uint8Array.of(byte), milliseconds(1))));
    expect(answers).toEqual([goldenAnswer]);
  });

  it.each([serial, rtuOverTcp])(
    "never breaks on any bytes, and answers a sound request after a pause (%o)",
    async (medium) => {
      const noise = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        // Bytes that look like the real thing: whole frames with good CRCs, cut and mangled.
        fc
          .tuple(
            fc.uint8Array({ minLength: 2, maxLength: 20 }),
            fc.integer({ min: 0, max: 3 }),
            fc.constantFrom(1, 3, 4, 5, 6, 15, 16, 20, 22, 23, 43, 0x83, 0x90),
          )
          .map(([data, unit, functionCode]) => sealed(unit, functionCode, ...data)),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(noise, { maxLength: 8 }), async (chunks) => {
          const { hear } = slaveOn(medium, new Map([[1, goldenMeter()]]));
          for (const chunk of chunks) await hear(chunk, milliseconds(1));
          // Noise may hold a good write, so ask for what no write can reach: an unmapped word.
          expect(await hear(encodeReadRequest(1, 0, 1))).toEqual([hex(sealed(1, 0x83, 2))]);
        }),
        { numRuns: 300 },
      );
    },
  );

  it("lets no foreign answer through as a request: only whole requests to it are ever counted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.integer({ min: 2, max: 255 }),
            fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 60 }),
          ),
          { maxLength: 10 },
        ),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        async (conversation, cuts) => {
          const { hear, slave } = slaveOn(serial, new Map([[1, meter()]]));
          const stream = Buffer.concat(
            conversation.flatMap(([unit, words]) => [
              encodeReadRequest(unit, 0, words.length),
              encodeReadResponse(unit, words),
            ]),
          );
          for (let at = 0, cut = 0; at < stream.length; cut++) {
            const length = cuts[cut % cuts.length]!;
            await hear(stream.subarray(at, at + length), milliseconds(1));
            at += length;
          }
          expect(slave.heard).toEqual({ requests: 0, others: 2 * conversation.length, discarded: 0 });
        },
      ),
      { numRuns: 100 },
    );
  });
});
