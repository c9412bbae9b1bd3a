/**
 * One page that is connected. It gets every event of the run at its own pace: a place in the shared log moves on as the
 * socket takes what was sent. Passing looks at the bench are sent only when the socket is nearly empty, else left out.
 * So a page that stops reading costs a bounded number of bytes, and soon nothing: it is thrown out.
 */
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Role, ServerMessage } from "#reports/live/protocol.ts";
import type { Clock } from "#rig/clock.ts";
import type { EventLog } from "#rig/live/eventLog.ts";
import { textFrame } from "#rig/live/frame.ts";

export interface ViewerLimits {
  /** A socket that takes nothing for so long is given up. */
  readonly patience: Seconds;
  /** Messages a second a page may send, and how many at once after a pause. */
  readonly messageRate: number;
  readonly messageBurst: number;
}
export const viewerLimits: ViewerLimits = { patience: seconds(4), messageRate: 20, messageBurst: 60 };

/** Unsent bytes at which no more events are handed to the socket. */
const full = 256 * 1024;
/** Unsent bytes at which a passing look is left out. */
const nearlyEmpty = 48 * 1024;
/** Replies are not left out; a page that asks and asks and never reads ends here. */
const tooMuch = 1024 * 1024;

/** Close codes of RFC 6455, 7.4.1. */
export const closeCodes = { unsupported: 1003, policy: 1008 } as const;

export class Viewer {
  readonly role: Role;
  /** Whether it has said where it stands; nothing is sent before. */
  hasJoined = false;
  /** The last value frame it was given could not be sent: it needs a whole picture. */
  needsKeyFrame = true;
  private readonly page: WebSocket;
  /** Under the page's WebSocket: frames that are ready are written there as they are. */
  private readonly socket: Duplex;
  private readonly clock: Clock;
  private readonly limits: ViewerLimits;
  private log: EventLog | null = null;
  private next = 0;
  private sent = 0;
  private taken = 0;
  private takenBefore = 0;
  private progressAt: Seconds;
  private allowance: number;
  private allowedAt: Seconds;

  constructor(page: WebSocket, socket: Duplex, role: Role, clock: Clock, limits: ViewerLimits) {
    this.page = page;
    this.socket = socket;
    this.role = role;
    this.clock = clock;
    this.limits = limits;
    this.progressAt = clock.now();
    this.allowedAt = clock.now();
    this.allowance = limits.messageBurst;
  }

  /** From now on the events of this log, from a sequence on. */
  follow(log: EventLog, next: number): void {
    this.log = log;
    this.next = next <= log.length ? next : 0;
    this.pump();
  }

  /** Hands over what the socket has room for. */
  readonly pump = (): void => {
    if (!this.hasJoined || this.log === null) return;
    while (this.page.readyState === this.page.OPEN && this.unsent < full) {
      const chunk = this.log.chunk(this.next);
      if (chunk === null) return;
      this.next = chunk.next;
      this.send(chunk.bytes);
    }
  };

  say(message: ServerMessage): void {
    this.tell(textFrame(JSON.stringify(message)));
  }

  /** A frame that others get too. */
  tell(framed: Buffer): void {
    this.send(framed);
  }

  /** A look that is worth nothing later. False: it was left out. */
  show(framed: Buffer): boolean {
    if (!this.hasJoined || this.unsent > nearlyEmpty) return false;
    this.send(framed);
    return true;
  }

  private send(framed: Buffer): void {
    if (this.page.readyState !== this.page.OPEN) return;
    if (this.unsent + framed.length > tooMuch) {
      this.page.terminate();
      return;
    }
    this.sent++;
    this.socket.write(framed, this.wasTaken);
  }

  private readonly wasTaken = (): void => {
    this.taken++;
    if (this.taken === this.sent) this.pump();
  };

  /** To be called now and then: throws it out when its socket has taken nothing for too long. */
  check(): void {
    // Answers to its pings are not ours to leave out.
    if (this.unsent > tooMuch) {
      this.page.terminate();
      return;
    }
    const now = this.clock.now();
    if (this.taken === this.sent || this.taken > this.takenBefore) {
      this.progressAt = now;
      this.takenBefore = this.taken;
    } else if (now - this.progressAt >= this.limits.patience) this.page.terminate();
  }

  /** Bytes kept for it alone, until its socket takes them. */
  get unsent(): number {
    return this.socket.writableLength;
  }

  /** Whether it may send one more message now. */
  mayAsk(): boolean {
    const now = this.clock.now();
    const { messageRate, messageBurst } = this.limits;
    this.allowance = Math.min(messageBurst, this.allowance + (now - this.allowedAt) * messageRate);
    this.allowedAt = now;
    this.allowance -= 1;
    return this.allowance >= 0;
  }

  /** `why` is for a person, in a few words. */
  dismiss(code: number, why: string): void {
    this.page.close(code, why);
    // One that does not say goodbye is not waited for.
    const givenUp = setTimeout(() => this.page.terminate(), inMilliseconds(seconds(1)));
    givenUp.unref();
    this.page.once("close", () => clearTimeout(givenUp));
  }
}
