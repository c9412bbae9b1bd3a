/**
 * A listening socket whose every connection is a port: what a slave on the network and a gateway have in common.
 */
import { type AddressInfo, createServer } from "node:net";
import type { Clock } from "#rig/clock.ts";
import { type Port, PortError, type TcpFraming } from "#rig/fieldbus/port.ts";
import { socketPort, tcpAddress } from "#rig/fieldbus/tcpPort.ts";

export interface TcpListener {
  /** `tcp://host:port` with the port really taken, when 0 was asked for. */
  readonly address: string;
  readonly connections: number;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Listens on `tcp://host:port`; port 0 takes a free one. `connected` is called with every connection that comes.
 * @throws {PortError} `busy` when the port is taken, `noPermission` below 1024 without the right, else `failed`.
 */
export const listenOnTcp = async (
  address: string,
  framing: TcpFraming,
  clock: Clock,
  connected: (connection: Port) => void,
): Promise<TcpListener> => {
  const { host, port } = tcpAddress(address);
  const open = new Set<Port>();
  const server = createServer((socket) => {
    const name = `tcp://${socket.remoteAddress}:${socket.remotePort}`;
    const connection = socketPort(socket, name, framing, clock);
    open.add(connection);
    socket.once("close", () => open.delete(connection));
    connected(connection);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === "EADDRINUSE"
          ? new PortError(
              "busy",
              `cannot listen on ${address}: another program does; give another port`,
              cause,
            )
          : cause.code === "EACCES"
            ? new PortError("noPermission", `cannot listen on ${address}: give a port above 1023`, cause)
            : new PortError("failed", `cannot listen on ${address}: ${cause.message}`, cause),
      );
    });
    server.listen({ host, port }, resolve);
  });
  const taken = server.address() as AddressInfo;
  return {
    address: `tcp://${host.includes(":") ? `[${host}]` : host}:${taken.port}`,
    get connections() {
      return open.size;
    },
    async close() {
      const stopped = new Promise((resolve) => server.close(resolve));
      await Promise.all(Array.from(open, (connection) => connection.close()));
      await stopped;
    },
  };
};
