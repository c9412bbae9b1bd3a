/**
 * What an RTU answer can be known by: the unit it comes from, its function code and how many bytes it brings; of a write
 * the address and the count. It does not say which address was read, nor which question it answers, so two questions of
 * one shape have answers that nobody can tell apart.
 */
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { type Asked, responseLength } from "#rig/fieldbus/rtuFrame.ts";

/** Equal for two frames exactly when they could answer the same question. */
export type AnswerShape = string;

/** Of the answer that was asked for; an exception has a shape of its own. */
export const shapeAsked = (asked: Asked): AnswerShape =>
  asked.kind === "read"
    ? `${asked.unit} ${asked.functionCode} ${2 * asked.count}`
    : `${asked.unit} 16 ${asked.address} ${asked.count}`;

/** Of a whole frame that is no exception. */
export const shapeOf = (frame: Uint8Array): AnswerShape => {
  const [unit, functionCode, count, low, high, last] = frame as unknown as readonly number[];
  return functionCode === 0x10
    ? `${unit} 16 ${(count! << 8) | low!} ${(high! << 8) | last!}`
    : `${unit} ${functionCode} ${count}`;
};

export const isException = (frame: Uint8Array): boolean => (frame[1]! & 0x80) !== 0;

/** The whole answer, CRC included, at the start of `bytes`; "incomplete" while it could become one; null: it is none. */
export const leadingAnswer = (bytes: Uint8Array): Uint8Array | "incomplete" | null => {
  const length = responseLength(bytes);
  if (length === undefined || bytes.length < length) return "incomplete";
  if (Number.isNaN(length)) return null;
  const frame = bytes.subarray(0, length);
  return hasGoodCrc(frame) ? frame : null;
};
