/**
 * The hardware bench with everything real but the copper and the waiting: its master asks over a simulated line, its
 * operator copies the setting line from the sheet to the twins behind it.
 */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeterChoice, ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { hours, minutes, seconds } from "#models/units.ts";
import { type BenchFile, readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import type { Clock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { PortError } from "#rig/fieldbus/port.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { hostTwins } from "#rig/host/hostTwins.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { noticeWords, questionWords } from "#rig/instruments/sourceWords.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
/** 3 x 230 V x 4 A on the secondary side; 20/1 CTs make 55.2 kW of it. */
const load = signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=4A@0 4A@-120 4A@120 contact=open");

const text = `
name: shelf
source: { kind: manual, limits: { voltage: 250 V, current: 5 A }, uncertainty: 0.05 % }
buses: { main: { port: /dev/ttyUSB0, baud: 9600, retries: 0 } }
positions:
  - { name: left, model: Conto D4-s, bus: main, unit: 5, programmed: { insertionMode: 3N3E, ctRatio: 100/5 } }
  - { name: empty, model: Conto D4-s, bus: main, unit: 9, programmed: { insertionMode: 3N3E, ctRatio: 100/5 } }
longestHold: 4 h
`;
const file = ((): BenchFile => {
  const read = readBenchFile(text, "bench.yaml");
  if (Array.isArray(read)) throw new Error(JSON.stringify(read));
  return read;
})();

const asking = (programmed: Partial<ProgrammedParameters>, more: Partial<MeterChoice> = {}): MeterChoice => ({
  model: "Conto D4-s",
  orderCode: null,
  programmed,
  ...more,
});

/** `scale` bench seconds pass in one of the wire's, as in a rehearsal. */
async function shelf(scale = 1) {
  const wire = new VirtualClock();
  const clock: Clock = {
    now: () => seconds(wire.now() * scale),
    sleep: (duration) => wire.sleep(seconds(duration / scale)),
    after: (duration, callback) => wire.after(seconds(duration / scale), callback),
  };
  const line = simulatedLine(wire);
  const spec = meterSpec(asking({ insertionMode: "3N3E", ctRatio: 20 }));
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const format = plainFormat(9600);
  const host = await hostTwins({
    clock,
    busClock: wire,
    places: [{ at: { kind: "line", line, name: "meters", format }, meters: [{ unit: 5, spec }] }],
    say: () => {},
  });
  const notes: string[] = [];
  const operator: Operator = {
    tell: (notice) => void notes.push(noticeWords(notice)),
    async confirm(question) {
      const { told, asked } = questionWords(question);
      if (told !== null) notes.push(told);
      notes.push(`? ${asked}`);
      // Someone at the knobs takes half a minute.
      await clock.sleep(seconds(30));
      if (question.kind === "set") expect(host.applied(/^ *(f=.*)$/m.exec(told ?? "")![1]!)).toBe(true);
      if (question.kind === "off") host.applied("off");
    },
  };
  const bench = await hardwareBench(
    { ...file, clockScale: scale },
    {
      clock,
      busClock: wire,
      operator,
      openPort: () => line.attach("rig", format),
    },
  );
  return { bench, notes };
}

describe("a hardware bench", () => {
  it("says what it is, and asks nobody anything before there is something to apply", async () => {
    const { bench, notes } = await shelf();
    expect(bench).toMatchObject({
      name: "shelf",
      kind: "hardware",
      positions: ["left", "empty"],
      transitions: "operator",
      referenceUncertainty: 0.05,
      longestHold: 14400,
    });
    expect(notes).toEqual([]);
    await bench.close();
  });

  it("reads an hour of a load off the meter: 55.2 kWh, in counts of 100 Wh", async () => {
    const { bench, notes } = await shelf();
    await bench.prepare("left", asking({ insertionMode: "3N3E", ctRatio: 20 }));
    const since = await bench.apply(load, "full load");
    // Arming and setting, half a minute each.
    expect(since).toBeCloseTo(60, 6);
    await bench.elapse(minutes(1));
    const [before] = await bench.read("left", ["active energy"]);
    await bench.elapse(hours(1));
    const [after] = await bench.read("left", ["active energy"]);
    if (before?.kind !== "read" || after?.kind !== "read") throw new Error(JSON.stringify([before, after]));
    expect(after).toMatchObject({ unit: "Wh", resolution: 100 });
    const expected = (55_200 * (after.sampledAt - before.sampledAt)) / 3600;
    expect(Math.abs(after.value - before.value - expected)).toBeLessThanOrEqual(100);
    expect(after.value - before.value).toBeGreaterThan(55_000);
    // The sampling instant is bench time: an hour and the wire after the first.
    expect(after.sampledAt - before.sampledAt).toBeGreaterThan(3600);
    expect(after.sampledAt - before.sampledAt).toBeLessThan(3601);
    await bench.safe();
    expect(notes.at(-1)).toBe("? Is the source off?");
    expect((await bench.read("left", ["active energy"]))[0]?.kind).toBe("silent");
    await bench.close();
  });

  it("counts the wire's instants and waits as bench time in a rehearsal", async () => {
    const readingsAt = async (scale: number) => {
      const { bench } = await shelf(scale);
      await bench.apply(load, "full load");
      await bench.elapse(hours(1));
      const begun = bench.now();
      const [left] = await bench.read("left", ["frequency"]);
      const between = bench.now();
      const [empty] = await bench.read("empty", ["frequency"]);
      const ended = bench.now();
      await bench.close();
      if (left?.kind !== "read" || empty?.kind !== "silent") throw new Error(JSON.stringify([left, empty]));
      expect(left.sampledAt - left.sampledWithin).toBeGreaterThan(begun);
      expect(left.sampledAt + left.sampledWithin).toBeLessThan(between);
      expect(empty.sampledAt).toBeCloseTo(ended, 6);
      return { within: left.sampledWithin, waited: empty.waited };
    };
    const real = await readingsAt(1);
    const rehearsed = await readingsAt(60);
    // 300 ms of patience and the time of the frames, see the bench file's default.
    expect(real.waited).toBeGreaterThanOrEqual(0.3);
    expect(real.waited).toBeLessThan(0.4);
    expect(rehearsed.waited).toBeCloseTo(60 * real.waited, 6);
    expect(rehearsed.within).toBeCloseTo(60 * real.within, 6);
  });

  it("names a meter that never answers to the operator, once, and reads its silence as a value", async () => {
    const { bench, notes } = await shelf();
    await bench.apply(load, "full load");
    await bench.elapse(minutes(1));
    for (let i = 0; i < 2; i++) {
      const readings = await bench.read("empty", ["active energy", "voltage L1"]);
      expect(readings.map(({ kind, quantity }) => [kind, quantity])).toEqual([
        ["silent", "active energy"],
        ["silent", "voltage L1"],
      ]);
    }
    await bench.read("left", ["active energy"]);
    const hints = notes.filter((note) => note.includes("does not answer"));
    expect(hints).toEqual([
      "position empty (Conto D4-s) does not answer as unit 9 on /dev/ttyUSB0 at 9600 bit/s, parity none, 1 stop: " +
        "unless this step leaves it without supply, check its L1-L2 voltage, its address and speed, and wires A and B",
    ]);
    await bench.close();
  });

  it("runs only what fits the meter in the position, and says why not", async () => {
    const { bench } = await shelf();
    const prepared = await bench.prepare("left", asking({ insertionMode: "3N3E", ctRatio: 20 }));
    expect(prepared).toMatchObject({
      name: "left",
      spec: { programmed: { ctRatio: 20 }, model: "Conto D4-s" },
    });
    const refusal = async (choice: MeterChoice) => {
      const outcome = await bench.prepare("left", choice);
      return "notApplicable" in outcome ? outcome.notApplicable : "applicable";
    };
    expect(await refusal(asking({ insertionMode: "3-3E", ctRatio: 20 }))).toBe(
      "position left is programmed to insertion mode 3N3E, the scenario needs 3-3E",
    );
    // A scenario that says nothing of the ratio means a meter on direct connection: the register would be 20 times too high.
    expect(await refusal(asking({ insertionMode: "3N3E" }))).toBe(
      "position left is programmed to CT ratio 20, the scenario needs 1",
    );
    expect(
      await refusal(asking({ insertionMode: "3N3E", ctRatio: 20, integrationTime: minutes(30) })),
    ).toMatch(/^position left integrates over \d+ s, the scenario needs 1800 s$/);
    expect(await refusal(asking({}, { model: "Conto D9" }))).toMatch(/^position left no model "Conto D9"/);
    await bench.close();
  });

  it("applies nothing beyond its limits", async () => {
    const { bench, notes } = await shelf();
    const much = signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5.01A 0A 0A contact=open");
    await expect(bench.apply(much, "overload")).rejects.toMatchObject({ code: "sourceLimits" });
    expect(notes.some((note) => note.startsWith("Set the source"))).toBe(false);
    await bench.close();
  });

  it("does not open with a port missing: one line each, nothing left open, nobody asked", async () => {
    const clock = new VirtualClock();
    const line = simulatedLine(clock);
    const format = plainFormat(9600);
    const open = await line.attach("third", format);
    const buses = ["one", "two", "three"].map((name) => ({ ...file.buses[0]!, name }));
    const asked: string[] = [];
    let opened = 0;
    const opening = hardwareBench(
      { ...file, buses, positions: file.positions.map((position) => ({ ...position, bus: "three" })) },
      {
        clock,
        operator: {
          tell: ({ kind }) => void asked.push(kind),
          confirm: (question) => Promise.reject(question),
        },
        openPort: () => {
          opened++;
          if (opened === 3) return Promise.resolve(open);
          return Promise.reject(
            new PortError("missing", `cannot open port ${opened}: it does not exist: plug it in`),
          );
        },
      },
    );
    await expect(opening).rejects.toMatchObject({
      code: "busNotOpen",
      message:
        "bus one: cannot open port 1: it does not exist: plug it in\n" +
        "bus two: cannot open port 2: it does not exist: plug it in",
    });
    expect(open.isOpen).toBe(false);
    expect(asked).toEqual([]);
  });
});
