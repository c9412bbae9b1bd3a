import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SerialPortMock } from "serialport";
import { afterAll, afterEach, describe, expect } from "vitest";
import { wallClock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openConverter } from "#rig/fieldbus/converter.ts";
import { openPseudoTerminal } from "#rig/fieldbus/pseudoTerminal.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";
import { hostSite, type SiteHost } from "#rig/host/hostSite.ts";
import { readMeterFiles } from "#rig/meterFile/meterFiles.ts";
import type { Site } from "#rig/site/site.ts";
import { readSite } from "#rig/site/siteFile.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { itNeeds, mbpollProgram } from "../../needing.ts";
import { mbpoll, polledValues, type Ran } from "../fieldbus/foreignProgram.ts";
import { mbpollSerial, mbpollTcp, type Polled } from "./mbpoll.ts";

const shops = [3, 2, 1];
const meters = Array.from({ length: 29 }, (_, n) => ({ unit: n + 1, shop: n % 3 }));

/** 29 meters of the family, one of a user's own file and a concentrator, 31 devices on one segment; an hour of load that has been, and nothing since. */
const text = (via: string): string => `title: Thirty meters and a concentrator
network:
  components:
    - source: { id: supply, bus: main, voltage: { L1: 230 V, L2: 230 V at -120 deg, L3: 230 V at 120 deg } }
${shops.map((kilowatts, i) => `    - load: { id: shop${i}, bus: main, ratedVoltage: 230 V, demand: { L${i + 1}: { active: ${kilowatts} kW } } }`).join("\n")}
  meteringPoints:
${shops.map((_, i) => `    - { id: shop${i}, at: shop${i}, end: terminals }`).join("\n")}
meters:
${meters.map(({ unit, shop }) => `  - { name: m${unit}, model: Conto D4-s, insertionMode: 3N3E, ctRatio: 8, pulse: { weight: 10 Wh, width: 100 ms }, at: shop${shop}, bus: A, unit: ${unit} }`).join("\n")}
  - { name: own, model: Eastron SDM630, at: shop2, bus: A, unit: 30 }
concentrators:
  - { name: c, bus: A, unit: 31, inputs: [{ input: 1, from: m1 }, { input: 2, from: m2 }, { input: 3, from: m3 }] }
buses:
  A: { baud: 9600, via: ${via} }
steps:
  - { name: start-up, hold: 5 s, factors: { shop0: 0, shop1: 0, shop2: 0 } }
  - { name: an hour, hold: 1 h }
  - { name: evening, hold: 1 h, factors: { shop0: 0, shop1: 0, shop2: 0 } }
`;

const folder = mkdtempSync(join(tmpdir(), "conto-rig-"));
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
  SerialPortMock.binding.reset();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const siteOf = (via: string): Site => {
  const own = readMeterFiles([fileURLToPath(new URL("../../../examples/meters", import.meta.url))]);
  const { site, issues } = readSite(
    text(via),
    "thirty.site.yaml",
    own.meters.map(({ product }) => product),
  );
  if (issues !== undefined) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return site;
};

/** The site two hours on, at 7200 times the pace of a clock on the wall; the wire keeps its own time. */
const hosted = async (via: string): Promise<SiteHost> => {
  const said: string[] = [];
  const host = await hostSite(siteOf(via), { clock: wallClock(7200), say: (line) => said.push(line) });
  opened.push(host);
  expect(said[0]).toMatch(/^bus A: 31 devices at 9600 bit\/s, listening on/);
  const isEvening = async (): Promise<void> => {
    while (!said.some((line) => line.endsWith("evening"))) await new Promise((r) => setTimeout(r, 20));
  };
  await isEvening();
  return host;
};

/** 10 Wh a count at K = 8: 1 kW for an hour is 100; the concentrator has the pulses of the first three. */
const readsRight = async (
  poll: (asked: { unit: number; address: number; count: number }) => Promise<Polled>,
  pollFloat: (words: readonly string[]) => Promise<Ran>,
) => {
  for (const { unit, shop } of meters)
    expect(await poll({ unit, address: 0x101c, count: 1 })).toEqual({ values: [100 * shops[shop]!] });
  // One kilowatt-hour as a float in input registers.
  expect(polledValues(await pollFloat(["-a", "30", "-0", "-r", "72", "-t", "3:float", "-B", "-1"]))).toEqual({
    72: 1,
  });
  expect(await poll({ unit: 31, address: 0x1000, count: 4 })).toEqual({ values: [300, 200, 100, 0] });
};

const itWithMbpoll = itNeeds(mbpollProgram);

describe("mbpoll reads a site of 31 slaves", () => {
  itWithMbpoll(
    "through an IF2E002 on a serial line, and is not answered by an address nobody has",
    async () => {
      const line = join(folder, "bus-a");
      await hosted(`{ IF2E002: { line: ${line} } }`);
      await readsRight(
        (asked) => mbpollSerial(line, asked),
        (words) => mbpoll("-m", "rtu", "-b", "9600", "-P", "none", ...words, line),
      );
      expect(await mbpollSerial(line, { unit: 77, address: 0x101c, count: 1 })).toMatchObject({
        trouble: expect.stringMatching(/timed out/i),
      });
    },
    60_000,
  );

  itWithMbpoll(
    "through an IF2E001 that speaks Modbus TCP, and is told by it of an address nobody has",
    async () => {
      const host = await hosted('{ IF2E001: { listen: "tcp://127.0.0.1:0" } }');
      const address = host.addresses[0]!;
      const { hostname, port } = new URL(address);
      await readsRight(
        (asked) => mbpollTcp(address, asked),
        (words) => mbpoll("-m", "tcp", "-p", port, ...words, hostname),
      );
      expect(await mbpollTcp(address, { unit: 77, address: 0x101c, count: 1 })).toMatchObject({
        trouble: expect.stringMatching(/target device failed to respond/i),
      });
    },
    60_000,
  );

  itWithMbpoll(
    "through an IF2E001 that passes serial frames, over a serial line that leads to its socket",
    async () => {
      const host = await hosted('{ IF2E001: { listen: "tcp://127.0.0.1:0", framing: rtu } }');
      const clock = wallClock();
      const line = join(folder, "over-tcp");
      const terminal = await openPseudoTerminal(line, plainFormat(9600), clock);
      opened.push(openConverter(terminal, await openTcpPort(host.addresses[0]!, clock, { framing: "rtu" })));
      await readsRight(
        (asked) => mbpollSerial(line, asked),
        (words) => mbpoll("-m", "rtu", "-b", "9600", "-P", "none", ...words, line),
      );
    },
    60_000,
  );
});
