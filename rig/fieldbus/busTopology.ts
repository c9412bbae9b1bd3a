/**
 * A field bus as it is laid: segments of RS485 cable joined by repeaters (IF2E003), the devices on each, and the master
 * at the beginning of the first. What the standard and the catalogue say a segment can carry, and what distance and
 * repeaters cost, is data; what is known of neither is an assumption with a default.
 */
import { interfaces } from "#models/catalogue/interfaces.ts";
import { type Metres, metres, milliseconds, type Seconds, seconds } from "#models/units.ts";
import { type CharacterFormat, characterTime } from "#rig/fieldbus/characterFormat.ts";

export interface BusSegment {
  readonly name: string;
  /** The segment whose repeater feeds this one; null: the master's own. */
  readonly behind: string | null;
  readonly cable: Metres;
}

export interface BusDevice {
  readonly name: string;
  /** 1...255. */
  readonly unit: number;
  readonly segment: string;
  /** From the silence that ends a request to the start of the answer. */
  readonly turnaround: Seconds;
  /** Words of each read a poll of this device is made of. */
  readonly reads: readonly number[];
}

export interface BusLimits {
  /** Devices of one unit load on a segment, beside the master or the repeater that feeds it. */
  readonly devicesPerSegment: number;
  /** Devices on all the segments together. */
  readonly devices: number;
  readonly cable: Metres;
  /** Assumption: by how much a repeater holds up what passes it, in bits at the bus's speed. */
  readonly repeaterBits: number;
  /** Cable the signal passes in one second: two thirds of the speed of light, of usual twisted pairs. */
  readonly cablePerSecond: Metres;
}

const repeater = interfaces.find(({ role }) => role === "repeater");

/** Those of the catalogue's repeater; a repeater decides on each bit when it has seen it, which is an assumption. */
export const catalogueLimits: BusLimits = {
  devicesPerSegment: repeater?.limits.devicesPerSegment ?? 31,
  devices: repeater?.limits.devices ?? 254,
  cable: repeater?.limits.lineLength ?? metres(1200),
  repeaterBits: 1,
  cablePerSecond: metres(2e8),
};

export interface BusTopology {
  readonly name: string;
  readonly format: CharacterFormat;
  readonly segments: readonly BusSegment[];
  readonly devices: readonly BusDevice[];
  readonly limits: BusLimits;
}

/** What IME's sister meters recommend of their 3...100 ms (Nemo D4-L+). */
export const assumedTurnaround = milliseconds(3);

/** The segments between the master and this one, this one last. Ends at a circle or a name nobody has. */
export function pathTo(segments: readonly BusSegment[], name: string): readonly BusSegment[] {
  const path: BusSegment[] = [];
  let here = segments.find((segment) => segment.name === name);
  while (here !== undefined && !path.includes(here)) {
    path.unshift(here);
    const { behind } = here;
    here = behind === null ? undefined : segments.find((segment) => segment.name === behind);
  }
  return path;
}

/** From the master to the far end of a segment. */
export function delayTo({ segments, format, limits }: BusTopology, segment: string): Seconds {
  const path = pathTo(segments, segment);
  const bit = characterTime({ ...format, parity: "none", stopBits: 1 }) / 10;
  const repeaters = Math.max(0, path.length - 1) * limits.repeaterBits * bit;
  const cable = path.reduce((sum, each) => sum + each.cable, 0);
  return seconds(repeaters + cable / limits.cablePerSecond);
}

/**
 * Devices whose segment has more than it can carry: those beyond the limit, in the sequence they are listed. Assumption:
 * those are the ones at the far end, whose signal has become too weak to be read.
 */
export function weakDevices({ segments, devices, limits }: BusTopology): readonly BusDevice[] {
  return segments.flatMap(({ name }) =>
    devices.filter(({ segment }) => segment === name).slice(limits.devicesPerSegment),
  );
}
