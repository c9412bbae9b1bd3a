/**
 * Buses that break and come back, over real sockets and real terminals: a gateway that closes idle connections, resets
 * them, vanishes without a word, or is away; an adapter that is plugged in again. The meter behind is a twin.
 */
import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { hours } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { wallClock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { type Host, type HostPlace, hostTwins } from "#rig/host/hostTwins.ts";
import { openPtyPair } from "../fieldbus/ptyPair.ts";
import { openRelay, type Relay } from "../fieldbus/relay.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const line = "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@0 5A@-120 5A@120 contact=open";
const signals = parseSettingLine(line) as TerminalSignals;

async function twinAt(at: HostPlace): Promise<Host> {
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  // A meter takes seconds to start; here it is told that they have passed before anybody asks.
  const clock = wallClock(100_000);
  const host = await hostTwins({ clock, places: [{ at, meters: [{ unit: 1, spec }] }], say: () => {} });
  cleanUps.push(() => host.close());
  host.applied(line);
  await clock.sleep(spec.startUp);
  return host;
}

interface Stand {
  readonly bench: Bench;
  readonly asked: string[];
}
async function benchOn(port: string, patience: string): Promise<Stand> {
  const file = readBenchFile(
    `name: breaking
source: { kind: manual, limits: { voltage: 250 V, current: 6 A }, uncertainty: 0.05 % }
buses: { main: { port: "${port}", timeout: 1 s, retries: 0 } }
positions: [{ name: left, model: Conto D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
linkPatience: ${patience}
`,
    "bench.yaml",
  );
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const asked: string[] = [];
  const bench = await hardwareBench(file, {
    operator: {
      tell: () => {},
      confirm(question) {
        asked.push(question.kind);
        return Promise.resolve();
      },
    },
  });
  cleanUps.push(() => bench.close());
  await bench.apply(signals, "held");
  return { bench, asked };
}

async function throughRelay(patience = "15 s"): Promise<Stand & { readonly relay: Relay }> {
  const host = await twinAt({ kind: "tcp", address: "tcp://127.0.0.1:0", framing: "mbap" });
  const relay = await openRelay(host.addresses[0] ?? "");
  cleanUps.push(() => relay.close());
  return { ...(await benchOn(relay.address, patience)), relay };
}

const voltage = async (bench: Bench) => (await bench.read("left", ["voltage L1"]))[0];
const reads230 = { kind: "read", value: 230 };

describe("a gateway", { timeout: 60_000 }, () => {
  it.each(["fin", "rst"] as const)("that closes an idle connection (%s) is not worth a word", async (how) => {
    const { bench, relay } = await throughRelay();
    expect(await voltage(bench)).toMatchObject(reads230);
    for (let times = 1; times <= 2; times++) {
      relay.closeAll(how);
      await expect.poll(relay.connections).toBe(times + 1);
      expect(await voltage(bench)).toMatchObject(reads230);
    }
    expect(bench.takeInterruptions()).toEqual([]);
  });

  it.each(["fin", "rst"] as const)(
    "that ends the connection at a request (%s): asked again, and told of",
    async (how) => {
      const { bench, relay } = await throughRelay();
      expect(await voltage(bench)).toMatchObject(reads230);
      relay.breakAtNextRequest(how);
      expect(await voltage(bench)).toMatchObject(reads230);
      const [interruption, ...more] = bench.takeInterruptions();
      expect(more).toEqual([]);
      expect(interruption).toMatchObject({ bus: "main", positions: ["left"] });
      expect(interruption?.cause).toMatch(how === "fin" ? /closed the connection/ : /ECONNRESET/);
      const { from, to } = interruption!;
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(bench.now());
    },
  );

  it("that vanished without a word is found out by its silence, and not taken for the meter's", async () => {
    const { bench, relay } = await throughRelay();
    expect(await voltage(bench)).toMatchObject(reads230);
    relay.freeze();
    expect(await voltage(bench)).toMatchObject(reads230);
    expect(bench.takeInterruptions()).toMatchObject([
      { cause: expect.stringContaining("did not say that it was gone") },
    ]);
  });

  it("that is away for less than the patience is waited for", async () => {
    const { bench, relay } = await throughRelay();
    expect(await voltage(bench)).toMatchObject(reads230);
    await relay.goAway();
    const reading = voltage(bench);
    await relay.comeBack();
    expect(await reading).toMatchObject(reads230);
    expect(bench.takeInterruptions()).toHaveLength(1);
  });

  it("that is away for longer ends readings and holds alike, and the source is asked off", async () => {
    const { bench, relay, asked } = await throughRelay("2 s");
    expect(await voltage(bench)).toMatchObject(reads230);
    // In a hold of hours nobody asks anything of the bus.
    const held = bench.elapse(hours(10)).then(
      () => "held",
      (error: { code?: string }) => error.code,
    );
    await relay.goAway();
    await expect(voltage(bench)).rejects.toMatchObject({
      code: "linkLost",
      message: expect.stringMatching(/^bus main: .*; not back within 2 s$/),
    });
    expect(await held).toBe("linkLost");
    await bench.safe();
    expect(asked).toEqual(["arm", "set", "off"]);
    // Latched: what comes back later energises nothing.
    await expect(bench.apply(signals, "again")).rejects.toMatchObject({ code: "sourceLatched" });
  });
});

describe("an adapter", { timeout: 60_000 }, () => {
  it("that is plugged in again is opened by its name, and read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "conto-rig-adapter-"));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const name = join(folder, "usb-adapter");
    const plugIn = async () => {
      const pair = await openPtyPair();
      cleanUps.push(() => pair.close());
      await twinAt({ kind: "serial", path: pair.second, format: plainFormat(9600) });
      symlinkSync(pair.first, name);
      return () => {
        unlinkSync(name);
        pair.unplug();
      };
    };
    const unplug = await plugIn();
    const { bench } = await benchOn(name, "15 s");
    expect(await voltage(bench)).toMatchObject(reads230);
    unplug();
    const reading = voltage(bench);
    await plugIn();
    expect(await reading).toMatchObject(reads230);
    expect(bench.takeInterruptions()).toMatchObject([{ bus: "main", positions: ["left"] }]);
  });
});
