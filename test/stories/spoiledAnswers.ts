/**
 * The 62 kinds of single fault seen on real buses and gateways, as what goes out in place of one right answer: bytes, and
 * how long after the right one would have gone. T is the time-out of the bus.
 */
import { frameOf } from "./standInMeter.ts";

export const timeout = 0.1;

interface Piece {
  /** Seconds after the right answer would have gone. */
  readonly after: number;
  readonly bytes: readonly number[];
}
/** `chance`: 0 to 1, another for each trial. */
export type Spoil = (
  frame: readonly number[],
  request: readonly number[],
  chance: number,
) => readonly Piece[];

const at = (after: number, bytes: readonly number[]): Piece => ({ after, bytes });
const now = (bytes: readonly number[]): readonly Piece[] => [at(0, bytes)];
const late =
  (by: (chance: number) => number): Spoil =>
  (frame, _, chance) => [at(by(chance), frame)];
const twice =
  (...after: readonly ((chance: number) => number)[]): Spoil =>
  (frame, _, chance) => [at(0, frame), ...after.map((one) => at(one(chance), frame))];
const spelled = (frame: readonly number[], change: (body: readonly number[]) => readonly number[]) => {
  const [unit = 0, ...body] = change(frame.slice(0, -2));
  return frameOf(unit, body);
};
const body =
  (change: (body: readonly number[]) => readonly number[]): Spoil =>
  (frame) =>
    now(spelled(frame, change));
const exception =
  (code: number, of = 0x80): Spoil =>
  (frame) =>
    now(frameOf(frame[0] ?? 0, [(frame[1] ?? 0) | of, code]));
const noise = (length: number, seed: number): readonly number[] =>
  Array.from({ length }, (_, i) => (seed * 7919 + i * 104729 + ((i * i * 31) % 251)) % 256);
const countSays = (by: (count: number) => number): Spoil =>
  body(([unit = 0, code = 0, count = 0, ...data]) => [unit, code, by(count) & 0xff, ...data]);
const flipped =
  (at: (length: number) => number, bit: number): Spoil =>
  (frame) =>
    now(frame.map((byte, i) => (i === at(frame.length) ? byte ^ bit : byte)));
const dribbled =
  (gap: number): Spoil =>
  (frame) =>
    frame.map((byte, i) => at(i * gap, [byte]));
const before =
  (bytes: (frame: readonly number[], request: readonly number[]) => readonly number[]): Spoil =>
  (frame, request) =>
    now([...bytes(frame, request), ...frame]);

const T = timeout;
export const kinds: Readonly<Record<string, Spoil>> = {
  "late T+5": late(() => T + 0.005),
  "late 2T-5": late(() => 2 * T - 0.005),
  "late 2T+2": late(() => 2 * T + 0.002),
  "late 2T+20": late(() => 2 * T + 0.02),
  "late 3T": late(() => 3 * T),
  "late 1..8T": late((chance) => T * (1 + 7 * chance)),
  "twice at once": twice(() => 0),
  "twice +2": twice(() => 0.002),
  "twice +8": twice(() => 0.008),
  "twice +25": twice(() => 0.025),
  "twice +T": twice(() => T),
  "twice +2.2T": twice(() => 2.2 * T),
  "twice 0..4T": twice((chance) => 4 * T * chance),
  triple: twice(
    () => 0.01,
    () => 0.02,
  ),
  truncated: (frame) => now(frame.slice(0, 4)),
  "truncated by one": (frame) => now(frame.slice(0, -1)),
  "truncated, the rest late": (frame) => [at(0, frame.slice(0, 5)), at(1.5 * T, frame.slice(5))],
  "truncated, the rest much later": (frame) => [at(0, frame.slice(0, 5)), at(3.5 * T, frame.slice(5))],
  "dribbled 2 ms": dribbled(0.002),
  "dribbled 5 ms": dribbled(0.005),
  "dribbled 15 ms": dribbled(0.015),
  "noise before": before(() => noise(3, 1)),
  "00 before": before(() => [0]),
  "FF before": before(() => [0xff]),
  "noise behind": (frame) => now([...frame, ...noise(3, 2)]),
  "00 behind": (frame) => now([...frame, 0]),
  "noise around": (frame) => now([...noise(2, 3), ...frame, ...noise(2, 4)]),
  "bit of the unit": flipped(() => 0, 1),
  "bit of the function": flipped(() => 1, 4),
  "bit of the count": flipped(() => 2, 2),
  "bit of the data": flipped(() => 4, 8),
  "bit of the CRC": flipped((length) => length - 1, 16),
  "bad CRC": (frame) => now([...frame.slice(0, -2), 0xde, 0xad]),
  "swapped CRC": (frame) => now([...frame.slice(0, -2), frame.at(-1) ?? 0, frame.at(-2) ?? 0]),
  "300 ms of noise": () => Array.from({ length: 60 }, (_, i) => at(i * 0.005, noise(4, i))),
  echo: before((_, request) => request),
  "echo, then silence": (_, request) => now(request),
  "echo of half": before((_, request) => request.slice(0, 4)),
  "wrong unit": body(([, ...rest]) => [9, ...rest]),
  "unit 0": body(([, ...rest]) => [0, ...rest]),
  "wrong function 04": body(([unit = 0, , ...rest]) => [unit, 4, ...rest]),
  "wrong function 06": body(([unit = 0, , ...rest]) => [unit, 6, ...rest]),
  "an answer of another unit before": (frame) => [
    at(
      0,
      spelled(frame, ([, ...rest]) => [9, ...rest]),
    ),
    at(0.03, frame),
  ],
  "a question of another master before": (frame) => [at(0, frameOf(9, [3, 0, 0, 0, 4])), at(0.03, frame)],
  "count +2": countSays((count) => count + 2),
  "count -2": countSays((count) => count - 2),
  "count +1": countSays((count) => count + 1),
  "count 0": countSays(() => 0),
  "count 255": countSays(() => 255),
  "one word fewer": body(([unit = 0, code = 0, count = 0, ...data]) => [
    unit,
    code,
    count - 2,
    ...data.slice(0, -2),
  ]),
  "one word more": body(([unit = 0, code = 0, count = 0, ...data]) => [unit, code, count + 2, ...data, 0, 7]),
  "odd bytes": body(([unit = 0, code = 0, count = 0, ...data]) => [
    unit,
    code,
    count - 1,
    ...data.slice(0, -1),
  ]),
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
  "exception of another function": (frame) => now(frameOf(frame[0] ?? 0, [0x84, 2])),
};
