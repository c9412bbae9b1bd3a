/**
 * The line as its only master keeps it: bytes out, and everything that comes in sorted into what is being waited for and
 * what is not. It knows when the line is silent, leaves it alone for a while after trouble, and tells, counts and
 * remembers whatever comes unasked.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import { type NoAnswer, noStatistics } from "#rig/fieldbus/busAnswer.ts";
import { rounding } from "#rig/fieldbus/choice.ts";
import { LineMemory } from "#rig/fieldbus/lineMemory.ts";
import { type Heard, type Listening, type ListeningRules, listenForAnswer } from "#rig/fieldbus/listening.ts";
import type { MasterOptions } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import type { DisbeliefReason } from "#rig/fieldbus/spoiltAnswer.ts";
import { type Transport, transportOver } from "#rig/fieldbus/transport.ts";
import { unaskedFrames } from "#rig/fieldbus/unaskedFrames.ts";

type Lost = Extract<NoAnswer, { kind: "lost" }>;

/** Told of each frame that comes unasked, with how late it is; of bytes that are none, and of no question known, null. */
export type Follower = (frame: Uint8Array | null, latency: Seconds | null) => void;

export class BusLine {
  readonly memory: LineMemory;
  readonly transport: Transport;
  readonly counts = { ...noStatistics };
  /** When our own bytes last came back to us. */
  echoedAt: Seconds | null = null;
  private readonly port: Port;
  private readonly clock: Clock;
  private readonly options: MasterOptions;
  private readonly framesOf = unaskedFrames();
  /** When the last byte was on the line, ours or another's. */
  private lastByteAt = Number.NEGATIVE_INFINITY;
  private deafUntil = Number.NEGATIVE_INFINITY;
  private unaskedChunks = 0;
  private listening: Listening | undefined;
  private follower: Follower = () => {};
  private lose: (cause: Error) => void = () => {};
  private wake: Cancel = () => {};

  constructor(port: Port, clock: Clock, options: MasterOptions) {
    this.port = port;
    this.clock = clock;
    this.options = options;
    this.transport = transportOver(port);
    this.memory = new LineMemory(options, this.transport.hasTransactionNumbers);
    port.listen({
      received: (bytes, at) => this.received(bytes, at),
      closed: (cause) => {
        this.lose(cause ?? new Error(`${port.name} was closed`));
        this.wake();
        this.transport.restart();
      },
    });
  }

  /** Our own bytes came back: the adapter, and the line to it, are alive. */
  echoed(): void {
    this.echoedAt = this.clock.now();
  }

  /** Why nothing can be asked; undefined while the port is open. */
  obstacle(): Lost | undefined {
    return this.port.isOpen ? undefined : this.lost(new Error(`${this.port.name} is not open`));
  }

  /** Puts `frame` on the line; gives the instant its last byte has gone out. */
  send(frame: Uint8Array): Seconds {
    const now = this.clock.now();
    this.transport.send(frame, now, this.memory.latency.remembered);
    const sentAt = seconds(now + frame.length * this.transport.character);
    this.lastByteAt = sentAt;
    this.memory.trust.traffic(sentAt);
    return sentAt;
  }

  /** Listens for the answer to what was just sent, for as long as `allowed` says at the time. */
  listen(
    rules: Omit<ListeningRules, "silence" | "passesOver" | "onEcho" | "allowed">,
    allowed: () => Seconds,
  ): Promise<Heard | Lost> {
    const { unit } = rules.asked;
    return new Promise<Heard | Lost>((resolve) => {
      const settle = (heard: Heard | Lost): void => {
        this.listening = undefined;
        this.lose = () => {};
        resolve(heard);
      };
      const passesOver = (frame: Uint8Array, at: Seconds): boolean => {
        const before = this.memory.latency.patience;
        const isPassed = this.passesOver(unit, frame, at);
        if (this.memory.latency.patience > before) this.listening?.extend(allowed());
        return isPassed;
      };
      const { silence } = this.transport;
      this.listening = listenForAnswer(
        this.clock,
        { ...rules, silence, passesOver, onEcho: () => this.echoed(), allowed: allowed() },
        settle,
      );
      this.lose = (cause) => {
        this.listening?.stop();
        settle(this.lost(cause));
      };
    });
  }

  /** Lets time pass until something comes unasked or the line is lost, but no longer than `duration`. */
  rest(duration: Seconds): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(duration, resolve);
      this.wake = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Listens for so long whatever comes, and tells `follower` of it. */
  async follow(duration: Seconds, follower: Follower): Promise<void> {
    this.follower = follower;
    const end = this.clock.now() + duration;
    do await this.rest(seconds(end - this.clock.now()));
    while (this.port.isOpen && this.clock.now() < end - rounding);
    this.follower = () => {};
  }

  /** Until nobody has spoken for as long as the standard asks, and the pause after trouble is over. */
  async waitForSilence(): Promise<NoAnswer | undefined> {
    const { responseTimeout, lateWindow } = this.options;
    const patience = this.clock.now() + 2 * (responseTimeout + lateWindow);
    for (;;) {
      const obstacle = this.obstacle();
      if (obstacle !== undefined) return obstacle;
      const quietAt = Math.max(this.lastByteAt + this.transport.silence, this.deafUntil);
      if (quietAt <= this.clock.now()) return undefined;
      const heardBefore = this.unaskedChunks;
      await this.clock.sleep(seconds(quietAt - this.clock.now()));
      // Instants carry rounding, so "nothing came meanwhile" says more than comparing them again.
      if (this.unaskedChunks === heardBefore && this.port.isOpen) return undefined;
      if (this.clock.now() > patience) return this.garbled("the line never falls silent", new Uint8Array());
    }
  }

  /** After anything wrong the line is left alone, so that what is late does not run into the next question. */
  beDeaf(pause: Seconds = this.options.lateWindow): void {
    if (this.transport.hasTransactionNumbers) return;
    this.deafUntil = Math.max(this.deafUntil, this.clock.now() + pause);
  }

  /** What came is not to be believed. */
  garbled(reason: DisbeliefReason, bytes: Uint8Array): NoAnswer {
    this.counts.garbled++;
    this.options.onHappening({ kind: "garbled", reason, bytes, at: this.clock.now() });
    this.beDeaf();
    return { kind: "garbled", reason, bytes };
  }

  async close(): Promise<void> {
    this.lose(new Error(`${this.port.name} was closed`));
    const closed = this.port.close();
    this.wake();
    await closed;
  }

  private received(bytes: Uint8Array, at: Seconds): void {
    this.lastByteAt = Math.max(this.lastByteAt, at);
    this.memory.trust.traffic(at);
    for (const part of this.transport.receive(bytes)) {
      if (part.kind === "outOfStep") {
        this.options.onHappening({ kind: "garbled", reason: "not Modbus TCP", bytes: part.bytes, at });
        this.port.drop(new Error(`${this.port.name} sent bytes that are not Modbus TCP`));
      } else if (part.kind === "stale" && part.requestedAt !== null) {
        const latency = seconds(at - part.requestedAt);
        this.cameUnasked(part.bytes, at, this.memory.heardLate(part.bytes, at, latency));
      } else if (part.kind === "present" && this.listening !== undefined) this.listening.push(part.bytes, at);
      else this.cameUnasked(part.bytes, at, this.hearUnasked(part.bytes, at));
    }
  }

  /** What frames there are in bytes nobody waited for, and how late the last of them is. */
  private hearUnasked(bytes: Uint8Array, at: Seconds): Seconds | null {
    let latency: Seconds | null = null;
    for (const frame of this.framesOf(bytes, at)) {
      latency = frame === null ? null : this.memory.heardLate(frame, at, null);
      this.follower(frame, latency);
    }
    return latency;
  }

  private cameUnasked(bytes: Uint8Array, at: Seconds, latency: Seconds | null): void {
    this.unaskedChunks++;
    this.counts.late++;
    this.options.onHappening({ kind: "late", bytes, at, latency });
    this.beDeaf();
    this.wake();
  }

  /** A whole frame that is not the answer of `unit`: another's, or owed to an earlier question of ours. */
  private passesOver(unit: number, bytes: Uint8Array, at: Seconds): boolean {
    if (this.transport.hasTransactionNumbers) return false;
    const latency = this.memory.heardLate(bytes, at, null);
    if (latency !== null) {
      this.counts.late++;
      this.options.onHappening({ kind: "late", bytes, at, latency });
      return true;
    }
    const from = bytes[0]!;
    if (from === unit) return false;
    this.counts.strays++;
    this.options.onHappening({ kind: "stray", unit: from, bytes, at });
    return true;
  }

  private lost(cause: Error): Lost {
    this.counts.lost++;
    return { kind: "lost", cause };
  }
}
