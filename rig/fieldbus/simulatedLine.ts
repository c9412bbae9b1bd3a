/**
 * A two-wire RS485 line that exists only in time: any number of ends hear what any one of them says, each byte takes
 * its 10 or 11 bits at the speaker's speed, and two ends that speak at once spoil each other's bytes for everybody. An
 * end set to another speed or parity hears garbage; a dead unit is an end that says nothing. Each end is a serialport
 * mock binding, so the program above it is the same as on a real adapter.
 */
import { SerialPortMock } from "serialport";
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { type CharacterFormat, characterTime, isSameFormat } from "#rig/fieldbus/characterFormat.ts";
import { collidedBytes, heardBytes, misreadBytes, type Transmission } from "#rig/fieldbus/lineBytes.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { streamPort } from "#rig/fieldbus/serialPort.ts";

export interface SimulatedLine {
  /**
   * A further end of the line. `echo` makes it hear its own bytes, as adapters do that leave their receiver on while
   * they send.
   */
  attach(name: string, format: CharacterFormat, options?: { readonly echo: boolean }): Promise<Port>;
  /** Pulls the adapter of the end `name`, as the world does: its port is lost, with a cause. */
  unplug(name: string): void;
  /** Time during which somebody was sending, and how many bytes met another sender's. */
  readonly occupation: { readonly busy: Seconds; readonly collidedBytes: number };
  /** Closes every end. */
  close(): Promise<void>;
}

/** How long after it was said something is heard at another end; Infinity where it never arrives. */
export type LineDelay = (speaker: string, listener: string) => Seconds;
const everywhereAtOnce: LineDelay = () => seconds(0);

interface End {
  readonly name: string;
  readonly format: CharacterFormat;
  readonly echo: boolean;
  readonly port: Port;
  /** When what it has been given to send will have gone out. */
  busyUntil: Seconds;
  hear(bytes: Uint8Array): void;
}

/** The mock keeps its ports by path for the whole program. */
let lines = 0;

/** `delay`: what repeaters and cable between two ends cost; left out, the line is short. */
export const simulatedLine = (clock: Clock, delay: LineDelay = everywhereAtOnce): SimulatedLine => {
  const line = lines++;
  const ends: End[] = [];
  const streams = new Map<string, SerialPortMock>();
  let pending: (Transmission<End> & { readonly isOver: boolean })[] = [];
  let busy = 0;
  let collided = 0;

  /** Everything that was said without a break up to now reaches the others, once nobody speaks any more. */
  const deliver = (): void => {
    const now = clock.now();
    const started = pending.filter(({ from }) => from < now);
    if (started.some(({ isOver }) => !isOver)) return;
    pending = pending.filter(({ from }) => from >= now);
    collided += collidedBytes(started);
    for (const end of ends) {
      if (!end.port.isOpen) continue;
      const bytes = heardBytes(started, end, end.echo);
      if (bytes.length === 0) continue;
      const foreign = started.find(({ speaker }) => !isSameFormat(speaker.format, end.format));
      const heard =
        foreign === undefined
          ? bytes
          : misreadBytes(bytes, characterTime(foreign.speaker.format) / characterTime(end.format));
      const wait = delay(started.at(-1)!.speaker.name, end.name);
      if (wait <= 0) end.hear(heard);
      else if (Number.isFinite(wait)) clock.after(wait, () => end.hear(heard));
    }
  };

  const say = (speaker: End, bytes: Uint8Array): void => {
    const from = Math.max(clock.now(), speaker.busyUntil) as Seconds;
    const until = seconds(from + bytes.length * characterTime(speaker.format));
    const transmission = { speaker, bytes, from, until, isOver: false };
    pending.push(transmission);
    busy += until - from;
    speaker.busyUntil = until;
    clock.after(seconds(until - clock.now()), () => {
      transmission.isOver = true;
      deliver();
    });
  };

  return {
    async attach(name, format, options = { echo: false }) {
      const path = `line${line}/${name}`;
      SerialPortMock.binding.createPort(path);
      const stream = new SerialPortMock({ path, ...format, dataBits: 8, autoOpen: false });
      await new Promise<void>((resolve, reject) => {
        stream.open((error) => (error ? reject(error) : resolve()));
      });
      const binding = stream.port!;
      const end: End = {
        name,
        format,
        echo: options.echo,
        port: streamPort(stream, format, clock),
        busyUntil: seconds(0),
        hear: (bytes) => {
          if (end.port.isOpen) binding.emitData(bytes as Buffer);
        },
      };
      const write = binding.write.bind(binding);
      binding.write = async (buffer) => {
        await write(buffer);
        say(end, binding.lastWrite!);
      };
      ends.push(end);
      streams.set(name, stream);
      return end.port;
    },
    unplug(name) {
      const cause = Object.assign(new Error(`${name} was unplugged`), { disconnected: true as const });
      streams.get(name)?.close(undefined, cause);
    },
    get occupation() {
      return { busy: seconds(busy), collidedBytes: collided };
    },
    async close() {
      await Promise.all(ends.map(({ port }) => port.close()));
    },
  };
};
