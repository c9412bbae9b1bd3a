/**
 * A serial adapter as a port: usually a USB-RS485 converter that Linux shows as /dev/ttyUSB0. What can go wrong when
 * it is opened is known in advance (not plugged in, no right to it, not a serial port, held by another program), so each
 * gets its own line with the remedy. Adapters deliver bytes in lumps (16 ms on FTDI by default): the instant of a chunk
 * is when the program got it, never before the byte was there.
 */
import { constants, realpathSync } from "node:fs";
import { access, stat } from "node:fs/promises";
import { SerialPort, type SerialPortMock } from "serialport";
import type { Clock } from "#rig/clock.ts";
import type { CharacterFormat } from "#rig/fieldbus/characterFormat.ts";
import { type Port, PortError, type PortErrorCode, type PortListener } from "#rig/fieldbus/port.ts";

const remedies: Partial<Record<PortErrorCode, string>> = {
  missing: "it does not exist: plug the adapter in, and prefer its name under /dev/serial/by-id",
  noPermission:
    "permission denied: add yourself to the group that owns it (`sudo usermod -aG dialout $USER`) and log in again",
  notASerialPort:
    "it is not a serial port: give the adapter's device, for example one under /dev/serial/by-id",
  busy: "another program holds it: stop that program (`fuser <port>` names it), or give another port",
};

/** The one line for a port that would not open, from whatever the system said. */
export const serialPortError = (path: string, cause: unknown): PortError => {
  const said = cause instanceof Error ? cause.message : String(cause);
  const code: PortErrorCode = /ENOENT|ENXIO|ENODEV|No such (file|device)/i.test(said)
    ? "missing"
    : /EACCES|EPERM|Permission denied|not permitted/i.test(said)
      ? "noPermission"
      : /lock|EBUSY|EAGAIN|busy|temporarily unavailable/i.test(said)
        ? "busy"
        : /ENOTTY|Inappropriate ioctl|Is a directory|not a character device/i.test(said)
          ? "notASerialPort"
          : "failed";
  return new PortError(code, `cannot open ${path}: ${remedies[code] ?? said}`, cause);
};

/** By what Linux and macOS call the ends of one; a path that is no file is a mock's. */
function isPseudoTerminal(path: string): boolean {
  try {
    return /^\/dev\/(pts\/\d+|ttys\d+)$/.test(realpathSync(path));
  } catch {
    return false;
  }
}

/** Any open serialport stream, real or mock, as a port. */
export const streamPort = (
  stream: SerialPort | SerialPortMock,
  format: CharacterFormat,
  clock: Clock,
): Port => {
  let listener: PortListener | undefined;
  let isOpen = true;
  const end = (cause: Error | undefined): void => {
    if (!isOpen) return;
    isOpen = false;
    if (stream.isOpen) stream.close(() => {});
    listener?.closed(cause);
  };
  stream.on("data", (bytes: Buffer) => {
    if (isOpen) listener?.received(bytes, clock.now());
  });
  stream.on("close", (cause: Error | null) => end(cause ?? new Error(`${stream.path} was closed`)));
  stream.on("error", end);
  // A terminal that hangs up reads as nothing: serialport ends the stream and leaves the port open.
  stream.on("end", () => end(new Error(`${stream.path} hung up`)));
  return {
    name: stream.path,
    medium: { kind: "serial", format, isPseudoTerminal: isPseudoTerminal(stream.path) },
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      if (isOpen) stream.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    listen(next) {
      listener = next;
    },
    drop: end,
    close() {
      if (!isOpen) return Promise.resolve();
      isOpen = false;
      return new Promise((resolve) => {
        stream.close(() => {
          listener?.closed(undefined);
          resolve();
        });
      });
    },
  };
};

/**
 * Opens `path` for this program alone.
 * @throws {PortError} `missing`, `noPermission`, `notASerialPort`, `busy`, or `failed` with what the system said.
 */
export const openSerialPort = async (path: string, format: CharacterFormat, clock: Clock): Promise<Port> => {
  try {
    if (!(await stat(path)).isCharacterDevice()) throw new Error("not a character device");
    await access(path, constants.R_OK | constants.W_OK);
    const stream = new SerialPort({ path, ...format, dataBits: 8, lock: true, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      stream.open((error) => (error ? reject(error) : resolve()));
    });
    return streamPort(stream, format, clock);
  } catch (cause) {
    throw serialPortError(path, cause);
  }
};
