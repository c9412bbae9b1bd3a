/** Opens the port a bench file names: a serial adapter of this machine, or a gateway on the network. */
import type { BusPort } from "#rig/bench/benchFile.ts";
import type { Clock } from "#rig/clock.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { openSerialPort } from "#rig/fieldbus/serialPort.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";

export type OpenBusPort = (port: BusPort, clock: Clock) => Promise<Port>;

/** @throws {PortError} with one line: cause and remedy. */
export const openBusPort: OpenBusPort = (port, clock) =>
  port.kind === "serial"
    ? openSerialPort(port.path, port.format, clock)
    : openTcpPort(port.address, clock, port);
