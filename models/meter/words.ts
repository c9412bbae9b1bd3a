/** Whole numbers as 16-bit words on the wire and back: the types and the word orders a register map may name. */
import { type WordOrder, type WordType, wordsOf } from "#models/meter/registerMap.ts";

const wordValues = 2 ** 16;

interface Limits {
  readonly lowest: number;
  readonly highest: number;
}
const limits: Readonly<Record<WordType, Limits>> = {
  u16: { lowest: 0, highest: 2 ** 16 - 1 },
  s16: { lowest: -(2 ** 15), highest: 2 ** 15 - 1 },
  signMagnitude16: { lowest: -(2 ** 15 - 1), highest: 2 ** 15 - 1 },
  u32: { lowest: 0, highest: 2 ** 32 - 1 },
  s32: { lowest: -(2 ** 31), highest: 2 ** 31 - 1 },
  signMagnitude32: { lowest: -(2 ** 31 - 1), highest: 2 ** 31 - 1 },
};
const isSignMagnitude = (type: WordType): boolean => type === "signMagnitude16" || type === "signMagnitude32";
export const limitsOf = (type: WordType): Limits => limits[type];

/** The nearest count the type can carry. */
export const saturate = (type: WordType, count: number): number =>
  Math.min(limits[type].highest, Math.max(limits[type].lowest, count));

/** A whole count within the type's limits as words in wire order. */
export function encodeWords(type: WordType, order: WordOrder, count: number): number[] {
  const span = wordsOf(type) === 1 ? wordValues : wordValues * wordValues;
  const bits = count >= 0 ? count : isSignMagnitude(type) ? span / 2 - count : span + count;
  if (span === wordValues) return [bits];
  const low = bits % wordValues;
  const high = (bits - low) / wordValues;
  return order === "highFirst" ? [high, low] : [low, high];
}

/** The count in one or two words, in wire order. */
export function decodeWords(type: WordType, order: WordOrder, words: readonly number[]): number {
  const [first = 0, second = 0] = words;
  const single = wordsOf(type) === 1;
  const [high, low] = order === "highFirst" ? [first, second] : [second, first];
  const bits = single ? first : high * wordValues + low;
  const span = single ? wordValues : wordValues * wordValues;
  if (limits[type].lowest === 0 || bits < span / 2) return bits;
  return isSignMagnitude(type) ? span / 2 - bits : bits - span;
}
