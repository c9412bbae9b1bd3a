/**
 * The wrapping of Modbus TCP: a transaction number the answer repeats, a protocol number that is always 0, a length, the
 * unit; no CRC, TCP has its own (Modbus messaging on TCP/IP V1.0b, 3.1.3). Here it is put around and taken off the RTU
 * frame the master's protocol client speaks.
 */
import { sealFrame } from "#rig/fieldbus/crc16.ts";
import type { Discarded } from "#rig/fieldbus/rtuFrame.ts";

/** Transaction, protocol and length, before the unit. */
export const mbapHeader = 6;
/** Unit and function code at least; unit and the longest PDU, 253 bytes, at most. */
const shortest = 2;
const longest = 254;

/**
 * Length of the whole frame that begins at `start`, `undefined` while the header is not complete, "out of step" when it
 * cannot be one: after that no later byte of the connection can be trusted either.
 */
export const mbapLength = (bytes: Uint8Array, start: number): number | undefined | "out of step" => {
  if (bytes.length - start < mbapHeader) return undefined;
  if (bytes[start + 2] !== 0 || bytes[start + 3] !== 0) return "out of step";
  const length = (bytes[start + 4]! << 8) | bytes[start + 5]!;
  return length < shortest || length > longest ? "out of step" : mbapHeader + length;
};

/** An RTU frame as Modbus TCP sends it under `transaction` 0...65535. */
export const wrapInMbap = (rtuFrame: Uint8Array, transaction: number): Uint8Array => {
  const length = rtuFrame.length - 2;
  const frame = new Uint8Array(mbapHeader + length);
  frame.set([transaction >> 8, transaction & 0xff, 0, 0, length >> 8, length & 0xff]);
  frame.set(rtuFrame.subarray(0, length), mbapHeader);
  return frame;
};

interface Unwrapped {
  readonly kind: "frame";
  readonly transaction: number;
  /** The RTU frame it stands for, with a CRC of our own making. */
  readonly rtuFrame: Uint8Array;
}

/** Takes the wrapping off one whole frame, as cut by `mbapLength`. */
const unwrapMbap = (frame: Uint8Array): Unwrapped => {
  const rtuFrame = new Uint8Array(frame.length - mbapHeader + 2);
  rtuFrame.set(frame.subarray(mbapHeader));
  sealFrame(rtuFrame, 0, rtuFrame.length - 2);
  return { kind: "frame", transaction: (frame[0]! << 8) | frame[1]!, rtuFrame };
};

export interface MbapAssembler {
  /** Frames completed by `bytes`; a discard means the connection is out of step and useless. */
  push(bytes: Uint8Array): (Unwrapped | Discarded)[];
}

/** Cuts a stream into frames. */
export const mbapAssembler = (): MbapAssembler => {
  let waiting: Uint8Array = new Uint8Array();
  return {
    push(bytes) {
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      const frames: (Unwrapped | Discarded)[] = [];
      for (;;) {
        const length = mbapLength(waiting, 0);
        if (length === "out of step") {
          frames.push({ kind: "discarded", reason: "not a frame", bytes: waiting });
          waiting = new Uint8Array();
          return frames;
        }
        if (length === undefined || waiting.length < length) return frames;
        frames.push(unwrapMbap(waiting.subarray(0, length)));
        waiting = waiting.subarray(length);
      }
    },
  };
};
