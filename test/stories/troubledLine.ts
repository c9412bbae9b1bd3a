/**
 * A bench with one or two stand-in meters behind a socket that exists only in virtual time, run as the command runs it:
 * plan, hold, read, compare, with an operator who sets what the sheet says at once.
 */
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Comparison, Reading } from "#reports/events.ts";
import { type RunRecord, recordOf } from "#reports/record.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { type ExitCode, exitCodeOfRun } from "#rig/cli/exitCode.ts";
import type { Port, PortListener, TcpFraming } from "#rig/fieldbus/port.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { planRun } from "#rig/run/plan.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { readScenario } from "#scenarios/read.ts";
import { productOf, shipped } from "../rig/meterFile/files.ts";
import { channelsOf, off } from "./settingChannels.ts";
import { type Fault, frameOf, type Said, StandInMeter } from "./standInMeter.ts";
import { told } from "./told.ts";

const plain = `
title: A plain load
theme: balanced
teaches: What a faultless meter behind a troubled line is said to be.
meter: { model: Eastron SDM630, insertionMode: 3N3E }
source: { voltage: 230 V, frequency: 50 Hz }
load: { current: 5 A, powerFactor: 0.866 lag }
`;
const claim = "registersWithin: { energy: active energy, limit: class }";
/** An hour of 3 kW: 301 counts of 10 Wh. */
export const oneHour = `${plain}steps: [{ name: plain, hold: 1 h, claims: [${claim}] }]\n`;
export const powerLost = `${plain}steps:
  - { name: healthy, hold: 1 h, claims: [${claim}] }
  - { name: dead, hold: 10 min, source: { voltage: 0 V }, claims: [staysSilent: {}] }
  - { name: healthy again, hold: 1 h, claims: [${claim}] }
`;

export interface Troubled {
  readonly framing?: TcpFraming;
  readonly scenario?: string;
  /** Bench seconds in one of the wire. */
  readonly scale?: number;
  /** A second meter on the bus, and its fault. */
  readonly second?: Fault;
  /** Seconds of the wire from a question to its answer; 5 ms when left out. */
  readonly answersAfter?: number;
  /** `latency` of the bus, as the bench file says it. */
  readonly latency?: string;
  /** The wire itself; told of the bench's time. */
  readonly isTorn?: (benchTime: number) => boolean;
}

/** Unit, function code, first register and count of a request, unwrapped. */
const askedIn = (bytes: Uint8Array): readonly [number, number, number, number] => [
  bytes[0] ?? 0,
  bytes[1] ?? 0,
  ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0),
  ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0),
];

type Hear = (request: ReturnType<typeof askedIn>) => Said;

/** What goes back over the socket for one request; null: nothing. */
export function answerTo(bytes: Uint8Array, framing: TcpFraming, hear: Hear): Uint8Array | null {
  const request = framing === "mbap" ? bytes.subarray(6) : bytes;
  const said = hear(askedIn(request));
  if (said.kind === "nothing") return null;
  const unit = request[0] ?? 0;
  const plain = said.kind === "line" ? said.bytes : frameOf(unit, said.bytes);
  const wrapped = [...bytes.subarray(0, 4), 0, said.bytes.length + 1, unit, ...said.bytes];
  return Uint8Array.from(framing === "mbap" ? wrapped : plain);
}

/** A socket to whoever `hear` is, so far away. */
function socketTo(framing: TcpFraming, clock: VirtualClock, away: Seconds, hear: Hear): Port {
  let listener: PortListener | undefined;
  let isOpen = true;
  const close = (cause: Error | undefined) => {
    if (!isOpen) return;
    isOpen = false;
    listener?.closed(cause);
  };
  return {
    name: "socket",
    medium: { kind: "tcp", framing },
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      const answer = answerTo(bytes, framing, hear);
      if (answer === null) return;
      clock.after(away, () => {
        if (isOpen) listener?.received(answer, clock.now());
      });
    },
    listen: (next) => {
      listener = next;
    },
    drop: (cause) => close(cause),
    close: () => Promise.resolve(close(undefined)),
  };
}

export interface Told {
  readonly record: RunRecord;
  readonly verdict: string;
  readonly exitCode: ExitCode;
  /** Of the position "left". */
  readonly comparisons: readonly Comparison[];
  readonly leftOut: readonly Reading[];
}

/** The run of a meter with this fault, and what was said of it. */
export async function tell(fault: Fault, options: Troubled = {}): Promise<Told> {
  const { framing = "mbap", scenario = oneHour, scale = 1, second, isTorn = () => false } = options;
  const { answersAfter = 0.005, latency } = options;
  const wire = new VirtualClock();
  const benchTime = () => wire.now() * scale;
  const meters = new Map(
    [fault, second].flatMap((one, at) =>
      one === undefined ? [] : [[at + 1, new StandInMeter(one, benchTime)]],
    ),
  );
  let isFed = false;
  const product = productOf(shipped("sdm630"));
  const place = (name: string, unit: number) =>
    `  - { name: ${name}, meters: my.meter.yaml, model: Eastron SDM630, bus: main, unit: ${unit}, programmed: { insertionMode: 3N3E } }\n`;
  const file = readBenchFile(
    `name: shelf\nsource: { kind: manual, limits: { voltage: 300 V, current: 100 A }, uncertainty: 0.05 % }\nbuses: { main: { port: "tcp://127.0.0.1:5020", framing: ${framing}${latency === undefined ? "" : `, latency: ${latency}`} } }\npositions:\n${place("left", 1)}${second === undefined ? "" : place("right", 2)}clock: { scale: ${scale} }\n`,
    "bench.yaml",
    {},
    undefined,
    [product],
  );
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const operator: Operator = {
    tell: () => {},
    async confirm(question) {
      await wire.sleep(seconds(1));
      if (question.kind === "arm") return;
      const channels = question.kind === "set" ? channelsOf(formatSettingLine(question.channels)) : off;
      isFed = channels.voltage > 100;
      for (const meter of meters.values()) meter.set(channels);
    },
  };
  const clock = {
    now: () => seconds(benchTime()),
    sleep: (duration: Seconds) => wire.sleep(seconds(duration / scale)),
    after: (duration: Seconds, callback: () => void) => wire.after(seconds(duration / scale), callback),
  };
  const bench: Bench = await hardwareBench(file, {
    clock,
    busClock: wire,
    operator,
    openPort: () =>
      Promise.resolve(
        socketTo(framing, wire, seconds(answersAfter), ([unit, functionCode, first, count]) => {
          const meter = meters.get(unit);
          if (meter === undefined || !isFed || isTorn(benchTime())) return { kind: "nothing" };
          return meter.hear(unit, functionCode, first, count);
        }),
      ),
  });
  const read = readScenario(scenario, "plain.scenario.yaml", (choice) => meterSpec(choice, {}, [product]));
  if (read.scenario === undefined) throw new Error(JSON.stringify(read.issues));
  const plan = await planRun([{ scenario: read.scenario, reference: "plain" }], bench, { holds: "file" });
  const events = await told(plan, bench);
  await bench.close();
  const verdict =
    events.flatMap((event) => (event.type === "runFinished" ? [event.verdict] : []))[0] ?? "error";
  const ofLeft = events.filter((event) => "position" in event && event.position === "left");
  const record = recordOf(events);
  return {
    record,
    verdict,
    exitCode: exitCodeOfRun(record),
    comparisons: ofLeft.flatMap((event) => (event.type === "compared" ? [event.comparison] : [])),
    leftOut: ofLeft.flatMap((event) => (event.type === "leftOut" ? [event.reading] : [])),
  };
}
