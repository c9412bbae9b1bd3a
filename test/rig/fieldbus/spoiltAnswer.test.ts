/**
 * What came in the place of an answer is called what it is, and never becomes a value; what is another's is passed over,
 * and the answer behind it is taken.
 */
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { BusHappening } from "#rig/fieldbus/master.ts";
import { encodeReadResponse, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

afterEach(() => SerialPortMock.binding.reset());

type Said = readonly (readonly [after: number, bytes: readonly number[] | Uint8Array])[];

/** A master and somebody who says, so many ms after each question, what is given for it; the last one is said again. */
const answeredBy = async (...turns: readonly Said[]) => {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const happenings: BusHappening[] = [];
  const near = await line.attach("master", format);
  const far = await line.attach("meter", format);
  let turn = 0;
  far.listen({
    received() {
      const said = turns[Math.min(turn++, turns.length - 1)] ?? [];
      for (const [after, bytes] of said)
        clock.after(milliseconds(after), () => far.write(Uint8Array.from(bytes)));
    },
    closed: () => {},
  });
  const onHappening = (happening: BusHappening): void => void happenings.push(happening);
  return { clock, happenings, master: openMaster(near, clock, { retries: 0, onHappening }) };
};

const request = { unit: 1, address: 0, count: 2 };
const right = encodeReadResponse(1, [7, 8]);
const spoilt = (at: number): number[] => [...right].map((byte, place) => (place === at ? byte ^ 1 : byte));

describe("an answer that is none", () => {
  it.each<[string, readonly number[] | Uint8Array]>([
    ["stray bytes in front of a right frame", [0, ...right]],
    ["stray bytes in front of a right frame", [0xff, ...right]],
    ["stray bytes in front of a right frame", [0x5a, 0, 0xff, ...right]],
    ["stray bytes in front of a right frame", [0x5a, 0, ...right, 0, 0xff]],
    ["not a frame", [...Array(17).fill(0x55), ...right]],
    ["trailing bytes", [...right, 0]],
    ["bad CRC", spoilt(4)],
    ["bad CRC", [...spoilt(4), 0]],
    ["interrupted", right.subarray(0, 5)],
    ["wrong function", encodeReadResponse(1, [7, 8], 4)],
    ["wrong byte count", encodeReadResponse(1, [7])],
    ["not a frame", [0x55, 0xaa, 0x55, 0xaa, 0x55]],
    ["not a frame", [1, 3, 3, 0, 7, 0, 8, 0, 0]],
  ])("is called %s, and nothing is made of it", async (reason, bytes) => {
    const { master } = await answeredBy([[3, bytes]]);
    expect(await master.read(request)).toMatchObject({ kind: "garbled", reason });
    expect(master.statistics).toMatchObject({ answers: 0, garbled: 1 });
  });

  it.each([1, 2, 6, 16])(
    "has come when it stands behind %i strays: it is not waited for as a debt",
    async (strays) => {
      const spoiltFirst = [...Array(strays).fill(0), ...right];
      const { clock, master } = await answeredBy([[3, spoiltFirst]], [[3, right]]);
      expect(await master.read(request)).toMatchObject({ kind: "garbled" });
      const before = clock.now();
      expect(await master.read(request)).toMatchObject({ kind: "words" });
      // T and five late windows, within which an answer may be repeated; one that is owed is feared for 30 T.
      expect(clock.now() - before).toBeLessThan(2);
    },
  );
});

describe("a frame that is another's", () => {
  const foreign = encodeReadResponse(9, [1, 2]);

  it("of another unit is passed over, told, and does not end the waiting", async () => {
    const { master, happenings } = await answeredBy([
      [3, foreign],
      [40, right],
    ]);
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
    expect(master.statistics).toMatchObject({ answers: 1, garbled: 0, strays: 1 });
    expect(happenings).toMatchObject([{ kind: "stray", unit: 9, bytes: Buffer.from(foreign) }]);
  });

  it("is passed over also when it comes in one piece with the answer, or in two pieces", async () => {
    for (const said of [
      [[3, [...foreign, ...right]]],
      [
        [3, foreign.subarray(0, 4)],
        [9, foreign.subarray(4)],
        [30, right],
      ],
    ] satisfies Said[]) {
      const { master } = await answeredBy(said);
      expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
      expect(master.statistics.strays).toBe(1);
    }
  });

  it("alone leaves the unit silent, not garbled", async () => {
    const { master } = await answeredBy([[3, foreign]]);
    expect(await master.read(request)).toMatchObject({ kind: "silent" });
  });

  it("owed to an earlier question of ours is late, with how late, and the waiting goes on", async () => {
    const { clock, master, happenings } = await answeredBy(
      [],
      [
        [3, encodeReadResponse(1, [5, 6, 7])],
        [40, right],
      ],
    );
    expect(await master.read({ ...request, count: 3 })).toMatchObject({ kind: "silent" });
    const before = clock.now();
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
    // Asked 0.3 s and its frame's time before, and left alone for the late window.
    expect(happenings.map(({ kind }) => kind).sort()).toEqual(["late", "slower"]);
    for (const happening of happenings) {
      expect("latency" in happening && happening.latency).toBeGreaterThan(0.6);
      expect("latency" in happening && happening.latency).toBeLessThan(0.7);
    }
    expect(clock.now() - before).toBeLessThan(0.5);
  });

  it("of our unit, another length and no question of ours is a wrong answer", async () => {
    const { master } = await answeredBy([
      [3, encodeReadResponse(1, [5, 6, 7])],
      [40, right],
    ]);
    expect(await master.read(request)).toMatchObject({ kind: "garbled", reason: "wrong byte count" });
  });
});

describe("an exception", () => {
  const refusal = sealed(1, 0x83, 2);

  it("that an earlier, unanswered question may have caused is not this one's refusal", async () => {
    const { master } = await answeredBy([], [[3, refusal]]);
    expect(await master.read({ ...request, count: 5 })).toMatchObject({ kind: "silent" });
    expect(await master.read(request)).toMatchObject({
      kind: "garbled",
      reason: "another question's exception",
    });
  });

  it("does not keep the answer out that comes behind it", async () => {
    const { master } = await answeredBy(
      [],
      [
        [3, refusal],
        [40, right],
      ],
    );
    expect(await master.read({ ...request, count: 5 })).toMatchObject({ kind: "silent" });
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
  });

  it("said to every question is its refusal every time", async () => {
    const { master } = await answeredBy([[3, refusal]]);
    for (let read = 0; read < 3; read++)
      expect(await master.read(request)).toEqual({ kind: "refused", exceptionCode: 2 });
  });

  it("to a longer block than is wanted makes the master ask for no more than the unit answers", async () => {
    const { master } = await answeredBy([[3, right]], [[3, sealed(1, 0x83, 3)]], [[3, right]]);
    const verdict = { ...request, spareWords: 2 };
    expect(await master.readForVerdict(verdict)).toMatchObject({ kind: "words", words: [7, 8] });
    expect(await master.readForVerdict(verdict)).toMatchObject({ kind: "words", words: [7, 8] });
    // One of two words, one of three that was refused, one of two again.
    expect(master.statistics).toMatchObject({ requests: 3, retries: 0, refused: 1 });
  });
});

describe("a repeated answer", () => {
  it("that comes in one piece with the first is one answer", async () => {
    const { master } = await answeredBy([[3, [...right, ...right]]]);
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
  });

  it("says nothing of how long an answer takes: the line is no slower for it", async () => {
    const { clock, master, happenings } = await answeredBy([
      [3, right],
      [1500, right],
    ]);
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [7, 8] });
    await clock.sleep(seconds(2));
    expect(happenings).toMatchObject([{ kind: "late" }]);
    expect(master.latency.longest).toBeLessThan(0.1);
  });
});

describe("the time of a line on the master's clock", () => {
  it("is not taken for the time of its answers when nothing came", async () => {
    const { master } = await answeredBy([]);
    await master.read(request);
    expect(master.latency).toEqual({ longest: 0, patience: 0.3, bound: seconds(9), isTooSlow: false });
  });
});
