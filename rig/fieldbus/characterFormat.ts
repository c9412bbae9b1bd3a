/**
 * How a byte looks on an asynchronous line: a start bit, eight data bits, perhaps a parity bit, one or two stop bits,
 * each lasting one over the baud rate. It fixes how long a frame takes and how long a silence separates two frames.
 */
import { milliseconds, type Seconds, seconds } from "#models/units.ts";

export type Parity = "none" | "even" | "odd";

export interface CharacterFormat {
  /** Bits per second; the catalogue's meters have 4800, 9600 and 19200. */
  readonly baudRate: number;
  readonly parity: Parity;
  readonly stopBits: 1 | 2;
}

/** 8N1 at `baudRate`: ten bits a character. */
export const plainFormat = (baudRate: number): CharacterFormat => ({ baudRate, parity: "none", stopBits: 1 });

/** Time of one character on the wire: 10 bits for 8N1, 11 for 8E1, 8O1 and 8N2. */
export const characterTime = (format: CharacterFormat): Seconds =>
  seconds((1 + 8 + (format.parity === "none" ? 0 : 1) + format.stopBits) / format.baudRate);

/**
 * t3.5, the silence between two RTU frames: 3.5 characters, and the fixed 1.75 ms above 19200 Bd (Modbus over serial
 * line V1.02, 2.5.1.1).
 */
export const interFrameSilence = (format: CharacterFormat): Seconds =>
  seconds(format.baudRate > 19200 ? 1.75e-3 : 3.5 * characterTime(format));

export const isSameFormat = (a: CharacterFormat, b: CharacterFormat): boolean =>
  a.baudRate === b.baudRate && a.parity === b.parity && a.stopBits === b.stopBits;

/** Adapters and sockets hand the bytes of one frame over in lumps, up to so far apart. */
export const adapterLump = milliseconds(20);
