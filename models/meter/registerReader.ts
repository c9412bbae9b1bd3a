/**
 * The other end of a register map: which exchanges bring the quantities a reader wants, as few as the device's limits
 * allow, and what the words that come back mean. It knows the map and the nominal specification, never the meter.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import {
  mappedAddresses,
  perCount,
  type RegisterMap,
  type RegisterRow,
  type RowContent,
  wordsOf,
} from "#models/meter/registerMap.ts";
import { registerSpan, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { decodeWords, isNoValueMark, rollOverOf, stepOf } from "#models/meter/words.ts";

export interface ReadExchange {
  readonly address: number;
  readonly count: number;
  /** Quantities this exchange brings something of; a sign may come with another exchange. */
  readonly quantities: readonly QuantityName[];
}

export interface Words {
  readonly address: number;
  readonly words: readonly number[];
}

export interface Decoded {
  /** In the quantity's unit, primary side. */
  readonly value: number;
  /** One count; of a float, the meter's own step or the last place of the number, whichever is coarser. */
  readonly resolution: number;
  /** Value at which the register rolls over; null for what does not. */
  readonly modulus: number | null;
}

type QuantityRow = RegisterRow & { readonly content: Extract<RowContent, { kind: "quantity" }> };

const valueRow = (map: RegisterMap, quantity: QuantityName): QuantityRow | undefined =>
  map.rows.find(
    (row): row is QuantityRow => row.content.kind === "quantity" && row.content.quantity === quantity,
  );
const signRow = (map: RegisterMap, quantity: QuantityName): RegisterRow | undefined =>
  map.rows.find((row) => row.content.kind === "sign" && row.content.quantity === quantity);

export const isMapped = (map: RegisterMap, quantity: QuantityName): boolean =>
  valueRow(map, quantity) !== undefined;

function rowsFor(map: RegisterMap, quantity: QuantityName): RegisterRow[] {
  const row = valueRow(map, quantity);
  if (row === undefined) return [];
  const sign = row.content.form === "magnitude" ? signRow(map, quantity) : undefined;
  return sign === undefined ? [row] : [row, sign];
}

/** Whether one read may span from one address to another: nothing unmapped between, unless gaps are answered. */
function spanned(map: RegisterMap, from: number, to: number): boolean {
  if (map.gaps !== "refuse") return true;
  const mapped = mappedAddresses(map);
  for (let address = from; address < to; address++) if (!mapped.has(address)) return false;
  return true;
}

/** The exchanges, by ascending address, that bring these quantities; what the map has no row for brings none. */
export function planRead(map: RegisterMap, quantities: readonly QuantityName[]): ReadExchange[] {
  const wanted = quantities
    .flatMap((quantity) =>
      rowsFor(map, quantity).map((row) => ({
        quantity,
        address: row.address,
        end: row.address + wordsOf(row.type),
      })),
    )
    .sort((a, b) => a.address - b.address);
  const exchanges: { address: number; end: number; quantities: QuantityName[] }[] = [];
  for (const { quantity, address, end } of wanted) {
    const last = exchanges.at(-1);
    if (last !== undefined && end - last.address <= map.maximumReadWords && spanned(map, last.end, address)) {
      last.end = Math.max(last.end, end);
      if (!last.quantities.includes(quantity)) last.quantities.push(quantity);
    } else exchanges.push({ address, end, quantities: [quantity] });
  }
  return exchanges.map(({ address, end, quantities: brought }) => ({
    address,
    count: end - address,
    quantities: brought,
  }));
}

/** The words of a row in what was read; null when they are not all there. */
function wordsAt(row: RegisterRow, read: readonly Words[]): readonly number[] | null {
  const count = wordsOf(row.type);
  for (const { address, words } of read)
    if (row.address >= address && row.address + count <= address + words.length)
      return words.slice(row.address - address, row.address - address + count);
  return null;
}

/**
 * One count of what is read of a quantity where it is about this large, in the quantity's unit; null: the map has no row
 * for it.
 */
export function resolutionNear(spec: MeterSpec, quantity: QuantityName, value: number): number | null {
  const row = valueRow(spec.registerMap, quantity);
  if (row === undefined) return null;
  const unit = perCount(row.content.scale, transformation(spec.programmed));
  return Math.max(stepOf(row.type, value / unit), row.content.step ?? 0) * unit;
}

/**
 * What the words say of a quantity, for a meter of this (nominal) specification. null: the map has no row for it, the
 * words read do not hold it whole, or what they hold is no number or a mark for "no value".
 */
export function decodeQuantity(
  map: RegisterMap,
  spec: MeterSpec,
  quantity: QuantityName,
  read: readonly Words[],
): Decoded | null {
  const row = valueRow(map, quantity);
  const words = row === undefined ? null : wordsAt(row, read);
  if (row === undefined || words === null) return null;
  const unit = perCount(row.content.scale, transformation(spec.programmed));
  let count = decodeWords(row.type, map, words);
  if (!Number.isFinite(count) || isNoValueMark(row.type, count)) return null;
  const resolution = Math.max(stepOf(row.type, count), row.content.step ?? 0) * unit;
  const sign = row.content.form === "magnitude" ? signRow(map, quantity) : undefined;
  if (sign !== undefined) {
    const word = wordsAt(sign, read);
    if (word === null) return null;
    if (decodeWords(sign.type, map, word) === 1 && count !== 0) count = -count;
  }
  const rollOver = rollOverOf(row.type) ?? Number.POSITIVE_INFINITY;
  return {
    value: inUnits(count, unit),
    resolution,
    modulus: isEnergyQuantity(quantity)
      ? Math.min(registerSpan(spec, spec.programmed), rollOver * unit)
      : null,
  };
}

/** Dividing by the whole inverse keeps 0.001 units free of binary dust: 230150 counts are 230.15. */
function inUnits(count: number, unit: number): number {
  const inverse = Math.round(1 / unit);
  return unit < 1 && Math.abs(inverse * unit - 1) < 1e-9 ? count / inverse : count * unit;
}
