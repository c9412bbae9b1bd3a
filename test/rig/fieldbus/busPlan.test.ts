import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { metres, milliseconds, minutes, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { busPlan, problemsOf } from "#rig/fieldbus/busPlan.ts";
import {
  type BusDevice,
  type BusTopology,
  catalogueLimits,
  delayTo,
  weakDevices,
} from "#rig/fieldbus/busTopology.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { reservedUnits } from "#rig/fieldbus/reservedUnits.ts";
import { openSimulatedBus } from "#rig/fieldbus/simulatedBus.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { wordArray } from "./bench.ts";

afterEach(() => SerialPortMock.binding.reset());

/** `count` meters in segments of 31, each behind the last; one read of `words` words each. */
const busOf = (count: number, baudRate: number, words: number, perSegment = 31): BusTopology => {
  const segments = Math.ceil(count / perSegment);
  return {
    name: "A",
    format: plainFormat(baudRate),
    segments: Array.from({ length: segments }, (_, n) => ({
      name: `s${n + 1}`,
      behind: n === 0 ? null : `s${n}`,
      cable: metres(100),
    })),
    devices: Array.from(
      { length: count },
      (_, n): BusDevice => ({
        name: `m${n + 1}`,
        unit: n + 1,
        segment: `s${Math.floor(n / perSegment) + 1}`,
        turnaround: milliseconds(3),
        reads: [words],
      }),
    ),
    limits: catalogueLimits,
  };
};

describe("the time a poll takes", () => {
  // 62 words at 9600 with 11-bit characters: 8 + 129 characters and two t3.5 are 144 characters of 1.1458 ms, 165 ms.
  it("of 62 words at 9600 8E1 is 165 ms on an ideal wire", () => {
    const bus = { ...busOf(1, 9600, 62), format: { baudRate: 9600, parity: "even", stopBits: 1 } as const };
    const ideal = {
      ...bus,
      segments: [{ name: "s1", behind: null, cable: metres(0) }],
      devices: bus.devices.map((device) => ({ ...device, turnaround: seconds(0) })),
    };
    const plan = busPlan(ideal, minutes(1));
    expect(plan.cycle).toBeCloseTo(0.165, 6);
    expect(plan.wireTime).toBeCloseTo((137 * 11) / 9600, 9);
    expect(plan.load).toBeCloseTo(0.165 / 60, 9);
    expect(plan.frames).toBe(2);
  });

  // 1200 m at 200 000 km/s are 6 us; a repeater holds a bit: 104.17 us at 9600.
  it("counts distance and repeaters once for each way", () => {
    const bus = busOf(32, 9600, 4);
    const far = { ...bus, segments: bus.segments.map((segment) => ({ ...segment, cable: metres(1200) })) };
    expect(delayTo(far, "s1")).toBeCloseTo(6e-6, 12);
    expect(delayTo(far, "s2")).toBeCloseTo(12e-6 + 1 / 9600, 12);
    expect(busPlan(far, null).cycle - busPlan(busOf(32, 9600, 4, 32), null).cycle).toBeCloseTo(
      2 * (31 * delayTo(far, "s1") + delayTo(far, "s2")) - 32 * 2 * (100 / 2e8),
      9,
    );
  });

  it("of more than the interval is a problem", () => {
    expect(busPlan(busOf(254, 4800, 62), seconds(60)).problems.join()).toMatch(/it never ends/);
    expect(busPlan(busOf(254, 19200, 4), minutes(1)).problems).toEqual([]);
  });

  it.each([31, 254].flatMap((count) => [4800, 9600, 19200].map((baud) => [count, baud] as const)))(
    "%i meters at %i: the simulated cycle is within three per cent of the wire limit",
    async (count, baud) => {
      const topology = busOf(count, baud, 20);
      const clock = new VirtualClock();
      const bus = await openSimulatedBus(
        topology,
        ({ unit }) => wordArray(0x1000, Array(20).fill(unit)),
        clock,
      );
      const master = openMaster(bus.master, clock, { retries: 0 });
      const began = clock.now();
      for (const { unit } of topology.devices) {
        const answer = await master.read({ unit, address: 0x1000, count: 20 });
        expect(answer).toMatchObject({ kind: "words", words: Array(20).fill(unit) });
      }
      const took = clock.now() - began;
      const { cycle } = busPlan(topology, null);
      expect(took / cycle).toBeGreaterThan(0.97);
      expect(took / cycle).toBeLessThan(1.03);
      await bus.close();
    },
  );
});

describe("a bus laid wrong", () => {
  const asked = async (topology: BusTopology, isRepeating: (segment: string) => boolean = () => true) => {
    const clock = new VirtualClock();
    const bus = await openSimulatedBus(
      topology,
      ({ name }) => wordArray(0, [Number(name.slice(1))]),
      clock,
      isRepeating,
    );
    const master = openMaster(bus.master, clock, { retries: 0 });
    const kinds: string[] = [];
    for (const { unit } of topology.devices)
      kinds.push((await master.read({ unit, address: 0, count: 1 })).kind);
    await bus.close();
    return kinds;
  };

  it("with one address twice: their answers collide, the others are understood", async () => {
    const bus = busOf(3, 9600, 1);
    const twice = {
      ...bus,
      devices: bus.devices.map((device, n) => (n === 2 ? { ...device, unit: 1 } : device)),
    };
    expect(problemsOf(twice)).toEqual([
      "unit 1 is m1 and m3: both answer at once, and nobody understands either",
    ]);
    expect(await asked(twice)).toEqual(["garbled", "words", "garbled"]);
  });

  it("with 32 devices on a segment: the 32nd is not heard, behind a repeater it is", async () => {
    const full = busOf(32, 19200, 1, 32);
    expect(weakDevices(full).map(({ name }) => name)).toEqual(["m32"]);
    expect(problemsOf(full).join()).toMatch(/segment s1 carries 32 devices, 31 are allowed.*m32.*IF2E003/);
    expect(await asked(full)).toEqual([...Array(31).fill("words"), "silent"]);
    const boosted = busOf(32, 19200, 1);
    expect(problemsOf(boosted)).toEqual([]);
    expect(await asked(boosted)).toEqual(Array(32).fill("words"));
  });

  it("with a repeater without supply: everything behind it is silent", async () => {
    const bus = busOf(6, 19200, 1, 2);
    expect(await asked(bus, (segment) => segment !== "s2")).toEqual([
      ...["words", "words"],
      ...Array(4).fill("silent"),
    ]);
  });

  it("with 255 devices, or 1300 m of cable, is told", () => {
    const many = busOf(255, 9600, 1);
    const [first, ...others] = many.segments;
    expect(problemsOf({ ...many, segments: [{ ...first!, cable: metres(1300) }, ...others] })).toEqual([
      "segment s1 is 1300 m long, 1200 m are allowed: put an IF2E003 in between",
      "255 devices, 254 are allowed on one bus",
    ]);
  });

  it("with addresses the standard keeps back is no problem and a remark: which, and who can't ask them", () => {
    expect(busPlan(busOf(247, 19200, 1), null).remarks).toEqual([]);
    const tower = busPlan(busOf(254, 19200, 1), null);
    expect(tower.problems).toEqual([]);
    expect(tower.remarks).toEqual([
      expect.stringMatching(
        /^units 248\.\.\.254 are beyond 1\.\.\.247.*libmodbus.*refuse to, or silently ask 255/,
      ),
    ]);
    expect(reservedUnits([255, 1, 249, 248, 250, 253])).toMatch(/^units 248\.\.\.250, 253, 255 are beyond/);
    expect(reservedUnits([249, 250, 250])).toMatch(/^units 249, 250 are beyond/);
    expect(reservedUnits([3, 248])).toMatch(/^unit 248 is beyond/);
    expect(reservedUnits([1, 247])).toBeNull();
  });
});
