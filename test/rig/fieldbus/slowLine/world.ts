/**
 * A slow line in virtual time, and what it knows of itself: every question, when the meter took the sample that answers
 * it, and of which register. Answers come as late, as often and in such order as the condition says, whatever the master
 * thinks of it. The words of an answer name the register and the sample, so the world alone decides what was true.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { characterTime, plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { Medium, Port, PortListener } from "#rig/fieldbus/port.ts";
import { encodeReadResponse } from "#rig/fieldbus/rtuFrame.ts";
import type { VirtualClock } from "#rig/virtualClock.ts";
import { between, type Chance } from "./chance.ts";
import type { LatencyModel } from "./latencyModels.ts";

export const timeout = seconds(0.3);
/** Words of a register: its name, the number of the sample in two words, its name again. */
export const registerWords = 4;

export interface Trouble {
  readonly latency: LatencyModel;
  /** Part of the answers that never come. */
  readonly loss: number;
  /** Part of the answers that come once more, up to `repeatedWithin` response timeouts later. */
  readonly repeated: number;
  readonly repeatedWithin: number;
}

interface Sample {
  readonly unit: number;
  readonly at: number;
}

export interface World {
  readonly port: Port;
  /** Questions that reached the meter. */
  readonly questions: number;
  /** Whether these words are of `register` of `unit`, and were its content at some instant from `from` to `until`. */
  isTrue(words: readonly number[], unit: number, register: number, from: number, until: number): boolean;
}

const nameOf = (unit: number, register: number): number => 256 * unit + register;
/** Instants are sums of many times; this is their rounding. */
const rounding = 1e-6;

export const slowWorld = (
  clock: VirtualClock,
  { latency, loss, repeated, repeatedWithin }: Trouble,
  chance: Chance,
  hasNumbers = false,
): World => {
  const format = plainFormat(9600);
  const medium: Medium = hasNumbers ? { kind: "tcp", framing: "mbap" } : { kind: "serial", format };
  const character = hasNumbers ? 0 : characterTime(format);
  const samples: Sample[] = [];
  let listener: PortListener | undefined;
  let isOpen = true;
  let lastAt = 0;

  const wordsFrom = (unit: number, address: number, count: number, sample: number): number[] =>
    Array.from({ length: count }, (_, n) => {
      const at = address + n;
      const part = at % registerWords;
      if (part === 1) return sample >>> 16;
      return part === 2 ? sample & 0xffff : nameOf(unit, Math.floor(at / registerWords));
    });
  const deliver = (bytes: Uint8Array, at: number): void => {
    clock.after(seconds(at - clock.now()), () => {
      if (isOpen) listener?.received(bytes, clock.now());
    });
  };
  const port: Port = {
    name: "slow line",
    medium,
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      const pdu = hasNumbers ? bytes.subarray(6) : bytes;
      const [unit, , high, low, many, few] = pdu as unknown as readonly number[];
      const sampledAt = clock.now() + bytes.length * character;
      const n = samples.push({ unit: unit!, at: sampledAt }) - 1;
      const count = (many! << 8) | few!;
      const rtu = encodeReadResponse(unit!, wordsFrom(unit!, (high! << 8) | low!, count, n));
      const answer = hasNumbers ? wrapInMbap(rtu, (bytes[0]! << 8) | bytes[1]!) : rtu;
      const late = timeout * latency.of(n, sampledAt / timeout, chance);
      const isLost = chance() < loss;
      const isRepeated = chance() < repeated;
      const after = timeout * between(chance, 0, repeatedWithin);
      let at = sampledAt + late + answer.length * character;
      // One frame after the other, with the silence that parts them.
      if (latency.inOrder) at = Math.max(at, lastAt + (answer.length + 4) * character);
      if (!isLost) {
        lastAt = at;
        deliver(answer, at);
      }
      if (isRepeated) deliver(Uint8Array.from(answer), at + after);
    },
    listen(next) {
      listener = next;
    },
    drop: () => {},
    close() {
      isOpen = false;
      return Promise.resolve();
    },
  };
  return {
    port,
    get questions() {
      return samples.length;
    },
    isTrue([name, high = 0, low = 0], unit, register, from, until) {
      const sample = samples[high * 65536 + low];
      if (sample === undefined || sample.unit !== unit || name !== nameOf(unit, register)) return false;
      return sample.at >= from - rounding && sample.at <= until + rounding;
    },
  };
};

export const patience = (inTimeouts: number): Seconds => seconds(inTimeouts * timeout);
