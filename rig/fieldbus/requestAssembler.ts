/**
 * What a slave makes of everything it hears. On a two-wire bus it hears the master's requests to others and the others'
 * answers too; an answer may contain, byte for byte, a request to us. So frames are cut in sequence, each by its own
 * length and CRC, and never looked for inside bytes that did not make sense: after such bytes the slave waits for a
 * silence, as the standard asks.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import {
  type Discarded,
  discarded,
  longestFrame,
  requestLength,
  responseLength,
} from "#rig/fieldbus/rtuFrame.ts";

type HeardFrame =
  | { readonly kind: "request"; readonly frame: Uint8Array }
  /** Somebody's answer: known and passed over. */
  | { readonly kind: "response"; readonly frame: Uint8Array }
  | Discarded;

export interface RequestAssembler {
  /** Takes what came, its last byte at `at`; gives the frames it completes, in their order. */
  push(bytes: Uint8Array, at: Seconds): HeardFrame[];
}

type Cut = { readonly end: number } | "incomplete" | "no";

const cutBy = (
  lengthOf: (bytes: Uint8Array, start: number) => number | undefined,
  bytes: Uint8Array,
  start: number,
): Cut => {
  const length = lengthOf(bytes, start);
  if (length === undefined) return "incomplete";
  // A function code of unknown length: the frame, if it is one, ends where the bytes end.
  if (Number.isNaN(length)) {
    return hasGoodCrc(bytes, start) ? { end: bytes.length } : "incomplete";
  }
  if (length > longestFrame) return "no";
  if (bytes.length - start < length) return "incomplete";
  return hasGoodCrc(bytes, start, start + length) ? { end: start + length } : "no";
};

/** Which of two readings of the same bytes: the one that is due, unless only the other leaves nothing over. */
const isResponseRather = (asResponse: Cut, asRequest: Cut, isDue: boolean, end: number): boolean => {
  if (typeof asResponse !== "object") return false;
  if (typeof asRequest !== "object") return true;
  return isDue && (asResponse.end === end || asRequest.end !== end);
};

/**
 * `silence` is the shortest pause that ends a frame; `character` the time of one byte on the wire (0 on a socket),
 * which tells the pause before a chunk from the time the chunk itself took.
 */
export const requestAssembler = (silence: Seconds, character: Seconds = seconds(0)): RequestAssembler => {
  let waiting: Uint8Array = new Uint8Array();
  let lastByteAt = Number.NEGATIVE_INFINITY;
  let isDeaf = false;
  /** Unit whose answer is due next, after a request to it has gone by. */
  let answering: number | undefined;

  const forget = (): Discarded[] => {
    isDeaf = false;
    answering = undefined;
    if (waiting.length === 0) return [];
    const lost = discarded("interrupted", waiting);
    waiting = new Uint8Array();
    return [lost];
  };

  const cutFrames = (heard: HeardFrame[]): void => {
    let start = 0;
    while (start < waiting.length) {
      const asResponse =
        answering === undefined || answering === waiting[start]
          ? cutBy(responseLength, waiting, start)
          : "no";
      const asRequest = cutBy(requestLength, waiting, start);
      const isResponse = isResponseRather(asResponse, asRequest, answering !== undefined, waiting.length);
      const cut = isResponse ? asResponse : asRequest;
      if (typeof cut === "object") {
        const frame = waiting.subarray(start, cut.end);
        heard.push({ kind: isResponse ? "response" : "request", frame });
        answering = isResponse || frame[0] === 0 ? undefined : frame[0];
        start = cut.end;
      } else if (
        waiting.length - start < longestFrame &&
        (asResponse === "incomplete" || cut === "incomplete")
      ) {
        break;
      } else {
        heard.push(discarded("bad CRC", waiting.subarray(start)));
        isDeaf = true;
        start = waiting.length;
      }
    }
    waiting = waiting.subarray(start);
  };

  return {
    push(bytes, at) {
      const pause = at - bytes.length * character - lastByteAt;
      lastByteAt = at;
      // The wire's own instants carry rounding of their last digit.
      const heard: HeardFrame[] = pause >= silence * (1 - 1e-9) ? forget() : [];
      if (isDeaf) {
        heard.push(discarded("not a frame", bytes));
        return heard;
      }
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      cutFrames(heard);
      return heard;
    },
  };
};
