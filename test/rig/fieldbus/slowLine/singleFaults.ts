/**
 * Sixty-five kinds of one fault, as seen on real segments and gateways: what comes in the place of one answer among sound
 * ones. Times in seconds, T is the response timeout.
 */
import { seconds } from "#models/units.ts";
import type { FaultyPiece } from "#rig/fieldbus/busFault.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { sealFrame } from "#rig/fieldbus/crc16.ts";
import { encodeReadResponse, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { between, type Chance, chanceOf } from "../../../chance.ts";
import { constant } from "./latencyModels.ts";
import { type Asking, ask, askings } from "./trial.ts";
import { timeout as T, worldPort } from "./world.ts";

export type Pieces = (answer: Uint8Array, request: Uint8Array, chance: Chance) => readonly FaultyPiece[];

const ms = 0.001;
const piece = (bytes: Uint8Array, after = 0): FaultyPiece => ({ after: seconds(after), bytes });
const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const resealed = (bytes: Uint8Array): Uint8Array => {
  const frame = Uint8Array.from(bytes);
  sealFrame(frame, 0, frame.length - 2);
  return frame;
};
const withByte = (bytes: Uint8Array, at: number, value: number): Uint8Array =>
  resealed(bytes.map((byte, place) => (place === at ? value & 0xff : byte)));
const noise = (chance: Chance, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => Math.floor(256 * chance()));
const someBytes = (chance: Chance, most: number): number => 1 + Math.floor(most * chance());

const late =
  (by: number): Pieces =>
  (answer) => [piece(answer, by)];
const repeated =
  (...after: readonly number[]): Pieces =>
  (answer) => [piece(answer), ...after.map((each) => piece(answer, each))];
const dribbled =
  (gap: number): Pieces =>
  (answer) =>
    Array.from(answer, (byte, at) => piece(Uint8Array.of(byte), at * gap));
const instead =
  (change: (answer: Uint8Array, request: Uint8Array, chance: Chance) => Uint8Array): Pieces =>
  (answer, request, chance) => [piece(change(answer, request, chance))];
const exception =
  (code: number): Pieces =>
  (answer) => [piece(sealed(answer[0]!, answer[1]! | 0x80, code))];
const byteCount = (change: (count: number) => number): Pieces =>
  instead((answer) => withByte(answer, 2, change(answer[2]!)));

export const singleFaults: Readonly<Record<string, Pieces>> = {
  "late T + 5 ms": late(T + 5 * ms),
  "late 2 T - 5 ms": late(2 * T - 5 * ms),
  "late 2 T + 2 ms": late(2 * T + 2 * ms),
  "late 2 T + 20 ms": late(2 * T + 20 * ms),
  "late 3 T": late(3 * T),
  "late 1...8 T": (answer, _, chance) => [piece(answer, T * between(chance, 1, 8))],
  "late 8...29 T": (answer, _, chance) => [piece(answer, T * between(chance, 8, 29))],
  "repeated at once": repeated(0),
  "repeated after 2 ms": repeated(2 * ms),
  "repeated after 8 ms": repeated(8 * ms),
  "repeated after 25 ms": repeated(25 * ms),
  "repeated after T": repeated(T),
  "repeated after 2.2 T": repeated(2.2 * T),
  "repeated after 0...5 T": (answer, _, chance) => [piece(answer), piece(answer, T * between(chance, 0, 5))],
  "repeated twice": repeated(10 * ms, 30 * ms),
  "repeated twice, late": repeated(1.5 * T, 3 * T),
  truncated: instead((answer, _, chance) => answer.slice(0, someBytes(chance, answer.length - 1))),
  "truncated, the rest T later": (answer, _, chance) => {
    const cut = someBytes(chance, answer.length - 1);
    return [piece(answer.slice(0, cut)), piece(answer.slice(cut), T)];
  },
  "truncated, the rest 3 T later": (answer) => [piece(answer.slice(0, 6)), piece(answer.slice(6), 3 * T)],
  "dribbled 2 ms": dribbled(2 * ms),
  "dribbled 5 ms": dribbled(5 * ms),
  "dribbled 15 ms": dribbled(15 * ms),
  "dribbled 60 ms": dribbled(60 * ms),
  "joined to another unit's": instead((answer) => joined(encodeReadResponse(9, [1, 2]), answer)),
  "noise before": instead((answer, _, chance) => joined(noise(chance, someBytes(chance, 6)), answer)),
  "noise after": instead((answer, _, chance) => joined(answer, noise(chance, someBytes(chance, 6)))),
  "noise around": instead((answer, _, chance) => joined(noise(chance, 2), answer, noise(chance, 2))),
  "00 before": instead((answer) => joined([0], answer)),
  "FF before": instead((answer) => joined([0xff], answer)),
  "00 after": instead((answer) => joined(answer, [0])),
  "one bit wrong": instead((answer, _, chance) => {
    const bit = Math.floor(8 * answer.length * chance());
    return answer.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
  }),
  "many bits wrong": instead((answer, _, chance) =>
    answer.map((byte) => (chance() < 0.2 ? byte ^ 0x41 : byte)),
  ),
  "CRC wrong": instead((answer) => answer.map((byte, at) => (at === answer.length - 1 ? byte ^ 0x5a : byte))),
  "CRC swapped": instead((answer) => joined(answer.slice(0, -2), [answer.at(-1)!, answer.at(-2)!])),
  "noise for 300 ms": (_, __, chance) =>
    Array.from({ length: 30 }, (___, at) => piece(noise(chance, 8), at * 10 * ms)),
  "noise alone": instead((_, __, chance) => noise(chance, someBytes(chance, 20))),
  "echo before": instead((answer, request) => joined(request, answer)),
  "half an echo before": instead((answer, request) => joined(request.slice(0, 4), answer)),
  "echo, then the answer": (answer, request) => [piece(request), piece(answer, 15 * ms)],
  "echo alone": instead((_, request) => request),
  "another unit": instead((answer) => withByte(answer, 0, 7)),
  "unit 0": instead((answer) => withByte(answer, 0, 0)),
  "another unit's before": (answer) => [piece(withByte(answer, 0, 7)), piece(answer, 20 * ms)],
  "another function": instead((answer) => withByte(answer, 1, 4)),
  "somebody else's traffic": (answer) => [
    piece(sealed(5, 3, 0, 0, 0, 2)),
    piece(encodeReadResponse(5, [3, 4]), 20 * ms),
    piece(answer, 45 * ms),
  ],
  "byte count + 2": byteCount((count) => count + 2),
  "byte count - 2": byteCount((count) => count - 2),
  "byte count + 1": byteCount((count) => count + 1),
  "byte count 0": byteCount(() => 0),
  "byte count 255": byteCount(() => 255),
  "a word fewer": instead((answer) => withByte(answer.slice(0, -2), 2, answer[2]! - 2)),
  "a word more": instead((answer) => withByte(joined(answer, [0, 0]), 2, answer[2]! + 2)),
  "odd bytes": instead((answer) => withByte(answer.slice(0, -1), 2, answer[2]! - 1)),
  silence: () => [],
  "exception 00": exception(0),
  "exception 01": exception(1),
  "exception 02": exception(2),
  "exception 03": exception(3),
  "exception 04": exception(4),
  "exception 05": exception(5),
  "exception 06": exception(6),
  "exception 0A": exception(0x0a),
  "exception 0B": exception(0x0b),
  "exception FF": exception(0xff),
  "exception of another function": instead((answer) => sealed(answer[0]!, 0x90, 2)),
};

export interface FaultTally {
  readonly reads: number;
  readonly wrong: number;
  /** Reads after the first that gave no words. */
  readonly lostAfter: number;
  /** What the call with the fault ended in. */
  readonly first: string;
}

/** Three sound reads, one with the fault, ten sound ones, of three registers in turn. */
export const faultyTrial = async (pieces: Pieces, asking: Asking, seed: number): Promise<FaultTally> => {
  const chance = chanceOf(seed);
  const clock = new VirtualClock();
  const trouble = { latency: constant(0.02), loss: 0, repeated: 0, repeatedWithin: 0 };
  let isArmed = false;
  const world = worldPort(clock, {
    trouble,
    chance,
    spoil: (answer, request) => {
      if (!isArmed) return undefined;
      isArmed = false;
      return pieces(answer, request, chance);
    },
  });
  const master = openMaster(world.port, clock, { responseTimeout: T, lateWindow: T });
  const tally = { reads: 14, wrong: 0, lostAfter: 0, first: "" };
  for (let read = 0; read < tally.reads; read++) {
    const asked = { unit: 1, register: read % 3 };
    isArmed = read === 3;
    const from = clock.now();
    const answer = await ask(master, asking, asked);
    if (read === 3) tally.first = answer.kind;
    if (answer.kind !== "words") tally.lostAfter += read > 3 ? 1 : 0;
    else if (!world.isTrue(answer.words, 1, asked.register, from, clock.now())) tally.wrong++;
    if (seed % 2 === 1) await clock.sleep(seconds(T * chance()));
  }
  await master.close();
  return tally;
};

/** Of many trials of one kind, in every way of asking. */
export interface FaultSum {
  readonly reads: number;
  readonly wrong: number;
  readonly lostAfter: number;
  /** How often the call with the fault ended in each kind of answer. */
  readonly first: Readonly<Record<string, number>>;
}

export const faultSum = async (name: string, trials: number): Promise<FaultSum> => {
  const pieces = singleFaults[name];
  if (pieces === undefined) throw new RangeError(`no fault ${name}`);
  let [reads, wrong, lostAfter] = [0, 0, 0];
  const first: Record<string, number> = {};
  for (const asking of askings)
    for (let seed = 0; seed < trials; seed++) {
      const tally = await faultyTrial(pieces, asking, seed);
      reads += tally.reads;
      wrong += tally.wrong;
      lostAfter += tally.lostAfter;
      first[tally.first] = (first[tally.first] ?? 0) + 1;
    }
  return { reads, wrong, lostAfter, first };
};
