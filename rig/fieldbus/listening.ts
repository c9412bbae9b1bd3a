/**
 * The master's ear during one exchange: it gathers what comes after a request until that is exactly the answer, or
 * certainly is not, or the time is up. A whole frame that is another's - of another unit, or owed to an earlier question
 * - is passed over and the waiting goes on. What is no answer is still heard out to the end of its silence, so that the
 * record holds all of it and says truly what it was.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import { leadingAnswer } from "#rig/fieldbus/answerShape.ts";
import { adapterLump } from "#rig/fieldbus/characterFormat.ts";
import type { ExceptionDoubt } from "#rig/fieldbus/lineDebts.ts";
import { type Asked, decodeAnswer } from "#rig/fieldbus/rtuFrame.ts";
import { startsWith } from "#rig/fieldbus/sameBytes.ts";
import { type SpoiltReason, spoiltReason } from "#rig/fieldbus/spoiltAnswer.ts";

export type Heard =
  | {
      readonly kind: "answer";
      readonly frame: Uint8Array;
      readonly firstBytesAt: Seconds;
      readonly firstBytes: number;
    }
  | { readonly kind: "exception"; readonly code: number; readonly frame: Uint8Array }
  | { readonly kind: "garbled"; readonly reason: SpoiltReason; readonly bytes: Uint8Array }
  | { readonly kind: "nothing" };

export interface ListeningRules {
  readonly asked: Asked;
  /** The request as sent, to know our own echo by. */
  readonly request: Uint8Array;
  /** Whether the adapter gives our own bytes back: then they are taken off. */
  readonly hasLocalEcho: boolean;
  /** From now until the last byte of the answer must have come. */
  readonly allowed: Seconds;
  /** The pause after which garbled bytes count as heard out. */
  readonly silence: Seconds;
  /** A whole frame that is not the answer: true when it is another's, and the waiting goes on. */
  readonly passesOver: (frame: Uint8Array, at: Seconds) => boolean;
  /** Our own question has come back whole, and was taken off. */
  readonly onEcho: () => void;
  /** Whether an exception that comes now may be an earlier question's. */
  readonly doubtOfException: () => ExceptionDoubt;
}

export interface Listening {
  push(bytes: Uint8Array, at: Seconds): void;
  /** Answers turned out to take longer: waits on until `longer` after the beginning. */
  extend(longer: Seconds): void;
  /** Stops without calling back. */
  readonly stop: Cancel;
}

/** Whether `bytes` are nothing but `frame`, several times. */
const isRepeated = (frame: Uint8Array, bytes: Uint8Array): boolean =>
  bytes.length % frame.length === 0 && bytes.every((byte, at) => byte === frame[at % frame.length]);

/** Starts listening; `done` is called once. */
export const listenForAnswer = (
  clock: Clock,
  rules: ListeningRules,
  done: (heard: Heard) => void,
): Listening => {
  const { asked, request, hasLocalEcho } = rules;
  const begunAt = clock.now();
  let all: Uint8Array = new Uint8Array();
  /** Bytes of the frames passed over. */
  let passed = 0;
  let first: { readonly at: Seconds; readonly length: number } | undefined;
  let isSpoilt = false;
  /** An exception that may be another's: the answer, if nothing better comes. */
  let doubtful: Extract<Heard, { kind: "exception" }> | undefined;
  let isDoubted = false;
  let endOfSilence: Cancel = () => {};
  let timeIsUp: Cancel = () => {};

  const stop = (): void => {
    timeIsUp();
    endOfSilence();
  };
  const finish = (heard: Heard): void => {
    stop();
    done(heard);
  };
  const finishGarbled = (): void =>
    finish({ kind: "garbled", reason: spoiltReason(asked, request, open()), bytes: open() });
  const allow = (allowed: Seconds): void => {
    timeIsUp();
    timeIsUp = clock.after(seconds(begunAt + allowed - clock.now()), () => {
      if (open().length > 0) finishGarbled();
      else if (doubtful === undefined) finish({ kind: "nothing" });
      else if (isDoubted)
        finish({ kind: "garbled", reason: "another question's exception", bytes: doubtful.frame });
      else finish(doubtful);
    });
  };
  /** What came, less our own request when the adapter repeats it; while only part of it is back, nothing yet. */
  const withoutEcho = (): Uint8Array => {
    if (!hasLocalEcho) return all;
    if (startsWith(all, request)) return all.subarray(request.length);
    return startsWith(request, all) ? new Uint8Array() : all;
  };
  /** The same, less the frames passed over. */
  const open = (): Uint8Array => withoutEcho().subarray(passed);
  const pass = (length: number): void => {
    passed += length;
    first = undefined;
  };
  const hearOut = (): void => {
    endOfSilence();
    endOfSilence = clock.after(seconds(Math.max(rules.silence, adapterLump)), finishGarbled);
  };

  /** One look at what is open; true when something was passed over and there is more to look at. */
  const look = (at: Seconds, came: number): boolean => {
    const bytes = open();
    if (bytes.length === 0) return false;
    first ??= { at, length: Math.min(bytes.length, came) };
    const decoded = decodeAnswer(asked, bytes);
    switch (decoded.kind) {
      case "incomplete":
        return false;
      case "answer":
        finish({ ...decoded, firstBytesAt: first.at, firstBytes: first.length });
        return false;
      case "exception": {
        const doubt = rules.doubtOfException();
        if (doubt === "none") {
          finish(decoded);
          return false;
        }
        doubtful = decoded;
        isDoubted ||= doubt === "unanswered";
        pass(decoded.frame.length);
        return true;
      }
      case "discarded": {
        const frame = leadingAnswer(bytes);
        if (frame !== null && frame !== "incomplete") {
          const isOurs = decodeAnswer(asked, frame).kind !== "discarded";
          if (isOurs && isRepeated(frame, bytes)) {
            finish({ kind: "answer", frame, firstBytesAt: first.at, firstBytes: first.length });
            return false;
          }
          if (!isOurs && rules.passesOver(frame, at)) {
            pass(frame.length);
            return true;
          }
        }
        // What may become another's whole frame is waited for no longer than a lump.
        isSpoilt = frame !== "incomplete";
        hearOut();
        return false;
      }
    }
  };

  allow(rules.allowed);
  return {
    stop,
    extend: allow,
    push(bytes, at) {
      const wasShort = all.length < request.length;
      all = all.length === 0 ? bytes : Buffer.concat([all, bytes]);
      if (hasLocalEcho && wasShort && startsWith(all, request)) rules.onEcho();
      endOfSilence();
      if (isSpoilt) hearOut();
      else while (look(at, bytes.length));
    },
  };
};
