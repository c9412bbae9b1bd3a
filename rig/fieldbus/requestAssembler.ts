/**
 * What a slave makes of everything it hears. On a two-wire bus it hears the master's requests to others and the others'
 * answers too; an answer may contain, byte for byte, a request to us. So frames are cut in sequence, each by its own
 * length and CRC, and never looked for inside bytes that did not make sense. A frame of one of our own units is a
 * request, always: nobody but us answers for them, and what we said ourselves we know. Only after a request to another
 * unit an answer is due, and it must be an answer to that request.
 */
import type { Seconds } from "#models/units.ts";
import { agrees, answerCut, type Cut, requestCut, responseCut } from "#rig/fieldbus/frameCut.ts";
import { type Discarded, type DiscardReason, discarded } from "#rig/fieldbus/rtuFrame.ts";

type HeardFrame =
  | { readonly kind: "request"; readonly frame: Uint8Array }
  /** Somebody's answer, or our own come back: known and passed over. */
  | { readonly kind: "response"; readonly frame: Uint8Array }
  | Discarded;

export interface RequestAssembler {
  /** Takes what came, its last byte at `at`; gives the frames it completes, in their order. */
  push(bytes: Uint8Array, at: Seconds): HeardFrame[];
  /** Our own answer goes out: where the adapter gives it back, it comes before anything else. */
  said(answer: Uint8Array): void;
}

export interface AssemblerRules {
  /** Whether a unit is one of ours. */
  readonly isOurs: (unit: number) => boolean;
  /** The shortest pause that ends a frame on a wire; on a socket, one after which a frame may begin. */
  readonly silence: Seconds;
  /** The time of one byte, which tells the pause before a chunk from the time the chunk itself took; 0 on a socket. */
  readonly character: Seconds;
  /**
   * Null on a wire: there `silence` ends a frame. A socket cuts where it likes and its pauses say nothing, so there the
   * beginning of a frame is kept; only after a pause this long a request that begins and ends with what came then is
   * believed, and the beginning given up.
   */
  readonly beginningKept: Seconds | null;
  /** Whether everything we say comes back; else that is seen from answers that cannot be requests. */
  readonly hasLocalEcho: boolean;
}

type Whole = Extract<Cut, { kind: "whole" }>;
/** What the bytes from some place on are taken for. */
type Reading =
  | { readonly kind: "request" | "response"; readonly end: number; readonly mayGoOn: boolean }
  /** A 00 the frame before still lacked: the high byte of its CRC, or both. */
  | { readonly kind: "rest"; readonly end: number }
  | Exclude<Cut, Whole>;

const read = (kind: "request" | "response", { end, mayGoOn }: Whole): Reading => ({ kind, end, mayGoOn });
const asRequest = (cut: Cut): Reading => (cut.kind === "whole" ? read("request", cut) : cut);

/** The wire's own instants carry rounding of their last digit. */
const isAtLeast = (pause: number, limit: Seconds): boolean => pause >= limit * (1 - 1e-9);

const nothing: Uint8Array = new Uint8Array();

export const requestAssembler = (rules: AssemblerRules): RequestAssembler => {
  const { isOurs, silence, character, beginningKept } = rules;
  let waiting = nothing;
  /** Where in `waiting` something began after a pause. */
  let beginnings: number[] = [];
  let lastByteAt = Number.NEGATIVE_INFINITY;
  let isDeaf = false;
  /** The request to another unit whose answer is due. */
  let due: Uint8Array | undefined;
  let unheard = nothing;
  let mayGoOn = false;
  let { hasLocalEcho } = rules;

  const ownFrame = (start: number, request: Cut): Reading => {
    const comesBack = unheard.length > 0 && agrees(waiting, start, unheard);
    if (!comesBack || (request.kind === "whole" && !hasLocalEcho)) return asRequest(request);
    if (waiting.length - start < unheard.length) return { kind: "doubtful" };
    hasLocalEcho = true;
    return { kind: "response", end: start + unheard.length, mayGoOn: false };
  };

  /** Of two whole readings of the same bytes the answer that is due, unless only the other leaves nothing over. */
  const othersFrame = (start: number, request: Cut): Reading => {
    const isLast = (cut: Cut): boolean => cut.kind === "whole" && cut.end === waiting.length;
    const answer: Cut = due === undefined ? { kind: "none" } : answerCut(due, waiting, start);
    if (answer.kind === "whole" && (isLast(answer) || !isLast(request))) return read("response", answer);
    // Where a pause follows a whole request it was one: the unit kept silent, and is asked again.
    if (answer.kind === "incomplete" && request.kind === "whole")
      return beginnings.includes(request.end) ? asRequest(request) : { kind: "doubtful" };
    if (answer.kind === "incomplete") return answer;
    // Of a conversation we joined in its middle, or heard one side of.
    const response = responseCut(waiting, start);
    if (response.kind === "whole" && (request.kind !== "whole" || (isLast(response) && !isLast(request))))
      return read("response", response);
    return request.kind === "none" && response.kind !== "none" ? { kind: "doubtful" } : asRequest(request);
  };

  const nextFrame = (start: number): Reading => {
    const unit = waiting[start]!;
    const request = requestCut(waiting, start);
    if (unit !== 0) return isOurs(unit) ? ownFrame(start, request) : othersFrame(start, request);
    // Said to everybody, and answered by nobody; or what the frame before still lacked.
    if (!mayGoOn || request.kind === "whole") return asRequest(request);
    const isNext = start + 1 < waiting.length && "end" in nextFrame(start + 1);
    return isNext || request.kind === "none" ? { kind: "rest", end: start + 1 } : { kind: "doubtful" };
  };

  const isAllRequests = (start: number): boolean => {
    let at = start;
    while (at < waiting.length) {
      const request = requestCut(waiting, at);
      if (request.kind !== "whole") return false;
      at = request.end;
    }
    return true;
  };

  /** `cameAt`: where in `waiting` the newest bytes begin; `pause`: how long nothing had come before them. */
  const cutFrames = (heard: HeardFrame[], cameAt: number, pause: number): void => {
    const isGivenUp = (kind: "incomplete" | "doubtful"): boolean =>
      beginningKept !== null &&
      isAtLeast(pause, kind === "doubtful" ? silence : beginningKept) &&
      isAllRequests(cameAt);
    let start = 0;
    const skipTo = (end: number, reason: DiscardReason): void => {
      heard.push(discarded(reason, waiting.subarray(start, end)));
      start = end;
    };
    while (start < waiting.length) {
      const reading = nextFrame(start);
      if (reading.kind === "request" || reading.kind === "response") {
        const { kind, end } = reading;
        const frame = start === 0 && end === waiting.length ? waiting : waiting.subarray(start, end);
        ({ mayGoOn } = reading);
        due = kind === "request" && frame[0] !== 0 ? frame : undefined;
        unheard = nothing;
        // Whole for long and found only now: whoever asked it has ceased to wait.
        if (end <= cameAt) skipTo(end, "interrupted");
        else {
          heard.push({ kind, frame });
          start = end;
        }
      } else if (reading.kind === "rest") {
        start = reading.end;
      } else if (reading.kind === "none") {
        const next = beginnings.find((beginning) => beginning > start);
        isDeaf = next === undefined;
        skipTo(next ?? waiting.length, "bad CRC");
      } else if (start < cameAt && isGivenUp(reading.kind)) {
        skipTo(cameAt, "interrupted");
      } else break;
    }
    waiting = start === waiting.length ? nothing : waiting.subarray(start);
    if (beginnings.length > 0)
      beginnings = beginnings.map((beginning) => beginning - start).filter((beginning) => beginning > 0);
  };

  /** What a pause ends on a wire. */
  const forget = (): Discarded[] => {
    if (waiting.length === 0) return [];
    const lost = discarded("interrupted", waiting);
    waiting = nothing;
    return [lost];
  };

  return {
    push(bytes, at) {
      const pause = at - bytes.length * character - lastByteAt;
      lastByteAt = at;
      const heard: HeardFrame[] = [];
      if (isAtLeast(pause, silence)) {
        isDeaf = false;
        if (beginningKept === null) heard.push(...forget());
        else if (waiting.length > 0) beginnings.push(waiting.length);
      }
      if (isDeaf) {
        heard.push(discarded("not a frame", bytes));
        return heard;
      }
      const cameAt = waiting.length;
      waiting = cameAt === 0 ? bytes : Buffer.concat([waiting, bytes]);
      cutFrames(heard, cameAt, pause);
      return heard;
    },
    said(answer) {
      const couldBeRequest = requestCut(answer, 0).kind === "whole";
      if (hasLocalEcho || !couldBeRequest) unheard = Buffer.concat([unheard, answer]);
    },
  };
};
