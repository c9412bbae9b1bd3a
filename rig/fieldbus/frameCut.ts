/**
 * Where an RTU frame ends, told from its own bytes: the length its function code gives, proved by its CRC. The same bytes
 * can be read as a master's request and as a slave's answer - a read at 0300h and an answer of three bytes have one
 * length - so each of the two is a reading of its own, and whoever listens says which of them can have been sent.
 */
import { goodCrcEnd, hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { longestFrame, requestLength, responseLength } from "#rig/fieldbus/rtuFrame.ts";

export type Cut =
  /**
   * A whole frame up to, not including, `end`. Where nobody knows the length its CRC tells the end, and a CRC that ends
   * in 00 is right too early already: what follows `mayGoOn` may be that 00.
   */
  | { readonly kind: "whole"; readonly end: number; readonly mayGoOn: boolean }
  /** So far right; more bytes decide. */
  | { readonly kind: "incomplete" }
  /** The same, of a function code whose length nobody knows: anything may begin so. */
  | { readonly kind: "doubtful" }
  | { readonly kind: "none" };

const incomplete: Cut = { kind: "incomplete" };
const doubtful: Cut = { kind: "doubtful" };
const none: Cut = { kind: "none" };

/** `length` as a table gives it: `undefined` while too few bytes are there to tell, `NaN` when nobody can. */
const cutAt = (bytes: Uint8Array, start: number, length: number | undefined): Cut => {
  if (length === undefined) return incomplete;
  if (Number.isNaN(length)) {
    const end = goodCrcEnd(bytes, start, Math.min(bytes.length, start + longestFrame));
    if (end !== undefined) return { kind: "whole", end, mayGoOn: true };
    return bytes.length - start < longestFrame ? doubtful : none;
  }
  if (length > longestFrame) return none;
  if (bytes.length - start < length) return incomplete;
  return hasGoodCrc(bytes, start, start + length)
    ? { kind: "whole", end: start + length, mayGoOn: false }
    : none;
};

/** As a request. Function codes from 80h up are answers' (Modbus V1.1b3, 4.1). */
export const requestCut = (bytes: Uint8Array, start: number): Cut =>
  (bytes[start + 1] ?? 0) & 0x80 ? none : cutAt(bytes, start, requestLength(bytes, start));

/** As an answer to whatever it was. */
export const responseCut = (bytes: Uint8Array, start: number): Cut =>
  cutAt(bytes, start, responseLength(bytes, start));

/** Whether the bytes from `start` on go on as `expected` does, as far as there are any. */
export const agrees = (bytes: Uint8Array, start: number, expected: Uint8Array): boolean => {
  const end = Math.min(expected.length, bytes.length - start);
  for (let at = 0; at < end; at++) if (bytes[start + at] !== expected[at]) return false;
  return true;
};

/**
 * The first bytes of an answer as its request gives them; `undefined` where those are unit and function alone, and the
 * answer may go on for long.
 */
const givenBy = (request: Uint8Array): Uint8Array | undefined => {
  const functionCode = request[1]!;
  const count = (request[4]! << 8) | request[5]!;
  const header = (byteCount: number): Uint8Array => Uint8Array.of(request[0]!, functionCode, byteCount);
  if (functionCode === 1 || functionCode === 2) return header(Math.ceil(count / 8));
  if (functionCode === 3 || functionCode === 4 || functionCode === 0x17) return header(2 * count);
  if (functionCode === 5 || functionCode === 6 || functionCode === 0x16) return request;
  if (functionCode === 0x0f || functionCode === 0x10) return request.subarray(0, 6);
  return functionCode === 7 ? request.subarray(0, 2) : undefined;
};

/**
 * As the answer to `request`: its unit, its function code, and what else an answer repeats of its request. `incomplete`
 * only where that tells how long it is.
 */
export const answerCut = (request: Uint8Array, bytes: Uint8Array, start: number): Cut => {
  const functionCode = bytes[start + 1];
  if (bytes[start] !== request[0]) return none;
  const given = givenBy(request);
  if (functionCode === request[1] && given !== undefined)
    return agrees(bytes, start, given) ? responseCut(bytes, start) : none;
  if (functionCode !== undefined && (functionCode & 0x7f) !== request[1]) return none;
  const cut = responseCut(bytes, start);
  return cut.kind === "incomplete" ? doubtful : cut;
};
