/**
 * The fundamental, where loads do not follow Ohm's law: their currents stand on the right side, corrected with the
 * potentials they lead to until these stay where they are (fixed-point or Z-bus iteration). A load below its minimum
 * voltage is an impedance and moves into the matrix. It is quick, and comes to nearly every ordinary state; where it
 * does not, or where there may be another state, `operatingState.ts` looks for it.
 */

import { type Column, column } from "#models/network/column.ts";
import {
  activeAt,
  admittanceAt,
  type DemandTable,
  matrixAdmittance,
  reactiveAt,
} from "#models/network/demandTable.ts";
import { factorsWith, type LoadedOrder, rightSide } from "#models/network/loadedSystem.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";
import { type SparseValues, substitute } from "#models/network/sparseSystem.ts";
import { largestPotential, voltageSquare } from "#models/network/voltages.ts";
import { type Volts, volts } from "#models/units.ts";

/** A load may cross its minimum voltage this often before the iteration counts as not settling. */
const maximumCrossings = 6;

export interface Settled {
  readonly x: Column;
  /** Loads that could be supplied and are below their minimum voltage. */
  readonly low: number;
  readonly iterations: number;
  readonly deviation: Volts;
}

/**
 * undefined when the iteration does not come to a state.
 * @throws Undetermined
 */
export function settle(loaded: LoadedOrder, previous: NetworkState | undefined): Settled | undefined {
  const { prepared, system, table } = loaded;
  const { places, pattern, options } = prepared;
  const count = places.elements.length;
  const inMatrix = column(count);
  for (let d = 0; d < count; d++) {
    const y = matrixAdmittance(table, d, places.carrying[d] === 1);
    inMatrix.re[d] = y.re;
    inMatrix.im[d] = y.im;
  }
  const isIterated = table.iterated.includes(1);
  const { isLow, crossings, memory } = scratchOf(prepared);
  isLow.fill(0);
  crossings.fill(0);
  memory.isFilled = false;
  let factors = factorsWith(prepared, system, inMatrix);
  let base = rightSide(loaded, inMatrix);
  const x = startingPoint(prepared, system, previous) ?? solved(prepared, factors, base);
  if (!isIterated) {
    const direct = previous === undefined ? x : solved(prepared, factors, base);
    return { x: direct, low: 0, iterations: 1, deviation: volts(0) };
  }
  const next = column(pattern.size);
  const largest = largestPotential(system, x);
  // below this, potentials of that size only show rounding
  const tolerance = volts(Math.max(options.tolerance, 4e-13 * largest));
  let deviation = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= options.maximumIterations; iteration++) {
    if (crossMinimum(prepared, system, table, x, isLow, crossings, inMatrix)) {
      factors = factorsWith(prepared, system, inMatrix);
      base = rightSide(loaded, inMatrix);
      memory.isFilled = false;
    }
    next.re.set(base.re);
    next.im.set(base.im);
    drawCurrents(prepared, system, table, x, isLow, inMatrix, next);
    substitute(pattern, factors, next.re, next.im);
    deviation = advance(x, next, memory);
    if (!Number.isFinite(deviation)) return undefined;
    if (deviation <= tolerance && !isMisplaced(prepared, system, table, next, isLow))
      return { x: next, low: lowOf(prepared, isLow), iterations: iteration, deviation: deviation as Volts };
  }
  return undefined;
}

function lowOf({ places }: PreparedNetwork, isLow: Uint8Array): number {
  let low = 0;
  for (let d = 0; d < isLow.length; d++) if (isLow[d] === 1 && places.isDeadEnd[d] === 0) low++;
  return low;
}

/** What an iteration writes on and nobody reads after it: kept with the network, since small steps come by the thousand. */
interface Scratch {
  readonly isLow: Uint8Array;
  readonly crossings: Uint8Array;
  readonly memory: Memory;
}
const scratches = new WeakMap<PreparedNetwork, Scratch>();

function scratchOf(prepared: PreparedNetwork): Scratch {
  const found = scratches.get(prepared);
  if (found !== undefined) return found;
  const count = prepared.places.elements.length;
  const { size } = prepared.pattern;
  const made: Scratch = {
    isLow: new Uint8Array(count),
    crossings: new Uint8Array(count),
    memory: { move: column(size), reached: column(size), isFilled: false },
  };
  scratches.set(prepared, made);
  return made;
}

interface Memory {
  /** Where the last iteration led, and by how much it moved. */
  readonly reached: Column;
  readonly move: Column;
  isFilled: boolean;
}

/**
 * Takes x on, from where it led (`next`), by the trend of the last two iterations (Anderson acceleration of depth
 * one), which spares iterations, most where one load dominates or asks for nearly all a network can deliver.
 * @returns the largest move of a potential, not finite when anything is not.
 */
function advance(x: Column, next: Column, memory: Memory): number {
  const { reached, move, isFilled } = memory;
  const n = x.re.length;
  let largest = 0;
  let total = 0;
  let product = 0;
  let change = 0;
  for (let k = 0; k < n; k++) {
    const fr = next.re[k]! - x.re[k]!;
    const fi = next.im[k]! - x.im[k]!;
    const square = fr * fr + fi * fi;
    if (square > largest) largest = square;
    total += square;
    const dr = fr - move.re[k]!;
    const di = fi - move.im[k]!;
    product += fr * dr + fi * di;
    change += dr * dr + di * di;
    move.re[k] = fr;
    move.im[k] = fi;
  }
  // beyond these bounds the trend says nothing
  const trend = isFilled && change > 0 ? Math.min(0.9, Math.max(-5, product / change)) : 0;
  for (let k = 0; k < n; k++) {
    const re = next.re[k]!;
    const im = next.im[k]!;
    x.re[k] = re - trend * (re - reached.re[k]!);
    x.im[k] = im - trend * (im - reached.im[k]!);
    reached.re[k] = re;
    reached.im[k] = im;
  }
  memory.isFilled = true;
  return Number.isFinite(total) ? Math.sqrt(largest) : total;
}

function solved({ pattern }: PreparedNetwork, factors: SparseValues, base: Column): Column {
  const x = { re: base.re.slice(), im: base.im.slice() };
  substitute(pattern, factors, x.re, x.im);
  return x;
}

/** The potentials of an earlier state of the same prepared network, as unknowns. */
function startingPoint(
  prepared: PreparedNetwork,
  system: OrderSystem,
  previous: NetworkState | undefined,
): Column | undefined {
  if (previous === undefined || previous.solution.prepared !== prepared) return undefined;
  const known = previous.solution.unknowns[prepared.orders.indexOf(system.order)]!;
  return { re: known.re.slice(), im: known.im.slice() };
}

/** Moves demands across their minimum voltage into the matrix and out of it. Returns whether any moved. */
function crossMinimum(
  prepared: PreparedNetwork,
  system: OrderSystem,
  table: DemandTable,
  x: Column,
  isLow: Uint8Array,
  crossings: Uint8Array,
  inMatrix: Column,
): boolean {
  let moved = false;
  for (let d = 0; d < isLow.length; d++) {
    if (table.iterated[d] === 0 || crossings[d]! >= maximumCrossings) continue;
    const minimum = table.minimumVoltage[d]!;
    const low = voltageSquare(prepared, system, x, d) < minimum * minimum ? 1 : 0;
    if (low === isLow[d]) continue;
    isLow[d] = low;
    crossings[d] = crossings[d]! + 1;
    const y =
      low === 1
        ? admittanceAt(table, d, minimum)
        : matrixAdmittance(table, d, prepared.places.carrying[d] === 1);
    inMatrix.re[d] = y.re;
    inMatrix.im[d] = y.im;
    moved = true;
  }
  return moved;
}

/** Whether some demand has settled on the wrong side of its minimum voltage. */
function isMisplaced(
  prepared: PreparedNetwork,
  system: OrderSystem,
  table: DemandTable,
  x: Column,
  isLow: Uint8Array,
): boolean {
  for (let d = 0; d < isLow.length; d++) {
    if (table.iterated[d] === 0) continue;
    const minimum = table.minimumVoltage[d]!;
    const low = voltageSquare(prepared, system, x, d) < minimum * minimum ? 1 : 0;
    if (low !== isLow[d]) return true;
  }
  return false;
}

/** Subtracts from `b` what the iterated demands draw beyond their share in the matrix, at the potentials x. */
function drawCurrents(
  { places }: PreparedNetwork,
  { offsetRe, offsetIm }: OrderSystem,
  table: DemandTable,
  x: Column,
  isLow: Uint8Array,
  inMatrix: Column,
  b: Column,
): void {
  const { fromNode, toNode, fromUnknown, toUnknown } = places;
  for (let d = 0; d < isLow.length; d++) {
    if (table.iterated[d] === 0 || isLow[d] === 1) continue;
    const f = fromNode[d]!;
    const t = toNode[d]!;
    const fu = fromUnknown[d]!;
    const tu = toUnknown[d]!;
    const xr = (fu < 0 ? 0 : x.re[fu]!) - (tu < 0 ? 0 : x.re[tu]!);
    const xi = (fu < 0 ? 0 : x.im[fu]!) - (tu < 0 ? 0 : x.im[tu]!);
    const ur = xr + (f < 0 ? 0 : offsetRe[f]!) - (t < 0 ? 0 : offsetRe[t]!);
    const ui = xi + (f < 0 ? 0 : offsetIm[f]!) - (t < 0 ? 0 : offsetIm[t]!);
    const square = ur * ur + ui * ui;
    let p = table.active[d]!;
    let q = table.reactive[d]!;
    if (table.activeExponent[d] !== 0 || table.reactiveExponent[d] !== 0) {
      const u = Math.sqrt(square);
      p = activeAt(table, d, u);
      q = reactiveAt(table, d, u);
    }
    // conj((p + jq) / U), less what the matrix already draws
    let re = (p * ur + q * ui) / square;
    let im = (p * ui - q * ur) / square;
    const yr = inMatrix.re[d]!;
    const yi = inMatrix.im[d]!;
    if (yr !== 0 || yi !== 0) {
      re -= yr * ur - yi * ui;
      im -= yr * ui + yi * ur;
    }
    if (fu >= 0) {
      b.re[fu] = b.re[fu]! - re;
      b.im[fu] = b.im[fu]! - im;
    }
    if (tu >= 0) {
      b.re[tu] = b.re[tu]! + re;
      b.im[tu] = b.im[tu]! + im;
    }
  }
}
