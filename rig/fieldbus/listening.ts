/**
 * The master's ear during one exchange: it gathers what comes after a request until that is exactly the answer, or
 * certainly is not, or the time is up. Something that is not the answer is still heard out to the end of its silence,
 * so that the record holds all of it.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import { type Asked, type DiscardReason, decodeAnswer } from "#rig/fieldbus/rtuFrame.ts";

export type Heard =
  | {
      readonly kind: "answer";
      readonly frame: Uint8Array;
      readonly firstBytesAt: Seconds;
      readonly firstBytes: number;
    }
  | { readonly kind: "exception"; readonly code: number; readonly frame: Uint8Array }
  | { readonly kind: "garbled"; readonly reason: DiscardReason; readonly bytes: Uint8Array }
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
}

export interface Listening {
  push(bytes: Uint8Array, at: Seconds): void;
  /** Stops without calling back. */
  readonly stop: Cancel;
}

const startsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean =>
  bytes.length >= beginning.length && beginning.every((byte, at) => bytes[at] === byte);

/** Starts listening; `done` is called once. */
export const listenForAnswer = (
  clock: Clock,
  rules: ListeningRules,
  done: (heard: Heard) => void,
): Listening => {
  let all: Uint8Array = new Uint8Array();
  let first: { readonly at: Seconds; readonly length: number } | undefined;
  let reason: DiscardReason | undefined;
  let endOfSilence: Cancel = () => {};

  const stop = (): void => {
    timeIsUp();
    endOfSilence();
  };
  const finish = (heard: Heard): void => {
    stop();
    done(heard);
  };
  const finishGarbled = (): void => {
    const isEcho = !rules.hasLocalEcho && startsWith(all, rules.request);
    finish({ kind: "garbled", reason: isEcho ? "local echo" : (reason ?? "interrupted"), bytes: all });
  };
  const timeIsUp = clock.after(rules.allowed, () => {
    if (withoutEcho().length === 0) finish({ kind: "nothing" });
    else finishGarbled();
  });

  /** What came, less our own request when the adapter repeats it; while only part of it is back, nothing yet. */
  const withoutEcho = (): Uint8Array => {
    if (!rules.hasLocalEcho) return all;
    if (startsWith(all, rules.request)) return all.subarray(rules.request.length);
    return startsWith(rules.request, all) ? new Uint8Array() : all;
  };

  return {
    stop,
    push(bytes, at) {
      all = all.length === 0 ? bytes : Buffer.concat([all, bytes]);
      const candidate = withoutEcho();
      if (candidate.length > 0) first ??= { at, length: Math.min(candidate.length, bytes.length) };
      if (reason === undefined) {
        const decoded = decodeAnswer(rules.asked, candidate);
        if (decoded.kind === "incomplete") return;
        if (decoded.kind === "exception") return finish(decoded);
        if (decoded.kind === "answer") {
          return finish({ ...decoded, firstBytesAt: first!.at, firstBytes: first!.length });
        }
        reason = decoded.reason;
      }
      endOfSilence();
      endOfSilence = clock.after(seconds(Math.max(rules.silence, 0)), finishGarbled);
    },
  };
};
