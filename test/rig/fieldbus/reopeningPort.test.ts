import { describe, expect, it } from "vitest";
import { type Seconds, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { openReopeningPort } from "#rig/fieldbus/reopeningPort.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { goldenMeter } from "./bench.ts";

/** An adapter that is away between two instants; plugged in anew it is another end of the same line. */
const adapter = async (awayFrom: number, awayUntil: number) => {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  openSlave(await line.attach("meter", plainFormat(9600)), new Map([[1, goldenMeter()]]), clock);
  const attempts: Seconds[] = [];
  const open = async (): Promise<Port> => {
    const name = `master ${attempts.push(clock.now())}`;
    if (clock.now() >= awayFrom && clock.now() < awayUntil) throw new Error("no such device");
    return line.attach(name, plainFormat(9600));
  };
  clock.after(seconds(awayFrom), () => line.unplug("master 1"));
  return { clock, open, attempts };
};

const request = { unit: 1, address: 0x101c, count: 4 };

describe("a port that comes back", () => {
  it("is lost while the adapter is away and reads again after, tried at 0.5, 1, 2, 4... s", async () => {
    const { clock, open, attempts } = await adapter(10, 16);
    const master = openMaster(await openReopeningPort(open, clock), clock);
    expect((await master.read(request)).kind).toBe("words");
    await clock.sleep(seconds(11 - clock.now()));
    expect((await master.read(request)).kind).toBe("lost");
    await clock.sleep(seconds(18 - clock.now()));
    expect(await master.read(request)).toMatchObject({ kind: "words", words: [0, 25740, 0, 13652] });
    expect(attempts).toEqual([0, 10.5, 11.5, 13.5, 17.5]);
  });

  it("never waits longer than its longest pause", async () => {
    const { clock, open, attempts } = await adapter(1, 100);
    await openReopeningPort(open, clock, { firstPause: seconds(1), longestPause: seconds(8) });
    await clock.sleep(seconds(150));
    expect(attempts).toEqual([0, 2, 4, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104]);
  });

  it("stays away once it was closed", async () => {
    const { clock, open, attempts } = await adapter(10, 12);
    const port = await openReopeningPort(open, clock);
    await clock.sleep(seconds(11));
    await port.close();
    await clock.sleep(seconds(60));
    expect(attempts).toEqual([0, 10.5]);
    expect(port.isOpen).toBe(false);
  });

  it("does not hide that the first opening failed", async () => {
    const { clock, open } = await adapter(0, 100);
    await clock.sleep(seconds(1));
    await expect(openReopeningPort(open, clock)).rejects.toThrow("no such device");
  });
});
