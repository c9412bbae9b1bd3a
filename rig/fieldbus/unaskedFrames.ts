/**
 * Bytes that come while nobody waits for any, put together into frames: adapters and sockets cut a late answer where
 * they like, and only a whole frame tells which question it belongs to.
 */
import type { Seconds } from "#models/units.ts";
import { leadingAnswer } from "#rig/fieldbus/answerShape.ts";
import { adapterLump } from "#rig/fieldbus/characterFormat.ts";

/** Gives the whole frames that `bytes` complete, and null for what is none. */
export type UnaskedFrames = (bytes: Uint8Array, at: Seconds) => readonly (Uint8Array | null)[];

export const unaskedFrames = (): UnaskedFrames => {
  let open: Uint8Array = new Uint8Array();
  let lastAt = Number.NEGATIVE_INFINITY;
  return (bytes, at) => {
    open = open.length > 0 && at - lastAt <= adapterLump ? Buffer.concat([open, bytes]) : bytes;
    lastAt = at;
    const frames: (Uint8Array | null)[] = [];
    while (open.length > 0) {
      const frame = leadingAnswer(open);
      if (frame === "incomplete") break;
      frames.push(frame);
      open = frame === null ? new Uint8Array() : open.subarray(frame.length);
    }
    return frames;
  };
};
