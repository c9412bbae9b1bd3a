/**
 * The answering side of Modbus TCP. Masters on a network send many requests without waiting; all that arrive together
 * are answered together, in their order and in one write, without a timer and without a string on the way: that is
 * where the speed of a twin on a socket comes from.
 */
import { mbapHeader, mbapLength } from "#rig/fieldbus/mbapFrame.ts";
import { respond, roomForAnswer } from "#rig/fieldbus/respond.ts";
import type { Units } from "#rig/fieldbus/units.ts";

const nothing: Uint8Array = new Uint8Array();

/**
 * A function from what came to what goes back; it keeps an unfinished request for the next call. "out of step" when the
 * bytes are not Modbus TCP: only closing the connection helps.
 */
export const mbapResponder = (
  units: Units,
  heard: { requests: number; others: number; discarded: number },
): ((bytes: Uint8Array) => Uint8Array | "out of step") => {
  let waiting = nothing;

  /** End of the last whole request, and the room the answers can need; nothing is answered before this is known. */
  const survey = (bytes: Uint8Array): { end: number; room: number } | "out of step" => {
    let end = 0;
    let room = 0;
    for (;;) {
      const length = mbapLength(bytes, end);
      if (length === "out of step") return length;
      if (length === undefined || end + length > bytes.length) return { end, room };
      room +=
        mbapHeader +
        1 +
        roomForAnswer(bytes[end + 7]!, length < 12 ? 0 : (bytes[end + 10]! << 8) | bytes[end + 11]!);
      end += length;
    }
  };

  return (chunk) => {
    const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    const surveyed = survey(bytes);
    if (surveyed === "out of step") {
      heard.discarded++;
      return surveyed;
    }
    const out = Buffer.allocUnsafe(surveyed.room);
    let to = 0;
    for (let start = 0; start < surveyed.end; ) {
      const next = start + mbapHeader + ((bytes[start + 4]! << 8) | bytes[start + 5]!);
      const device = units.get(bytes[start + mbapHeader]!);
      if (device === undefined) heard.others++;
      else {
        heard.requests++;
        const length = respond(device, bytes, start + 7, next, out, to + 7);
        if (length > 0) {
          out[to] = bytes[start]!;
          out[to + 1] = bytes[start + 1]!;
          out[to + 2] = 0;
          out[to + 3] = 0;
          out[to + 4] = (length + 1) >> 8;
          out[to + 5] = length + 1;
          out[to + 6] = bytes[start + mbapHeader]!;
          to += 7 + length;
        }
      }
      start = next;
    }
    waiting = surveyed.end === bytes.length ? nothing : bytes.subarray(surveyed.end);
    return to === 0 ? nothing : out.subarray(0, to);
  };
};
