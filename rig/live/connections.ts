/**
 * Who is connected to the live view's port. Until it has shown a cookie a connection is a stranger's, and strangers have
 * few places: where they are too many, the oldest of whoever has most of them goes, so that neither mute connections nor
 * floods of them shut anybody out; but each has a moment first, to say what it came for. A connection that has shown the cookie of an operator is never closed for another's
 * sake: it is the one that stops a run.
 */
import type { Socket } from "node:net";
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Role } from "#reports/live/protocol.ts";
import type { Cancel, Clock } from "#rig/clock.ts";

export interface ConnectionLimits {
  /** Strangers that may stay. */
  readonly strangers: number;
  /** How long a stranger may stay beside those, to show a cookie. */
  readonly moment: Seconds;
  /** Strangers at any time, whatever the moment. */
  readonly crowd: number;
  /** Connections of viewers that are kept as those of operators are; further ones have the places of strangers. */
  readonly viewers: number;
  /** For the first byte to come: who connects has something to say. */
  readonly firstByte: Seconds;
}
export const connectionLimits: ConnectionLimits = {
  strangers: 200,
  moment: milliseconds(500),
  crowd: 4_000,
  viewers: 400,
  firstByte: seconds(2),
};

export interface Connections {
  /** A connection that was just made. */
  greet(socket: Socket): void;
  /** It has shown a cookie. */
  know(socket: Socket, role: Role): void;
}

interface Stranger {
  readonly from: string;
  readonly since: Seconds;
  readonly cancel: Cancel;
}

export function connections(limits: ConnectionLimits, clock: Clock): Connections {
  /** In the order they came. */
  const strangers = new Map<Socket, Stranger>();
  const viewers = new Set<Socket>();
  let isSweeping = false;

  const forget = (socket: Socket): void => {
    strangers.get(socket)?.cancel();
    strangers.delete(socket);
  };
  /** The oldest of the address that has most: on a network, whoever floods pays for it alone. */
  const oldestOfMost = (): Socket | undefined => {
    const counts = new Map<string, number>();
    let most = 0;
    for (const { from } of strangers.values()) {
      const count = (counts.get(from) ?? 0) + 1;
      counts.set(from, count);
      most = Math.max(most, count);
    }
    for (const [socket, { from }] of strangers) if (counts.get(from) === most) return socket;
    return undefined;
  };
  const dismiss = (socket: Socket): void => {
    forget(socket);
    socket.destroy();
  };
  const sweep = (): void => {
    isSweeping = false;
    const until = clock.now() - limits.moment;
    while (strangers.size > limits.strangers) {
      const socket = oldestOfMost();
      const since = socket === undefined ? undefined : strangers.get(socket)?.since;
      if (socket === undefined || since === undefined || since > until) break;
      dismiss(socket);
    }
    sweepLater();
  };
  const sweepLater = (): void => {
    if (isSweeping || strangers.size <= limits.strangers) return;
    isSweeping = true;
    clock.after(limits.moment, sweep);
  };
  return {
    greet(socket) {
      const cancel = clock.after(limits.firstByte, () => {
        if (socket.bytesRead === 0) socket.destroy();
      });
      strangers.set(socket, { from: socket.remoteAddress ?? "", since: clock.now(), cancel });
      socket.once("close", () => {
        forget(socket);
        viewers.delete(socket);
      });
      const one = strangers.size > limits.crowd ? oldestOfMost() : undefined;
      if (one !== undefined) dismiss(one);
      sweepLater();
    },
    know(socket, role) {
      if (role === "viewer") {
        if (viewers.size >= limits.viewers && !viewers.has(socket)) return;
        viewers.add(socket);
      }
      forget(socket);
    },
  };
}
