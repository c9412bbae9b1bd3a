/**
 * The one who asks on a field bus. RTU has no transaction number, so an answer that comes late looks exactly like the
 * answer to the next question; this master therefore keeps the line quiet before it asks, stays deaf for a while after
 * anything went wrong, accepts only the exact frame it asked for, and tags or doubles the reads a verdict rests on.
 */
import type { ReadFunction } from "#models/meter/registerMap.ts";
import type { Seconds } from "#models/units.ts";
import type { BusStatistics, ReadAnswer, WriteAnswer } from "#rig/fieldbus/busAnswer.ts";

export interface ReadRequest {
  /** Bus address 1...255. */
  readonly unit: number;
  /** Wire (PDU) address of the first word. */
  readonly address: number;
  readonly count: number;
  /** 03 holding registers, which it is when left out, or 04 input registers. */
  readonly functionCode?: ReadFunction;
}

export interface VerdictRead extends ReadRequest {
  /**
   * How many words after the block may be read along without changing the answer. With two or more the quantity asked
   * serves as a tag; with fewer the block is read twice.
   */
  readonly spareWords: number;
  /** When two reads of one block tell the same truth; by default when they are equal. */
  readonly agrees?: (first: readonly number[], second: readonly number[]) => boolean;
}

export interface WriteRequest {
  /** Bus address 1...255, or 0 to all. */
  readonly unit: number;
  readonly address: number;
  readonly words: readonly number[];
}

export interface Master {
  /** One value for a screen or a log: exact-frame checks, silence and quarantine, but no tag. */
  read(request: ReadRequest): Promise<ReadAnswer>;
  /** One value for a verdict: tagged by its quantity or read twice. */
  readForVerdict(request: VerdictRead): Promise<ReadAnswer>;
  /** Written once; a write is never repeated unasked. */
  write(request: WriteRequest): Promise<WriteAnswer>;
  /** Whether our own bytes come back to us: asks `unit` once and looks. */
  detectLocalEcho(unit: number): Promise<boolean>;
  readonly statistics: BusStatistics;
  /** What proves that the bus is alive, on the master's clock: the last whole frame of each unit, and our own echo. */
  readonly signsOfLife: SignsOfLife;
  /** Pending calls end as `lost`. */
  close(): Promise<void>;
}

export interface SignsOfLife {
  readonly heardFrom: ReadonlyMap<number, Seconds>;
  /** null: never. */
  readonly echoedAt: Seconds | null;
}

export interface MasterOptions {
  /** From the end of the request to the start of the answer. Default 300 ms, the slowest the catalogue allows (D4CR8). */
  readonly responseTimeout: Seconds;
  /** How long an answer may still come after we gave up on it; the master stays deaf for it. Default 300 ms. */
  readonly lateWindow: Seconds;
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
    | { readonly kind: "garbled"; readonly reason: string; readonly bytes: Uint8Array }
    | { readonly kind: "nothing" }
    | { readonly kind: "lost" };
}

/** Something on the bus that no answer tells of; for the record of a run. */
export type BusHappening =
  /** Came when nothing was being asked, or under an old transaction number; never used. */
  | { readonly kind: "late"; readonly bytes: Uint8Array; readonly at: Seconds }
  | { readonly kind: "garbled"; readonly reason: string; readonly bytes: Uint8Array; readonly at: Seconds };
