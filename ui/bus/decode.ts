/**
 * What a Modbus RTU frame says, for a person reading along: unit, function, what is asked and what comes back. It looks
 * at frames the rig has already judged and checks nothing: whether an answer is good is the master's word.
 * Modbus Application Protocol V1.1b3, chapters 6.3, 6.4, 6.6 and 6.12; serial line guide 2.5.1 for the frame.
 */
export type FrameMeaning =
  | { readonly kind: "reads"; readonly unit: number; readonly address: number; readonly count: number }
  | {
      readonly kind: "writes";
      readonly unit: number;
      readonly address: number;
      readonly words: readonly number[];
    }
  | { readonly kind: "words"; readonly unit: number; readonly words: readonly number[] }
  | { readonly kind: "acknowledged"; readonly unit: number; readonly address: number; readonly count: number }
  | { readonly kind: "exception"; readonly unit: number; readonly code: number }
  | { readonly kind: "malformed" };

const malformed: FrameMeaning = { kind: "malformed" };

/** Bytes of hex text, blanks allowed; null when it is not that. */
function bytesOf(hex: string): readonly number[] | null {
  const digits = hex.replace(/\s+/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) return null;
  return Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
const word = (bytes: readonly number[], at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const wordsFrom = (bytes: readonly number[], at: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => word(bytes, at + 2 * i));

/** `direction`: the same function code means another thing asked than answered. */
export function meaningOf(hex: string, direction: "request" | "answer"): FrameMeaning {
  const bytes = bytesOf(hex);
  // The shortest frame is an exception: unit, function, code, two bytes of CRC.
  if (bytes === null || bytes.length < 5) return malformed;
  const unit = bytes[0] ?? 0;
  const code = bytes[1] ?? 0;
  if (code >= 0x80) return { kind: "exception", unit, code: bytes[2] ?? 0 };
  if (direction === "request") {
    if (bytes.length < 8) return malformed;
    if (code === 3 || code === 4)
      return { kind: "reads", unit, address: word(bytes, 2), count: word(bytes, 4) };
    if (code === 6) return { kind: "writes", unit, address: word(bytes, 2), words: [word(bytes, 4)] };
    if (code === 16)
      return { kind: "writes", unit, address: word(bytes, 2), words: wordsFrom(bytes, 7, word(bytes, 4)) };
    return malformed;
  }
  if (code === 3 || code === 4) {
    const size = bytes[2] ?? 0;
    return bytes.length < size + 5
      ? malformed
      : { kind: "words", unit, words: wordsFrom(bytes, 3, size / 2) };
  }
  if (bytes.length < 8) return malformed;
  if (code === 6) return { kind: "acknowledged", unit, address: word(bytes, 2), count: 1 };
  if (code === 16) return { kind: "acknowledged", unit, address: word(bytes, 2), count: word(bytes, 4) };
  return malformed;
}
