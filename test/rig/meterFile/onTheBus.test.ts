/**
 * Meters from files on a line in virtual time, read by the master as a bench reads: with the function code their file
 * says, each value of several words whole, and with the checks that let no wrong value through.
 */
import { describe, expect, it } from "vitest";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { elapse } from "#models/meter/elapse.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { hours, milliseconds, seconds } from "#models/units.ts";
import { readQuantities } from "#rig/bench/meterReader.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { hostedTwin } from "#rig/host/hostedTwin.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { at, running } from "../../models/meter/bench.ts";
import { lineWith } from "../fieldbus/masterOnLine.ts";
import { meterFile, shipped, specOf } from "./files.ts";

/** An hour at 3 x 230 V x 5 A: 3450 Wh. */
const afterAnHour = (spec: MeterSpec): RegisterDevice => {
  const state = elapse(spec, running(spec, at({})), at({}), hours(1)).state;
  return registerDevice(spec, { state: () => state, update: () => {} });
};

describe("a meter from a file", () => {
  it.each(["sdm630", "abb-b23"] as const)("%s is read by a bench through its own table", async (name) => {
    const spec = specOf(shipped(name));
    const { clock, master } = await lineWith({ units: [[1, afterAnHour(spec)]] });
    const wanted = ["active energy", "active power", "voltage L1", "current L3", "frequency"] as const;
    const read = await readQuantities(master, 1, spec, wanted, { clock, since: seconds(0), scale: 1 });
    expect(read.map((each) => (each.kind === "read" ? Number(each.value.toFixed(2)) : each.kind))).toEqual([
      3450, 3450, 230, 5, 50,
    ]);
    expect(read.map((each) => (each.kind === "read" ? each.resolution : each.kind))[0]).toBe(10);
  });
  it("is not read with the other function code: the meter refuses it as a function it does not have", async () => {
    const { master } = await lineWith({
      units: [
        [1, afterAnHour(specOf(shipped("sdm630")))],
        [2, afterAnHour(specOf(shipped("abb-b23")))],
      ],
    });
    expect(await master.read({ unit: 1, address: 0x48, count: 2, functionCode: 4 })).toMatchObject({
      kind: "words",
      words: [0x405c, 0xcccd],
    });
    expect(await master.read({ unit: 1, address: 0x48, count: 2, functionCode: 3 })).toEqual({
      kind: "refused",
      exceptionCode: 1,
    });
    expect(await master.read({ unit: 2, address: 0x5000, count: 4, functionCode: 4 })).toEqual({
      kind: "refused",
      exceptionCode: 1,
    });
  });
  it("is told from a meter that answers an input-register question as if it were a holding-register one", async () => {
    const spec = specOf(shipped("sdm630"));
    const honest = afterAnHour(spec);
    const { clock, line, master } = await lineWith({ units: [], options: { retries: 0 } });
    const confused = await line.attach("confused", { baudRate: 9600, parity: "none", stopBits: 1 });
    confused.listen({
      received: () => {
        // Unit 1, function 03, four bytes: 3.45 as asked for, under the wrong function; its CRC is right.
        const answer = Uint8Array.from([1, 3, 4, 0x40, 0x5c, 0xcc, 0xcd, 0, 0]);
        let crc = 0xffff;
        for (const byte of answer.subarray(0, 7)) {
          crc ^= byte;
          for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
        }
        answer[7] = crc & 0xff;
        answer[8] = crc >> 8;
        clock.after(milliseconds(5), () => confused.write(answer));
      },
      closed: () => {},
    });
    expect(await master.read({ unit: 1, address: 0x48, count: 2, functionCode: 4 })).toMatchObject({
      kind: "garbled",
      reason: "wrong function",
    });
    expect(honest.functionCodes).toEqual([4]);
  });
});

describe("a fine register read twice while it grows", () => {
  // No spare words where gaps and halves are refused: the block is read twice, a moment apart.
  const text = meterFile({
    registers: ["{ address: 0, type: float64, quantity: active energy, perCount: 1 kWh }"],
    gaps: "refuse",
    halves: "refuse",
  });
  it("is taken, because it grew no more than can have passed", async () => {
    const spec = specOf(text);
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, at({}));
    await clock.sleep(seconds(spec.startUp + 3600));
    const { clock: wire, master } = await lineWith({
      units: [
        [
          1,
          {
            ...twin.device,
            read(address, count) {
              // The line's clock is its own: the twin lives 50 ms between two looks.
              void clock.sleep(milliseconds(50));
              return twin.device.read(address, count);
            },
          },
        ],
      ],
    });
    const [energy] = await readQuantities(master, 1, spec, ["active energy"], {
      clock: wire,
      since: seconds(0),
      scale: 1,
    });
    expect(energy).toMatchObject({ kind: "read", quantity: "active energy" });
    expect(energy?.kind === "read" && energy.value).toBeCloseTo(3450, 0);
  });
  it("is not taken when it jumped by more", async () => {
    const spec = specOf(text);
    // 65 A x 230 V x 3 is 12.5 Wh in a second: 13 Wh within a tenth of one is beyond that.
    let kWh = 3.45;
    const device: RegisterDevice = {
      answers: () => true,
      maximumReadWords: 125,
      functionCodes: [3],
      read: () => {
        kWh += 0.013;
        const bytes = Buffer.alloc(8);
        bytes.writeDoubleBE(kWh);
        return { kind: "words", words: [0, 2, 4, 6].map((byte) => bytes.readUInt16BE(byte)) };
      },
      write: () => ({ kind: "exception", code: 1 }),
    };
    const { clock, master } = await lineWith({ units: [[1, device]] });
    const [energy] = await readQuantities(master, 1, spec, ["active energy"], {
      clock,
      since: seconds(0),
      scale: 1,
    });
    expect(energy).toMatchObject({ kind: "garbled" });
  });
  /** 65 A x 230 V x 3 for `scale` bench seconds in each of the wire's, answered so much later. */
  const fullLoad = async ({
    scale,
    answersAfter,
    sign,
  }: {
    scale: number;
    answersAfter: number;
    sign: number;
  }) => {
    const spec = specOf(text);
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const format = { baudRate: 9600, parity: "none", stopBits: 1 } as const;
    const options = { turnaround: seconds(answersAfter) };
    const device: RegisterDevice = {
      answers: () => true,
      maximumReadWords: 125,
      functionCodes: [3],
      read: () => {
        const bytes = Buffer.alloc(8);
        bytes.writeDoubleBE(1000 + (sign * 44.85 * clock.now() * scale) / 3600);
        return { kind: "words", words: [0, 2, 4, 6].map((byte) => bytes.readUInt16BE(byte)) };
      },
      write: () => ({ kind: "exception", code: 1 }),
    };
    openSlave(await line.attach("meter", format), new Map([[1, device]]), clock, options);
    const master = openMaster(await line.attach("rig", format), clock, {
      retries: 0,
      longestLatency: seconds(6),
    });
    const [energy] = await readQuantities(master, 1, spec, ["active energy"], {
      clock,
      since: seconds(0),
      scale,
    });
    return energy;
  };
  it.each([
    ["at full load", { scale: 1, answersAfter: 0.003, sign: 1 }],
    ["at full load behind a gateway that takes 5 s", { scale: 1, answersAfter: 5, sign: 1 }],
    ["in a rehearsal six hundred times as fast", { scale: 600, answersAfter: 0.05, sign: 1 }],
    ["running backwards, which is its own word", { scale: 1, answersAfter: 2, sign: -1 }],
  ])("is taken %s", async (_, how) => {
    expect(await fullLoad(how)).toMatchObject({ kind: "read" });
  });
  it("is not taken when it grew by more than the time between the two reads allows", async () => {
    // As if half an hour had passed in the 100 ms or so between the reads.
    expect(await fullLoad({ scale: 1, answersAfter: 0.05, sign: 18_000 })).toMatchObject({ kind: "garbled" });
  });
});
