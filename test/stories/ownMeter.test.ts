/**
 * A meter of the user's own, described in a file and in no line of code: the scenarios of the library run against it
 * through its own register table; what is wrong with the meter is found out through that table; and so is a table that
 * is wrong.
 */
import { describe, expect, it } from "vitest";
import type { Product } from "#models/catalogue/product.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import { minutes, seconds } from "#models/units.ts";
import { attemptsOf, runVerdict, verdictOf } from "#reports/conclusion.ts";
import { type RunRecord, recordOf } from "#reports/record.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { hostTwins } from "#rig/host/hostTwins.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { planRun } from "#rig/run/plan.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { productOf, shipped, specOf } from "../rig/meterFile/files.ts";
import { eventsOf, virtualMeter } from "./runOn.ts";
import { told } from "./told.ts";

const makes = [
  { file: "abb-b23", model: "ABB B23" },
  { file: "sdm630", model: "Eastron SDM630" },
] as const;

const suiteFor = (product: Product, names: readonly string[]) =>
  loadScenarios(chooseScenarios(names), { model: product.model, orderCode: null }, [product]);

async function runOnOwn(product: Product, bench: string, names: readonly string[]): Promise<RunRecord> {
  return recordOf(await eventsOf(virtualMeter(bench), suiteFor(product, names), 1, [product]));
}

describe.each(makes)("the $model, known from a file only", ({ file }) => {
  const product = productOf(shipped(file));

  it("runs scenarios of every theme on the virtual bench through its own register table, and passes", async () => {
    const names = [
      ...["rated-current", "half-power-factor-lag", "four-wire", "ct-L2-reversed", "cts-swapped"],
      ...["reversed-in-the-network", "no-load", "fifth-harmonic", "day", "export", "many-readings"],
    ];
    const record = await runOnOwn(product, "good", names);
    expect(runVerdict(record)).toBe("pass");
    const attempts = attemptsOf(record);
    expect(attempts).toHaveLength(names.length);
    for (const attempt of attempts) expect(verdictOf(record, attempt), attempt.scenario).toBe("pass");
  });

  it("is found out when it lies, by the scenario named for the lie", async () => {
    for (const name of ["gain", "phase", "creep", "sign"]) {
      const by = virtualMeters.find((meter) => meter.name === name)?.caughtBy;
      if (by === undefined || by === null) throw new Error(`nothing catches ${name}`);
      expect(runVerdict(await runOnOwn(product, name, [by])), name).toBe("fail");
    }
  });
});

it("a meter is not asked for what its table has no register for: the scenario is skipped, with the reason", async () => {
  const record = await runOnOwn(productOf(shipped("abb-b23")), "good", ["demand-maximum"]);
  expect(JSON.stringify(record)).toMatch(/the register map .* has no row for average power/);
  expect(attemptsOf(record)).toHaveLength(0);
});

/**
 * The meter as it is, on a simulated line, and a bench that reads it through a table which may be another: someone sets
 * the source, in virtual time.
 */
async function runThrough(truth: string, table: string, names: readonly string[]): Promise<RunRecord> {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const host = await hostTwins({
    clock,
    busClock: clock,
    places: [
      { at: { kind: "line", line, name: "meter", format }, meters: [{ unit: 1, spec: specOf(truth) }] },
    ],
    say: () => {},
  });
  const product = productOf(table);
  const file = readBenchFile(
    `
name: shelf
source: { kind: manual, limits: { voltage: 300 V, current: 100 A }, uncertainty: 0.05 % }
buses: { main: { port: /dev/ttyUSB0, baud: 9600 } }
positions: [{ name: left, meters: my.meter.yaml, model: ${product.model}, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
`,
    "bench.yaml",
    {},
    undefined,
    [product],
  );
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const operator: Operator = {
    tell: () => {},
    async confirm(question) {
      await clock.sleep(seconds(30));
      if (question.kind === "set") expect(host.applied(formatSettingLine(question.channels))).toBe(true);
      if (question.kind === "off") host.applied("off");
    },
  };
  const bench = await hardwareBench(file, {
    clock,
    busClock: clock,
    operator,
    openPort: () => line.attach("rig", format),
  });
  const plan = await planRun(suiteFor(product, names), bench, { holds: "file" });
  const events = await told(plan, bench);
  await bench.close();
  expect(clock.now()).toBeGreaterThan(minutes(1));
  return recordOf(events);
}

describe("a register table", () => {
  const names = ["rated-current"];

  it.each(makes)("that is the $model's own passes on a bench with a source and a bus", async ({ file }) => {
    expect(runVerdict(await runThrough(shipped(file), shipped(file), names))).toBe("pass");
  });

  const [b23, sdm630] = [shipped("abb-b23"), shipped("sdm630")];
  it.each([
    [
      "words the wrong way round (float)",
      sdm630,
      sdm630.replace("wordOrder: highFirst", "wordOrder: lowFirst"),
    ],
    ["words the wrong way round (64 bits)", b23, b23.replace("wordOrder: highFirst", "wordOrder: lowFirst")],
    [
      "bytes the wrong way round",
      b23,
      b23.replace("wordOrder: highFirst", "wordOrder: highFirst\nbyteOrder: lowFirst"),
    ],
    ["a count worth ten times as much", b23, b23.replace("perCount: 0.01 kWh", "perCount: 0.1 kWh")],
    [
      "a float taken for a whole number",
      sdm630,
      sdm630.replace(
        "type: float32, quantity: active energy, perCount: 1 kWh, step: 0.01 kWh",
        "type: u32, quantity: active energy, perCount: 1 kWh",
      ),
    ],
    [
      "a row one register late",
      b23,
      b23.replace("0x5004, type: u64", "0x5300, type: u64").replace("0x5000, type: u64", "0x5001, type: u64"),
    ],
    [
      "numbers from 1 taken for wire addresses",
      sdm630,
      sdm630
        .replace('firstRegister: "30001"', 'firstRegister: "1"')
        .replaceAll(/address: 30(\d{3})/g, (_, number: string) => `address: ${Number(number) + 1}`),
    ],
    ["the other function code", sdm630, sdm630.replace("functionCodes: [4]", "functionCodes: [3]")],
    [
      "import and export interchanged",
      b23,
      b23.replace("0x5000", "0x5999").replace("0x5004", "0x5000").replace("0x5999", "0x5004"),
    ],
  ])("with %s is found out", async (_, truth, table) => {
    expect(table).not.toBe(truth);
    const record = await runThrough(truth, table, names);
    expect(runVerdict(record)).toBe("fail");
  });
});
