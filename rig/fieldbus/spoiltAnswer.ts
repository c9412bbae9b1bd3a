/**
 * What bytes were that came in the place of an answer: our own echo, a right frame with something before or behind it,
 * half of one, a whole frame that answers something else, or no frame at all. The commonest troubles of an RS485 line
 * each leave a mark of their own, so that naming the mark names the trouble. None of them is ever mended into a value.
 */
import { leadingAnswer } from "#rig/fieldbus/answerShape.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { type Asked, type DiscardReason, decodeAnswer } from "#rig/fieldbus/rtuFrame.ts";
import { startsWith } from "#rig/fieldbus/sameBytes.ts";

/** What spoilt an answer: of the frame itself, or of what came around it. */
export type SpoiltReason =
  | DiscardReason
  /** The line's bias, its termination or the moment a transceiver turns round: a 00 or FF, mostly. */
  | "stray bytes in front of a right frame"
  /** An exception that an earlier, still unanswered question may have caused. */
  | "another question's exception";

/** Why a whole exchange, or the reads of a verdict, gave nothing to believe. */
export type DisbeliefReason =
  | SpoiltReason
  | "not Modbus TCP"
  | "the line never falls silent"
  | "two reads disagree"
  | "another answer followed";

/** Whether `reason` tells that the answer came, spoilt: then it is not still to come. */
export const isSpoiltAnswer = (reason: SpoiltReason): boolean =>
  reason === "bad CRC" ||
  reason === "trailing bytes" ||
  reason === "interrupted" ||
  reason === "stray bytes in front of a right frame";

/** More strays than this are another conversation. */
export const mostStrays = 16;

/** Whatever follows it in turn. */
const isBehindStrays = (asked: Asked, bytes: Uint8Array): boolean => {
  for (let start = 1; start <= mostStrays; start++) {
    const rest = bytes.subarray(start);
    const { kind } = decodeAnswer(asked, leadingBytes(asked, rest));
    if (kind === "answer" || kind === "exception") return true;
  }
  return false;
};

/** `bytes` came after `request` and are not the answer to `asked`. */
export const spoiltReason = (asked: Asked, request: Uint8Array, bytes: Uint8Array): SpoiltReason => {
  if (startsWith(bytes, request)) return "local echo";
  const decoded = decodeAnswer(asked, bytes);
  if (decoded.kind === "incomplete") return "interrupted";
  if (decoded.kind !== "discarded") return "not a frame";
  if (isBehindStrays(asked, bytes)) return "stray bytes in front of a right frame";
  switch (decoded.reason) {
    case "wrong unit":
    case "wrong function":
    case "wrong byte count": {
      // Only a whole frame can be said to be of another unit, function or length.
      const frame = leadingAnswer(bytes);
      return frame === null || frame === "incomplete" ? "not a frame" : decoded.reason;
    }
    case "trailing bytes":
      return hasGoodCrc(leadingBytes(asked, bytes)) ? "trailing bytes" : "bad CRC";
    default:
      return decoded.reason;
  }
};

/** As many bytes as the answer to `asked`, or an exception to it, has. */
const leadingBytes = (asked: Asked, bytes: Uint8Array): Uint8Array =>
  bytes.subarray(0, (bytes[1] ?? 0) & 0x80 ? 5 : asked.kind === "read" ? 5 + 2 * asked.count : 8);
