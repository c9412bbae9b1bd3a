/**
 * A bench with real meters: a source that feeds them, buses they answer on, and time that really passes. It opens all of
 * its ports before anything is energised, arms the source with the first signals, and turns it off on every way out. A
 * self-powered meter cannot be asked for a sign of life before it has voltage, so a meter that never answers is reported
 * to the operator with the first reading, as a hint beside the finding that the silence is.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { SourceNotice } from "#reports/live/protocol.ts";
import { type Bench, type BusObserver, observing } from "#rig/bench/bench.ts";
import type { BenchFile, BenchPosition, BusSettings } from "#rig/bench/benchFile.ts";
import { type OpenBusPort, openBusPort } from "#rig/bench/busPort.ts";
import { declaredBench } from "#rig/bench/declaredBench.ts";
import { readQuantities } from "#rig/bench/meterReader.ts";
import { type Clock, wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import type { Master } from "#rig/fieldbus/master.ts";
import { manualSource } from "#rig/instruments/manualSource.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { RigError } from "#rig/rigError.ts";

export interface HardwareBenchTools {
  readonly operator: Operator;
  /** The bench's time; default the wall clock at the file's scale. */
  readonly clock?: Clock;
  /** The wire's time; default the bench's when unscaled, else the wall clock. */
  readonly busClock?: Clock;
  readonly openPort?: OpenBusPort;
  readonly observe?: BusObserver;
}

async function openBuses(
  file: BenchFile,
  clock: Clock,
  openPort: OpenBusPort,
  observe: BusObserver,
): Promise<ReadonlyMap<string, Master>> {
  const masters = new Map<string, Master>();
  const troubles: { readonly line: string; readonly cause: unknown }[] = [];
  for (const { name, port, timeout, retries } of file.buses) {
    try {
      const options = {
        responseTimeout: timeout,
        lateWindow: timeout,
        retries,
        hasLocalEcho: port.kind === "serial" && port.hasLocalEcho,
        ...observing(name, observe),
      };
      masters.set(name, openMaster(await openPort(port, clock), clock, options));
    } catch (cause) {
      troubles.push({
        line: `bus ${name}: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      });
    }
  }
  if (troubles.length === 0) return masters;
  await Promise.all([...masters.values()].map((master) => master.close()));
  const message = troubles.map(({ line }) => line).join("\n");
  throw new RigError("busNotOpen", message, { cause: troubles[0]?.cause });
}

interface InPlace {
  readonly declared: BenchPosition;
  readonly master: Master;
  readonly bus: BusSettings;
  hasAnswered: boolean;
  isReported: boolean;
}

function inPlace(file: BenchFile, masters: ReadonlyMap<string, Master>): ReadonlyMap<string, InPlace> {
  return new Map(
    file.positions.map((declared) => {
      const master = masters.get(declared.bus);
      const bus = file.buses.find(({ name }) => name === declared.bus);
      if (master === undefined || bus === undefined) {
        throw new RigError("badBench", `position ${declared.name} hangs on a bus the bench does not have`);
      }
      return [declared.name, { declared, master, bus, hasAnswered: false, isReported: false }];
    }),
  );
}

const whereAsked = ({ port }: BusSettings): Extract<SourceNotice, { kind: "silent" }>["bus"] =>
  port.kind === "tcp"
    ? { kind: "tcp", address: port.address, framing: port.framing }
    : { kind: "serial", path: port.path, ...port.format };

/** A reading's instants, from seconds on the wire's clock into seconds of the bench. */
const inBenchTime = (reading: Reading, shift: number, scale: number): Reading => {
  const sampledAt = reading.sampledAt * scale + shift;
  if (reading.kind === "read") return { ...reading, sampledAt, sampledWithin: reading.sampledWithin * scale };
  if (reading.kind === "silent") return { ...reading, sampledAt, waited: reading.waited * scale };
  return { ...reading, sampledAt };
};

/**
 * Opens every bus of the bench; nothing is energised.
 * @throws {RigError} `busNotOpen`, one line per port that would not open, each with its remedy.
 */
export async function hardwareBench(file: BenchFile, tools: HardwareBenchTools): Promise<Bench> {
  const { operator, clock = wallClock(file.clockScale), openPort = openBusPort } = tools;
  const busClock = tools.busClock ?? (file.clockScale === 1 ? clock : wallClock());
  const masters = await openBuses(file, busClock, openPort, tools.observe ?? (() => {}));
  const positions = inPlace(file, masters);
  const source = manualSource(operator, file.source.limits);
  const opened = clock.now();
  const now = (): Seconds => seconds(clock.now() - opened);

  const at = (position: string): InPlace => {
    const place = positions.get(position);
    if (place === undefined) throw new RigError("noSuchPosition", `the bench has no position ${position}`);
    return place;
  };
  const hintAtSilence = (place: InPlace, readings: readonly Reading[]): void => {
    place.hasAnswered ||= readings.some(({ kind }) => kind !== "silent");
    if (place.hasAnswered || place.isReported || readings.length === 0) return;
    place.isReported = true;
    const { declared, bus } = place;
    operator.tell({
      kind: "silent",
      position: declared.name,
      model: declared.spec.model,
      unit: declared.unit,
      bus: whereAsked(bus),
    });
  };

  return {
    ...declaredBench(file),
    transitions: "operator",
    now,
    async apply(signals, label) {
      if ((await source.readBack()).kind !== "set") await source.arm();
      await source.set(signals, label);
      return now();
    },
    elapse: (duration) => clock.sleep(duration),
    async read(position: string, quantities: readonly QuantityName[]) {
      const place = at(position);
      const { declared, master } = place;
      const since = busClock.now();
      const begun = now();
      const readings = await readQuantities(
        master,
        declared.unit,
        declared.spec,
        quantities,
        since,
        busClock,
      );
      hintAtSilence(place, readings);
      return readings.map((reading) => inBenchTime(reading, begun, file.clockScale));
    },
    safe: () => source.off(),
    front: () => null,
    press: () => false,
    hold: () => () => {},
    async close() {
      await Promise.all([...masters.values()].map((master) => master.close()));
    },
  };
}
