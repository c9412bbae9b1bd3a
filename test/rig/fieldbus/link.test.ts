/**
 * The link of a bus, in virtual time: what is told of it to whoever asks over it, and what is not. The line is the
 * simulated one; an adapter is away between instants.
 */
import { describe, expect, it } from "vitest";
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import { readOver } from "#rig/bench/readOver.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { type Link, openLink } from "#rig/fieldbus/link.ts";
import type { Medium, Port, PortListener } from "#rig/fieldbus/port.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { RigError } from "#rig/rigError.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { goldenMeter } from "./bench.ts";

const request = { unit: 1, address: 0x101c, count: 4 };
const patience = seconds(15);

/** A port in the test's hands: what is written to it is counted, and it says what it is told to say. */
function handLine(medium: Medium = { kind: "tcp", framing: "mbap" }) {
  const clock = new VirtualClock();
  const ports: { closed(cause: Error): void; hear(): void; readonly written: number }[] = [];
  let refuses = (_at: Seconds): boolean => false;
  const open = async (): Promise<Port> => {
    if (refuses(clock.now())) throw new Error("connection refused");
    let listener: PortListener | undefined;
    let isOpen = true;
    const closed = (cause: Error): void => {
      if (!isOpen) return;
      isOpen = false;
      listener?.closed(cause);
    };
    const hand = { closed, hear: () => listener?.received(Uint8Array.of(1), clock.now()), written: 0 };
    ports.push(hand);
    return {
      name: "tcp://gateway",
      medium,
      get isOpen() {
        return isOpen;
      },
      write: () => void hand.written++,
      listen(next) {
        listener = next;
      },
      // As a socket does: it is said to be closed a turn later.
      drop: (cause) => void Promise.resolve().then(() => closed(cause)),
      close: () => Promise.resolve(),
    };
  };
  return {
    clock,
    ports,
    open,
    refuseBetween(from: number, to: number) {
      refuses = (at) => at >= from && at < to;
    },
  };
}

const opened = (open: () => Promise<Port>, clock: VirtualClock): Promise<Link> =>
  openLink(open, { bus: "main", patience, clock });
/** What the promise came to, "waiting" while it has not. */
function watched(work: Promise<unknown>) {
  const seen = { now: "waiting" };
  work.then(
    () => {
      seen.now = "done";
    },
    (error: { code?: string; message?: string }) => {
      seen.now = `${error.code}: ${error.message}`;
    },
  );
  return seen;
}
const reset = new Error("read ECONNRESET");

describe("the link of a bus", () => {
  it("that is closed while nobody asks is back without a word", async () => {
    const { clock, ports, open } = handLine();
    const link = await opened(open, clock);
    link.port.listen({ received() {}, closed() {} });
    ports[0]?.closed(reset);
    await clock.sleep(seconds(60));
    await link.whenUp();
    expect(ports).toHaveLength(2);
    expect(link.takeInterruptions()).toEqual([]);
    expect(link.lost.aborted).toBe(false);
  });

  it("is waited for by whoever asks meanwhile, and that is an interruption, told once", async () => {
    const { clock, ports, open } = handLine();
    const link = await opened(open, clock);
    await clock.sleep(seconds(10));
    ports[0]?.closed(reset);
    const asking = watched(link.whenUp());
    await clock.sleep(seconds(0.4));
    expect(asking.now).toBe("waiting");
    await clock.sleep(seconds(1));
    expect(asking.now).toBe("done");
    // The first new attempt comes half a second after the loss.
    expect(link.takeInterruptions()).toEqual([{ from: 10, to: 10.5, cause: "read ECONNRESET" }]);
    expect(link.takeInterruptions()).toEqual([]);
  });

  it("that is away for longer than a moment is told of, whoever asked", async () => {
    const { clock, ports, open, refuseBetween } = handLine();
    const link = await opened(open, clock);
    refuseBetween(10, 14);
    await clock.sleep(seconds(10));
    ports[0]?.closed(reset);
    await clock.sleep(seconds(30));
    expect(link.takeInterruptions()).toMatchObject([{ from: 10, cause: "read ECONNRESET" }]);
  });

  // Attempts come 0.5 s after the loss and then every second: the last one within 15 s is at 14.5 s.
  it.each([
    { away: 14.4, came: "done", told: [{ from: 1, to: 15.5, cause: "read ECONNRESET" }] },
    { away: 14.6, came: "linkLost: bus main: read ECONNRESET; not back within 15 s", told: [] },
  ])("away for $away s: $came", async ({ away, came, told }) => {
    const { clock, ports, open, refuseBetween } = handLine();
    const link = await opened(open, clock);
    refuseBetween(1, 1 + away);
    await clock.sleep(seconds(1));
    ports[0]?.closed(reset);
    const asking = watched(link.whenUp());
    await clock.sleep(seconds(60));
    expect(asking.now).toBe(came);
    expect(link.takeInterruptions()).toEqual(told);
    expect(link.lost.aborted).toBe(told.length === 0);
    // What is lost stays lost.
    if (link.lost.aborted) await expect(link.whenUp()).rejects.toMatchObject({ code: "linkLost" });
  });
});

describe("a reading over a link", () => {
  const silent = { kind: "silent", quantity: "active energy", waited: 0.3, sampledAt: 0 } as const;
  const read = {
    kind: "read",
    quantity: "active energy",
    value: 1,
    unit: "Wh",
    resolution: 1,
    modulus: null,
    sampledAt: 0,
    sampledWithin: 0,
    raw: "",
  } as const;

  it("that is lost is asked again when the link is back", async () => {
    const { clock, ports, open } = handLine();
    const link = await opened(open, clock);
    let asked = 0;
    const reading = readOver(link, clock, patience, async () => {
      if (asked++ > 0) return { since: clock.now(), readings: [read] };
      ports[0]?.closed(reset);
      throw new RigError("linkLost", "read ECONNRESET");
    });
    await clock.sleep(seconds(1));
    expect((await reading).readings).toEqual([read]);
    expect(asked).toBe(2);
    expect(link.takeInterruptions()).toEqual([{ from: 0, to: 0.5, cause: "read ECONNRESET" }]);
  });

  it("that is lost at every attempt ends as lost after the patience, and does not go round for ever", async () => {
    const { clock, ports, open } = handLine();
    const link = await opened(open, clock);
    const reading = watched(
      readOver(link, clock, patience, async () => {
        ports.at(-1)?.closed(reset);
        throw new RigError("linkLost", "read ECONNRESET");
      }),
    );
    await clock.sleep(seconds(10));
    expect(reading.now).toBe("waiting");
    await clock.sleep(seconds(10));
    expect(reading.now).toMatch(/^linkLost: /);
  });

  it("what is no lost link is passed on at once", async () => {
    const { clock, open } = handLine();
    const link = await opened(open, clock);
    let asked = 0;
    const reading = readOver(link, clock, patience, async () => {
      asked++;
      throw new RigError("notMapped", "no row");
    });
    await expect(reading).rejects.toMatchObject({ code: "notMapped" });
    expect(asked).toBe(1);
  });

  /** Asks twice over a connection that was heard from before: `first` on it, `second` on the next one. */
  async function muteThen(
    second: typeof silent | typeof read,
    medium?: Medium,
    isHeardFrom = true,
    backAt = seconds(0),
  ) {
    const { clock, ports, open, refuseBetween } = handLine(medium);
    const link = await opened(open, clock);
    link.port.listen({ received() {}, closed() {} });
    if (isHeardFrom) ports[0]?.hear();
    await clock.sleep(seconds(5));
    refuseBetween(5, backAt);
    let asked = 0;
    const reading = readOver(link, clock, patience, async () => {
      const since = clock.now();
      await clock.sleep(milliseconds(300));
      return { since, readings: [asked++ === 0 ? silent : second] };
    });
    await clock.sleep(seconds(5));
    return { reading: await reading, asked, connections: ports.length, told: link.takeInterruptions() };
  }

  it("silent on a connection that used to answer is asked again over a new one: half open", async () => {
    const { reading, asked, connections, told } = await muteThen(read);
    expect(reading.readings).toEqual([read]);
    expect([asked, connections]).toEqual([2, 2]);
    expect(told).toEqual([
      { from: 5, to: 5.8, cause: "tcp://gateway was silent and did not say that it was gone" },
    ]);
  });
  it("where the new one does not come about at once, it is one interruption still", async () => {
    const { reading, told } = await muteThen(read, undefined, true, seconds(6.5));
    expect(reading.readings).toEqual([read]);
    expect(told).toMatchObject([
      { from: 5, cause: "tcp://gateway was silent and did not say that it was gone" },
    ]);
    expect(told[0]?.to).toBeGreaterThan(6.5);
  });
  it("silent on the new one too is the meter's silence, and no interruption", async () => {
    const { reading, asked, told } = await muteThen(silent);
    expect(reading.readings).toEqual([silent]);
    expect(asked).toBe(2);
    expect(told).toEqual([]);
  });
  it("silent on a connection that never answered is not asked again", async () => {
    expect(await muteThen(read, undefined, false)).toMatchObject({ asked: 1, connections: 1 });
  });
  it("silent on a serial line is not asked again", async () => {
    const serial = { kind: "serial", format: plainFormat(9600) } as const;
    expect(await muteThen(read, serial)).toMatchObject({ asked: 1, connections: 1 });
  });
});

describe("a master over a link", () => {
  it("reads right after the link was away in the middle of an answer: nothing of it is owed", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    openSlave(await line.attach("meter", plainFormat(9600)), new Map([[1, goldenMeter()]]), clock);
    let ends = 0;
    const link = await opened(() => line.attach(`rig ${++ends}`, plainFormat(9600)), clock);
    const master = openMaster(link.port, clock, { retries: 0 });
    // The request takes 8 ms, the answer 13: the plug is pulled in the middle of that.
    clock.after(milliseconds(15), () => line.unplug("rig 1"));
    expect((await master.readForVerdict({ ...request, spareWords: 0 })).kind).toBe("lost");
    await link.whenUp();
    for (let i = 0; i < 3; i++)
      expect(await master.readForVerdict({ ...request, spareWords: 0 })).toMatchObject({
        kind: "words",
        words: [0, 25740, 0, 13652],
      });
    expect(link.takeInterruptions()).toMatchObject([{ cause: expect.stringContaining("rig 1") }]);
  });
});
