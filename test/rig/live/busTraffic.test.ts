/** What somebody beside the bus tells of it: every exchange counted once, and a late answer as one, however it came. */
import { describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import type { EndedExchange } from "#rig/fieldbus/master.ts";
import { busTraffic } from "#rig/live/busTraffic.ts";
import { eventsOf, virtualMeter } from "../../stories/runOn.ts";

async function trafficOf(meter: string) {
  const traffic = busTraffic();
  const suite = loadScenarios(chooseScenarios(["rated-current"]));
  await eventsOf(virtualMeter(meter), suite, 1, [], traffic.observe);
  return traffic;
}

const request = Uint8Array.from([1, 3, 0x10, 0, 0, 2, 0xc0, 0xcb]);
const exchange = (sentAt: number, heard: EndedExchange["heard"]) =>
  ({
    kind: "exchange",
    unit: 1,
    request,
    sentAt: seconds(sentAt),
    endedAt: seconds(sentAt + 0.3),
    timeOnWire: seconds(0.01),
    heard,
  }) as const;

describe("the traffic of a bus", () => {
  it("tells the late answers of a meter that answers after 400 ms, and none of a meter in order", async () => {
    const [unit] = (await trafficOf("late")).tell()?.units ?? [];
    expect(unit?.outcomes.late).toBeGreaterThan(0);
    // Each of them belongs to a question that was given up in silence.
    expect(unit?.outcomes.silent).toBeGreaterThanOrEqual(unit?.outcomes.late ?? 0);
    // Once it is known how late they are they are waited for.
    expect(unit?.outcomes.answered).toBeGreaterThan(unit?.outcomes.late ?? 0);
    const [good] = (await trafficOf("good")).tell()?.units ?? [];
    expect(good?.outcomes).toMatchObject({ late: 0, garbled: 0, lost: 0 });
    expect(good?.outcomes.answered).toBeGreaterThan(0);
  });

  it("tells one late answer that came in three pieces once and whole, by the question it answers", () => {
    const traffic = busTraffic();
    traffic.observe("line", exchange(10, { kind: "nothing" }));
    for (const [at, ...bytes] of [
      [10.41, 1, 3],
      [10.42, 4, 0],
      [10.43, 0],
    ] as const)
      traffic.observe("line", {
        kind: "late",
        at: seconds(at),
        bytes: Uint8Array.from(bytes),
        latency: null,
      });
    const told = traffic.tell();
    expect(told?.units[0]?.outcomes).toMatchObject({ silent: 1, late: 1 });
    expect(told?.exchanges.map(({ outcome }) => outcome)).toEqual(["silent", "late"]);
    expect(told?.exchanges[1]).toMatchObject({
      unit: 1,
      request: "010310000002c0cb",
      answer: "0103040000",
    });
    expect(told?.exchanges[1]?.took).toBeCloseTo(0.41, 6);
  });

  it("sets bad check sums apart among what was garbled", () => {
    const traffic = busTraffic();
    const bytes = Uint8Array.of(1, 3);
    traffic.observe("line", exchange(0, { kind: "garbled", reason: "bad CRC", bytes }));
    traffic.observe("line", exchange(1, { kind: "garbled", reason: "wrong unit", bytes }));
    expect(traffic.tell()?.units[0]).toMatchObject({ badCrc: 1, outcomes: { garbled: 2 } });
  });

  it("reckons the load of a line over the time questions went on, whatever idle time lies between", () => {
    const traffic = busTraffic();
    // 10 ms of bytes in each 300 ms: 1 in 30; the days between are no part of it.
    for (const at of [0, 100_000, 200_000]) traffic.observe("line", exchange(at, { kind: "nothing" }));
    expect(traffic.tell()?.lines[0]?.busy).toBeCloseTo(1 / 30, 9);
    expect(traffic.recall()?.lines[0]?.busy).toBeCloseTo(1 / 30, 9);
    // One more after a short pause of 300 ms, which belongs to the asking: 40 ms in 1500 ms.
    traffic.observe("line", exchange(200_000.6, { kind: "nothing" }));
    expect(traffic.tell()?.lines[0]?.busy).toBeCloseTo(0.04 / 1.5, 9);
    // A socket has no bytes on a wire.
    const socket = busTraffic();
    socket.observe("tcp", { ...exchange(0, { kind: "nothing" }), timeOnWire: seconds(0) });
    expect(socket.tell()?.lines[0]?.busy).toBeNull();
  });

  it("numbers what it tells, leaves out what is too much, and recalls the latest for who comes later", () => {
    const traffic = busTraffic();
    expect(traffic.tell()).toBeNull();
    expect(traffic.recall()).toBeNull();
    for (let i = 0; i < 120; i++) traffic.observe("line", exchange(i, { kind: "nothing" }));
    const first = traffic.tell();
    expect(first?.first).toBe(70);
    expect(first?.exchanges).toHaveLength(50);
    expect(traffic.tell()).toBeNull();
    traffic.observe("line", exchange(120, { kind: "nothing" }));
    expect(traffic.tell()).toMatchObject({ first: 120, exchanges: [{ sentAt: 120 }] });
    const recalled = traffic.recall();
    expect(recalled?.first).toBe(71);
    expect(recalled?.exchanges.at(-1)?.sentAt).toBe(120);
    expect(recalled?.units[0]?.outcomes.silent).toBe(121);
  });
});
