/**
 * The place where the rig meets a line: bytes go out, bytes come in with the instant they came, and one day the line
 * goes away. A serial adapter, a TCP socket and an end of the simulated line are all ports; master and slave know
 * nothing else of the world. A port does no framing.
 */
import type { Seconds } from "#models/units.ts";
import type { CharacterFormat } from "#rig/fieldbus/characterFormat.ts";

/** What carries the bytes; a socket has no character time, and says how frames are wrapped on it. */
export type Medium =
  | {
      readonly kind: "serial";
      readonly format: CharacterFormat;
      /** Both ends are programs: no byte takes the time the format says. Left out: it is a wire. */
      readonly isPseudoTerminal?: boolean;
    }
  | { readonly kind: "tcp"; readonly framing: TcpFraming };

/** `mbap` is Modbus TCP; `rtu` is the serial frame, CRC included, sent through a socket. */
export type TcpFraming = "rtu" | "mbap";

export interface PortListener {
  /** `at` is when the last byte of the chunk was there, on the port's clock. The bytes may be kept. */
  received(bytes: Uint8Array, at: Seconds): void;
  /** Once, when the port is no longer there: `undefined` when we closed it, else what took it away. */
  closed(cause: Error | undefined): void;
}

export interface Port {
  /** What a person calls it: `/dev/ttyUSB0`, `tcp://192.168.1.10:502`, `line/master`. */
  readonly name: string;
  readonly medium: Medium;
  readonly isOpen: boolean;
  /** Sends behind whatever is still going out. On a port that is closed the bytes go nowhere: `closed` said so. */
  write(bytes: Uint8Array): void;
  /** At most one listener at a time; a later one takes the place of an earlier one. */
  listen(listener: PortListener): void;
  /** Gives the line up as lost, for this cause: a connection that is out of step is only mended by a new one. */
  drop(cause: Error): void;
  /** Resolves when the port is closed, also when it was already. */
  close(): Promise<void>;
}

export type PortErrorCode =
  | "missing"
  | "noPermission"
  | "notASerialPort"
  | "busy"
  | "refused"
  | "unreachable"
  | "badAddress"
  | "failed";

/**
 * A port that cannot be opened: one line with the cause and the remedy. Deliberately not for a port lost later on,
 * which is told to the listener and ends in a `lost` answer.
 */
export class PortError extends Error {
  override readonly name = "PortError";
  readonly code: PortErrorCode;

  constructor(code: PortErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
