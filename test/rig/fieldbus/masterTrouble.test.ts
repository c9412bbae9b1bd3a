import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { encodeReadResponse } from "#rig/fieldbus/rtuFrame.ts";
import { goldenMeter, hex, wordArray } from "./bench.ts";
import { lineWith } from "./masterOnLine.ts";

afterEach(() => SerialPortMock.binding.reset());

describe("local echo", () => {
  const units = [[1, goldenMeter()]] as const;
  const request = { unit: 1, address: 0x101c, count: 4 };

  it("is detected, and found absent where there is none", async () => {
    const echoing = await lineWith({ units, echo: true });
    expect(await echoing.master.detectLocalEcho(1)).toBe(true);
    // Also when nobody answers: the echo is ours.
    expect(await echoing.master.detectLocalEcho(77)).toBe(true);
    const plain = await lineWith({ units });
    expect(await plain.master.detectLocalEcho(1)).toBe(false);
  });

  it("unannounced is garbled by that name, never a value", async () => {
    const { master } = await lineWith({ units, echo: true });
    expect(await master.read(request)).toMatchObject({ kind: "garbled", reason: "local echo" });
    expect(master.statistics).toMatchObject({ answers: 0, echoes: 3 });
  });

  it("is taken off when configured, and not missed when it is not there", async () => {
    for (const echo of [true, false]) {
      const { master } = await lineWith({ units, echo, options: { hasLocalEcho: true } });
      expect(await master.read(request)).toMatchObject({ kind: "words", words: [0, 25740, 0, 13652] });
      expect(await master.read({ ...request, unit: 7 })).toMatchObject({ kind: "silent" });
      // Silence of a unit beside an echo: the line is alive.
      expect(master.echoedAt !== null).toBe(echo);
    }
  });
});

describe("every call ends", () => {
  it("as lost when the adapter is unplugged in the middle, and at once from then on", async () => {
    const { master, line, clock } = await lineWith({ units: [] });
    clock.after(milliseconds(50), () => line.unplug("master"));
    const pending = [1, 2, 3].map((unit) => master.read({ unit, address: 0, count: 1 }));
    for (const answer of await Promise.all(pending)) {
      expect(answer).toMatchObject({ kind: "lost", cause: expect.any(Error) });
    }
    expect(clock.now()).toBeCloseTo(0.05, 3);
    expect((await master.write({ unit: 0, address: 0, words: [1] })).kind).toBe("lost");
    expect(master.statistics.lost).toBe(4);
  });

  it("as lost when the master is closed", async () => {
    const { master, clock } = await lineWith({ units: [] });
    const pending = master.readForVerdict({ unit: 1, address: 0, count: 1, spareWords: 0 });
    clock.after(milliseconds(50), () => void master.close());
    expect((await pending).kind).toBe("lost");
  });

  it("as garbled on a line that never falls silent", async () => {
    const { master, line, clock } = await lineWith({ units: [] });
    const babbler = await line.attach("babbler", plainFormat(9600));
    const babble = (): void => {
      babbler.write(Uint8Array.of(0x55));
      if (clock.now() < 60) clock.after(milliseconds(2), babble);
    };
    babble();
    await clock.sleep(seconds(1));
    const answer = await master.read({ unit: 1, address: 0, count: 1 });
    expect(answer).toMatchObject({ kind: "garbled", reason: "the line never falls silent" });
    expect(clock.now()).toBeLessThan(10);
  });
});

describe("what comes unasked", () => {
  it("is kept in the record, used for nothing, and followed by deafness", async () => {
    const { master, line, clock, happenings } = await lineWith({ units: [[1, wordArray(0, [1])]] });
    const stray = await line.attach("stray", plainFormat(9600));
    stray.write(encodeReadResponse(1, [666]));
    await clock.sleep(milliseconds(20));
    expect(master.statistics.late).toBe(1);
    expect(happenings).toEqual([
      { kind: "late", bytes: expect.anything(), at: expect.any(Number), latency: null },
    ]);
    expect(happenings.map((happening) => "bytes" in happening && hex(happening.bytes))).toEqual([
      hex(encodeReadResponse(1, [666])),
    ]);
    const before = clock.now();
    expect(await master.read({ unit: 1, address: 0, count: 1 })).toMatchObject({ words: [1] });
    // The stray's end at 70 bits, the late window of 300 ms, then the exchange itself.
    expect(clock.now() - before).toBeGreaterThan(0.3 - 0.02);
  });
});
