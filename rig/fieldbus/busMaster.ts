/**
 * The master at work: one queue for the bus, and reads that a verdict may rest on. Three measures only together leave
 * no wrong value: the silence and the deafness of `exchanges.ts`, and the tag or the second read of `readForVerdict`; a
 * check sum alone lets stale answers pass.
 */
import { milliseconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import type { BusStatistics, ReadAnswer, Words, WriteAnswer } from "#rig/fieldbus/busAnswer.ts";
import { type Attempt, Exchanges } from "#rig/fieldbus/exchanges.ts";
import type {
  Master,
  MasterOptions,
  ReadRequest,
  SignsOfLife,
  VerdictRead,
  WriteRequest,
} from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { quantityTags, tagWords } from "#rig/fieldbus/quantityTag.ts";
import { withRetries } from "#rig/fieldbus/retry.ts";

/** How much slower than ever before a unit's next answer may be. */
const slowestMargin = 1.5;

const areEqual = (first: readonly number[], second: readonly number[]): boolean =>
  first.length === second.length && first.every((word, at) => word === second[at]);

class BusMaster implements Master {
  private readonly exchanges: Exchanges;
  private readonly options: MasterOptions;
  /** The queue of the bus: one exchange, with its retries, at a time. */
  private turn: Promise<unknown> = Promise.resolve();
  private readonly tags = quantityTags();

  /** The longest each unit took from the end of a request to the start of its answer. */
  private readonly slowestAnswers = new Map<number, number>();

  constructor(exchanges: Exchanges, options: MasterOptions) {
    this.exchanges = exchanges;
    this.options = options;
  }

  get statistics(): BusStatistics {
    return this.exchanges.statistics;
  }

  get signsOfLife(): SignsOfLife {
    const { heardFrom, echoedAt } = this.exchanges;
    return { heardFrom, echoedAt };
  }

  read(request: ReadRequest): Promise<ReadAnswer> {
    return this.inTurn(() => this.withRetries(() => this.readOnce(request)));
  }

  readForVerdict(request: VerdictRead): Promise<ReadAnswer> {
    return this.inTurn(() =>
      request.spareWords >= tagWords
        ? this.withRetries(() => this.readTagged(request))
        : this.withRetries(() => this.readTwice(request)),
    );
  }

  write(request: WriteRequest): Promise<WriteAnswer> {
    return this.inTurn(() => this.exchanges.write(request));
  }

  detectLocalEcho(unit: number): Promise<boolean> {
    return this.inTurn(async () => {
      const before = this.statistics.echoes;
      await this.exchanges.read({ unit, address: 0, count: 1 }, false);
      return this.statistics.echoes > before;
    });
  }

  close(): Promise<void> {
    return this.exchanges.close();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }

  private withRetries(attempt: () => Promise<Attempt>): Promise<Attempt> {
    return withRetries(this.options.retries, attempt, () => this.exchanges.countRetry());
  }

  private readOnce(request: ReadRequest): Promise<Attempt> {
    this.tags.asked(request.unit, request.count);
    return this.exchanges.read(request);
  }

  /** Asks for a quantity that no answer still under way to us can have. */
  private async readTagged({ count, ...request }: VerdictRead): Promise<Attempt> {
    const { unit } = request;
    const answer = await this.readOnce({ ...request, count: this.tags.next(unit, count) });
    if (answer.kind !== "words") return answer;
    if (await this.hasAnotherAnswer(unit, answer))
      return this.exchanges.garbled("another answer followed", answer.raw);
    return { ...answer, words: answer.words.slice(0, count) };
  }

  /**
   * A stale answer that happens to have the right quantity comes before the right one, which then follows no later than
   * this unit's answers usually do. So the line is listened to for that long, and for the time one more answer takes.
   */
  private async hasAnotherAnswer(unit: number, answer: Words): Promise<boolean> {
    if (this.exchanges.hasTransactionNumbers) return false;
    const known = this.slowestAnswers.get(unit);
    const slowest = Math.max(known ?? 0, answer.answeredAt - answer.requestedAt);
    this.slowestAnswers.set(unit, slowest);
    const usual = known === undefined ? this.options.responseTimeout : seconds(slowestMargin * slowest);
    return this.exchanges.isFollowed(answer, usual);
  }

  private async readTwice({ agrees = areEqual, ...request }: VerdictRead): Promise<Attempt> {
    const first = await this.readOnce(request);
    if (first.kind !== "words") return first;
    const second = await this.readOnce(request);
    if (second.kind !== "words") return second;
    if (agrees(first.words, second.words))
      return {
        ...second,
        requestedAt: first.requestedAt,
        latency: seconds(Math.max(first.latency, second.latency)),
      };
    return this.exchanges.garbled("two reads disagree", second.raw);
  }
}

/** A master on `port`, which is its own from now on. */
export const openMaster = (port: Port, clock: Clock, chosen: Partial<MasterOptions> = {}): Master => {
  const options: MasterOptions = {
    responseTimeout: milliseconds(300),
    lateWindow: milliseconds(300),
    retries: 2,
    broadcastPause: milliseconds(100),
    hasLocalEcho: false,
    onHappening: () => {},
    onExchange: () => {},
    ...chosen,
  };
  return new BusMaster(new Exchanges(port, clock, options), options);
};
