/**
 * Units offered on the network: a listening socket, and behind every connection the same slave. It stands for a gateway
 * with meters behind it, as Modbus TCP or as serial frames through a socket.
 */
import type { Clock } from "#rig/clock.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { openSlave, type SlaveOptions } from "#rig/fieldbus/slave.ts";
import { listenOnTcp, type TcpListener } from "#rig/fieldbus/tcpListener.ts";
import type { Units } from "#rig/fieldbus/units.ts";

/**
 * Listens on `tcp://host:port`; port 0 takes a free one.
 * @throws {PortError} `busy` when the port is taken, `noPermission` below 1024 without the right, else `failed`.
 */
export const openTcpSlave = (
  address: string,
  framing: TcpFraming,
  units: Units,
  clock: Clock,
  options: Partial<SlaveOptions> = {},
): Promise<TcpListener> =>
  listenOnTcp(address, framing, clock, (connection) => {
    openSlave(connection, units, clock, options);
  });
