/**
 * The master at work: one queue for the bus, and reads that a verdict may rest on. That no answer is another question's
 * is kept by `lineDebts.ts`; the tag lets a unit be asked again at once, and the second read, or listening for another
 * answer on a line that has shown trouble, finds what a check sum lets pass.
 */
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import type { BusStatistics, NoAnswer, ReadAnswer, Words, WriteAnswer } from "#rig/fieldbus/busAnswer.ts";
import { type Attempt, Exchanges } from "#rig/fieldbus/exchanges.ts";
import type {
  Block,
  LatencyKnown,
  Master,
  MasterOptions,
  ReadRequest,
  VerdictRead,
  WriteRequest,
} from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { withRetries } from "#rig/fieldbus/retry.ts";
import { leastTags, tagBlocks } from "#rig/fieldbus/tagBlocks.ts";

/** A unit's words for "not these addresses" and "not so many". */
const refusesBlock: ReadonlySet<number> = new Set([2, 3]);

const areEqual = (first: readonly number[], second: readonly number[]): boolean =>
  first.length === second.length && first.every((word, at) => word === second[at]);

const nameOf = ({ unit, address, count, functionCode = 3 }: ReadRequest): string =>
  `${unit} ${functionCode} ${address} ${count}`;

class BusMaster implements Master {
  private readonly exchanges: Exchanges;
  private readonly options: MasterOptions;
  /** The queue of the bus: one exchange, with its retries, at a time. */
  private turn: Promise<unknown> = Promise.resolve();
  private calls = 0;
  /** By block asked for, the length that was refused although the block itself was not. */
  private readonly tooLong = new Map<string, number>();

  constructor(exchanges: Exchanges, options: MasterOptions) {
    this.exchanges = exchanges;
    this.options = options;
  }

  get statistics(): BusStatistics {
    return this.exchanges.line.counts;
  }

  get echoedAt(): Seconds | null {
    return this.exchanges.line.echoedAt;
  }

  get latency(): LatencyKnown {
    return this.exchanges.line.memory.known;
  }

  read(request: ReadRequest): Promise<ReadAnswer> {
    return this.inTurn((call) => this.withRetries(() => this.readOne(request, [request], call)));
  }

  readForVerdict(request: VerdictRead): Promise<ReadAnswer> {
    const { hasTransactionNumbers } = this.exchanges;
    const blocks = hasTransactionNumbers ? [request] : tagBlocks(request);
    const isTagged = hasTransactionNumbers || blocks.length >= leastTags;
    return this.inTurn((call) =>
      this.withRetries(() =>
        isTagged ? this.readTagged(request, blocks, call) : this.readTwice(request, blocks, call),
      ),
    );
  }

  write(request: WriteRequest): Promise<WriteAnswer> {
    return this.inTurn((call) => this.exchanges.write(request, call));
  }

  detectLocalEcho(unit: number): Promise<boolean> {
    return this.inTurn(async (call) => {
      const before = this.statistics.echoes;
      await this.exchanges.read({ unit }, [{ address: 0, count: 1 }], call, false);
      return this.statistics.echoes > before;
    });
  }

  close(): Promise<void> {
    return this.exchanges.line.close();
  }

  private inTurn<T>(work: (call: number) => Promise<T>): Promise<T> {
    const call = this.calls++;
    const done = this.turn.then(() => work(call));
    this.turn = done.catch(() => {});
    return done;
  }

  private withRetries(attempt: () => Promise<Attempt>): Promise<Attempt> {
    return withRetries(this.options.retries, attempt, () => this.exchanges.line.counts.retries++);
  }

  /**
   * Reads the words of `request` in whichever of `blocks` can be asked for first. A refusal of a longer block than the
   * one wanted is no answer to the question: the unit is then asked for fewer, from then on.
   */
  private async readOne(request: ReadRequest, blocks: readonly Block[], call: number): Promise<Attempt> {
    for (;;) {
      const tooLong = this.tooLong.get(nameOf(request)) ?? Number.POSITIVE_INFINITY;
      const allowed = blocks.filter(({ count }) => count < tooLong);
      const { block, answer } = await this.exchanges.read(request, allowed, call);
      if (answer.kind === "words") {
        const before = request.address - block.address;
        return { ...answer, words: answer.words.slice(before, before + request.count) };
      }
      const isOfLength = answer.kind === "refused" && refusesBlock.has(answer.exceptionCode);
      if (!isOfLength || block.count === request.count) return answer;
      this.tooLong.set(nameOf(request), block.count);
    }
  }

  /** Asks for a quantity that no answer still under way to us can have. */
  private async readTagged(request: VerdictRead, blocks: readonly Block[], call: number): Promise<Attempt> {
    const answer = await this.readOne(request, blocks, call);
    if (answer.kind !== "words") return answer;
    if (await this.hasAnotherAnswer(answer)) return this.disbelieved("another answer followed", answer, call);
    return answer;
  }

  /**
   * A stale answer later than anything known of the line comes before the right one, which then follows no later than
   * answers usually do. So a line that has shown trouble is listened to for that long, and for the time one more answer
   * takes.
   */
  private async hasAnotherAnswer(answer: Words): Promise<boolean> {
    if (this.exchanges.hasTransactionNumbers || !this.exchanges.hasSeenTrouble) return false;
    return this.exchanges.isFollowed(answer, this.exchanges.line.memory.latency.usual);
  }

  private async readTwice(request: VerdictRead, blocks: readonly Block[], call: number): Promise<Attempt> {
    const { agrees = areEqual } = request;
    const first = await this.readOne(request, blocks, call);
    if (first.kind !== "words") return first;
    const second = await this.readOne(request, blocks, call);
    if (second.kind !== "words") return second;
    const apart = seconds(second.answeredAt - first.answeredAt + first.latency);
    if (agrees(first.words, second.words, apart))
      return {
        ...second,
        requestedAt: seconds(Math.min(first.requestedAt, second.requestedAt)),
        latency: seconds(Math.max(first.latency, second.latency)),
      };
    return this.disbelieved("two reads disagree", second, call);
  }

  private disbelieved(
    reason: "another answer followed" | "two reads disagree",
    { raw }: Words,
    call: number,
  ): NoAnswer {
    this.exchanges.line.memory.debts.disbelieve(call);
    return this.exchanges.line.garbled(reason, raw);
  }
}

/** A master on `port`, which is its own from now on. */
export const openMaster = (port: Port, clock: Clock, chosen: Partial<MasterOptions> = {}): Master => {
  const options: MasterOptions = {
    responseTimeout: milliseconds(300),
    lateWindow: milliseconds(300),
    longestLatency: null,
    retries: 2,
    broadcastPause: milliseconds(100),
    hasLocalEcho: false,
    onHappening: () => {},
    onExchange: () => {},
    ...chosen,
  };
  return new BusMaster(new Exchanges(port, clock, options), options);
};
