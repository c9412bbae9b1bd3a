/**
 * Numbers as 16-bit words on the wire and back: the types and the orders a register map may name. A count is a whole
 * number, or any number where the type is a float; whole numbers are exact up to 2^53, which no energy register reaches.
 */
import { isFloat, type WireOrder, type WordType, wordsOf } from "#models/meter/registerMap.ts";

const wordValues = 2 ** 16;
/** The largest double below 2^64, and below 2^63. */
const below = (power: number): number => 2 ** power - 2 ** (power - 53);
const largestFloat32 = (2 - 2 ** -23) * 2 ** 127;

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
  u64: { lowest: 0, highest: below(64) },
  s64: { lowest: -(2 ** 63), highest: below(63) },
  float32: { lowest: -largestFloat32, highest: largestFloat32 },
  float64: { lowest: -Number.MAX_VALUE, highest: Number.MAX_VALUE },
};
const isSignMagnitude = (type: WordType): boolean => type === "signMagnitude16" || type === "signMagnitude32";
export const limitsOf = (type: WordType): Limits => limits[type];

/** The count after the highest, at which a growing register of this type begins again; null: a float never does. */
export function rollOverOf(type: WordType): number | null {
  if (isFloat(type)) return null;
  const bits = 16 * wordsOf(type);
  return limits[type].lowest === 0 ? 2 ** bits : 2 ** (bits - 1);
}

/** The nearest count the type can carry. */
export const saturate = (type: WordType, count: number): number =>
  Math.min(limits[type].highest, Math.max(limits[type].lowest, count));

/** The least by which two counts of this type near `count` can differ: 1, or the last place of a float. */
export function stepOf(type: WordType, count: number): number {
  if (!isFloat(type)) return 1;
  const scratch = new DataView(new ArrayBuffer(8));
  const size = Math.abs(count);
  if (type === "float32") {
    scratch.setFloat32(0, size);
    const here = scratch.getFloat32(0);
    scratch.setUint32(0, scratch.getUint32(0) + 1);
    return scratch.getFloat32(0) - here;
  }
  scratch.setFloat64(0, size);
  scratch.setBigUint64(0, scratch.getBigUint64(0) + 1n);
  return scratch.getFloat64(0) - size;
}

const swapped = (word: number): number => (word % 256) * 256 + Math.floor(word / 256);
/** High word first into wire order, or back: both are their own inverse. */
function ordered({ wordOrder, byteOrder = "highFirst" }: WireOrder, words: readonly number[]): number[] {
  const inOrder = wordOrder === "highFirst" ? [...words] : [...words].reverse();
  return byteOrder === "highFirst" ? inOrder : inOrder.map(swapped);
}

/** High word first. */
function plainWords(type: WordType, count: number): number[] {
  const length = wordsOf(type);
  if (isFloat(type) || length === 4) {
    const scratch = new DataView(new ArrayBuffer(8));
    if (type === "float32") scratch.setFloat32(0, count);
    else if (type === "float64") scratch.setFloat64(0, count);
    else scratch.setBigUint64(0, BigInt.asUintN(64, BigInt(count)));
    return Array.from({ length }, (_, word) => scratch.getUint16(2 * word));
  }
  const span = length === 1 ? wordValues : wordValues * wordValues;
  const bits = count >= 0 ? count : isSignMagnitude(type) ? span / 2 - count : span + count;
  if (length === 1) return [bits];
  const low = bits % wordValues;
  return [(bits - low) / wordValues, low];
}

/** A count within the type's limits, whole unless it is a float, as words in wire order. */
export const encodeWords = (type: WordType, order: WireOrder, count: number): number[] =>
  ordered(order, plainWords(type, count));

/**
 * Words that makers put where there is no value: every bit set in an unsigned number of two words or more, the lowest
 * number of a signed one (SunSpec Information Model Specification, "not implemented"). No register stays at either.
 */
export function isNoValueMark(type: WordType, count: number): boolean {
  if (isFloat(type) || isSignMagnitude(type)) return false;
  const { lowest, highest } = limits[type];
  // As doubles, 2^64 - 1 and 2^64 are one number.
  return lowest < 0 ? count <= lowest : wordsOf(type) > 1 && count >= highest;
}

/** The count in as many words as the type has, in wire order; a float may say what is no number. */
export function decodeWords(type: WordType, order: WireOrder, words: readonly number[]): number {
  const length = wordsOf(type);
  const plain = ordered(order, words.slice(0, length));
  if (isFloat(type) || length === 4) {
    const scratch = new DataView(new ArrayBuffer(8));
    for (const [at, word] of plain.entries()) scratch.setUint16(2 * at, word);
    if (type === "float32") return scratch.getFloat32(0);
    if (type === "float64") return scratch.getFloat64(0);
    return Number(type === "u64" ? scratch.getBigUint64(0) : scratch.getBigInt64(0));
  }
  const [high = 0, low = 0] = plain;
  const bits = length === 1 ? high : high * wordValues + low;
  const span = length === 1 ? wordValues : wordValues * wordValues;
  if (limits[type].lowest === 0 || bits < span / 2) return bits;
  return isSignMagnitude(type) ? span / 2 - bits : bits - span;
}
