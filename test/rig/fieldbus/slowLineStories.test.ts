/**
 * How a slow line is learnt, waited for, condemned and trusted again, told one story at a time; and what all the care
 * costs on a line in order.
 */
import { describe, expect, it } from "vitest";
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import type { BusHappening, MasterOptions } from "#rig/fieldbus/master.ts";
import { transportOver } from "#rig/fieldbus/transport.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { chanceOf } from "../../chance.ts";
import { mbap } from "./handPort.ts";
import { constant, type LatencyModel, stalled } from "./slowLine/latencyModels.ts";
import { type Asking, ask } from "./slowLine/trial.ts";
import { timeout as T, worldPort } from "./slowLine/world.ts";

const lineWith = (
  latency: LatencyModel,
  { loss = 0, hasNumbers = false }: { loss?: number; hasNumbers?: boolean } = {},
  options: Partial<MasterOptions> = {},
) => {
  const clock = new VirtualClock();
  const trouble = { latency, loss, repeated: 0, repeatedWithin: 0 };
  const world = worldPort(clock, { trouble, chance: chanceOf(1), hasNumbers });
  const happenings: BusHappening[] = [];
  const master = openMaster(world.port, clock, {
    responseTimeout: T,
    lateWindow: T,
    onHappening: (happening) => void happenings.push(happening),
    ...options,
  });
  return { clock, world, master, happenings };
};
const asked = { unit: 1, register: 0 };
/** From question to answer, without the wire. */
const inTimeouts = (time: Seconds): number => time / T;

describe("a line that answers after 5 T", () => {
  it("is learnt from the first late answer, told of, and read from then on", async () => {
    const { master, happenings } = lineWith(constant(5));
    const kinds: string[] = [];
    for (let read = 0; read < 20; read++) kinds.push((await ask(master, "tagged", asked)).kind);
    expect(kinds).toEqual(Array(20).fill("words"));
    expect(inTimeouts(master.latency.longest)).toBeCloseTo(5, 0);
    expect(inTimeouts(master.latency.patience)).toBeGreaterThan(7);
    expect(happenings.find(({ kind }) => kind === "slower")).toBeDefined();
    expect(master.latency.isTooSlow).toBe(false);
  });

  it("is waited for from the first question on where that is declared", async () => {
    const { world, master } = lineWith(constant(5), {}, { longestLatency: seconds(6 * T) });
    expect(await ask(master, "tagged", asked)).toMatchObject({ kind: "words" });
    expect(world.questions).toBe(1);
    expect(master.latency).toMatchObject({ bound: 6 * T, isTooSlow: false });
  });

  it("is found too slow where less is declared, with both figures", async () => {
    const { master } = lineWith(constant(5), {}, { longestLatency: seconds(3 * T) });
    let answer = await ask(master, "tagged", asked);
    while (answer.kind !== "tooSlow") answer = await ask(master, "tagged", asked);
    expect(inTimeouts(answer.latency)).toBeCloseTo(5, 0);
    expect(answer.bound).toBeCloseTo(3 * T, 9);
  });

  it("by number needs no second question in the way, and is waited for too", async () => {
    const { world, master } = lineWith(constant(5), { hasNumbers: true });
    const kinds: string[] = [];
    for (let read = 0; read < 20; read++) kinds.push((await ask(master, "tagged", asked)).kind);
    expect(kinds.filter((kind) => kind === "words").length).toBeGreaterThanOrEqual(18);
    expect(world.questions).toBeLessThan(30);
  });
});

describe("a condemned line", () => {
  it("is trusted again when it was quiet for long and has proved itself, not before", async () => {
    // Quick but for one stall of 40 T, which is beyond the 30 T of a line of which nothing is known.
    const once: LatencyModel = {
      name: "one stall",
      inOrder: true,
      of: (_, at) => (at > 10 && at < 50 ? 50 - at : 0.02),
    };
    const { clock, master } = lineWith(once);
    let isCondemned = false;
    let acceptedAfter: number | null = null;
    for (let call = 0; call < 2000 && acceptedAfter === null; call++) {
      const answer = await ask(master, "tagged", asked);
      isCondemned ||= answer.kind === "tooSlow";
      if (isCondemned && answer.kind === "words") acceptedAfter = inTimeouts(clock.now());
    }
    expect(isCondemned).toBe(true);
    // Four times one and a half of the 40 T of quiet behind the stall's end.
    expect(acceptedAfter).toBeGreaterThan(50 + 239);
    expect(master.latency.isTooSlow).toBe(false);
  });

  it("takes time for every call, so that whoever asks again and again goes on in time", async () => {
    const { clock, master } = lineWith(constant(60));
    while ((await ask(master, "twice", asked)).kind !== "tooSlow");
    const before = clock.now();
    for (let call = 0; call < 10; call++) await ask(master, "twice", asked);
    expect(inTimeouts(seconds(clock.now() - before))).toBeGreaterThan(9);
  });
});

describe("a dead unit", () => {
  it("is asked again at once where there is room, and once in 30 T where there is none", async () => {
    const questions = async (asking: Asking): Promise<number> => {
      const { clock, world, master } = lineWith(constant(1), { loss: 1 }, { retries: 0 });
      while (clock.now() < 60 * T) await ask(master, asking, asked);
      return world.questions;
    };
    expect(await questions("roomy")).toBeGreaterThan(25);
    const few = await questions("plain");
    expect(few).toBeGreaterThanOrEqual(2);
    expect(few).toBeLessThan(5);
  });
});

describe("the pace of a line in order", () => {
  const readsPerSecond = async (asking: Asking): Promise<number> => {
    const { clock, master } = lineWith(constant(0.02));
    const reads = 300;
    for (let read = 0; read < reads; read++)
      expect((await ask(master, asking, { unit: 1, register: read % 3 })).kind).toBe("words");
    return reads / clock.now();
  };

  it("is above 14 reads for a verdict in a second at 9600 bit/s where the map has room", async () => {
    expect(await readsPerSecond("roomy")).toBeGreaterThan(14);
  });

  it("is what repetitions within 6 T allow where it has little or none", async () => {
    expect(await readsPerSecond("tagged")).toBeGreaterThan(3 / (6.5 * T));
    expect(await readsPerSecond("twice")).toBeGreaterThan(1 / (6.5 * T));
  });

  it("does not suffer for ever from one stall", async () => {
    const { clock, master } = lineWith(stalled(7, 1e6));
    for (let read = 0; read < 50; read++) await ask(master, "roomy", asked);
    await clock.sleep(seconds((1e6 - 3) * T - clock.now()));
    for (let read = 0; read < 60; read++) await ask(master, "roomy", asked);
    const before = clock.now();
    for (let read = 0; read < 50; read++) await ask(master, "roomy", asked);
    expect(50 / (clock.now() - before)).toBeGreaterThan(3);
    expect(master.latency.patience).toBeLessThan(1.2 * T);
  });
});

describe("transaction numbers", () => {
  it("are not used again before all others were, not even over a new connection", () => {
    const sent: number[] = [];
    const transport = transportOver({
      name: "hand",
      medium: mbap,
      isOpen: true,
      write: (bytes) => void sent.push((bytes[0]! << 8) | bytes[1]!),
      listen: () => {},
      drop: () => {},
      close: () => Promise.resolve(),
    });
    const request = Uint8Array.of(1, 3, 0, 0, 0, 1, 0x84, 0x0a);
    for (let n = 0; n < 70_000; n++) {
      if (n % 1000 === 0) transport.restart();
      transport.send(request, milliseconds(n), seconds(36));
    }
    const last = new Map<number, number>();
    for (const [n, number] of sent.entries()) {
      expect(n - (last.get(number) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(65_536);
      last.set(number, n);
    }
  });
});
