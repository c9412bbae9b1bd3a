/**
 * The one who asks on a field bus. RTU has no transaction number, so an answer that comes late looks exactly like the
 * answer to the next question; this master therefore keeps the line quiet before it asks, asks nothing whose answer
 * could be an earlier question's, accepts only the exact frame it asked for, and tags or doubles the reads a verdict
 * rests on.
 */
import type { ReadFunction } from "#models/meter/registerMap.ts";
import type { Seconds } from "#models/units.ts";
import type { BusStatistics, ReadAnswer, WriteAnswer } from "#rig/fieldbus/busAnswer.ts";
import type { DisbeliefReason, SpoiltReason } from "#rig/fieldbus/spoiltAnswer.ts";

export interface ReadRequest {
  /** Bus address 1...255. */
  readonly unit: number;
  /** Wire (PDU) address of the first word. */
  readonly address: number;
  readonly count: number;
  /** 03 holding registers, which it is when left out, or 04 input registers. */
  readonly functionCode?: ReadFunction;
}

/** Words that follow one another; `address` is the wire (PDU) address of the first. */
export interface Block {
  readonly address: number;
  readonly count: number;
}

export interface VerdictRead extends ReadRequest {
  /**
   * How many words after the block may be read along without changing the answer. The quantity asked serves as a tag:
   * the more there are to choose from, the sooner the unit can be asked again. With less than three the block is read
   * twice.
   */
  readonly spareWords: number;
  /** Further blocks that hold this one and that the unit answers as well, such as some from before it. Default none. */
  readonly wider?: readonly Block[];
  /**
   * When two reads of one block, at most `apart` on the wire, tell the same truth; by default when they are equal. A slow
   * line is long between the two.
   */
  readonly agrees?: (first: readonly number[], second: readonly number[], apart: Seconds) => boolean;
}

export interface WriteRequest {
  /** Bus address 1...255, or 0 to all. */
  readonly unit: number;
  readonly address: number;
  readonly words: readonly number[];
}

export interface Master {
  /**
   * One value for a screen or a log, without a tag: blocks of one length are asked for no more often than the line's
   * latency allows their answers to be told apart.
   */
  read(request: ReadRequest): Promise<ReadAnswer>;
  /** One value for a verdict: tagged by its quantity or read twice. */
  readForVerdict(request: VerdictRead): Promise<ReadAnswer>;
  /** Written once; a write is never repeated unasked. */
  write(request: WriteRequest): Promise<WriteAnswer>;
  /** Whether our own bytes come back to us: asks `unit` once and looks. */
  detectLocalEcho(unit: number): Promise<boolean>;
  readonly statistics: BusStatistics;
  /** When our own bytes last came back, on the master's clock: the line to the adapter is alive. null: never. */
  readonly echoedAt: Seconds | null;
  /** What is known of how slow the line is. */
  readonly latency: LatencyKnown;
  /** Pending calls end as `lost`. */
  close(): Promise<void>;
}

export interface LatencyKnown {
  /** The longest an answer took so far, late ones included and repetitions not; 0 before the first. */
  readonly longest: Seconds;
  /** How long an answer is waited for now. */
  readonly patience: Seconds;
  /** What comes later than this after its question can't be told from the answer to another. */
  readonly bound: Seconds;
  /** An answer came later than the bound: nothing is accepted until the line has proved itself again. */
  readonly isTooSlow: boolean;
}

export interface MasterOptions {
  /**
   * From the end of the request to the start of the answer, until the line is known to be slower. Default 300 ms, the
   * slowest the catalogue allows (D4CR8).
   */
  readonly responseTimeout: Seconds;
  /**
   * How long the line is left alone after anything went wrong. An answer is feared to be repeated within five of them,
   * until one is heard later. Default 300 ms.
   */
  readonly lateWindow: Seconds;
  /**
   * The longest an answer may take on this line, gateways included; every answer is then waited for so long. Default
   * null: it is learnt from what comes late, up to 30 response timeouts.
   */
  readonly longestLatency: Seconds | null;
  /** Further attempts after a silent, garbled or "later" one. Default 2. */
  readonly retries: number;
  /** After a broadcast, before anything else is asked. Default 100 ms. */
  readonly broadcastPause: Seconds;
  /** The adapter gives our own bytes back, and they are taken off. Default false: an echo is then garbled, and counted. */
  readonly hasLocalEcho: boolean;
  readonly onHappening: (happening: BusHappening) => void;
  /** For people who watch the bus; called when an exchange has ended, and must not throw. */
  readonly onExchange: (exchange: EndedExchange) => void;
}

/** One question on the line and what was heard after it; a retry is an exchange of its own. */
export interface EndedExchange {
  readonly unit: number;
  readonly request: Uint8Array;
  readonly sentAt: Seconds;
  readonly endedAt: Seconds;
  /** Of the bytes of request and answer; 0 on a socket. */
  readonly timeOnWire: Seconds;
  readonly heard:
    | { readonly kind: "answer"; readonly frame: Uint8Array }
    | { readonly kind: "exception"; readonly code: number; readonly frame: Uint8Array }
    | { readonly kind: "garbled"; readonly reason: SpoiltReason; readonly bytes: Uint8Array }
    | { readonly kind: "nothing" }
    | { readonly kind: "lost" };
}

/** Something on the bus that no answer tells of; for the record of a run. */
export type BusHappening =
  /**
   * Came when nothing was being asked, or belongs to an earlier question; never used. `latency` is from the end of the
   * oldest question it may belong to; null: of none that is remembered.
   */
  | {
      readonly kind: "late";
      readonly bytes: Uint8Array;
      readonly at: Seconds;
      readonly latency: Seconds | null;
    }
  /** A whole frame of a unit that was not asked, passed over while another's answer was waited for. */
  | { readonly kind: "stray"; readonly unit: number; readonly bytes: Uint8Array; readonly at: Seconds }
  /** An answer took longer than any before, and than was `expected` of the line; it can still be told from others. */
  | { readonly kind: "slower"; readonly latency: Seconds; readonly expected: Seconds; readonly at: Seconds }
  /** The line is slower than its answers can be told apart. */
  | { readonly kind: "tooSlow"; readonly latency: Seconds; readonly bound: Seconds; readonly at: Seconds }
  | {
      readonly kind: "garbled";
      readonly reason: DisbeliefReason;
      readonly bytes: Uint8Array;
      readonly at: Seconds;
    };
