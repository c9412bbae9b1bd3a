import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import type { RegisterAnswer, RegisterDevice } from "#models/devices/registerDevice.ts";
import { hours, milliseconds, seconds } from "#models/units.ts";
import { samplingInstant } from "#rig/fieldbus/busAnswer.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import {
  type CharacterFormat,
  characterTime,
  interFrameSilence,
  plainFormat,
} from "#rig/fieldbus/characterFormat.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { goldenMeter, hex, recorded, wordArray } from "./bench.ts";
import { lineWith } from "./masterOnLine.ts";

afterEach(() => SerialPortMock.binding.reset());

const saying = (...answers: RegisterAnswer[]): RegisterDevice => {
  let turn = 0;
  return {
    ...wordArray(0, []),
    read: () => answers[Math.min(turn++, answers.length - 1)]!,
  };
};

describe("a master on the simulated line", () => {
  it("reads 25740 and 13652 with the golden frames (NA96 p. 17)", async () => {
    const { master } = await lineWith({ units: [[1, goldenMeter()]] });
    const answer = await master.read({ unit: 1, address: 0x101c, count: 4 });
    expect(answer).toMatchObject({ kind: "words", words: [0, 25740, 0, 13652] });
    expect(answer.kind === "words" && hex(answer.raw)).toBe("01 03 08 00 00 64 8C 00 00 35 54 9A 83");
    // 80 bits of request, then 3 ms until the meter begins to answer.
    expect(answer).toMatchObject({
      requestedAt: expect.closeTo(80 / 9600, 9),
      answeredAt: expect.closeTo(80 / 9600 + 0.003, 9),
    });
  });

  it("says that a dead unit is silent, after as many attempts as it was given, each with its whole time", async () => {
    const { master, clock } = await lineWith({
      units: [],
      options: { retries: 2, responseTimeout: seconds(0.3) },
    });
    // Three times 300 ms and the 21 characters an exchange of four words takes on the wire, less the request's own.
    const waited = 3 * (0.3 + 13 * (10 / 9600));
    expect(await master.read({ unit: 9, address: 0, count: 4 })).toEqual({
      kind: "silent",
      waited: expect.closeTo(waited, 6),
    });
    expect(master.statistics).toMatchObject({ requests: 3, silences: 3, retries: 2, answers: 0 });
    expect(clock.now()).toBeLessThan(3);
  });

  it("gives a refusal as the meter's answer and does not insist; asks again after 'later'", async () => {
    const later: RegisterAnswer = { kind: "exception", code: 6 };
    const { master } = await lineWith({
      units: [
        [1, wordArray(0, [1])],
        [2, saying(later, later, { kind: "words", words: [7] })],
        [3, saying(later)],
      ],
    });
    expect(await master.read({ unit: 1, address: 5, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 2,
    });
    expect(master.statistics.requests).toBe(1);
    expect(await master.read({ unit: 2, address: 0, count: 1 })).toMatchObject({ kind: "words", words: [7] });
    expect(await master.read({ unit: 3, address: 0, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 6,
    });
    expect(master.statistics).toMatchObject({ requests: 7, refused: 6, retries: 4 });
  });

  it("writes, and tells everybody", async () => {
    const [one, two] = [wordArray(0, [0, 0]), wordArray(0, [0, 0])];
    const { master } = await lineWith({
      units: [
        [1, one],
        [2, two],
      ],
    });
    expect(await master.write({ unit: 1, address: 0, words: [5, 6] })).toMatchObject({ kind: "written" });
    expect(await master.write({ unit: 0, address: 1, words: [9] })).toMatchObject({ kind: "broadcast" });
    expect(await master.read({ unit: 2, address: 0, count: 2 })).toMatchObject({ words: [0, 9] });
    expect(one.words).toEqual([5, 9]);
  });

  it("answers every one of many callers at once, each with its own words", async () => {
    const { master } = await lineWith({ units: [[1, wordArray(0, [10, 11, 12, 13, 14, 15, 16, 17])]] });
    const answers = await Promise.all(
      [3, 0, 7, 1].map((address) => master.read({ unit: 1, address, count: 1 })),
    );
    expect(answers.map((answer) => answer.kind === "words" && answer.words)).toEqual([
      [13],
      [10],
      [17],
      [11],
    ]);
  });

  it.each([4800, 9600, 19200])(
    "keeps t3.5 before each request at %i Bd, and not much more",
    async (baudRate) => {
      const format: CharacterFormat = { baudRate, parity: "even", stopBits: 1 };
      const { master, line } = await lineWith({ units: [[1, wordArray(0, [1, 2, 3, 4, 5])]], format });
      const traffic = recorded(await line.attach("listener", format)).chunks;
      // Each of another length, so that none has to wait until the answer before can't be repeated any more.
      for (let count = 1; count <= 5; count++) await master.read({ unit: 1, address: 0, count });
      const start = ({ bytes, at }: (typeof traffic)[number]): number =>
        at - bytes.split(" ").length * characterTime(format);
      for (let request = 2; request < traffic.length; request += 2) {
        const pause = start(traffic[request]!) - traffic[request - 1]!.at;
        expect(pause).toBeCloseTo(interFrameSilence(format), 9);
      }
      expect(traffic).toHaveLength(10);
    },
  );

  it("names an instant for the sample that the meter did take it at, within the half-width it gives", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(4800, 9600, 19200),
        fc.integer({ min: 0, max: 250 }),
        fc.integer({ min: 1, max: 60 }),
        async (baudRate, turnaround, count) => {
          const clock = new VirtualClock();
          const line = simulatedLine(clock);
          let takenAt = -1;
          const meter: RegisterDevice = {
            ...wordArray(0, []),
            read(_, words) {
              takenAt = clock.now();
              return { kind: "words", words: Array.from({ length: words }, () => 0) };
            },
          };
          const master = openMaster(await line.attach("master", plainFormat(baudRate)), clock);
          const end = await line.attach("meter", plainFormat(baudRate));
          openSlave(end, new Map([[1, meter]]), clock, { turnaround: milliseconds(turnaround) });
          const answer = await master.read({ unit: 1, address: 0, count });
          if (answer.kind !== "words") throw new Error(`no words but ${answer.kind}`);
          const { sampledAt, halfWidth } = samplingInstant(answer);
          expect(Math.abs(sampledAt - takenAt)).toBeLessThanOrEqual(halfWidth + 1e-9);
          expect(halfWidth).toBeCloseTo(turnaround / 2000, 9);
          await line.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it("reads 31 meters on one line, each its own words", async () => {
    const units = Array.from({ length: 31 }, (_, at) => [at + 1, wordArray(0, [1000 + at, at])] as const);
    const { master, line } = await lineWith({ units });
    for (const [unit, { words }] of units) {
      expect(await master.read({ unit, address: 0, count: 2 })).toMatchObject({ kind: "words", words });
    }
    expect(line.occupation.collidedBytes).toBe(0);
  });

  it("shows an address given twice as what it is: both answer, and nobody understands it", async () => {
    const { master, line } = await lineWith({
      units: [
        [5, wordArray(0, [1, 2])],
        [5, wordArray(0, [1, 2])],
        [6, wordArray(0, [3, 4])],
      ],
    });
    expect(await master.read({ unit: 5, address: 0, count: 2 })).toMatchObject({ kind: "garbled" });
    expect(line.occupation.collidedBytes).toBeGreaterThan(0);
    expect(await master.read({ unit: 6, address: 0, count: 2 })).toMatchObject({
      kind: "words",
      words: [3, 4],
    });
  });

  it("hears a unit set to another speed as garbage or not at all, and the others as before", async () => {
    const { master, line, clock } = await lineWith({ units: [[1, wordArray(0, [1])]] });
    openSlave(await line.attach("misset", plainFormat(19200)), new Map([[2, wordArray(0, [2])]]), clock);
    expect(["garbled", "silent"]).toContain((await master.read({ unit: 2, address: 0, count: 1 })).kind);
    expect(await master.read({ unit: 1, address: 0, count: 1 })).toMatchObject({ words: [1] });
  });
});

describe("a reading for a verdict", () => {
  it("rotates the quantity it asks for and gives only what was wanted", async () => {
    const asked: number[] = [];
    const meter: RegisterDevice = {
      ...wordArray(0, []),
      read(address, count) {
        asked.push(count);
        return { kind: "words", words: Array.from({ length: count }, (_, at) => address + at) };
      },
    };
    const { master } = await lineWith({ units: [[1, meter]] });
    for (let read = 0; read < 6; read++) {
      const answer = await master.readForVerdict({ unit: 1, address: 40, count: 4, spareWords: 2 });
      expect(answer).toMatchObject({ kind: "words", words: [40, 41, 42, 43] });
    }
    expect(asked).toEqual([4, 5, 6, 4, 5, 6]);
  });

  it("is read twice where the map has no room, and is garbled while the two disagree", async () => {
    const words = (word: number): RegisterAnswer => ({ kind: "words", words: [word] });
    const { master } = await lineWith({
      units: [
        [1, saying(words(1), words(2), words(3), words(3))],
        [2, saying(words(1), words(2), words(3), words(4), words(5), words(6), words(7))],
      ],
    });
    const request = { address: 0, count: 1, spareWords: 0 };
    expect(await master.readForVerdict({ unit: 1, ...request })).toMatchObject({ kind: "words", words: [3] });
    expect(await master.readForVerdict({ unit: 2, ...request })).toMatchObject({
      kind: "garbled",
      reason: "two reads disagree",
    });
    const rises = ([a = 0]: readonly number[], [b = 0]: readonly number[]): boolean =>
      b - a === 0 || b - a === 1;
    expect(await master.readForVerdict({ unit: 2, ...request, agrees: rises })).toMatchObject({ words: [7] });
  });
});

describe("a day on the bus", () => {
  it("reads an energy register every 15 minutes for 24 h of the line's time", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    // 1 kW: a Wh every 3.6 s.
    const meter: RegisterDevice = {
      ...wordArray(0, []),
      read(_, count) {
        const energy = Math.floor(clock.now() / 3.6);
        return { kind: "words", words: [energy >>> 16, energy & 0xffff, 0, 0].slice(0, count) };
      },
    };
    openSlave(await line.attach("meter", plainFormat(9600)), new Map([[1, meter]]), clock);
    const master = openMaster(await line.attach("master", plainFormat(9600)), clock);
    for (let quarter = 1; quarter <= 96; quarter++) {
      await clock.sleep(seconds(quarter * 900 - clock.now()));
      const answer = await master.readForVerdict({ unit: 1, address: 0, count: 2, spareWords: 2 });
      if (answer.kind !== "words") throw new Error(`no words but ${answer.kind}`);
      const [high = 0, low = 0] = answer.words;
      expect(high * 65536 + low).toBe(quarter * 250);
    }
    expect(clock.now()).toBeGreaterThan(hours(24));
  });
});
