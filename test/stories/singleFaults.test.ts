/**
 * Every kind of single fault through the bench as it is run - plan, hold, read, compare - on a simulated line in virtual
 * time. A meter in order is never pronounced failing but by its own words, and no value of any verdict is wrong. Truth is
 * arithmetic: 3 x 230 V x 4 A behind 20/1 CTs are 55.2 kW.
 */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine, parseSettingLine } from "#models/connection/settingLine.ts";
import { hours, seconds } from "#models/units.ts";
import type { Comparison, Reading } from "#reports/events.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { hostedTwin } from "#rig/host/hostedTwin.ts";
import { nothingApplied } from "#rig/host/hostTwins.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { planRun } from "#rig/run/plan.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { readScenario } from "#scenarios/read.ts";
import { chanceOf } from "../chance.ts";
import { type Pieces, singleFaults } from "../rig/fieldbus/slowLine/singleFaults.ts";
import { timeout } from "../rig/fieldbus/slowLine/world.ts";
import { told } from "./told.ts";

const scenario = `
title: A plain load
theme: balanced
teaches: A fault of the wire is not the meter's.
meter: { model: Conto D4-s, insertionMode: 3N3E, ctRatio: 20 }
load: { current: 80 A }
steps:
  - { name: plain, hold: 4 h, claims: [registersWithin: { energy: active energy, limit: class }] }
`;
const power = 3 * 230 * 4 * 20;
const count = 100;

/** The port of the meter, its n-th answer spoiled where `spoils(n)` says so. */
function spoiling(
  port: Port,
  clock: VirtualClock,
  spoil: Pieces,
  seed: number,
  spoils: (n: number) => boolean,
): Port {
  const chance = chanceOf(seed);
  let answers = 0;
  let request = new Uint8Array();
  return {
    name: port.name,
    medium: port.medium,
    get isOpen() {
      return port.isOpen;
    },
    write(bytes) {
      if (!spoils(answers++)) return port.write(bytes);
      for (const { after, bytes: piece } of spoil(bytes, request, chance))
        if (after <= 0) port.write(piece);
        else clock.after(after, () => port.write(piece));
    },
    listen: (listener) =>
      port.listen({
        received: (bytes, at) => {
          request = Uint8Array.from(bytes);
          listener.received(bytes, at);
        },
        closed: (cause) => listener.closed(cause),
      }),
    drop: (cause) => port.drop(cause),
    close: () => port.close(),
  };
}

interface Outcome {
  readonly comparison: Comparison | undefined;
  /** Readings that count and are not what the register held when they were sampled. */
  readonly wrong: readonly Reading[];
  readonly answers: number;
}

async function outcome(spoil: Pieces, seed: number, spoils: (n: number) => boolean): Promise<Outcome> {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const spec = meterSpec({
    model: "Conto D4-s",
    orderCode: null,
    programmed: { insertionMode: "3N3E", ctRatio: 20 },
  });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const twin = hostedTwin(spec, clock, nothingApplied);
  let answers = 0;
  openSlave(
    spoiling(await line.attach("meter", format), clock, spoil, seed, (n) => {
      answers++;
      return spoils(n);
    }),
    new Map([[5, twin.device]]),
    clock,
  );
  let loadedAt = 0;
  const operator: Operator = {
    tell: () => {},
    async confirm(question) {
      await clock.sleep(seconds(1));
      if (question.kind === "arm") return;
      const signals =
        question.kind === "set" ? parseSettingLine(formatSettingLine(question.channels)) : nothingApplied;
      if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
      if (question.kind === "set") loadedAt = clock.now();
      twin.apply(signals as typeof nothingApplied);
    },
  };
  const file = readBenchFile(
    `name: shelf\nsource: { kind: manual, limits: { voltage: 250 V, current: 5 A }, uncertainty: 0.05 % }\nbuses: { main: { port: /dev/ttyUSB0, timeout: ${timeout * 1000} ms } }\npositions:\n  - { name: left, model: Conto D4-s, bus: main, unit: 5, programmed: { insertionMode: 3N3E, ctRatio: 20 } }\n`,
    "bench.yaml",
  );
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const bench = await hardwareBench(file, {
    clock,
    busClock: clock,
    operator,
    openPort: () => line.attach("rig", format),
  });
  const read = readScenario(scenario, "plain.scenario.yaml");
  if (read.scenario === undefined) throw new Error(JSON.stringify(read.issues));
  const events = await told(
    await planRun([{ scenario: read.scenario, reference: "plain" }], bench, { holds: "file" }),
    bench,
  );
  await bench.close();
  await line.close();
  const readings = events.flatMap((event) => (event.type === "sampled" ? [event.reading] : []));
  // The meter counts once it has started, some seconds after it has voltage.
  const due = (instant: number) => (power * (instant - loadedAt)) / hours(1);
  const wrong = readings.filter(
    (reading) =>
      reading.kind === "read" &&
      !(
        reading.value <= due(reading.sampledAt) + count && reading.value >= due(reading.sampledAt) - 2 * count
      ),
  );
  const [comparison] = events.flatMap((event) => (event.type === "compared" ? [event.comparison] : []));
  return { comparison, wrong, answers };
}

const never = () => false;
const ownWords = /^exception (0[0-6]|FF)$/;

describe("a good meter and one spoiled answer", () => {
  it("without any is read in a known number of answers, and passes", async () => {
    const { comparison, wrong, answers } = await outcome(() => [], 0, never);
    expect(comparison?.verdict, comparison?.finding).toBe("pass");
    expect(wrong).toEqual([]);
    expect(answers).toBeGreaterThanOrEqual(6);
  });

  it.each(Object.entries(singleFaults))(
    "%s, wherever it strikes: it passes, on right values",
    async (_, spoil) => {
      for (const struck of [0, 1, 2, 3, 4, 5, 6, 7]) {
        const { comparison, wrong } = await outcome(spoil, struck, (n) => n === struck);
        expect([struck, comparison?.verdict], comparison?.finding).toEqual([struck, "pass"]);
        expect(wrong).toEqual([]);
      }
    },
  );
});

describe("a good meter and every answer spoiled", () => {
  it.each(Object.entries(singleFaults))("%s: it fails by nothing but its own words", async (kind, spoil) => {
    const { comparison, wrong } = await outcome(spoil, 37, () => true);
    expect(wrong).toEqual([]);
    if (ownWords.test(kind)) {
      expect(comparison?.verdict, comparison?.finding).toBe("fail");
      expect(comparison?.finding).toMatch(/the meter (refused|said that it was busy)/);
    } else expect(comparison?.verdict, comparison?.finding).not.toBe("fail");
  });
});

describe("a good meter and every third answer spoiled", () => {
  it.each(Object.entries(singleFaults))("%s: it never fails", async (_, spoil) => {
    const { comparison, wrong } = await outcome(spoil, 37, (n) => n % 3 === 2);
    expect(wrong).toEqual([]);
    expect(comparison?.verdict, comparison?.finding).not.toBe("fail");
  });
});
