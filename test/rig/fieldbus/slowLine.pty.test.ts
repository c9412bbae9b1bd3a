/**
 * Slow lines over a real pseudo-terminal and a real clock: answers at once, late in order, stalled and released, lost and
 * repeated. The world behind the terminal decides what was true; how long anything took is no part of the verdict.
 */
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openSerialPort } from "#rig/fieldbus/serialPort.ts";
import { chanceOf } from "../../chance.ts";
import { openPtyPair } from "./ptyPair.ts";
import { constant, drawn, type LatencyModel, stalled } from "./slowLine/latencyModels.ts";
import { type Asking, ask } from "./slowLine/trial.ts";
import { slowWorld } from "./slowLine/world.ts";

const clock = wallClock();
const timeout = milliseconds(80);
const format = plainFormat(115200);

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function slowTerminal(latency: LatencyModel, loss: number, repeated: number, seed: number) {
  const pair = await openPtyPair();
  cleanUps.push(() => pair.close());
  const [near, far] = await Promise.all(
    [pair.first, pair.second].map((path) => openSerialPort(path, format, clock)),
  );
  cleanUps.push(
    () => near!.close(),
    () => far!.close(),
  );
  const world = slowWorld(
    clock,
    {
      trouble: { latency, loss, repeated, repeatedWithin: 5 },
      chance: chanceOf(seed),
      timeout,
      character: seconds(0),
    },
    (bytes) => far!.write(bytes),
  );
  let heard: Uint8Array = new Uint8Array();
  far!.listen({
    received(bytes) {
      // A read question has 8 bytes, however the terminal cuts them.
      heard = Buffer.concat([heard, bytes]);
      for (; heard.length >= 8; heard = heard.subarray(8)) world.hear(heard.subarray(0, 8));
    },
    closed: () => {},
  });
  return { world, master: openMaster(near!, clock, { responseTimeout: timeout, lateWindow: timeout }) };
}

interface Row {
  readonly latency: LatencyModel;
  readonly loss: number;
  readonly repeated: number;
  readonly asking: Asking;
  readonly calls: number;
}
const rows: readonly Row[] = [
  { latency: constant(0.02), loss: 0, repeated: 0, asking: "roomy", calls: 600 },
  { latency: constant(0.02), loss: 0.02, repeated: 0.1, asking: "roomy", calls: 300 },
  { latency: constant(0.02), loss: 0, repeated: 0.2, asking: "tagged", calls: 30 },
  { latency: drawn(0, 0.7), loss: 0, repeated: 0.1, asking: "roomy", calls: 100 },
  { latency: constant(5), loss: 0, repeated: 0, asking: "tagged", calls: 15 },
  { latency: constant(5), loss: 0, repeated: 0.1, asking: "roomy", calls: 15 },
  { latency: stalled(7, 60), loss: 0, repeated: 0, asking: "tagged", calls: 40 },
  { latency: stalled(7, 60), loss: 0, repeated: 0, asking: "roomy", calls: 250 },
];

describe("a slow line on a real terminal", () => {
  it.each(rows.map((row) => [`${row.latency.name}, ${row.asking}, ${row.calls} calls`, row] as const))(
    "%s: no wrong value",
    { timeout: 120_000 },
    async (_, { latency, loss, repeated, asking, calls }) => {
      const { world, master } = await slowTerminal(latency, loss, repeated, calls);
      cleanUps.push(() => master.close());
      const sum = { accepted: 0, wrong: 0 };
      for (let call = 0; call < calls; call++) {
        const asked = { unit: 1 + (call % 2), register: Math.floor(call / 2) % 3 };
        const from = clock.now();
        const answer = await ask(master, asking, asked);
        if (answer.kind !== "words") continue;
        sum.accepted++;
        if (!world.isTrue(answer.words, asked.unit, asked.register, from, clock.now())) sum.wrong++;
      }
      expect(sum.wrong).toBe(0);
      expect(sum.accepted).toBeGreaterThan(0.7 * calls);
    },
  );

  it("slower than can be told apart: nothing is accepted, and it is called so", {
    timeout: 60_000,
  }, async () => {
    const { master } = await slowTerminal(constant(35), 0, 0, 1);
    cleanUps.push(() => master.close());
    const kinds = new Set<string>();
    while (!master.latency.isTooSlow) {
      const { kind } = await ask(master, "tagged", { unit: 1, register: 0 });
      kinds.add(kind);
    }
    kinds.add((await ask(master, "tagged", { unit: 1, register: 0 })).kind);
    expect(kinds).toContain("tooSlow");
    expect(kinds).not.toContain("words");
  });
});
