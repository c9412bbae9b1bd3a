/**
 * The embedded bench: a meter under test that is a twin with imperfections nobody above this file is told of, on a
 * simulated RS485 line in virtual time. The master, the frames and their byte timing are those of a real bench; only
 * the copper and the waiting are missing, so a month of load takes as long as computing it. A meter without RS485 is
 * read by its pulses, which an ideal input counts.
 */
import { createHash } from "node:crypto";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import { display } from "#models/meter/display.ts";
import { hashNoise } from "#models/meter/distortion.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { type BusObserver, observing } from "#rig/bench/busObserver.ts";
import { readQuantities } from "#rig/bench/meterReader.ts";
import { readPulses } from "#rig/bench/pulseReader.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import { slowLines } from "#rig/bench/slowLines.ts";
import type { VirtualMeter } from "#rig/bench/virtualMeters.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { faultyPort } from "#rig/fieldbus/faultyPort.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { type HostedTwin, hostedTwin, type Registers } from "#rig/host/hostedTwin.ts";
import { nothingApplied } from "#rig/host/hostTwins.ts";
import { RigError } from "#rig/rigError.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

/**
 * A meter on a bench is never quite new: its registers begin somewhere in the first hundred counts or so, and in the
 * middle of a count. Where, is chance; the same seed and the same meter begin at the same place, whatever else is run.
 */
function registersAtFirst(seed: number, choice: MeterChoice): Registers {
  const meter = createHash("sha256").update(JSON.stringify(choice)).digest().readUInt32LE(0);
  const somewhere = (cell: number): number => Math.round(500 * (hashNoise(seed ^ meter, cell) + 1));
  return { active: somewhere(0), reactive: somewhere(1) };
}

/** The name of the one position of an embedded bench. */
const position = "virtual";
const bus = "virtual";
const unit = 1;
const format = plainFormat(9600);

export async function virtualBench(
  meter: VirtualMeter,
  seed: number,
  observe: BusObserver = () => {},
  further: readonly Product[] = [],
): Promise<Bench> {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const slow = slowLines(() => [position]);
  const heardBy = observing(bus, slow.observe, observe);
  const master = openMaster(await line.attach("rig", format), clock, heardBy);
  const opened = clock.now();

  let twin: HostedTwin | null = null;
  // The device behind the unit changes with every scenario; the slave and its line stay.
  const device = (): HostedTwin["device"] => {
    if (twin === null)
      throw new RigError("notPrepared", "the virtual bench was read before a meter was put on it");
    return twin.device;
  };
  openSlave(
    faultyPort(await line.attach("meter", format), clock, meter.busFault),
    new Map([
      [
        unit,
        {
          answers: () => device().answers(),
          get maximumReadWords() {
            return device().maximumReadWords;
          },
          get functionCodes() {
            return device().functionCodes;
          },
          read: (address, count) => device().read(address, count),
          write: (address, words) => device().write(address, words),
        },
      ],
    ]),
    clock,
  );

  let spec: MeterSpec | null = null;
  return {
    name: meter.name,
    kind: "virtual",
    positions: [position],
    transitions: "seamless",
    referenceUncertainty: 0,
    sampledWithin: seconds(0.1),
    clockScale: 1,
    longestHold: null,
    prepare(name, choice: MeterChoice) {
      const nominal = meterSpec(choice, {}, further);
      if (!isSpec(nominal))
        return Promise.resolve({ notApplicable: nominal.map(({ message }) => message).join("; ") });
      spec = nominal;
      twin = hostedTwin(
        { ...nominal, imperfections: meter.imperfections },
        clock,
        nothingApplied,
        registersAtFirst(seed, choice),
      );
      return Promise.resolve({ name, spec: nominal });
    },
    now: () => seconds(clock.now() - opened),
    apply(signals) {
      twin?.apply(signals);
      return Promise.resolve(seconds(clock.now() - opened));
    },
    elapse: (duration: Seconds) => clock.sleep(duration),
    read(_, quantities) {
      if (spec === null)
        throw new RigError("notPrepared", "the virtual bench was read before a meter was put on it");
      const path = readingPathOf(spec);
      if (path.kind !== "pulses")
        return readQuantities(master, unit, spec, quantities, { clock, since: opened, scale: 1 });
      const counted = twin?.state().pulses.started ?? 0;
      return Promise.resolve(readPulses(path, counted, quantities, seconds(clock.now() - opened)));
    },
    // Nobody can unplug a line that is computed; what the meter does to its answers is the meter's.
    provedAlive: () => Promise.resolve({ kind: "ownLine" }),
    takeInterruptions: () => [],
    takeSlowLines: slow.take,
    safe() {
      twin?.apply(nothingApplied);
      return Promise.resolve();
    },
    front: () => (twin === null || spec === null ? null : display(spec, twin.glance())),
    press(_, key) {
      twin?.press(key);
      return twin !== null;
    },
    hold: () => clock.hold(),
    async close() {
      await master.close();
      await line.close();
    },
  };
}
