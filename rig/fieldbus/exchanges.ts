/**
 * Exchanges on a bus: wait until no earlier answer can be mistaken for the coming one and the line is silent, ask, and
 * take only the exact answer. An exchange ends in words or in one of the ways of not getting them, and everything heard
 * is counted and told. Whoever calls begins no exchange before the last has ended.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { shapeOf } from "#rig/fieldbus/answerShape.ts";
import {
  type NoAnswer,
  outrunsWire,
  samplingBracket,
  type Words,
  type WriteAnswer,
} from "#rig/fieldbus/busAnswer.ts";
import { BusLine } from "#rig/fieldbus/busLine.ts";
import { type Choice, type Chosen, rounding, soonest } from "#rig/fieldbus/choice.ts";
import type { Admission, Question } from "#rig/fieldbus/lineDebts.ts";
import type { Heard } from "#rig/fieldbus/listening.ts";
import type { Block, EndedExchange, MasterOptions, ReadRequest, WriteRequest } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { type ProtocolClient, protocolClient } from "#rig/fieldbus/protocolClient.ts";
import { isSame } from "#rig/fieldbus/sameBytes.ts";
import { isSpoiltAnswer } from "#rig/fieldbus/spoiltAnswer.ts";

/** What one exchange, without retries, ends in. */
export type Attempt = Words | NoAnswer;

/** The unit is alive and nothing old is on the line any more: now the question can be asked. */
type Proved = { readonly kind: "proved" };

export class Exchanges {
  readonly line: BusLine;
  private readonly clock: Clock;
  private readonly options: MasterOptions;
  private readonly client: ProtocolClient;
  /** Bytes take their time on this line, as far as is known. */
  private isWire: boolean;
  private request: Uint8Array = new Uint8Array();
  private requestedAt: Seconds = seconds(0);

  constructor(port: Port, clock: Clock, options: MasterOptions) {
    this.clock = clock;
    this.options = options;
    this.line = new BusLine(port, clock, options);
    this.isWire = !(port.medium.kind === "serial" && port.medium.isPseudoTerminal === true);
    this.client = protocolClient((frame) => {
      this.request = frame;
      this.requestedAt = this.line.send(frame);
    });
  }

  /** Whether a late answer is told from the right one by a number: then no read needs a tag. */
  get hasTransactionNumbers(): boolean {
    return this.line.transport.hasTransactionNumbers;
  }

  /** Whether something was late, spoilt or missing on this line before. */
  get hasSeenTrouble(): boolean {
    const { late, garbled, silences } = this.line.counts;
    return late + garbled + silences > 0;
  }

  /** Reads the one of `blocks` that can be asked for soonest; `call` is one for all attempts of a call. */
  async read(
    { unit, functionCode = 3 }: Pick<ReadRequest, "unit" | "functionCode">,
    blocks: readonly Block[],
    call: number,
    hasLocalEcho = this.options.hasLocalEcho,
  ): Promise<{ readonly block: Block; readonly answer: Attempt }> {
    const choices = blocks.map((block) => ({
      block,
      asked: { kind: "read", functionCode, unit, count: block.count } as const,
      send: () => this.client.read(functionCode, unit, block.address, block.count),
    }));
    const { choice, answer } = await this.exchange(choices, call, hasLocalEcho);
    return { block: choice.block, answer };
  }

  async write({ unit, address, words }: WriteRequest, call: number): Promise<WriteAnswer> {
    if (unit === 0) return this.broadcast(address, words);
    const choice = {
      asked: { kind: "write", unit, address, count: words.length } as const,
      send: () => this.client.write(unit, address, words),
    };
    const { answer } = await this.exchange([choice], call, this.options.hasLocalEcho);
    return answer.kind === "words"
      ? { kind: "written", requestedAt: answer.requestedAt, answeredAt: answer.answeredAt }
      : answer;
  }

  /**
   * Whether another answer to the same question, not the same once more, comes within `usual` of the request and the
   * time one more such answer takes.
   */
  async isFollowed({ requestedAt, raw }: Words, usual: Seconds): Promise<boolean> {
    const { character, silence } = this.line.transport;
    const quietAt = requestedAt + usual + 2 * raw.length * character + silence;
    return this.isContradicted(raw, seconds(quietAt - this.clock.now()));
  }

  private async isContradicted(answer: Uint8Array, duration: Seconds): Promise<boolean> {
    const shape = shapeOf(answer);
    let isContradicted = false;
    await this.line.follow(duration, (frame, latency) => {
      if (frame !== null && shapeOf(frame) === shape) isContradicted ||= !isSame(frame, answer);
      else isContradicted ||= latency === null;
    });
    return isContradicted;
  }

  private async broadcast(address: number, words: readonly number[]): Promise<WriteAnswer> {
    const obstacle = await this.line.waitForSilence();
    if (obstacle !== undefined) return obstacle;
    this.line.counts.requests++;
    this.client.write(0, address, words);
    const sentAt = this.requestedAt;
    // The units need a moment to carry it out before they can hear again.
    this.line.beDeaf(seconds(sentAt - this.clock.now() + this.options.broadcastPause));
    return { kind: "broadcast", sentAt };
  }

  private async exchange<C extends Choice>(
    choices: readonly C[],
    call: number,
    hasLocalEcho: boolean,
  ): Promise<{ readonly choice: C; readonly answer: Attempt }> {
    for (;;) {
      const chosen = await this.untilAdmitted(choices, call);
      if ("obstacle" in chosen) return { choice: choices[0]!, answer: chosen.obstacle };
      const answer = await this.ask(chosen, call, hasLocalEcho);
      if (answer.kind !== "proved") return { choice: chosen.choice, answer };
    }
  }

  /** Waits until one of the questions can be asked on a silent line without its answer being taken for another's. */
  private async untilAdmitted<C extends Choice>(
    choices: readonly C[],
    call: number,
  ): Promise<Chosen<C> | { readonly obstacle: NoAnswer }> {
    const { line } = this;
    const { trust, debts } = line.memory;
    const mayAsk = (): boolean => trust.mayAsk(this.clock.now(), () => debts.forget());
    for (;;) {
      const lost = line.obstacle();
      if (lost !== undefined) return { obstacle: lost };
      if (!this.hasTransactionNumbers && !mayAsk()) {
        await this.clock.sleep(this.options.responseTimeout);
        if (!mayAsk()) return { obstacle: line.memory.tooSlow };
      }
      const chosen = soonest(choices, (choice) => this.admission(choice, call), this.clock.now());
      const wait = chosen.from - this.clock.now();
      if (wait > rounding) await line.rest(seconds(wait));
      else {
        const obstacle = await line.waitForSilence();
        if (obstacle !== undefined) return { obstacle };
        // What came meanwhile may have told that the line is slower than was known.
        if (this.hasTransactionNumbers) return chosen;
        const again = this.admission(chosen.choice, call);
        if (mayAsk() && again.from <= this.clock.now() + rounding) return { ...chosen, ...again };
      }
    }
  }

  private admission({ asked }: Choice, call: number): Admission {
    const now = this.clock.now();
    return this.hasTransactionNumbers
      ? { from: now, proof: seconds(0), isInDebt: false }
      : this.line.memory.debts.admission(asked, call, now);
  }

  private async ask<C extends Choice>(
    { choice: { asked, send }, proof }: Chosen<C>,
    call: number,
    hasLocalEcho: boolean,
  ): Promise<Attempt | Proved> {
    const { line } = this;
    const { memory, counts } = line;
    const { character } = line.transport;
    counts.requests++;
    const wasTrusted = memory.trust.isTrusted;
    const sentAt = this.clock.now();
    send();
    const { request, requestedAt } = this;
    const answerTime = seconds((asked.kind === "read" ? 5 + 2 * asked.count : 8) * character);
    const question = memory.debts.asked({ asked, call, sentAt, requestedAt, answerTime });
    const echoTime = hasLocalEcho ? request.length * character : 0;
    const onWire = requestedAt - sentAt + echoTime + answerTime;
    const heard = await line.listen(
      {
        asked,
        request,
        hasLocalEcho,
        doubtOfException: () =>
          this.hasTransactionNumbers ? "none" : memory.debts.doubtOfException(question, this.clock.now()),
      },
      () => seconds(onWire + memory.latency.patience),
    );
    this.tell(asked.unit, sentAt, heard);
    memory.trust.proved("frame" in heard && proof <= 0);
    const answer = this.judge(question, heard);
    const isTrusted = this.hasTransactionNumbers || (wasTrusted && memory.trust.isTrusted);
    if (!isTrusted && answer.kind !== "lost") return memory.tooSlow;
    if (answer.kind !== "words") return answer;
    if (proof <= 0) {
      memory.debts.unitAnswers(asked.unit);
      return answer;
    }
    if (await this.isContradicted(answer.raw, proof))
      return line.garbled("another answer followed", answer.raw);
    memory.debts.forgive(question.shape);
    return { kind: "proved" };
  }

  /** What was heard after a question, as the answer to it. */
  private judge(question: Question, heard: EndedHeard): Attempt {
    const { line } = this;
    const { memory, counts } = line;
    const now = this.clock.now();
    switch (heard.kind) {
      case "answer":
        counts.answers++;
        return this.accepted(question, heard);
      case "exception":
        question.state = "refused";
        memory.answered(seconds(Math.max(0, now - question.requestedAt)), now);
        counts.refused++;
        return { kind: "refused", exceptionCode: heard.code };
      case "garbled":
        question.state = isSpoiltAnswer(heard.reason) ? "spoilt" : "unanswered";
        if (heard.reason === "local echo") {
          counts.echoes++;
          line.echoed();
        }
        return line.garbled(heard.reason, heard.bytes);
      case "nothing":
        question.state = "unanswered";
        counts.silences++;
        line.beDeaf();
        return memory.isTooSlow
          ? memory.tooSlow
          : { kind: "silent", waited: seconds(now - question.requestedAt) };
      default:
        question.state = "unanswered";
        return heard;
    }
  }

  private accepted(question: Question, heard: Extract<Heard, { kind: "answer" }>): Words {
    const { memory, transport } = this.line;
    const { frame, firstBytesAt } = heard;
    const words = this.client.accept(frame);
    const { paid, first } = this.hasTransactionNumbers
      ? { paid: question, first: question }
      : memory.debts.answered(question, frame, this.clock.now());
    const since = (requestedAt: Seconds): Seconds => seconds(Math.max(0, firstBytesAt - requestedAt));
    memory.answered(since(paid.requestedAt), firstBytesAt);
    // Once is enough: on a busy machine a pseudo-terminal may be as slow as a wire the next time.
    this.isWire &&= !outrunsWire({ ...question, ...heard }, transport.character);
    return {
      kind: "words",
      words,
      ...samplingBracket({ ...first, ...heard }, transport.character, this.isWire),
      latency: since(question.requestedAt),
      raw: frame,
    };
  }

  private tell(unit: number, sentAt: Seconds, heard: EndedExchange["heard"]): void {
    const { request } = this;
    const answer = "frame" in heard ? heard.frame : "bytes" in heard ? heard.bytes : [];
    const timeOnWire = seconds((request.length + answer.length) * this.line.transport.character);
    this.options.onExchange({ unit, request, sentAt, endedAt: this.clock.now(), timeOnWire, heard });
  }
}

/** What was heard, or the line's loss. */
type EndedHeard = Heard | Extract<NoAnswer, { kind: "lost" }>;
