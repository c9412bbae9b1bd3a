/**
 * The frames of Modbus RTU: a unit's address, a function code, its data, a CRC. No length field and no end mark: how
 * long a frame is follows from its function code, and whether it is one at all from its CRC. Bytes that are not a frame
 * come out as a value that says why, never as an exception: on a bus they are daily business.
 */
import type { ReadFunction } from "#models/meter/registerMap.ts";
import { hasGoodCrc, sealFrame } from "#rig/fieldbus/crc16.ts";

export type DiscardReason =
  | "bad CRC"
  | "interrupted"
  | "wrong unit"
  | "wrong function"
  | "wrong byte count"
  | "wrong write confirmed"
  | "trailing bytes"
  | "local echo"
  | "not a frame";

export interface Discarded {
  readonly kind: "discarded";
  readonly reason: DiscardReason;
  readonly bytes: Uint8Array;
}

export const discarded = (reason: DiscardReason, bytes: Uint8Array): Discarded => ({
  kind: "discarded",
  reason,
  bytes,
});

/** The frame could still become one with more bytes. */
export interface Incomplete {
  readonly kind: "incomplete";
}
const incomplete: Incomplete = { kind: "incomplete" };

/** Longest RTU frame (Modbus over serial line V1.02, 2.5.1). */
export const longestFrame = 256;

/** Unit, function code and data with their CRC. */
export const sealed = (...bytes: readonly number[]): Uint8Array => {
  const frame = new Uint8Array(bytes.length + 2);
  frame.set(bytes);
  sealFrame(frame, 0, bytes.length);
  return frame;
};

const highAndLow = (words: readonly number[]): number[] => words.flatMap((word) => [word >> 8, word & 0xff]);

export const encodeReadRequest = (
  unit: number,
  address: number,
  count: number,
  functionCode: ReadFunction = 3,
): Uint8Array => sealed(unit, functionCode, ...highAndLow([address, count]));

export const encodeReadResponse = (
  unit: number,
  words: readonly number[],
  functionCode: ReadFunction = 3,
): Uint8Array => sealed(unit, functionCode, 2 * words.length, ...highAndLow(words));

export const encodeWriteRequest = (unit: number, address: number, words: readonly number[]): Uint8Array =>
  sealed(unit, 0x10, ...highAndLow([address, words.length]), 2 * words.length, ...highAndLow(words));

/**
 * Length of a request that begins at `start`, CRC included; `undefined` while too few bytes are there to tell, `NaN` for
 * a function code whose length nobody can know.
 */
export const requestLength = (bytes: Uint8Array, start = 0): number | undefined => {
  const functionCode = bytes[start + 1];
  if (functionCode === undefined) return undefined;
  const counted = (header: number): number | undefined => {
    const count = bytes[start + header - 1];
    return count === undefined ? undefined : header + count + 2;
  };
  if (functionCode >= 1 && functionCode <= 6) return 8;
  if (functionCode === 0x0f || functionCode === 0x10) return counted(7);
  if (functionCode === 7 || functionCode === 0x0b || functionCode === 0x0c || functionCode === 0x11) return 4;
  if (functionCode === 0x14 || functionCode === 0x15) return counted(3);
  if (functionCode === 0x16) return 10;
  if (functionCode === 0x17) return counted(11);
  if (functionCode === 0x18) return 6;
  if (functionCode === 0x2b && bytes[start + 2] === 0x0e) return 7;
  // 08 among them: what it wants echoed may be longer than two bytes.
  return Number.NaN;
};

/** Function codes whose answer says in its third byte how many follow (Modbus V1.1b3, 6). */
const answersWithCount: ReadonlySet<number> = new Set([1, 2, 3, 4, 0x0c, 0x11, 0x14, 0x15, 0x17]);

/** The same for an answer. */
export const responseLength = (bytes: Uint8Array, start = 0): number | undefined => {
  const functionCode = bytes[start + 1];
  if (functionCode === undefined) return undefined;
  if (functionCode & 0x80) return 5;
  if (answersWithCount.has(functionCode)) {
    const count = bytes[start + 2];
    return count === undefined ? undefined : 3 + count + 2;
  }
  if (functionCode === 5 || functionCode === 6 || functionCode === 0x0f || functionCode === 0x10) return 8;
  if (functionCode === 7) return 5;
  if (functionCode === 0x0b) return 8;
  if (functionCode === 0x16) return 10;
  return Number.NaN;
};

/** What a master asked, as far as the answer must match it. */
export type Asked =
  | {
      readonly kind: "read";
      readonly functionCode: ReadFunction;
      readonly unit: number;
      readonly count: number;
    }
  | { readonly kind: "write"; readonly unit: number; readonly address: number; readonly count: number };

export type Answered =
  | { readonly kind: "answer"; readonly frame: Uint8Array }
  | { readonly kind: "exception"; readonly code: number; readonly frame: Uint8Array };

/**
 * Holds what came against what was asked: unit, function code, byte count, CRC and length must be exactly right.
 * `incomplete` only while the bytes so far can still become the right answer or an exception.
 */
export const decodeAnswer = (asked: Asked, bytes: Uint8Array): Answered | Incomplete | Discarded => {
  const [unit, functionCode, count] = bytes;
  if (unit === undefined) return incomplete;
  if (unit !== asked.unit) return discarded("wrong unit", bytes);
  if (functionCode === undefined) return incomplete;
  const askedFunction = asked.kind === "read" ? asked.functionCode : 0x10;
  const isException = functionCode === (askedFunction | 0x80);
  if (functionCode !== askedFunction && !isException) return discarded("wrong function", bytes);
  if (count === undefined) return incomplete;
  if (asked.kind === "read" && !isException && count !== 2 * asked.count) {
    return discarded("wrong byte count", bytes);
  }
  const length = isException ? 5 : asked.kind === "read" ? 5 + count : 8;
  if (bytes.length < length) return incomplete;
  if (bytes.length > length) return discarded("trailing bytes", bytes);
  if (!hasGoodCrc(bytes)) return discarded("bad CRC", bytes);
  if (isException) return { kind: "exception", code: count, frame: bytes };
  if (asked.kind === "write") {
    const confirms =
      ((bytes[2]! << 8) | bytes[3]!) === asked.address && ((bytes[4]! << 8) | bytes[5]!) === asked.count;
    if (!confirms) return discarded("wrong write confirmed", bytes);
  }
  return { kind: "answer", frame: bytes };
};
