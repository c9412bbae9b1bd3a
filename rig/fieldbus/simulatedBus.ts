/**
 * A bus of a topology, alive on a simulated line: every device answers after its own turnaround, hears through as many
 * repeaters as stand between it and the speaker, and what is wrong with the bus is wrong here as on copper: two devices
 * of one address spoil each other's answer, and a device too many on its segment hears a signal too weak to read.
 */
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { type BusDevice, type BusTopology, delayTo, pathTo, weakDevices } from "#rig/fieldbus/busTopology.ts";
import { interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { type SimulatedLine, simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";

export interface SimulatedBus {
  /** The end of whoever asks. */
  readonly master: Port;
  readonly line: SimulatedLine;
  close(): Promise<void>;
}

/** Devices that may share one end of the line: one segment, one turnaround, every address once. */
interface Group {
  readonly segment: string;
  readonly turnaround: Seconds;
  readonly units: Map<number, RegisterDevice>;
}

const grouped = (
  devices: readonly BusDevice[],
  deviceOf: (device: BusDevice) => RegisterDevice,
): readonly Group[] => {
  const groups: Group[] = [];
  for (const device of devices) {
    const { segment, turnaround, unit } = device;
    let group = groups.find(
      (each) => each.segment === segment && each.turnaround === turnaround && !each.units.has(unit),
    );
    if (group === undefined) {
      group = { segment, turnaround, units: new Map() };
      groups.push(group);
    }
    group.units.set(unit, deviceOf(device));
  }
  return groups;
};

/**
 * Lets the devices of `topology` answer. `isRepeating`: whether the repeater that feeds a segment has its supply now.
 */
export async function openSimulatedBus(
  topology: BusTopology,
  deviceOf: (device: BusDevice) => RegisterDevice,
  clock: Clock,
  isRepeating: (segment: string) => boolean = () => true,
): Promise<SimulatedBus> {
  const { format, segments } = topology;
  const master = segments.find(({ behind }) => behind === null)?.name ?? "";
  const segmentOfEnd = new Map([["master", master]]);
  const paths = new Map(segments.map(({ name }) => [name, pathTo(segments, name)]));
  const delays = new Map(segments.map(({ name }) => [name, delayTo(topology, name)]));
  /** Slaves hear each other through what they do not share of their ways to the master; only silence hangs on it. */
  const delay = (speaker: string, listener: string): Seconds => {
    const [from, to] = [segmentOfEnd.get(speaker) ?? master, segmentOfEnd.get(listener) ?? master];
    const shared = (paths.get(from) ?? []).filter((each) => paths.get(to)?.includes(each));
    const between = [...(paths.get(from) ?? []), ...(paths.get(to) ?? [])].filter(
      (each) => !shared.includes(each),
    );
    if (between.some(({ name }) => !isRepeating(name))) return seconds(Number.POSITIVE_INFINITY);
    const far = (delays.get(from) ?? 0) + (delays.get(to) ?? 0);
    return seconds(Math.max(0, far - 2 * (delays.get(shared.at(-1)?.name ?? "") ?? 0)));
  };
  const line = simulatedLine(clock, delay);
  const port = await line.attach("master", format);
  const silent = new Set(weakDevices(topology));
  // A device that can read nothing says nothing: it needs no end.
  const audible = topology.devices.filter((device) => !silent.has(device));
  for (const [place, group] of grouped(audible, deviceOf).entries()) {
    const name = `${group.segment}/${place}`;
    segmentOfEnd.set(name, group.segment);
    openSlave(await line.attach(name, format), group.units, clock, {
      turnaround: seconds(interFrameSilence(format) + group.turnaround),
    });
  }
  return { master: port, line, close: () => line.close() };
}
