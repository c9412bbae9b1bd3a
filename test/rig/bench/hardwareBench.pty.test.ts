/**
 * The hardware bench against meters in another program behind a real pseudo-terminal, in scaled time, with an operator
 * who does what an operator does: copies the setting line from the sheet to the source, here the stdin of the twins.
 */
import { afterEach, describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { hours, minutes, seconds } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { noticeWords, questionWords } from "#rig/instruments/sourceWords.ts";
import { openPtyPair, type PtyPair } from "../fieldbus/ptyPair.ts";
import { startTwins, type TwinProcess } from "../host/startTwins.ts";

/** Bench seconds in one of ours. */
const scale = 3000;
const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
/** 3 x 230 V x 5 A at unity: 3450 W. */
const power = 3450;
const load = signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@0 5A@-120 5A@120 contact=open");

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Stand {
  readonly pair: PtyPair;
  readonly twins: TwinProcess;
  readonly bench: Bench;
  readonly notes: readonly string[];
}

/** A bench with one meter, whose gain in percent nobody on this side is told. */
async function stand(gain: number): Promise<Stand> {
  const pair = await openPtyPair();
  cleanUps.push(() => pair.close());
  const at = { kind: "serial", path: pair.second, format: plainFormat(9600) } as const;
  const meters = [{ unit: 5, model: "Conto D4-s", programmed: { insertionMode: "3N3E" as const }, gain }];
  const twins = startTwins({ scale, places: [{ at, meters }] });
  cleanUps.push(() => twins.stop());
  await twins.hears(/^listening/m);

  const text = `
name: rehearsal
source: { kind: manual, limits: { voltage: 250 V, current: 6 A }, uncertainty: 0.05 % }
buses: { main: { port: ${pair.first}, baud: 9600 } }
positions: [{ name: left, model: Conto D4-s, bus: main, unit: 5, programmed: { insertionMode: 3N3E } }]
clock: { scale: ${scale} }
linkPatience: 1 s
`;
  const file = readBenchFile(text, "bench.yaml");
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const notes: string[] = [];
  const operator: Operator = {
    tell: (notice) => void notes.push(noticeWords(notice)),
    async confirm(question) {
      const { told, asked } = questionWords(question);
      if (told !== null) notes.push(told);
      if (question.kind === "set") {
        const [, line] = /^ *(f=.*)$/m.exec(told ?? "") ?? [];
        await twins.set(line ?? "the sheet has no setting line");
      } else if (question.kind === "off" && twins.process.exitCode === null) {
        if (twins.process.signalCode === null) await twins.set("off");
      }
      notes.push(`? ${asked}`);
    },
  };
  const bench = await hardwareBench(file, { operator });
  cleanUps.push(() => bench.close());
  return { pair, twins, bench, notes };
}

/**
 * Holds the load until the sampling instants and the register's resolution are worth less than `enough` percent of the
 * energy, and gives the bounds its error in percent must lie in. Of ten reads the one with the closest instant counts:
 * a busy machine makes single exchanges long, and a scaled clock makes their length weigh.
 */
async function errorOf(
  bench: Bench,
  enough: number,
): Promise<{ readonly least: number; readonly most: number }> {
  const read = async () => {
    const readings = [];
    while (readings.length < 10) {
      const [reading] = await bench.read("left", ["active energy"]);
      if (reading?.kind !== "read") throw new Error(`no reading: ${JSON.stringify(reading)}`);
      readings.push(reading);
    }
    return readings.reduce((best, next) => (next.sampledWithin < best.sampledWithin ? next : best));
  };
  const before = await read();
  for (;;) {
    await bench.elapse(hours(1));
    const after = await read();
    const energy = (power * (after.sampledAt - before.sampledAt)) / 3600;
    const unsure = (power * (after.sampledWithin + before.sampledWithin)) / 3600 + after.resolution;
    const error = (100 * (after.value - before.value - energy)) / energy;
    const width = (100 * unsure) / energy;
    if (width < enough) return { least: error - width, most: error + width };
  }
}
/** Long enough for a machine that is busy with other things; how long it takes is no part of the verdict. */
const patience = 240_000;

describe("a bench of real meters, rehearsed through a pseudo-terminal", () => {
  it("finds a good meter within its class", { timeout: patience }, async () => {
    const { bench, twins } = await stand(0);
    const prepared = await bench.prepare("left", {
      model: "Conto D4-s",
      orderCode: null,
      programmed: { insertionMode: "3N3E" },
    });
    expect(prepared).toHaveProperty("spec");
    await bench.apply(load, "balanced, 5 A");
    await bench.elapse(minutes(1));
    const { least, most } = await errorOf(bench, 0.4);
    // The true error, zero, is inside the bounds, and all of them inside class 1.
    expect(least).toBeLessThanOrEqual(0);
    expect(most).toBeGreaterThanOrEqual(0);
    expect(least).toBeGreaterThan(-1);
    expect(most).toBeLessThan(1);
    await bench.safe();
    expect(twins.said()).toMatch(/applied f=50Hz U=0V 0V 0V N=0V I=0A 0A 0A contact=open\n$/);
    expect((await bench.read("left", ["active energy"]))[0]).toMatchObject({ kind: "silent" });
  });

  it("finds out a meter that registers 1.2 % too much", { timeout: patience }, async () => {
    const { bench } = await stand(1.2);
    await bench.apply(load, "balanced, 5 A");
    await bench.elapse(minutes(1));
    const { least, most } = await errorOf(bench, 0.1);
    expect(least).toBeLessThanOrEqual(1.2);
    expect(most).toBeGreaterThanOrEqual(1.2);
    // Beyond class 1 whatever the instants and the resolution hide.
    expect(least).toBeGreaterThan(1);
    await bench.safe();
  });

  it("reads a meter that dies as silent from then on, and still sees to the source", async () => {
    const { bench, twins, notes } = await stand(0);
    await bench.apply(load, "balanced, 5 A");
    await bench.elapse(minutes(1));
    expect((await bench.read("left", ["voltage L1"]))[0]).toMatchObject({ kind: "read", value: 230 });
    twins.process.kill("SIGKILL");
    await expect.poll(() => twins.process.signalCode).toBe("SIGKILL");
    const readings = await bench.read("left", ["voltage L1", "active energy"]);
    expect(readings).toMatchObject([
      { kind: "silent", quantity: "voltage L1" },
      { kind: "silent", quantity: "active energy" },
    ]);
    await bench.safe();
    expect(notes.at(-1)).toBe("? Is the source off?");
  });

  it("settles every call when the adapter is unplugged for longer than the bench's patience", async () => {
    const { bench, pair, notes } = await stand(0);
    await bench.apply(load, "balanced, 5 A");
    await bench.elapse(seconds(60));
    expect((await bench.read("left", ["active energy"]))[0]?.kind).toBe("read");
    const pending = [bench.read("left", ["active energy"]), bench.read("left", ["voltage L1"])];
    pair.unplug();
    for (const outcome of await Promise.allSettled(pending)) {
      // An answer that was on its way when the plug came out is still a reading.
      if (outcome.status === "fulfilled") expect(outcome.value[0]?.kind).toBe("read");
      else expect(outcome.reason).toMatchObject({ code: "linkLost" });
    }
    await expect(bench.read("left", ["active energy"])).rejects.toMatchObject({ code: "linkLost" });
    await bench.safe();
    expect(notes.at(-1)).toBe("? Is the source off?");
    await bench.close();
  });
});
