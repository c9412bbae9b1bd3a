/**
 * What polling a bus takes, before anybody polls it: the time every byte needs at the bus's speed, the silences, the
 * time each device takes to answer, and what distance adds. It is the physical limit that no master can beat. Beside it
 * stands what is wrong with the bus as laid; such a bus can be built, it only does not work. And what works, but not for
 * every client.
 */
import { inMilliseconds, inMinutes, type Ratio, ratio, type Seconds, seconds } from "#models/units.ts";
import { type BusTopology, delayTo, weakDevices } from "#rig/fieldbus/busTopology.ts";
import { characterTime, interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import { reservedUnits } from "#rig/fieldbus/reservedUnits.ts";

export interface BusPlan {
  readonly bus: string;
  readonly devices: number;
  readonly segments: number;
  /** Requests and answers of one poll of everything. */
  readonly frames: number;
  /** During which somebody sends, in one poll of everything. */
  readonly wireTime: Seconds;
  /** One poll of everything. */
  readonly cycle: Seconds;
  /** Part of a poll interval that a poll takes; null when polls follow one another. */
  readonly load: Ratio | null;
  /** What will not work as laid. */
  readonly problems: readonly string[];
  /** What works here and not with every client. */
  readonly remarks: readonly string[];
}

/** Bytes of a read request, and of an answer beside its words (Modbus over serial line V1.02). */
const requestBytes = 8;
const answerBytes = 5;

/** One read of `words` words: both frames, a silence before each, and the device's own time. */
function exchangeOf(topology: BusTopology, words: number, turnaround: Seconds, delay: Seconds) {
  const { format } = topology;
  const wire = (requestBytes + answerBytes + 2 * words) * characterTime(format);
  return { wire, whole: wire + 2 * interFrameSilence(format) + turnaround + 2 * delay };
}

/** `every`: how often everything is polled; null: again and again. */
export function busPlan(topology: BusTopology, every: Seconds | null): BusPlan {
  const delays = new Map(topology.segments.map(({ name }) => [name, delayTo(topology, name)]));
  const exchanges = topology.devices.flatMap(({ reads, turnaround, segment }) =>
    reads.map((words) => exchangeOf(topology, words, turnaround, delays.get(segment) ?? seconds(0))),
  );
  const cycle = seconds(exchanges.reduce((sum, { whole }) => sum + whole, 0));
  return {
    bus: topology.name,
    devices: topology.devices.length,
    segments: topology.segments.length,
    frames: 2 * exchanges.length,
    wireTime: seconds(exchanges.reduce((sum, { wire }) => sum + wire, 0)),
    cycle,
    load: every === null ? null : ratio(cycle / every),
    problems: [...problemsOf(topology), ...(every === null ? [] : tooOften(cycle, every))],
    remarks: remarksOn(topology),
  };
}

const tooOften = (cycle: Seconds, every: Seconds): readonly string[] =>
  cycle <= every
    ? []
    : [
        `a poll takes ${inMilliseconds(cycle).toFixed(0)} ms and is wanted every ${inMinutes(every).toFixed(2)} min: it never ends`,
      ];

/** What is right by the makers' documents and beyond the standard all the same. */
export function remarksOn({ devices }: BusTopology): readonly string[] {
  const reserved = reservedUnits(devices.map(({ unit }) => unit));
  return reserved === null ? [] : [reserved];
}

/** Everything that is wrong with the bus as laid, and what it will look like. */
export function problemsOf(topology: BusTopology): readonly string[] {
  const { devices, segments, limits } = topology;
  const units = new Map<number, string[]>();
  for (const { unit, name } of devices) units.set(unit, [...(units.get(unit) ?? []), name]);
  const twice = [...units].filter(([, names]) => names.length > 1);
  const weak = weakDevices(topology);
  return [
    ...twice.map(
      ([unit, names]) =>
        `unit ${unit} is ${names.join(" and ")}: both answer at once, and nobody understands either`,
    ),
    ...segments.flatMap(({ name }) => {
      const beyond = weak.filter(({ segment }) => segment === name).map((device) => device.name);
      return beyond.length === 0
        ? []
        : [
            `segment ${name} carries ${limits.devicesPerSegment + beyond.length} devices, ${limits.devicesPerSegment} are allowed: the signal is too weak for ${beyond.join(", ")}, which stay silent; put an IF2E003 in between`,
          ];
    }),
    ...segments
      .filter(({ cable }) => cable > limits.cable)
      .map(
        ({ name, cable }) =>
          `segment ${name} is ${cable} m long, ${limits.cable} m are allowed: put an IF2E003 in between`,
      ),
    ...(devices.length > limits.devices
      ? [`${devices.length} devices, ${limits.devices} are allowed on one bus`]
      : []),
  ];
}
