/**
 * A small bench for field-bus tests: a line in virtual time, plain word arrays as devices, frames written in hex.
 */
import type { RegisterAnswer, RegisterDevice } from "#models/devices/registerDevice.ts";
import type { Seconds } from "#models/units.ts";
import type { Port } from "#rig/fieldbus/port.ts";

export const frame = (hex: string): Uint8Array =>
  Uint8Array.from(hex.split(" ").map((byte) => Number.parseInt(byte, 16)));

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");

export interface WordArray extends RegisterDevice {
  readonly words: number[];
  readonly writes: (readonly [address: number, words: readonly number[]])[];
}

/** Words at `start` and up; everything else is unmapped. */
export const wordArray = (start: number, words: readonly number[], maximumReadWords = 125): WordArray => {
  const kept = [...words];
  const writes: (readonly [number, readonly number[]])[] = [];
  const isMapped = (address: number, count: number): boolean =>
    address >= start && address + count <= start + kept.length;
  return {
    words: kept,
    writes,
    answers: () => true,
    maximumReadWords,
    functionCodes: [3, 16],
    read: (address, count): RegisterAnswer =>
      isMapped(address, count)
        ? { kind: "words", words: kept.slice(address - start, address - start + count) }
        : { kind: "exception", code: 2 },
    write(address, written): RegisterAnswer {
      if (!isMapped(address, written.length)) return { kind: "exception", code: 2 };
      kept.splice(address - start, written.length, ...written);
      writes.push([address, written]);
      return { kind: "written" };
    },
  };
};

/** 0x101C of NA96 p. 17: 25740 and 13652. */
export const goldenMeter = (): WordArray => wordArray(0x101c, [0, 25740, 0, 13652, 0, 0]);

export interface Chunk {
  readonly bytes: string;
  readonly at: Seconds;
}

/** Keeps what a port receives. */
export const recorded = (
  port: Port,
): { readonly chunks: Chunk[]; readonly closings: (Error | undefined)[] } => {
  const chunks: Chunk[] = [];
  const closings: (Error | undefined)[] = [];
  port.listen({
    received: (bytes, at) => chunks.push({ bytes: hex(bytes), at }),
    closed: (cause) => closings.push(cause),
  });
  return { chunks, closings };
};
