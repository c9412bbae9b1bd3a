/**
 * A slow line, and what it knows of itself: every question, when the meter took the sample that answers it, and of which
 * register. Answers come as late, as often and in such order as the condition says, whatever the master thinks of it.
 * The words of an answer name the register and the sample, so the world alone decides what was true.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import type { FaultyPiece } from "#rig/fieldbus/busFault.ts";
import { characterTime, plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { Medium, Port, PortListener } from "#rig/fieldbus/port.ts";
import { encodeReadResponse } from "#rig/fieldbus/rtuFrame.ts";
import { between, type Chance } from "../../../chance.ts";
import type { LatencyModel } from "./latencyModels.ts";

/** Response timeout and late window of the simulated lines. */
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

/** What becomes of the `n`-th answer in its place; undefined: it is sound. */
type Spoil = (answer: Uint8Array, request: Uint8Array, n: number) => readonly FaultyPiece[] | undefined;

export interface WorldSetting {
  readonly trouble: Trouble;
  readonly chance: Chance;
  /** The response timeout its latencies are told in. */
  readonly timeout: Seconds;
  /** Time of a byte on the wire, 0 where there is none. */
  readonly character: Seconds;
  /** Frames as of Modbus TCP. */
  readonly hasNumbers?: boolean;
  readonly spoil?: Spoil;
}

export interface World {
  /** A whole question reaches the meter; the last byte of it after its time on the wire. */
  hear(request: Uint8Array): void;
  /** Questions that did. */
  readonly questions: number;
  /** Whether these words are of `register` of `unit`, and were its content at some instant from `from` to `until`. */
  isTrue(words: readonly number[], unit: number, register: number, from: number, until: number): boolean;
}

const nameOf = (unit: number, register: number): number => 256 * unit + register;
/** Instants are sums of many times; this is their rounding. */
const rounding = 1e-6;
const noSpoil: Spoil = () => undefined;

/** `say` puts bytes on the line at the instant it is called: their last one. */
export const slowWorld = (clock: Clock, setting: WorldSetting, say: (bytes: Uint8Array) => void): World => {
  const { trouble, chance, timeout: unit, character, hasNumbers = false, spoil = noSpoil } = setting;
  const { latency, loss, repeated, repeatedWithin } = trouble;
  const samples: { readonly unit: number; readonly at: number }[] = [];
  let lastAt = 0;

  const wordsFrom = (of: number, address: number, count: number, sample: number): number[] =>
    Array.from({ length: count }, (_, n) => {
      const at = address + n;
      const part = at % registerWords;
      if (part === 1) return sample >>> 16;
      return part === 2 ? sample & 0xffff : nameOf(of, Math.floor(at / registerWords));
    });
  const deliver = (bytes: Uint8Array, at: number): void =>
    void clock.after(seconds(at - clock.now()), () => say(bytes));

  return {
    hear(request) {
      const frame = hasNumbers ? request.subarray(6) : request;
      const [of, functionCode, high, low, many, few] = frame as unknown as readonly number[];
      const sampledAt = clock.now() + request.length * character;
      const n = samples.push({ unit: of!, at: sampledAt }) - 1;
      const words = wordsFrom(of!, (high! << 8) | low!, (many! << 8) | few!, n);
      const rtu = encodeReadResponse(of!, words, functionCode === 4 ? 4 : 3);
      const answer = hasNumbers ? wrapInMbap(rtu, (request[0]! << 8) | request[1]!) : rtu;
      const late = unit * latency.of(n, sampledAt / unit, chance);
      const isLost = chance() < loss;
      const isRepeated = chance() < repeated;
      const after = unit * between(chance, 0, repeatedWithin);
      let at = sampledAt + late + answer.length * character;
      // One frame after the other, with the silence that parts them.
      if (latency.inOrder) at = Math.max(at, lastAt + (answer.length + 4) * character);
      const pieces = spoil(answer, request, n) ?? [{ after: seconds(0), bytes: answer }];
      if (!isLost) {
        lastAt = at;
        for (const piece of pieces) deliver(piece.bytes, at + piece.after);
      }
      if (isRepeated) deliver(Uint8Array.from(answer), at + after);
    },
    get questions() {
      return samples.length;
    },
    isTrue([name, high = 0, low = 0], of, register, from, until) {
      const sample = samples[high * 65536 + low];
      if (sample === undefined || sample.unit !== of || name !== nameOf(of, register)) return false;
      return sample.at >= from - rounding && sample.at <= until + rounding;
    },
  };
};

/** The same behind a port in virtual time, at 9600 bit/s or under transaction numbers. */
export const worldPort = (
  clock: Clock,
  setting: Omit<WorldSetting, "timeout" | "character">,
): World & { readonly port: Port } => {
  const format = plainFormat(9600);
  const hasNumbers = setting.hasNumbers === true;
  const medium: Medium = hasNumbers ? { kind: "tcp", framing: "mbap" } : { kind: "serial", format };
  const character = hasNumbers ? seconds(0) : characterTime(format);
  let listener: PortListener | undefined;
  let isOpen = true;
  const world = slowWorld(clock, { ...setting, timeout, character }, (bytes) => {
    if (isOpen) listener?.received(bytes, clock.now());
  });
  const port: Port = {
    name: "slow line",
    medium,
    get isOpen() {
      return isOpen;
    },
    write: (bytes) => world.hear(bytes),
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
    hear: (request) => world.hear(request),
    get questions() {
      return world.questions;
    },
    isTrue: (...told) => world.isTrue(...told),
  };
};
