/**
 * What sites cost. The poll cycle of 31 and 254 meters on a simulated line, beside the wire limit the plan computes; the
 * processor a site of 254 meters takes in real time while it is polled without a break through its gateway; and ten
 * thousand twins in one process, each updated once a second.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import { asPercent, microseconds, ratio, type Seconds, seconds } from "#models/units.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { type Clock, wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { busPlan } from "#rig/fieldbus/busPlan.ts";
import type { BusTopology } from "#rig/fieldbus/busTopology.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";
import { hostedTwin } from "#rig/host/hostedTwin.ts";
import { hostSite, livingSite, openSiteBus } from "#rig/host/hostSite.ts";
import type { Site, SiteBus } from "#rig/site/site.ts";
import { readSite } from "#rig/site/siteFile.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import type { Benchmark } from "./main.ts";
import { alone, stopwatch } from "./paired.ts";
import { figureAtMost, noGoal } from "./row.ts";

const energy = { address: 0x101c, count: 4 };
const mebibyte = 2 ** 20;

const tower = (): Site => {
  const file = join(packageRoot, "rig/site/library/tower-254.site.yaml");
  const { site } = readSite(readFileSync(file, "utf8"), file);
  if (site === undefined) throw new Error("the tower is no site");
  return site;
};

/** By how many per cent a poll of the first `count` devices of the tower differs from the wire limit. */
async function cycleError(site: Site, count: number, baudRate: number): Promise<number> {
  const bus = site.buses[0]!;
  const topology: BusTopology = {
    ...bus.topology,
    format: plainFormat(baudRate),
    devices: bus.topology.devices.slice(0, count),
  };
  const clock = new VirtualClock();
  const living = livingSite(site, clock);
  const { master: port, line } = await openSiteBus(living, { ...bus, topology }, clock);
  const master = openMaster(port, clock, { retries: 0 });
  await clock.sleep(seconds(60));
  const began = clock.now();
  for (const { unit } of topology.devices) {
    const answer = await master.read({ unit, ...energy });
    if (answer.kind !== "words" || answer.words.length !== energy.count)
      throw new Error(`unit ${unit} at ${baudRate}: ${answer.kind}`);
  }
  const took = clock.now() - began;
  await line.close();
  return asPercent(ratio(Math.abs(took / busPlan(topology, null).cycle - 1)));
}

/** Per cent of one core while the site is polled without a break through its gateway, client and gateway included. */
async function pollingShare(site: Site, window: Seconds): Promise<number> {
  const onFreePort = (bus: SiteBus): SiteBus =>
    bus.access.kind === "gateway" ? { ...bus, access: { ...bus.access, listen: "tcp://127.0.0.1:0" } } : bus;
  const host = await hostSite({ ...site, buses: site.buses.map(onFreePort) });
  const clock = wallClock();
  const master = openMaster(await openTcpPort(host.addresses[0]!, clock), clock, {
    responseTimeout: seconds(2),
    retries: 0,
  });
  await clock.sleep(seconds(6));
  const { devices } = site.buses[0]!.topology;
  const before = process.cpuUsage();
  const began = stopwatch();
  for (let n = 0; stopwatch() - began < window; n++) {
    const { unit } = devices[n % devices.length]!;
    const answer = await master.read({ unit, ...energy });
    if (answer.kind !== "words") throw new Error(`unit ${unit}: ${JSON.stringify(answer)}`);
  }
  const elapsed = stopwatch() - began;
  const { user, system } = process.cpuUsage(before);
  await master.close();
  await host.close();
  return asPercent(ratio(microseconds(user + system) / elapsed));
}

export const siteTime: Benchmark = async (pace, say) => {
  const site = tower();
  for (const count of [31, 254])
    for (const baud of [4800, 9600, 19200])
      say({
        kind: "alone",
        name: `poll of ${count} meters at ${baud}, off the wire limit`,
        unit: "%",
        figures: [await cycleError(site, count, baud)],
        goal: figureAtMost(3),
      });
  const figures: number[] = [];
  for (let round = 0; round < pace.rounds; round++)
    figures.push(await pollingShare(site, seconds(5 * pace.warmUp)));
  say({
    kind: "alone",
    name: "254 meters polled without a break at 19200 in real time",
    unit: "% of a core",
    figures,
    goal: figureAtMost(25),
  });
};

const twinsAtOnce = 10_000;

export const tenThousandTwins: Benchmark = async (pace, say) => {
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { ctRatio: 20 } });
  if (!isSpec(spec)) throw new Error("the D4-s is no meter");
  const signals = parseSettingLine(
    "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@-30 5A@-150 5A@90 contact=open",
  );
  if (Array.isArray(signals)) throw new Error("no setting line");
  let now = seconds(0);
  const clock: Clock = { ...wallClock(), now: () => now };
  const twins = Array.from({ length: twinsAtOnce }, () => hostedTwin(spec, clock, signals as never));
  const sweep = (): void => {
    now = seconds(now + 1);
    for (const twin of twins) twin.state();
  };
  const share = await alone(
    {
      name: "a second of ten thousand twins",
      measure(window) {
        const began = stopwatch();
        let sweeps = 0;
        do {
          sweep();
          sweeps++;
        } while (stopwatch() - began < window);
        return asPercent(ratio((stopwatch() - began) / sweeps / seconds(1)));
      },
    },
    pace,
  );
  // 3 x 230 V x 5 A x cos 30 x 20, since start-up of less than five seconds.
  const expected = (59_755.8 * (now - spec.startUp)) / 3600;
  for (const twin of [twins[0]!, twins.at(-1)!]) {
    const { wattHours } = twin.state().energies.active;
    if (Math.abs(wattHours - expected) > 2 + 1e-6 * expected)
      throw new Error(`${wattHours} Wh where ${expected} were due`);
  }
  say({
    kind: "alone",
    name: "10 000 twins, one update a second",
    unit: "% of a core",
    figures: share,
    goal: noGoal,
  });
  say({
    kind: "alone",
    name: "10 000 twins, memory of the process",
    unit: "MiB",
    figures: [process.memoryUsage().rss / mebibyte],
    goal: figureAtMost(500),
  });
};
