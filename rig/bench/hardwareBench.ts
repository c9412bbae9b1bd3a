/**
 * A bench with real meters: a source that feeds them, buses they answer on, and time that really passes. It opens all of
 * its ports before anything is energised, arms the source with the first signals, and leaves through the one way out, by
 * which the source is off. A
 * self-powered meter cannot be asked for a sign of life before it has voltage, so a meter that never answers is reported
 * to the operator with the first reading, as a hint beside the finding that the silence is.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { SourceNotice } from "#reports/live/protocol.ts";
import type { Bench } from "#rig/bench/bench.ts";
import type { BenchFile, BenchPosition, BusSettings } from "#rig/bench/benchFile.ts";
import { type BusObserver, observing } from "#rig/bench/busObserver.ts";
import { type OpenBusPort, openBusPort } from "#rig/bench/busPort.ts";
import { type HeardPlace, isHeard, proofHolds, proofOfLife } from "#rig/bench/busProof.ts";
import { declaredBench } from "#rig/bench/declaredBench.ts";
import { readQuantities } from "#rig/bench/meterReader.ts";
import { readOver } from "#rig/bench/readOver.ts";
import { slowLines } from "#rig/bench/slowLines.ts";
import { type Clock, sleepUnless, wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { lastingName } from "#rig/fieldbus/lastingName.ts";
import { type Link, openLink } from "#rig/fieldbus/link.ts";
import type { Master } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { manualSource } from "#rig/instruments/manualSource.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { RigError } from "#rig/rigError.ts";
import { wayOut } from "#rig/safety/wayOut.ts";

export interface HardwareBenchTools {
  readonly operator: Operator;
  /** The bench's time; default the wall clock at the file's scale. */
  readonly clock?: Clock;
  /** The wire's time; default the bench's when unscaled, else the wall clock. */
  readonly busClock?: Clock;
  readonly openPort?: OpenBusPort;
  readonly observe?: BusObserver;
  /** How far before a silence an answer may lie that helps to prove its bus alive, on the wire's clock; default 60 s. */
  readonly proofHolds?: Seconds;
}

interface OpenBus {
  readonly link: Link;
  readonly master: Master;
}

async function openBuses(
  file: BenchFile,
  clock: Clock,
  openPort: OpenBusPort,
  observers: readonly BusObserver[],
): Promise<ReadonlyMap<string, OpenBus>> {
  const opened = new Map<string, OpenBus>();
  const troubles: { readonly line: string; readonly cause: unknown }[] = [];
  for (const { name, port, timeout, latency, retries } of file.buses) {
    try {
      const options = {
        responseTimeout: timeout,
        lateWindow: timeout,
        longestLatency: latency,
        retries,
        hasLocalEcho: port.kind === "serial" && port.hasLocalEcho,
        ...observing(name, ...observers),
      };
      let asked = port;
      const open = async (): Promise<Port> => {
        const port = await openPort(asked, clock);
        // By then the adapter is there; plugged in again it may come under another name.
        if (asked.kind === "serial") asked = { ...asked, path: lastingName(asked.path) };
        return port;
      };
      const link = await openLink(open, {
        bus: name,
        patience: file.linkPatience,
        clock,
      });
      opened.set(name, { link, master: openMaster(link.port, clock, options) });
    } catch (cause) {
      troubles.push({
        line: `bus ${name}: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      });
    }
  }
  if (troubles.length === 0) return opened;
  await Promise.all([...opened.values()].map(({ master }) => master.close()));
  const message = troubles.map(({ line }) => line).join("\n");
  throw new RigError("busNotOpen", message, { cause: troubles[0]?.cause });
}

interface InPlace extends HeardPlace, OpenBus {
  readonly declared: BenchPosition;
  readonly bus: BusSettings;
  hasAnswered: boolean;
  isReported: boolean;
}

function inPlace(file: BenchFile, buses: ReadonlyMap<string, OpenBus>): ReadonlyMap<string, InPlace> {
  return new Map(
    file.positions.map((declared) => {
      const open = buses.get(declared.bus);
      const bus = file.buses.find(({ name }) => name === declared.bus);
      if (open === undefined || bus === undefined) {
        throw new RigError("badBench", `position ${declared.name} hangs on a bus the bench does not have`);
      }
      const { name, unit, spec } = declared;
      const heard: HeardPlace & OpenBus = { name, unit, spec, heardAt: null, ...open };
      return [name, { ...heard, declared, bus, hasAnswered: false, isReported: false }];
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
  const positionsOn = (bus: string): readonly string[] =>
    file.positions.filter((each) => each.bus === bus).map(({ name }) => name);
  const slow = slowLines(positionsOn);
  const observers = tools.observe === undefined ? [slow.observe] : [slow.observe, tools.observe];
  const buses = await openBuses(file, busClock, openPort, observers);
  const positions = inPlace(file, buses);
  const lost = AbortSignal.any([...buses.values()].map(({ link }) => link.lost));
  const { source, leave } = wayOut(manualSource(operator, file.source.limits), file.name);
  /** Somebody has called `safe`, and so has heard whether the source is off. */
  let isAskedOutside = false;
  const opened = clock.now();
  const now = (): Seconds => seconds(clock.now() - opened);
  /** An instant of the wire's clock. */
  const inBench = (at: Seconds): Seconds =>
    seconds(Math.max(0, now() - (busClock.now() - at) * file.clockScale));

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
    async elapse(duration, interrupted) {
      await sleepUnless(clock, duration, interrupted === undefined ? [lost] : [lost, interrupted]);
      lost.throwIfAborted();
    },
    async read(position: string, quantities: readonly QuantityName[]) {
      const place = at(position);
      const { declared, master, link } = place;
      const { readings, begun } = await readOver(link, busClock, file.linkPatience, async () => {
        const asked = { since: busClock.now(), begun: now() };
        const { unit, spec } = declared;
        return {
          ...asked,
          readings: await readQuantities(master, unit, spec, quantities, {
            clock: busClock,
            since: asked.since,
            scale: file.clockScale,
          }),
        };
      });
      if (readings.some(isHeard)) place.heardAt = busClock.now();
      hintAtSilence(place, readings);
      return readings.map((reading) => inBenchTime(reading, begun, file.clockScale));
    },
    provedAlive(position, silentFor) {
      const silent = at(position);
      const others = [...positions.values()].filter(
        (place) => place !== silent && place.master === silent.master,
      );
      const [since, begun] = [busClock.now(), now()];
      return proofOfLife(silent, others, silentFor, {
        now: () => busClock.now(),
        inBenchTime: (instant) => begun + (instant - since) * file.clockScale,
        holds: tools.proofHolds ?? proofHolds,
      });
    },
    takeInterruptions: () =>
      [...buses].flatMap(([bus, { link }]) =>
        link.takeInterruptions().map(({ from, to, cause }) => ({
          bus,
          positions: positionsOn(bus),
          from: inBench(from),
          to: inBench(to),
          cause,
        })),
      ),
    takeSlowLines: slow.take,
    safe() {
      isAskedOutside = true;
      return leave();
    },
    front: () => null,
    press: () => false,
    hold: () => () => {},
    async close() {
      try {
        await leave();
      } catch (error) {
        // Whoever made the bench safe before has heard it already.
        if (!isAskedOutside) throw error;
      } finally {
        await Promise.all([...buses.values()].map(({ master }) => master.close()));
      }
    },
  };
}
