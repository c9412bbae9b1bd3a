/**
 * The numbers of all meters as they move, in as few bytes as they need: a whole picture now and then (a key frame), and
 * in between only what moved (delta frames). Instantaneous values are 32-bit floats, seven digits, more than any meter
 * has; energies are 64-bit, since a register of nine digits moves by single counts. What is not known is NaN: never 0,
 * never the last value. A frame is good only for the layout it names, and a delta only after the frame numbered before it.
 *
 * Little-endian: u8 kind (1 key, 2 delta), 3 bytes 0, u32 layout, u32 number, u32 count of values, f64 bench time, and
 * then for a key frame all energies (f64) and all other values (f32), row by row; for a delta the count of energies
 * among the values (u32), 4 bytes 0, their f64, the f32 of the others, and the u16 places of all in the same order.
 */
import type { QuantityName } from "#models/meter/quantity.ts";

/** The columns of a row: energies first. */
export const liveQuantities = [
  "active energy",
  "reactive energy",
  "average power",
  "maximum average power",
  "active power",
  "active power L1",
  "active power L2",
  "active power L3",
  "reactive power",
  "reactive power L1",
  "reactive power L2",
  "reactive power L3",
  "apparent power",
  "apparent power L1",
  "apparent power L2",
  "apparent power L3",
  "power factor",
  "power factor L1",
  "power factor L2",
  "power factor L3",
  "frequency",
  "voltage L1",
  "voltage L2",
  "voltage L3",
  "voltage L1-L2",
  "voltage L2-L3",
  "voltage L3-L1",
  "current L1",
  "current L2",
  "current L3",
  "current N",
] as const satisfies readonly QuantityName[];
const columns = liveQuantities.length;
const energies = 2;

/** The most rows whose places fit 16 bits. */
export const mostRows = Math.floor(65536 / columns);

const head = 24;
const kinds = { key: 1, delta: 2 } as const;

export interface FrameFacts {
  readonly layout: number;
  /** Counts up by one with every frame of a layout. */
  readonly number: number;
  /** Bench time, seconds. */
  readonly at: number;
}

function begin(kind: keyof typeof kinds, bytes: number, { layout, number, at }: FrameFacts, count: number) {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint8(0, kinds[kind]);
  view.setUint32(4, layout, true);
  view.setUint32(8, number, true);
  view.setUint32(12, count, true);
  view.setFloat64(16, at, true);
  return view;
}

/** `values`: row after row, each with its columns. */
export function keyFrame(facts: FrameFacts, values: Float64Array): Uint8Array<ArrayBuffer> {
  const rows = values.length / columns;
  const view = begin("key", head + rows * (8 * energies + 4 * (columns - energies)), facts, values.length);
  let energyAt = head;
  let valueAt = head + 8 * energies * rows;
  for (let place = 0; place < values.length; place++) {
    if (place % columns < energies) {
      view.setFloat64(energyAt, values[place]!, true);
      energyAt += 8;
    } else {
      view.setFloat32(valueAt, values[place]!, true);
      valueAt += 4;
    }
  }
  return new Uint8Array(view.buffer);
}

/** A difference that a receiver would see: what rounds to the same float has not moved. */
const hasMoved = (isEnergy: boolean, before: number, now: number): boolean =>
  isEnergy ? !Object.is(before, now) : !Object.is(Math.fround(before), Math.fround(now));

/** What moved from one picture to the next of the same layout. */
export function deltaFrame(
  facts: FrameFacts,
  before: Float64Array,
  now: Float64Array,
): Uint8Array<ArrayBuffer> {
  const moved: number[] = [];
  const movedEnergies: number[] = [];
  for (let row = 0; row < now.length; row += columns)
    for (let place = row; place < row + columns; place++) {
      // Most have not, and NaN is the only one that is not equal to itself; -0 may as well have stayed 0.
      if (now[place] === before[place]) continue;
      const isEnergy = place < row + energies;
      if (hasMoved(isEnergy, before[place]!, now[place]!)) (isEnergy ? movedEnergies : moved).push(place);
    }
  const count = moved.length + movedEnergies.length;
  const bytes = head + 8 + 8 * movedEnergies.length + 4 * moved.length + 2 * count;
  const view = begin("delta", bytes, facts, count);
  view.setUint32(head, movedEnergies.length, true);
  let at = head + 8;
  for (const place of movedEnergies) {
    view.setFloat64(at, now[place]!, true);
    at += 8;
  }
  for (const place of moved) {
    view.setFloat32(at, now[place]!, true);
    at += 4;
  }
  for (const places of [movedEnergies, moved])
    for (const place of places) {
      view.setUint16(at, place, true);
      at += 2;
    }
  return new Uint8Array(view.buffer);
}

/** The picture of one layout as a receiver has it. */
export interface ValuePicture {
  readonly layout: number;
  readonly number: number;
  readonly at: number;
  readonly values: Float64Array;
}

const isWhole = (view: DataView, kind: number, count: number): boolean => {
  if (kind === kinds.key)
    return view.byteLength === head + (count / columns) * (8 * energies + 4 * (columns - energies));
  if (kind !== kinds.delta || view.byteLength < head + 8) return false;
  const energyCount = view.getUint32(head, true);
  return energyCount <= count && view.byteLength === head + 8 + 4 * energyCount + 6 * count;
};

/**
 * The picture after a frame; null when the frame does not follow from the picture (another layout, one missed) or is no
 * frame: the picture stays as it is, and the next key frame puts it right.
 */
export function applyFrame(picture: ValuePicture | null, bytes: Uint8Array): ValuePicture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < head) return null;
  const [kind, count] = [view.getUint8(0), view.getUint32(12, true)];
  if (!isWhole(view, kind, count)) return null;
  const facts = {
    layout: view.getUint32(4, true),
    number: view.getUint32(8, true),
    at: view.getFloat64(16, true),
  };
  if (kind === kinds.key) {
    const values = new Float64Array(count);
    let energyAt = head;
    let valueAt = head + 8 * energies * (count / columns);
    for (let place = 0; place < count; place++) {
      const isEnergy = place % columns < energies;
      values[place] = isEnergy ? view.getFloat64(energyAt, true) : view.getFloat32(valueAt, true);
      if (isEnergy) energyAt += 8;
      else valueAt += 4;
    }
    return { ...facts, values };
  }
  if (picture === null || picture.layout !== facts.layout || picture.number + 1 !== facts.number) return null;
  const values = picture.values.slice();
  const energyCount = view.getUint32(head, true);
  const valuesFrom = head + 8 + 8 * energyCount;
  const placesFrom = valuesFrom + 4 * (count - energyCount);
  for (let n = 0; n < count; n++) {
    const value =
      n < energyCount
        ? view.getFloat64(head + 8 + 8 * n, true)
        : view.getFloat32(valuesFrom + 4 * (n - energyCount), true);
    values[view.getUint16(placesFrom + 2 * n, true)] = value;
  }
  return { ...facts, values };
}
