/**
 * A socket as a port: to a gateway that speaks Modbus TCP (`mbap`), or to a serial device server that passes the serial
 * frames through as they are (`rtu`). The answering side of the rig uses the same port over the sockets it accepts.
 */
import { connect, type Socket } from "node:net";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import {
  type Port,
  PortError,
  type PortErrorCode,
  type PortListener,
  type TcpFraming,
} from "#rig/fieldbus/port.ts";

/** Silence after which the system asks whether the other side is still there. */
const keepAlive = seconds(5);

/**
 * A connection whose other end vanished (power cut, pulled cable) stays open until somebody misses an answer: when what
 * we wrote has brought nothing back for `patience`, the connection is given up.
 */
const giveUpHalfOpen = (socket: Socket, name: string, clock: Clock, patience: Seconds): (() => void) => {
  let giveUp: Cancel | undefined;
  const settle = (): void => {
    giveUp?.();
    giveUp = undefined;
  };
  socket.on("data", settle);
  socket.on("close", settle);
  return () => {
    giveUp ??= clock.after(patience, () => {
      socket.destroy(new Error(`${name} has been silent for ${patience} s: the other side seems to be gone`));
    });
  };
};

/** An already connected socket as a port; `written` is told of every write. */
export const socketPort = (
  socket: Socket,
  name: string,
  framing: TcpFraming,
  clock: Clock,
  written: () => void = () => {},
): Port => {
  let listener: PortListener | undefined;
  let isOpen = true;
  let cause: Error | undefined;
  socket.setNoDelay(true);
  socket.setKeepAlive(true, inMilliseconds(keepAlive));
  socket.on("data", (bytes) => listener?.received(bytes, clock.now()));
  // Who does not fetch its answers is not listened to, else a stalled client fills the memory.
  socket.on("drain", () => socket.resume());
  socket.on("error", (error) => {
    cause = error;
  });
  socket.on("close", () => {
    const wasOpen = isOpen;
    isOpen = false;
    listener?.closed(wasOpen ? (cause ?? new Error(`${name} closed the connection`)) : undefined);
  });
  return {
    name,
    medium: { kind: "tcp", framing },
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      if (!isOpen) return;
      written();
      if (!socket.write(bytes)) socket.pause();
    },
    listen(next) {
      listener = next;
    },
    drop: (reason) => void socket.destroy(reason),
    close() {
      isOpen = false;
      if (socket.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        socket.once("close", () => resolve());
        socket.destroy();
      });
    },
  };
};

/** Host and port of `tcp://host:port`; 502 is Modbus' own port. */
export const tcpAddress = (address: string): { readonly host: string; readonly port: number } => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "tcp:" || url.hostname === "") {
    throw new PortError("badAddress", `cannot open ${address}: write it as tcp://host:port`);
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port === "" ? 502 : Number(url.port) };
};

const tcpPortError = (address: string, cause: NodeJS.ErrnoException): PortError => {
  const [code, remedy]: [PortErrorCode, string] =
    cause.code === "ECONNREFUSED"
      ? ["refused", "nothing listens there: start the gateway, or check the port number"]
      : cause.code === "ENOTFOUND" || cause.code === "EAI_AGAIN"
        ? ["unreachable", "no such host: check the name, or give the IP address"]
        : cause.code === "ETIMEDOUT" || cause.code === "EHOSTUNREACH" || cause.code === "ENETUNREACH"
          ? ["unreachable", "no answer: check the cable, the gateway's supply and the IP address"]
          : ["failed", cause.message];
  return new PortError(code, `cannot open ${address}: ${remedy}`, cause);
};

/** How long no byte may come back after a request before the connection counts as half open, by default. */
export const answerPatience = seconds(10);

export interface TcpPortOptions {
  readonly framing: TcpFraming;
  /** How long the connection may take to come about. Default 5 s. */
  readonly connectTimeout: Seconds;
  /** How long no byte may come back after a request before the connection counts as half open. Default 10 s. */
  readonly answerPatience: Seconds;
}

/**
 * Connects to `tcp://host:port`.
 * @throws {PortError} `refused`, `unreachable`, `badAddress`, or `failed` with what the system said.
 */
export const openTcpPort = (
  address: string,
  clock: Clock,
  options: Partial<TcpPortOptions> = {},
): Promise<Port> => {
  const { framing = "mbap", connectTimeout = seconds(5) } = options;
  const patience = options.answerPatience ?? answerPatience;
  return new Promise((resolve, reject) => {
    const socket = connect({ ...tcpAddress(address), autoSelectFamily: true });
    const fail = (cause: NodeJS.ErrnoException): void => {
      giveUp();
      socket.destroy();
      reject(tcpPortError(address, cause));
    };
    const giveUp = clock.after(connectTimeout, () =>
      fail(Object.assign(new Error("connection timed out"), { code: "ETIMEDOUT" })),
    );
    socket.once("error", fail);
    socket.once("connect", () => {
      giveUp();
      socket.off("error", fail);
      resolve(socketPort(socket, address, framing, clock, giveUpHalfOpen(socket, address, clock, patience)));
    });
  });
};
