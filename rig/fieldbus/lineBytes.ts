/**
 * What is left of bytes after the wire: a byte that another sender spoke over is spoilt for everybody, and an ear set
 * to another speed or parity makes other bytes of the same edges. Nobody can say which bytes a receiver makes of
 * spoilt edges, only that they are wrong; here they are wrong in a way that is the same in every run.
 */
import type { Seconds } from "#models/units.ts";

/** Bytes one end sent without a break. */
export interface Transmission<End> {
  readonly speaker: End;
  readonly bytes: Uint8Array;
  readonly from: Seconds;
  readonly until: Seconds;
}

interface LineByte<End> {
  readonly speaker: End;
  readonly value: number;
  readonly from: number;
  readonly until: number;
  isSpoilt: boolean;
}

/** A wrong byte instead of a right one: never the byte itself. */
const spoil = (value: number, position: number): number =>
  value ^ (1 + ((value * 91 + position * 167 + 13) % 255));

/** Every byte on the line in the order it began, marked where another end's byte lies over it. */
const onTheLine = <End>(transmissions: readonly Transmission<End>[]): LineByte<End>[] => {
  const bytes = transmissions.flatMap(({ speaker, bytes, from, until }) => {
    const character = (until - from) / bytes.length;
    return Array.from(bytes, (value, at) => ({
      speaker,
      value,
      from: from + at * character,
      until: from + (at + 1) * character,
      isSpoilt: false,
    }));
  });
  bytes.sort((a, b) => a.from - b.from);
  for (const [at, byte] of bytes.entries()) {
    for (let next = at + 1; next < bytes.length && bytes[next]!.from < byte.until; next++) {
      if (bytes[next]!.speaker === byte.speaker) continue;
      byte.isSpoilt = true;
      bytes[next]!.isSpoilt = true;
    }
  }
  return bytes;
};

/** How many bytes met another sender's. */
export const collidedBytes = <End>(transmissions: readonly Transmission<End>[]): number =>
  transmissions.length < 2 ? 0 : onTheLine(transmissions).filter(({ isSpoilt }) => isSpoilt).length;

/** What an ear at the line's speed takes in: two bytes over each other are heard as one wrong one. */
export const heardBytes = <End>(
  transmissions: readonly Transmission<End>[],
  listener: End,
  hasEcho: boolean,
): Uint8Array => {
  if (transmissions.length === 1) {
    const only = transmissions[0]!;
    return only.speaker === listener && !hasEcho ? new Uint8Array() : only.bytes;
  }
  // An end that is sending has its receiver off.
  const deaf = hasEcho ? [] : transmissions.filter(({ speaker }) => speaker === listener);
  const heard: number[] = [];
  let until = 0;
  for (const byte of onTheLine(transmissions)) {
    if (byte.isSpoilt && byte.from < until) continue;
    until = byte.until;
    if (deaf.some((own) => own.from < byte.until && byte.from < own.until)) continue;
    heard.push(byte.isSpoilt ? spoil(byte.value, heard.length) : byte.value);
  }
  return Uint8Array.from(heard);
};

/** What an ear at another speed or parity makes of `bytes`: as many as fit into the time at its own speed, all wrong. */
export const misreadBytes = (bytes: Uint8Array, speedRatio: number): Uint8Array =>
  Uint8Array.from({ length: Math.max(1, Math.round(bytes.length * speedRatio)) }, (_, at) =>
    spoil(bytes[Math.min(bytes.length - 1, Math.floor(at / speedRatio))]!, at),
  );
