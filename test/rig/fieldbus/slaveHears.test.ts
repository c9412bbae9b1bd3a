/**
 * What a slave must and must not take for a request, over whole conversations: every request to a unit of its own is
 * answered once, whatever the function code, however fast the master asks again, and nothing that others say is.
 */
import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import type { Medium } from "#rig/fieldbus/port.ts";
import { encodeReadRequest, encodeReadResponse, encodeWriteRequest, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { hex, recorded, type WordArray, wordArray } from "./bench.ts";
import { rtuOverTcp, serial, slaveOn } from "./handPort.ts";

afterEach(() => SerialPortMock.binding.reset());

const ownUnits = [1, 7, 200] as const;
const words = [11, 22, 33, 44];
/** Words 0x0300 ... 0x0303, read with 03, written with 06 and 10h. */
const meters = (): Map<number, WordArray> =>
  new Map(ownUnits.map((unit) => [unit, { ...wordArray(0x300, words), functionCodes: [3, 6, 16] }] as const));

/** One turn of a conversation: what the master asks, what another slave answers to it, what we must. */
interface Turn {
  readonly request: Uint8Array;
  /** null: nobody answers, and the master waits its time before it goes on. */
  readonly othersAnswer: Uint8Array | null;
  readonly ours: Uint8Array | null;
}

const byte = fc.integer({ min: 0, max: 255 });
const word = fc.integer({ min: 0, max: 0xffff });
/** Where a read of one word can be mistaken for an answer of three bytes, and elsewhere. */
const address = fc.oneof(fc.integer({ min: 0x300, max: 0x3ff }), word);
const pair = (value: number): [number, number] => [value >> 8, value & 0xff];
const data = (most: number) => fc.array(byte, { maxLength: most });

/** Function code and data of any request the standard has a layout for, and of some it leaves to makers. */
const pdu: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc
    .tuple(fc.constantFrom(1, 2, 3, 4), address, fc.integer({ min: 0, max: 130 }))
    .map(([code, at, count]) => [code, ...pair(at), ...pair(count)]),
  fc
    .tuple(fc.constantFrom(5, 6), address, word)
    .map(([code, at, value]) => [code, ...pair(at), ...pair(value)]),
  fc.constantFrom([7], [0x0b], [0x0c], [0x11]),
  data(6).map((more) => [8, 0, 0, ...more]),
  fc
    .tuple(address, fc.array(word, { minLength: 1, maxLength: 20 }))
    .map(([at, values]) => [
      0x10,
      ...pair(at),
      ...pair(values.length),
      2 * values.length,
      ...values.flatMap(pair),
    ]),
  data(12).map((more) => [0x14, more.length, ...more]),
  fc.tuple(address, word, word).map(([at, and, or]) => [0x16, ...pair(at), ...pair(and), ...pair(or)]),
  address.map((at) => [0x18, ...pair(at)]),
  fc.tuple(fc.integer({ min: 1, max: 4 }), byte).map(([code, object]) => [0x2b, 0x0e, code, object]),
  data(10).map((more) => [0x41, ...more]),
);

/** Where the length of a function code is nobody's to know, its CRC tells the end: here it is right there only. */
const endsOnce = (frame: Uint8Array): boolean =>
  ![8, 0x41, 0x18, 0x2b].includes(frame[1]!) ||
  frame.every((_, at) => at < 4 || at >= frame.length - 2 || !hasGoodCrc(frame, 0, at));

/** What our meters say, told from the request by the standard alone. */
const expectedOf = (unit: number, asked: readonly number[]): Uint8Array => {
  const [code = 0, ...rest] = asked;
  const at = (rest[0]! << 8) | rest[1]!;
  const count = (rest[2]! << 8) | rest[3]!;
  const refused = (exception: number): Uint8Array => sealed(unit, code | 0x80, exception);
  if (code === 3) {
    if (count === 0 || count > 125) return refused(3);
    if (at < 0x300 || at + count > 0x304) return refused(2);
    return encodeReadResponse(unit, words.slice(at - 0x300, at - 0x300 + count));
  }
  // Nothing is ever written that would change what is read: the laws ask for writes beside the words.
  if (code === 6 || code === 0x10) return refused(2);
  return refused(1);
};
const isHarmless = ([code, high = 0, low = 0]: readonly number[]): boolean =>
  (code !== 6 && code !== 0x10) || ((high << 8) | low) > 0x303 || ((high << 8) | low) < 0x2e0;

const ourTurn: fc.Arbitrary<Turn> = fc
  .tuple(fc.constantFrom(...ownUnits), pdu.filter(isHarmless))
  .map(([unit, asked]) => ({
    request: sealed(unit, ...asked),
    othersAnswer: null,
    ours: expectedOf(unit, asked),
  }))
  .filter(({ request }) => endsOnce(request));

/** Bytes another slave may answer with, among them requests to us, word for word. */
const payload = fc.array(
  fc.oneof(
    fc.array(byte, { minLength: 1, maxLength: 8 }),
    fc.constantFrom(...ownUnits).map((unit) => [...encodeWriteRequest(unit, 0x300, [666])]),
    fc.constantFrom(...ownUnits).map((unit) => [...encodeReadRequest(unit, 0x300, 1)]),
  ),
  { minLength: 1, maxLength: 4 },
);
const othersTurn: fc.Arbitrary<Turn> = fc
  .tuple(fc.constantFrom(2, 3, 9, 247), pdu, payload, fc.constantFrom("answer", "exception", "silence"))
  .map(([unit, asked, chunks, how]) => {
    const [code = 0] = asked;
    const bytes = chunks.flat();
    const full = bytes.length % 2 === 0 ? bytes : [...bytes, 0];
    const isRead = code === 3 || code === 4;
    const request = isRead
      ? sealed(unit, code, asked[1]!, asked[2]!, ...pair(full.length / 2))
      : sealed(unit, ...asked);
    const answerOf = (): Uint8Array => {
      if (isRead) return sealed(unit, code, full.length, ...full);
      if (code === 1 || code === 2) {
        const count = Math.ceil(((asked[3]! << 8) | asked[4]!) / 8);
        return sealed(
          unit,
          code,
          count,
          ...Array.from({ length: count }, (_, n) => bytes[n % bytes.length]!),
        );
      }
      if (code === 5 || code === 6 || code === 0x16 || code === 8) return request;
      if (code === 0x10) return sealed(unit, ...asked.slice(0, 5));
      if (code === 7) return sealed(unit, 7, bytes[0]!);
      if (code === 0x0b) return sealed(unit, 0x0b, 0, 0, ...pair(bytes[0]!));
      if (code === 0x0c || code === 0x11 || code === 0x14) return sealed(unit, code, bytes.length, ...bytes);
      return sealed(unit, code, ...bytes.slice(0, 6));
    };
    const othersAnswer =
      how === "answer" ? answerOf() : how === "exception" ? sealed(unit, code | 0x80, 2) : null;
    return { request, othersAnswer, ours: null };
  })
  .filter(
    ({ request, othersAnswer }) => endsOnce(request) && (othersAnswer === null || endsOnce(othersAnswer)),
  );

const everybody: fc.Arbitrary<Turn> = fc.constant({
  request: encodeWriteRequest(0, 0x500, [1]),
  othersAnswer: null,
  ours: null,
});

const conversation = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: ourTurn },
    { weight: 3, arbitrary: othersTurn },
    { weight: 1, arbitrary: everybody },
  ),
  { minLength: 1, maxLength: 12 },
);

/** Says the turns to a slave, cut into pieces of these lengths; `pause` before each piece, in ms. */
const answersTo = async (
  medium: Medium,
  turns: readonly Turn[],
  cuts: readonly { readonly length: number; readonly pause: number }[],
) => {
  const units = meters();
  const { hear, writes, slave } = slaveOn(medium, units);
  let next = 0;
  const said = async (stream: Uint8Array, first: number): Promise<void> => {
    for (let at = 0; at < stream.length; ) {
      const { length, pause } = cuts[next++ % cuts.length]!;
      await hear(stream.subarray(at, at + length), milliseconds(at === 0 ? Math.max(first, pause) : pause));
      at += length;
    }
  };
  // Up to where a master has to wait for somebody who stays silent, everything may come in one breath.
  let breath: Uint8Array[] = [];
  let wait = 0;
  for (const { request, othersAnswer, ours } of turns) {
    breath.push(request, ...(othersAnswer === null ? [] : [othersAnswer]));
    if (othersAnswer !== null || ours !== null) continue;
    await said(Buffer.concat(breath), wait);
    breath = [];
    wait = 100;
  }
  await said(Buffer.concat(breath), wait);
  const written = [...units.values()].flatMap(({ writes }) => writes);
  return { answers: writes.filter((write) => write !== "").join(" "), written, heard: slave.heard };
};
const ourAnswers = (turns: readonly Turn[]): string =>
  turns.flatMap(({ ours }) => (ours === null ? [] : [hex(ours)])).join(" ");

describe("a slave that is asked again at once", () => {
  const requests: readonly (readonly [string, Uint8Array])[] = [
    ...Array.from({ length: 256 }, (_, low): readonly [string, Uint8Array] => [
      `a read at ${(0x300 + low).toString(16)}h`,
      encodeReadRequest(1, 0x300 + low, 1),
    ]),
    ["function code 05", sealed(1, 5, 3, 0, 0xff, 0)],
    ["function code 06", sealed(1, 6, 5, 0, 0, 9)],
    ["function code 08", sealed(1, 8, 0, 0, 0xa5, 0x37)],
    ["function code 11h", sealed(1, 0x11)],
    ["function code 2Bh", sealed(1, 0x2b, 0x0e, 1, 0)],
    ["a function code nobody has", sealed(1, 0x41, 3)],
  ];
  it.each([serial, rtuOverTcp])("answers every time (%o)", async (medium) => {
    for (const [what, request] of requests) {
      const { hear } = slaveOn(medium, meters());
      const [first] = await hear(request);
      expect(first, what).toBeDefined();
      for (let n = 0; n < 9; n++) expect(await hear(request, milliseconds(1 + n)), what).toEqual([first]);
    }
  });
});

describe("over any conversation every request to its own units is answered once, and nothing else", () => {
  const cut = (longest: number) =>
    fc.record({
      length: fc.integer({ min: 1, max: 60 }),
      pause: fc.double({ min: 0, max: longest, noNaN: true }),
    });

  it("on a serial line, in lumps as adapters give them", async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.array(cut(3), { minLength: 1 }), async (turns, cuts) => {
        const { answers, written } = await answersTo(serial, turns, cuts);
        expect(answers).toBe(ourAnswers(turns));
        expect(written).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("as serial frames through a socket, which cuts where it likes and pauses as long as it likes", async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.array(cut(900), { minLength: 1 }), async (turns, cuts) => {
        const { answers, written } = await answersTo(rtuOverTcp, turns, cuts);
        expect(answers).toBe(ourAnswers(turns));
        expect(written).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("another slave's answer that begins as a whole request to it and goes on with a write to us", () => {
  const write = [...encodeWriteRequest(1, 0x300, [666])];
  // Byte count 20: two words beside a good CRC of the first six bytes, the write of 11, and four more bytes.
  const answer = sealed(9, 3, 20, ...sealed(9, 3, 20, 0, 0, 0).subarray(3), ...write, 0, 0, 0, 0);
  const asked = encodeReadRequest(9, 0x1000, 10);
  const ours = encodeReadRequest(1, 0x300, 1);

  it.each([serial, rtuOverTcp])(
    "is passed over wherever it is cut, with more behind it (%o)",
    async (medium) => {
      const stream = Buffer.concat([asked, answer, ours]);
      for (let cut = 1; cut < stream.length; cut++) {
        const units = meters();
        const { hear } = slaveOn(medium, units);
        const heard = [
          ...(await hear(stream.subarray(0, cut))),
          ...(await hear(stream.subarray(cut), milliseconds(5))),
        ];
        expect(heard, `cut at ${cut}`).toEqual([hex(encodeReadResponse(1, [11]))]);
        expect(units.get(1)?.writes).toEqual([]);
      }
    },
  );

  it("is not waited for when it is the unit asked again, at an address that reads like an answer's length", async () => {
    const again = encodeReadRequest(9, 0x1400, 10);
    for (const cut of [1, 4, 8]) {
      const { hear } = slaveOn(rtuOverTcp, meters());
      await hear(encodeReadRequest(9, 0x1000, 10));
      await hear(again, milliseconds(100));
      const first = await hear(ours.subarray(0, cut), milliseconds(100));
      const second = cut === 8 ? [] : await hear(ours.subarray(cut), milliseconds(1));
      expect([...first, ...second], `cut at ${cut}`).toEqual([hex(encodeReadResponse(1, [11]))]);
    }
  });
});

describe("serial frames through a socket", () => {
  const request = encodeReadRequest(1, 0x300, 2);
  const answer = hex(encodeReadResponse(1, [11, 22]));
  const onSocket = () => slaveOn(rtuOverTcp, meters());

  it("are put together from two pieces wherever they are cut, an hour apart as well as 50 ms", async () => {
    for (const pause of [milliseconds(50), seconds(3600)])
      for (const whole of [request, encodeWriteRequest(7, 0x500, [1, 2, 3])])
        for (let at = 1; at < whole.length; at++) {
          const { hear } = onSocket();
          expect(await hear(whole.subarray(0, at))).toEqual([]);
          expect(await hear(whole.subarray(at), pause)).toHaveLength(1);
        }
  });

  it("lose nothing but the frame that was cut short, and answer nothing nobody waits for any more", async () => {
    const { hear, slave } = onSocket();
    expect(await hear(request.subarray(0, 5))).toEqual([]);
    expect(await hear(request, milliseconds(300))).toEqual([answer]);
    // The beginning of a write that would take many more bytes: given up when a master has asked again.
    expect(await hear(encodeWriteRequest(1, 0x300, Array(100).fill(1)).subarray(0, 20))).toEqual([]);
    expect(await hear(request, milliseconds(300))).toEqual([]);
    expect(await hear(request)).toEqual([answer]);
    expect(slave.heard.requests).toBe(2);
    // One of 19 bytes: the second request after it shows that it never was; the first has been waited for long enough.
    expect(await hear(encodeWriteRequest(1, 0x300, Array(5).fill(1)).subarray(0, 10))).toEqual([]);
    expect(await hear(request, milliseconds(300))).toEqual([]);
    expect(await hear(request, milliseconds(300))).toEqual([answer]);
    expect(slave.heard.requests).toBe(3);
  });

  it("begin afresh after bytes that are none", async () => {
    const { hear } = onSocket();
    for (const noise of ["GET / HTTP/1.1", "\0\0\0\0", "\x01\x03\x10\x1c\x00\x04\xff\xff"]) {
      await hear(Buffer.from(noise, "latin1"));
      expect(await hear(request, milliseconds(100)), JSON.stringify(noise)).toEqual([answer]);
    }
  });
});

describe("an adapter that gives our own bytes back", () => {
  const onEcho = async (hasLocalEcho: boolean, device: WordArray) => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const master = await line.attach("master", plainFormat(9600));
    const port = await line.attach("meter", plainFormat(9600), { echo: true });
    const slave = openSlave(port, new Map([[1, device]]), clock, { hasLocalEcho });
    const heard = recorded(master);
    const ask = async (request: Uint8Array): Promise<string[]> => {
      const before = heard.chunks.length;
      master.write(request);
      await clock.sleep(seconds(0.06));
      return heard.chunks.slice(before).map(({ bytes }) => bytes);
    };
    return { ask, slave };
  };
  const meter = (): WordArray => ({ ...wordArray(0x300, words), functionCodes: [3, 6, 16] });
  const read = encodeReadRequest(1, 0x300, 1);
  const write = sealed(1, 6, 3, 0, 0, 99);

  it("is noticed by the first answer, and then a confirmation is not taken for another write", async () => {
    const device = meter();
    const { ask, slave } = await onEcho(false, device);
    expect(await ask(read)).toEqual([hex(encodeReadResponse(1, [11]))]);
    for (let n = 0; n < 3; n++) expect(await ask(write)).toEqual([hex(write)]);
    expect(await ask(sealed(1, 0x41))).toEqual([hex(sealed(1, 0xc1, 1))]);
    expect(device.writes).toEqual(Array(3).fill([0x300, [99]]));
    expect(slave.heard).toEqual({ requests: 5, others: 5, discarded: 0 });
  });

  it("is known from the beginning when it was said", async () => {
    const device = meter();
    const { ask } = await onEcho(true, device);
    for (let n = 0; n < 3; n++) expect(await ask(write)).toEqual([hex(write)]);
    expect(device.writes).toHaveLength(3);
  });
});
