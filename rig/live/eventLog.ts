/**
 * The events of the run under way, ready to be sent: each is written out once, and viewers who stand at the same place
 * get the same bytes. A viewer is only a number, the sequence it wants next; what it has not taken yet costs nothing
 * but the log that everybody shares.
 */
import type { RigEvent } from "#reports/events.ts";
import { textFrame } from "#rig/live/frame.ts";

interface Chunk {
  /** A frame. */
  readonly bytes: Buffer;
  /** The sequence after the last event in it. */
  readonly next: number;
}

export interface EventLog {
  readonly run: string;
  readonly length: number;
  add(event: RigEvent): void;
  /** The message with the events from a sequence on, as many as go into one; null when there are none yet. */
  chunk(from: number): Chunk | null;
}

/** Characters of one message, give or take an event. */
const chunkSize = 64_000;

export function eventLog(run: string): EventLog {
  const written: string[] = [];
  let last: { readonly from: number; readonly chunk: Chunk } | null = null;
  return {
    run,
    get length() {
      return written.length;
    },
    add: (event) => {
      written.push(JSON.stringify(event));
    },
    chunk(from) {
      if (from >= written.length) return null;
      // Everybody who is up to date asks for the same one.
      if (last?.from === from && (last.chunk.next === written.length || last.chunk.bytes.length > chunkSize))
        return last.chunk;
      let next = from;
      for (let size = 0; next < written.length && size <= chunkSize; next++) size += written[next]!.length;
      const events = written.slice(from, next).join(",");
      const text = `{"type":"events","run":${JSON.stringify(run)},"first":${from},"events":[${events}]}`;
      last = { from, chunk: { bytes: textFrame(text), next } };
      return last.chunk;
    },
  };
}
