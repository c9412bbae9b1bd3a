/**
 * What a master comes back with after asking a unit on the bus: words, or one of the four ways of not getting them.
 * Every call ends in exactly one of these; none of them is an exception, because a meter that stays silent is a
 * finding and not an accident of the program.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { DisbeliefReason } from "#rig/fieldbus/spoiltAnswer.ts";

export type NoAnswer =
  /** Nothing came within the time allowed, in any attempt; `waited` covers them all. */
  | { readonly kind: "silent"; readonly waited: Seconds }
  /** An exception frame. 01...04 are the meter's own words, 05 and 06 "later", 0A and 0B the gateway's. */
  | { readonly kind: "refused"; readonly exceptionCode: number }
  /** Something came that is not an answer to this request; `bytes` is what the last attempt heard. */
  | { readonly kind: "garbled"; readonly reason: DisbeliefReason; readonly bytes: Uint8Array }
  /**
   * The line is slower than its answers can be told apart: `latency` is the longest heard, `bound` what can be told.
   * Nothing is accepted from it, however right it looks.
   */
  | { readonly kind: "tooSlow"; readonly latency: Seconds; readonly bound: Seconds }
  /** The link itself is gone. */
  | { readonly kind: "lost"; readonly cause: Error };

export interface Words {
  readonly kind: "words";
  readonly words: readonly number[];
  /** End of the request on the wire: the meter cannot have sampled before. */
  readonly requestedAt: Seconds;
  /** Start of the answer on the wire, at the latest: the meter cannot have sampled after. */
  readonly answeredAt: Seconds;
  /** From the end of the request to the first bytes of the answer; of several reads, of the slowest. */
  readonly latency: Seconds;
  /** The answer as it came off the wire, unwrapped to the RTU frame it stands for. */
  readonly raw: Uint8Array;
}

export type ReadAnswer = Words | NoAnswer;

export type WriteAnswer =
  | { readonly kind: "written"; readonly requestedAt: Seconds; readonly answeredAt: Seconds }
  /** To unit 0: nobody answers, so nothing is known but that it was sent. */
  | { readonly kind: "broadcast"; readonly sentAt: Seconds }
  | NoAnswer;

/** Instants are sums of many times; what is this small a part of a character is their rounding. */
const rounding = 1e-3;

/** Instants of one exchange: when we began to send, when a wire had brought the last byte, when the first bytes came. */
interface ExchangeInstants {
  readonly sentAt: Seconds;
  readonly requestedAt: Seconds;
  readonly firstBytesAt: Seconds;
  readonly firstBytes: number;
}
/** When the answer began, if every byte of it took its time. */
const answerBegan = ({ firstBytesAt, firstBytes }: ExchangeInstants, character: Seconds): Seconds =>
  seconds(firstBytesAt - firstBytes * character);

/** Bytes came sooner than a wire could bring them: there is none (a pseudo-terminal). */
export const outrunsWire = (instants: ExchangeInstants, character: Seconds): boolean =>
  answerBegan(instants, character) < instants.requestedAt - rounding * character;

/**
 * Between which instants the meter sampled: from the end of the request to the start of the answer, by the time each
 * byte takes. Without a wire all that is known is that it was between the moment we began to send and the moment the
 * first bytes were there, however long they took.
 */
export const samplingBracket = (
  instants: ExchangeInstants,
  character: Seconds,
  isWire: boolean,
): Pick<Words, "requestedAt" | "answeredAt"> => {
  const { sentAt, requestedAt, firstBytesAt } = instants;
  return isWire
    ? { requestedAt, answeredAt: seconds(Math.max(answerBegan(instants, character), requestedAt)) }
    : { requestedAt: sentAt, answeredAt: firstBytesAt };
};

/**
 * The instant a verdict should give a reading, and how far off it may be: the meter took its sample somewhere between
 * the end of the request and the start of its answer.
 */
export const samplingInstant = (
  answer: Pick<Words, "requestedAt" | "answeredAt">,
): { readonly sampledAt: Seconds; readonly halfWidth: Seconds } => ({
  sampledAt: seconds((answer.requestedAt + answer.answeredAt) / 2),
  halfWidth: seconds((answer.answeredAt - answer.requestedAt) / 2),
});

export interface BusStatistics {
  readonly requests: number;
  readonly answers: number;
  readonly silences: number;
  /** What came when nothing was being asked, or belonged to an earlier question, and was never used. */
  readonly late: number;
  /** Whole frames of units that were not asked, passed over. */
  readonly strays: number;
  readonly garbled: number;
  readonly refused: number;
  readonly lost: number;
  readonly retries: number;
  readonly echoes: number;
}

export const noStatistics: BusStatistics = {
  requests: 0,
  answers: 0,
  silences: 0,
  late: 0,
  strays: 0,
  garbled: 0,
  refused: 0,
  lost: 0,
  retries: 0,
  echoes: 0,
};
