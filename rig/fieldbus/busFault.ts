/**
 * What goes wrong with an answer on a field bus, as data: each fault says what becomes of one answer frame. They are
 * the faults seen on real segments and gateways; a bench plays them to prove that its master lets none of them become
 * a value.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { sealFrame } from "#rig/fieldbus/crc16.ts";

export type BusFault =
  /** Comes `by` later than it should. */
  | { readonly kind: "late"; readonly by: Seconds }
  /** Comes twice, the second time `after` the first was given. */
  | { readonly kind: "duplicated"; readonly after: Seconds }
  /** Its byte count says `by` more than there is (less when negative); the CRC is right. */
  | { readonly kind: "lyingByteCount"; readonly by: number }
  /** `missing` words fewer than asked, byte count and CRC right for what is there. */
  | { readonly kind: "fewerWords"; readonly missing: number }
  | { readonly kind: "badCrc" }
  /** Only its first `length` bytes. */
  | { readonly kind: "truncated"; readonly length: number }
  /** Byte by byte with a `gap` after each. */
  | { readonly kind: "dribbled"; readonly gap: Seconds }
  /** Bytes that belong to nothing before and after it. */
  | { readonly kind: "noise"; readonly before: Uint8Array; readonly after: Uint8Array }
  | { readonly kind: "wrongUnit"; readonly unit: number }
  | { readonly kind: "wrongFunction"; readonly functionCode: number }
  /** The request comes back before the answer. */
  | { readonly kind: "echo" }
  /** Kept back until the next answer goes out, and sent joined to it. */
  | { readonly kind: "merged" }
  | { readonly kind: "swallowed" };

/** One piece of what goes out, `after` the moment the sound answer would have gone. */
export interface FaultyPiece {
  readonly after: Seconds;
  readonly bytes: Uint8Array;
}

const withGoodCrc = (bytes: Uint8Array): Uint8Array => {
  const frame = Uint8Array.from(bytes);
  sealFrame(frame, 0, frame.length - 2);
  return frame;
};

const withByte = (bytes: Uint8Array, at: number, value: number): Uint8Array =>
  withGoodCrc(bytes.map((byte, index) => (index === at ? value & 0xff : byte)));

const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** What goes out instead of the read answer `frame` to `request`. `merged` needs the next frame: nothing goes out yet. */
export const faultyPieces = (fault: BusFault, frame: Uint8Array, request: Uint8Array): FaultyPiece[] => {
  const atOnce = (bytes: Uint8Array): FaultyPiece[] => [{ after: seconds(0), bytes }];
  switch (fault.kind) {
    case "late":
      return [{ after: fault.by, bytes: frame }];
    case "duplicated":
      return [
        { after: seconds(0), bytes: frame },
        { after: fault.after, bytes: frame },
      ];
    case "lyingByteCount":
      return atOnce(withByte(frame, 2, frame[2]! + fault.by));
    case "fewerWords": {
      const kept = Math.max(0, frame.length - 2 * fault.missing);
      return atOnce(withByte(frame.subarray(0, kept), 2, kept - 5));
    }
    case "badCrc":
      return atOnce(frame.map((byte, at) => (at === frame.length - 1 ? byte ^ 0x5a : byte)));
    case "truncated":
      return atOnce(frame.subarray(0, fault.length));
    case "dribbled":
      return Array.from(frame, (byte, at) => ({
        after: seconds(at * fault.gap),
        bytes: Uint8Array.of(byte),
      }));
    case "noise":
      return atOnce(joined(fault.before, frame, fault.after));
    case "wrongUnit":
      return atOnce(withByte(frame, 0, fault.unit));
    case "wrongFunction":
      return atOnce(withByte(frame, 1, fault.functionCode));
    case "echo":
      return atOnce(joined(request, frame));
    case "merged":
    case "swallowed":
      return [];
  }
};
