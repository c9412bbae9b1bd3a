/**
 * The same stand-in behind a real socket, in a rehearsal of an hour in a second: trouble of the gateway and of the line is
 * pronounced as such, whatever the machine is busy with.
 */
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { Comparison } from "#reports/events.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { planRun } from "#rig/run/plan.ts";
import { readScenario } from "#scenarios/read.ts";
import { productOf, shipped } from "../rig/meterFile/files.ts";
import { channelsOf, off } from "./settingChannels.ts";
import { type Fault, onTheLine, refuses, StandInMeter } from "./standInMeter.ts";
import { told } from "./told.ts";
import { answerTo, oneHour } from "./troubledLine.ts";

const scale = 3600;
let server: Server | undefined;
afterEach(() => void server?.close());

async function pronounced(fault: Fault, framing: TcpFraming): Promise<readonly Comparison[]> {
  const meter = new StandInMeter(fault, () => (performance.now() / 1000) * scale);
  const listening = createServer((socket) => {
    // What the rig lets go of is nobody's trouble.
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const answer = answerTo(bytes, framing, (request) => meter.hear(...request));
      if (answer !== null) socket.write(answer);
    });
  });
  server = listening;
  const port = await new Promise<number>((resolve) => {
    listening.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  const product = productOf(shipped("sdm630"));
  const file = readBenchFile(
    `name: shelf\nsource: { kind: manual, limits: { voltage: 300 V, current: 100 A }, uncertainty: 0.05 % }\nbuses: { main: { port: "tcp://127.0.0.1:${port}", framing: ${framing}, timeout: 100 ms } }\npositions:\n  - { name: left, meters: my.meter.yaml, model: Eastron SDM630, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }\nclock: { scale: ${scale} }\n`,
    "bench.yaml",
    {},
    undefined,
    [product],
  );
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const bench = await hardwareBench(file, {
    operator: {
      tell: () => {},
      confirm(question) {
        if (question.kind !== "arm")
          meter.set(question.kind === "set" ? channelsOf(formatSettingLine(question.channels)) : off);
        return Promise.resolve();
      },
    },
  });
  const read = readScenario(oneHour, "plain.scenario.yaml", (choice) => meterSpec(choice, {}, [product]));
  if (read.scenario === undefined) throw new Error(JSON.stringify(read.issues));
  const comparisons: Comparison[] = [];
  for (const event of await told(
    await planRun([{ scenario: read.scenario, reference: "plain" }], bench, { holds: "file" }),
    bench,
  ))
    if (event.type === "compared") comparisons.push(event.comparison);
  await bench.close();
  return comparisons;
}

describe("behind a real socket", () => {
  it.each([
    ["a gateway that gets no answer", refuses(0x0b), "mbap", "the gateway could not reach the meter"],
    [
      "a 00 before every answer",
      onTheLine((frame) => [0, ...frame]),
      "rtu",
      "00 in front of an otherwise right answer",
    ],
  ] as const)(
    "%s is an error in its own words",
    async (_, fault: Fault, framing, words) => {
      const [comparison] = await pronounced(fault, framing);
      expect(comparison).toMatchObject({ verdict: "error", finding: expect.stringContaining(words) });
    },
    120_000,
  );
});
