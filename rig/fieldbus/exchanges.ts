/**
 * Exchanges on a bus, as its only master makes them: wait for silence, ask, take only the exact answer, and after
 * anything else stay deaf until late answers have run out. An exchange ends in words or in one of the four ways of not
 * getting them, and everything heard is counted and told. Whoever calls begins no exchange before the last has ended.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import {
  type BusStatistics,
  type NoAnswer,
  noStatistics,
  outrunsWire,
  samplingBracket,
  type Words,
  type WriteAnswer,
} from "#rig/fieldbus/busAnswer.ts";
import { type Heard, type Listening, listenForAnswer } from "#rig/fieldbus/listening.ts";
import type { EndedExchange, MasterOptions, ReadRequest, WriteRequest } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { type ProtocolClient, protocolClient } from "#rig/fieldbus/protocolClient.ts";
import type { Asked } from "#rig/fieldbus/rtuFrame.ts";
import { type Transport, transportOver } from "#rig/fieldbus/transport.ts";

/** What one exchange, without retries, ends in. */
export type Attempt = Words | NoAnswer;
type Lost = Extract<NoAnswer, { kind: "lost" }>;

export class Exchanges {
  private readonly port: Port;
  private readonly clock: Clock;
  private readonly options: MasterOptions;
  private transport: Transport;
  private readonly client: ProtocolClient;
  private readonly counts = { ...noStatistics };
  /** When the last byte was on the line, ours or another's. */
  private lastByteAt = Number.NEGATIVE_INFINITY;
  private deafUntil = Number.NEGATIVE_INFINITY;
  private unaskedChunks = 0;
  /** Bytes take their time on this line, as far as is known. */
  private isWire: boolean;
  private listening: Listening | undefined;
  private lose: ((cause: Error) => void) | undefined;
  private request: Uint8Array = new Uint8Array();
  /** When each unit was last heard in a whole frame, exceptions included; on the master's clock. */
  readonly heardFrom = new Map<number, Seconds>();
  /** When our own bytes last came back to us. */
  echoedAt: Seconds | null = null;

  constructor(port: Port, clock: Clock, options: MasterOptions) {
    this.port = port;
    this.clock = clock;
    this.options = options;
    this.transport = transportOver(port);
    this.isWire = !(port.medium.kind === "serial" && port.medium.isPseudoTerminal === true);
    this.client = protocolClient((frame) => {
      this.request = frame;
      this.transport.send(frame);
    });
    port.listen({
      received: (bytes, at) => this.received(bytes, at),
      closed: (cause) => {
        this.lose?.(cause ?? new Error(`${port.name} was closed`));
        // Half a frame of the old connection must not become the beginning of the next one's.
        this.transport = transportOver(port);
      },
    });
  }

  get statistics(): BusStatistics {
    return this.counts;
  }

  /** Whether a late answer is told from the right one by a number: then no read needs a tag. */
  get hasTransactionNumbers(): boolean {
    return this.transport.hasTransactionNumbers;
  }

  read(
    { unit, address, count, functionCode = 3 }: ReadRequest,
    hasLocalEcho = this.options.hasLocalEcho,
  ): Promise<Attempt> {
    return this.exchange(
      { kind: "read", functionCode, unit, count },
      () => this.client.read(functionCode, unit, address, count),
      hasLocalEcho,
    );
  }

  async write({ unit, address, words }: WriteRequest): Promise<WriteAnswer> {
    if (unit === 0) return this.broadcast(address, words);
    const answer = await this.exchange(
      { kind: "write", unit, address, count: words.length },
      () => this.client.write(unit, address, words),
      this.options.hasLocalEcho,
    );
    return answer.kind === "words"
      ? { kind: "written", requestedAt: answer.requestedAt, answeredAt: answer.answeredAt }
      : answer;
  }

  /** Another attempt is about to be made. */
  countRetry(): void {
    this.counts.retries++;
  }

  /** Whether anything else comes within `usual` of the request and the time one more such answer takes. */
  async isFollowed({ requestedAt, raw }: Words, usual: Seconds): Promise<boolean> {
    const { character, silence } = this.transport;
    const heardBefore = this.unaskedChunks;
    const quietAt = requestedAt + usual + 2 * raw.length * character + silence;
    await this.clock.sleep(seconds(quietAt - this.clock.now()));
    return this.unaskedChunks > heardBefore;
  }

  /** What came is not to be believed. */
  garbled(reason: string, bytes: Uint8Array): NoAnswer {
    this.counts.garbled++;
    this.options.onHappening({ kind: "garbled", reason, bytes, at: this.clock.now() });
    this.beDeaf();
    return { kind: "garbled", reason, bytes };
  }

  async close(): Promise<void> {
    this.lose?.(new Error(`${this.port.name} was closed`));
    await this.port.close();
  }

  private async broadcast(address: number, words: readonly number[]): Promise<WriteAnswer> {
    const obstacle = await this.waitForSilence();
    if (obstacle !== undefined) return obstacle;
    this.counts.requests++;
    this.client.write(0, address, words);
    const sentAt = this.endOfRequest();
    this.lastByteAt = sentAt;
    // The units need a moment to carry it out before they can hear again.
    this.deafUntil = sentAt + this.options.broadcastPause;
    return { kind: "broadcast", sentAt };
  }

  private endOfRequest(): Seconds {
    return seconds(this.clock.now() + this.request.length * this.transport.character);
  }

  /** Until nobody has spoken for as long as the standard asks, and no late answer is to be feared. */
  private async waitForSilence(): Promise<NoAnswer | undefined> {
    const { responseTimeout, lateWindow } = this.options;
    const patience = this.clock.now() + 2 * (responseTimeout + lateWindow);
    for (;;) {
      if (!this.port.isOpen) return this.lost(new Error(`${this.port.name} is not open`));
      const quietAt = Math.max(this.lastByteAt + this.transport.silence, this.deafUntil);
      if (quietAt <= this.clock.now()) return undefined;
      const heardBefore = this.unaskedChunks;
      await this.clock.sleep(seconds(quietAt - this.clock.now()));
      // Instants carry rounding, so "nothing came meanwhile" says more than comparing them again.
      if (this.unaskedChunks === heardBefore && this.port.isOpen) return undefined;
      if (this.clock.now() > patience) return this.garbled("the line never falls silent", new Uint8Array());
    }
  }

  private async exchange(asked: Asked, send: () => void, hasLocalEcho: boolean): Promise<Attempt> {
    const obstacle = await this.waitForSilence();
    if (obstacle !== undefined) return obstacle;
    this.counts.requests++;
    const sentAt = this.clock.now();
    send();
    const requestedAt = this.endOfRequest();
    this.lastByteAt = requestedAt;
    const { character, silence } = this.transport;
    const answerBytes = asked.kind === "read" ? 5 + 2 * asked.count : 8;
    const echoBytes = hasLocalEcho ? this.request.length : 0;
    const allowed = seconds(
      (this.request.length + echoBytes + answerBytes) * character + this.options.responseTimeout,
    );
    const heard = await new Promise<Heard | Lost>((resolve) => {
      const rules = {
        asked,
        request: this.request,
        hasLocalEcho,
        allowed,
        silence,
      };
      this.listening = listenForAnswer(this.clock, rules, resolve);
      this.lose = (cause) => {
        this.listening?.stop();
        resolve(this.lost(cause));
      };
    });
    this.listening = undefined;
    this.lose = undefined;
    this.tell(asked.unit, sentAt, heard);
    if ("frame" in heard) this.heardFrom.set(asked.unit, this.clock.now());
    switch (heard.kind) {
      case "answer": {
        this.counts.answers++;
        const words = this.client.accept(heard.frame);
        const instants = { sentAt, requestedAt, ...heard };
        // Once is enough: on a busy machine a pseudo-terminal may be as slow as a wire the next time.
        this.isWire &&= !outrunsWire(instants, character);
        return {
          kind: "words",
          words,
          ...samplingBracket(instants, character, this.isWire),
          latency: seconds(Math.max(0, heard.firstBytesAt - requestedAt)),
          raw: heard.frame,
        };
      }
      case "exception":
        this.counts.refused++;
        return { kind: "refused", exceptionCode: heard.code };
      case "garbled":
        if (heard.reason === "local echo") {
          this.counts.echoes++;
          this.echoedAt = this.clock.now();
        }
        return this.garbled(heard.reason, heard.bytes);
      case "nothing":
        this.counts.silences++;
        this.beDeaf();
        return { kind: "silent", waited: seconds(this.clock.now() - requestedAt) };
      default:
        return heard;
    }
  }

  private tell(unit: number, sentAt: Seconds, heard: EndedExchange["heard"]): void {
    const { request, transport } = this;
    const answer = "frame" in heard ? heard.frame : "bytes" in heard ? heard.bytes : [];
    const timeOnWire = seconds((request.length + answer.length) * transport.character);
    this.options.onExchange({ unit, request, sentAt, endedAt: this.clock.now(), timeOnWire, heard });
  }

  private received(bytes: Uint8Array, at: Seconds): void {
    this.lastByteAt = Math.max(this.lastByteAt, at);
    for (const part of this.transport.receive(bytes)) {
      if (part.kind === "outOfStep") {
        this.options.onHappening({ kind: "garbled", reason: "not Modbus TCP", bytes: part.bytes, at });
        this.port.drop(new Error(`${this.port.name} sent bytes that are not Modbus TCP`));
      } else if (part.kind === "present" && this.listening !== undefined) this.listening.push(part.bytes, at);
      else {
        this.counts.late++;
        this.unaskedChunks++;
        this.options.onHappening({ kind: "late", bytes: part.bytes, at });
        this.beDeaf();
      }
    }
  }

  /** After anything wrong: whatever comes within the late window belongs to the past. */
  private beDeaf(): void {
    if (this.transport.hasTransactionNumbers) return;
    this.deafUntil = Math.max(this.deafUntil, this.clock.now() + this.options.lateWindow);
  }

  private lost(cause: Error): Lost {
    this.counts.lost++;
    return { kind: "lost", cause };
  }
}
