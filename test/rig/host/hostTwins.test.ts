import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { hours, minutes } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { encodeReadRequest } from "#rig/fieldbus/rtuFrame.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { followLines } from "#rig/host/followLines.ts";
import { type HostedStep, type HostOptions, hostTwins } from "#rig/host/hostTwins.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
const loadLine =
  "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@0 5.000A@-120 5.000A@120 contact=open";
const idleLine = "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=0A 0A 0A contact=open";
const steps: readonly HostedStep[] = [
  { name: "load", signals: signalsOf(loadLine), hold: hours(2) },
  { name: "no load", signals: signalsOf(idleLine), hold: minutes(30) },
];

async function twinsOnALine(more: Partial<HostOptions>) {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const said: [number, string][] = [];
  const host = await hostTwins({
    clock,
    busClock: clock,
    places: [
      {
        at: { kind: "line", line, name: "meters", format },
        meters: [
          { unit: 1, spec },
          { unit: 255, spec },
        ],
      },
    ],
    say: (text) => void said.push([clock.now(), text]),
    ...more,
  });
  const rig = await line.attach("rig", format);
  const master = openMaster(rig, clock);
  /** Active energy in Wh, 10 Wh per count at K = 1; null when nobody answers. */
  const energyOf = async (unit: number) => {
    const answer = await master.read({ unit, address: 0x101c, count: 2 });
    return answer.kind === "words" ? (answer.words[0]! * 65536 + answer.words[1]!) * 10 : null;
  };
  return { clock, host, said, energyOf, rig };
}

describe("twins hosted on a simulated line", () => {
  it("play a scenario: each step said when it begins, the end when it ends, the last one staying", async () => {
    const { clock, said, energyOf } = await twinsOnALine({ steps });
    await clock.sleep(hours(5));
    expect(said).toEqual([
      [0, expect.stringMatching(/^listening on line\d+\/meters: 1 Conto D4-s, 255 Conto D4-s$/)],
      [0, expect.stringMatching(/^remark: unit 255 is beyond 1\.\.\.247/)],
      [0, `step 1 of 2 applied: load: ${loadLine}`],
      [7200, `step 2 of 2 applied: no load: ${idleLine}`],
      [9000, "scenario finished: the last step stays applied"],
    ]);
    // Two hours of 3450 W less the start-up, under 5 s and so under 4.8 Wh: 6895.2 ... 6900 Wh, in whole counts.
    expect(await energyOf(1)).toBe(6890);
    expect(await energyOf(255)).toBe(6890);
    expect(await energyOf(2)).toBeNull();
  });

  it("leave the scenario for a line somebody writes, and say no more of it", async () => {
    const { clock, host, said, energyOf } = await twinsOnALine({ steps });
    await clock.sleep(hours(1));
    expect(host.applied(idleLine)).toBe(true);
    await clock.sleep(hours(5));
    expect(said.slice(3)).toEqual([[3600, `applied ${idleLine}`]]);
    expect(await energyOf(1)).toBe(3440);
  });

  it("change nothing for a wrong line, and say what is wrong with it", async () => {
    const { clock, host, said, energyOf } = await twinsOnALine({});
    host.applied(loadLine);
    expect(host.applied("f=50Hz")).toBe(false);
    expect(said.slice(3).map(([, text]) => text)).toEqual([
      "not applied: U: missing: a setting line is complete",
      "not applied: N: missing: a setting line is complete",
      "not applied: I: missing: a setting line is complete",
      "not applied: contact: missing: a setting line is complete",
    ]);
    await clock.sleep(hours(1));
    expect(await energyOf(1)).toBe(3440);
    expect(host.applied(" off ")).toBe(true);
    expect(await energyOf(1)).toBeNull();
  });

  it("answer requests that come together of one instant, and the next ones of a later one", async () => {
    // A meter's time that is an hour further at every look: 3450 Wh from one answer to the next, were it asked again.
    let looks = 0;
    const hurried = new VirtualClock();
    const restless: Clock = {
      now: () => hours(looks++),
      sleep: (duration) => hurried.sleep(duration),
      after: (duration, callback) => hurried.after(duration, callback),
    };
    const { clock, host, rig } = await twinsOnALine({ clock: restless });
    host.applied(loadLine);
    const heard: number[] = [];
    rig.listen({ received: (bytes) => void heard.push(...bytes), closed: () => {} });
    const three = [1, 1, 1].flatMap((unit) => [...encodeReadRequest(unit, 0x101c, 2)]);
    const ask = async () => {
      heard.length = 0;
      rig.write(Uint8Array.from(three));
      await clock.sleep(minutes(1));
      return [0, 9, 18].map((start) => heard.slice(start + 3, start + 7).join(" "));
    };
    const first = await ask();
    const second = await ask();
    for (const said of [first, second]) expect(new Set(said).size).toBe(1);
    expect(second[0]).not.toBe(first[0]);
    // Nor does time stand still any longer than that: what comes next finds the meter an hour on.
    host.applied(idleLine);
    expect((await ask())[0]).not.toBe(second[0]);
  });

  it("are in service from the first moment when they are fed, and forget that for whatever comes next", async () => {
    const { clock, host, said, energyOf } = await twinsOnALine({ feed: signalsOf(loadLine) });
    expect(said.at(-1)).toEqual([0, `fed with ${loadLine}`]);
    expect(await energyOf(1)).toBe(0);
    // 3450 W for an hour, less what the question took.
    await clock.sleep(hours(1));
    expect(await energyOf(1)).toBe(3450);
    expect(host.applied(idleLine)).toBe(true);
    await clock.sleep(hours(1));
    expect(await energyOf(255)).toBe(3450);
    expect(host.applied("off")).toBe(true);
    expect(await energyOf(1)).toBeNull();
  });

  it("have ended when closed, and answer no more", async () => {
    const { clock, host, energyOf } = await twinsOnALine({ steps });
    await clock.sleep(hours(1));
    expect(await energyOf(1)).toBe(3440);
    await host.close();
    await host.ended;
    expect(await energyOf(1)).toBeNull();
  });
});

describe("setting lines as they come in", () => {
  it("are taken one by one, however they are cut in pieces; comments and empty lines are not", async () => {
    const input = new PassThrough();
    const taken: string[] = [];
    followLines(input, (line) => taken.push(line));
    for (const piece of ["# morn", "ing\n\n  off", "  \nf=50Hz\r\nU=1V", "\n"]) input.write(piece);
    await expect.poll(() => taken).toEqual(["off", "f=50Hz", "U=1V"]);
    input.end("I=0A");
    await expect.poll(() => taken.at(-1)).toBe("I=0A");
  });

  it("end with what can't be read or has no lines: said once, and nothing is kept of it", async () => {
    for (const [end, why] of [
      [(input: PassThrough) => input.destroy(new Error("EIO: i/o error")), /^no more .*: EIO: i\/o error$/],
      [
        (input: PassThrough) => input.write("0".repeat(200_000)),
        /^no more .*: what comes in has no line ends$/,
      ],
    ] as const) {
      const input = new PassThrough();
      const taken: string[] = [];
      const said: string[] = [];
      followLines(
        input,
        (line) => taken.push(line),
        (line) => said.push(line),
      );
      input.write("off\n");
      await expect.poll(() => taken).toEqual(["off"]);
      end(input);
      await expect.poll(() => said).toEqual([expect.stringMatching(why)]);
      expect(input.destroyed).toBe(true);
      expect(taken).toEqual(["off"]);
    }
  });

  it("take Old-Mac line ends, and letters cut in two", async () => {
    const input = new PassThrough();
    const taken: string[] = [];
    followLines(input, (line) => taken.push(line));
    const bytes = Buffer.from("off\rf=50Hz é\r");
    for (const byte of bytes) input.write(Uint8Array.of(byte));
    await expect.poll(() => taken).toEqual(["off", "f=50Hz é"]);
  });
});
