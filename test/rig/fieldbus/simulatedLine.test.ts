import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import {
  type CharacterFormat,
  characterTime,
  interFrameSilence,
  plainFormat,
} from "#rig/fieldbus/characterFormat.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { portContract } from "../../contracts/port.ts";
import { frame, hex, recorded } from "./bench.ts";

afterEach(() => SerialPortMock.binding.reset());

const at9600 = plainFormat(9600);
const request = frame("01 03 10 1C 00 04 81 0F");

describe("an end of the simulated line", () => {
  portContract(async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const [near, far] = [await line.attach("near", at9600), await line.attach("far", at9600)];
    return { clock, near, far, breakLine: () => line.unplug("near"), close: () => line.close() };
  });
});

describe("a character on the wire", () => {
  it.each([
    [plainFormat(9600), 10 / 9600],
    [{ baudRate: 4800, parity: "even", stopBits: 1 } as CharacterFormat, 11 / 4800],
    [{ baudRate: 19200, parity: "none", stopBits: 2 } as CharacterFormat, 11 / 19200],
    [{ baudRate: 19200, parity: "odd", stopBits: 1 } as CharacterFormat, 11 / 19200],
  ])("of %o takes %f s", (format, time) => {
    expect(characterTime(format)).toBeCloseTo(time, 12);
  });

  it("is followed by t3.5: 4.01 ms at 9600 8E1, and 1.75 ms above 19200 (serial line V1.02, 2.5.1.1)", () => {
    expect(interFrameSilence({ baudRate: 9600, parity: "even", stopBits: 1 })).toBeCloseTo(38.5 / 9600, 12);
    expect(interFrameSilence(plainFormat(38400))).toBe(1.75e-3);
  });
});

describe("the simulated line", () => {
  it("brings eight bytes at 9600 8N1 after 80 bits, to everybody but the speaker", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const ends = await Promise.all(["master", "one", "two"].map((name) => line.attach(name, at9600)));
    const [master, one, two] = ends.map(recorded);
    ends[0]!.write(request);
    await clock.sleep(seconds(1));
    expect(master!.chunks).toEqual([]);
    for (const end of [one!, two!]) {
      expect(end.chunks).toHaveLength(1);
      expect(end.chunks[0]!.bytes).toBe(hex(request));
      expect(end.chunks[0]!.at).toBeCloseTo(80 / 9600, 12);
    }
    expect(line.occupation).toEqual({ busy: expect.closeTo(80 / 9600, 12), collidedBytes: 0 });
  });

  it("gives a speaker with local echo its own bytes", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const master = await line.attach("master", at9600, { echo: true });
    const heard = recorded(master);
    master.write(request);
    await clock.sleep(seconds(1));
    expect(heard.chunks.map(({ bytes }) => bytes)).toEqual([hex(request)]);
  });

  it("spoils for everybody what two say at once, and leaves what only one says", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const [one, two, listener] = [
      await line.attach("one", at9600),
      await line.attach("two", at9600),
      await line.attach("listener", at9600),
    ];
    const [oneHeard, heard] = [recorded(one), recorded(listener)];
    one.write(frame("11 11 11 11"));
    // Two and a half characters later: half of one's third byte and its fourth are spoken over.
    clock.after(seconds(25 / 9600), () => two.write(frame("22 22 22 22")));
    await clock.sleep(seconds(1));
    const [chunk] = heard.chunks;
    const bytes = chunk!.bytes.split(" ");
    expect(bytes.slice(0, 2)).toEqual(["11", "11"]);
    expect(bytes.slice(-2)).toEqual(["22", "22"]);
    expect(bytes.slice(2, -2).every((byte) => byte !== "11" && byte !== "22")).toBe(true);
    expect(line.occupation.collidedBytes).toBe(4);
    // One's receiver was off while it spoke.
    expect(oneHeard.chunks[0]!.bytes).toBe("22 22");
  });

  it("makes garbage for an ear at another speed or parity", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const speaker = await line.attach("speaker", at9600);
    const slower = recorded(await line.attach("slower", plainFormat(4800)));
    const faster = recorded(await line.attach("faster", plainFormat(19200)));
    const even = recorded(await line.attach("even", { ...at9600, parity: "even" }));
    speaker.write(request);
    await clock.sleep(seconds(1));
    const lengths = [slower, faster, even].map(({ chunks }) => chunks[0]!.bytes.split(" ").length);
    expect(lengths).toEqual([4, 16, 7]);
    for (const { chunks } of [slower, faster, even]) {
      expect(hex(request).startsWith(chunks[0]!.bytes.slice(0, 2))).toBe(false);
    }
  });

  it("brings any bytes sent in turn through unchanged, each in its own time", async () => {
    const saying = fc.record({
      speaker: fc.integer({ min: 0, max: 3 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(saying, { maxLength: 12 }),
        fc.constantFrom(4800, 9600, 19200),
        async (sayings, baudRate) => {
          const clock = new VirtualClock();
          const line = simulatedLine(clock);
          const ends = await Promise.all(
            [0, 1, 2, 3].map((end) => line.attach(`${end}`, plainFormat(baudRate))),
          );
          const heard = ends.map(recorded);
          for (const { speaker, bytes } of sayings) {
            const from = clock.now();
            ends[speaker]!.write(bytes);
            await clock.sleep(seconds((bytes.length * 10) / baudRate + 0.001));
            for (const [listener, { chunks }] of heard.entries()) {
              if (listener === speaker) continue;
              expect(chunks.at(-1)!.bytes).toBe(hex(bytes));
              expect(chunks.at(-1)!.at).toBeCloseTo(from + (bytes.length * 10) / baudRate, 9);
            }
          }
          expect(line.occupation.collidedBytes).toBe(0);
          await line.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is silent towards an end that was closed", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const [one, two] = [await line.attach("one", at9600), await line.attach("two", at9600)];
    const heard = recorded(two);
    one.write(request);
    clock.after(milliseconds(1), () => void two.close());
    await clock.sleep(seconds(1));
    expect(heard.chunks).toEqual([]);
  });
});
