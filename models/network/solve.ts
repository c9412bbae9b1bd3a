/**
 * Kirchhoff's laws solved for one load of the network: potentials of all nodes, order by order. Everything linear is
 * eliminated directly. At the fundamental the demands that do not follow Ohm's law are currents on the right side,
 * corrected with the potentials they lead to until these stay where they are (fixed-point or Z-bus iteration); at
 * the other orders loads are impedances and there is nothing to iterate.
 */

import {
  activeAt,
  admittanceAt,
  type DemandTable,
  demandTable,
  harmonicAdmittance,
  matrixAdmittance,
  reactiveAt,
} from "#models/network/demandTable.ts";
import type { LoadDemands } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import type { Column, NetworkState } from "#models/network/networkState.ts";
import {
  type OrderSystem,
  type PreparedNetwork,
  prepare,
  type SolveOptions,
} from "#models/network/prepare.ts";
import { stateOf } from "#models/network/readState.ts";
import { IterationDiverged, Undetermined } from "#models/network/solveError.ts";
import { factorise, SingularMatrix, type SparseValues, substitute } from "#models/network/sparseSystem.ts";
import { componentAt } from "#models/spectrum.ts";
import { type Volts, volts } from "#models/units.ts";

/**
 * Solves a network as it stands.
 * @throws InvalidNetwork, Undetermined, IterationDiverged (all SolveError).
 */
export const solve = (network: Network, options: Partial<SolveOptions> = {}): NetworkState =>
  solveStep(prepare(network, options));

const column = (size: number): Column => ({ re: new Float64Array(size), im: new Float64Array(size) });

/** A load may cross its minimum voltage this often before the iteration counts as not settling. */
const maximumCrossings = 6;

/**
 * Solves a prepared network for other demands (loads not named keep theirs).
 * @param previous a state to start from: it only saves iterations.
 * @throws IterationDiverged, Undetermined.
 */
export function solveStep(
  prepared: PreparedNetwork,
  demands: LoadDemands = prepared.demands,
  previous?: NetworkState,
): NetworkState {
  const table = demandTable(prepared.places, demands);
  const loadAdmittances: Column[] = [];
  const solutions: Column[] = [];
  let settled = { iterations: 0, deviation: volts(0) };
  for (const system of prepared.systems) {
    if (system.order === 1) {
      const { x, inMatrix, iterations, deviation } = settle(prepared, system, table, previous);
      solutions.push(x);
      loadAdmittances.push(inMatrix);
      settled = { iterations, deviation };
    } else {
      const admittance = harmonicAdmittances(prepared, table, system.order);
      const factors = factorsWith(prepared, system, admittance);
      const x = rightSide(prepared, system, admittance);
      substitute(prepared.pattern, factors, x.re, x.im);
      solutions.push(x);
      loadAdmittances.push(admittance);
    }
  }
  return stateOf(prepared, { demands, table, solutions, loadAdmittances, ...settled });
}

function harmonicAdmittances(
  { places, options }: PreparedNetwork,
  table: DemandTable,
  order: number,
): Column {
  const result = column(places.elements.length);
  for (let d = 0; d < places.elements.length; d++) {
    const carrying = places.carrying[d] === 1;
    if (options.harmonicLoads === "open" && !carrying) continue;
    const y = harmonicAdmittance(table, d, order, carrying);
    result.re[d] = y.re;
    result.im[d] = y.im;
  }
  return result;
}

/** Factors of the last few load admittances: a profile whose impedances do not change finds its own again. */
const remembered = new WeakMap<
  OrderSystem,
  { readonly admittance: Column; readonly factors: SparseValues }
>();

function sameColumn(a: Column, b: Column): boolean {
  for (let k = 0; k < a.re.length; k++) if (a.re[k] !== b.re[k] || a.im[k] !== b.im[k]) return false;
  return true;
}

function factorsWith(
  { pattern, places, circuit, topology }: PreparedNetwork,
  system: OrderSystem,
  admittance: Column,
): SparseValues {
  const known = remembered.get(system);
  if (known !== undefined && sameColumn(known.admittance, admittance)) return known.factors;
  const factors = { re: system.matrix.re.slice(), im: system.matrix.im.slice() };
  for (let d = 0; d < places.elements.length; d++)
    for (let side = 0; side < 4; side++) {
      const slot = places.slots[4 * d + side]!;
      if (slot < 0) continue;
      const sign = side < 2 ? 1 : -1;
      factors.re[slot] = factors.re[slot]! + sign * admittance.re[d]!;
      factors.im[slot] = factors.im[slot]! + sign * admittance.im[d]!;
    }
  try {
    factorise(pattern, factors);
  } catch (cause) {
    if (!(cause instanceof SingularMatrix)) throw cause;
    const node = topology.unknownOf.indexOf(cause.unknown);
    throw new Undetermined(circuit.nodes[node]?.name ?? "?", system.order, cause);
  }
  remembered.set(system, { admittance: { re: admittance.re.slice(), im: admittance.im.slice() }, factors });
  return factors;
}

/** What sources and given currents drive, with the share of loads in the matrix that hang on fixed potentials. */
function rightSide(
  { places, injections, terminalNode, positionOf }: PreparedNetwork,
  { order, drivenRe, drivenIm, offsetRe, offsetIm }: OrderSystem,
  admittance: Column,
): Column {
  const b = { re: drivenRe.slice(), im: drivenIm.slice() };
  const add = (position: number, re: number, im: number): void => {
    if (position < 0) return;
    b.re[position] = b.re[position]! + re;
    b.im[position] = b.im[position]! + im;
  };
  for (const { from, to, current } of injections) {
    const { re, im } = componentAt(current, order);
    const [f, t] = [terminalNode[from]!, terminalNode[to]!];
    add(f < 0 ? -1 : positionOf[f]!, -re, -im);
    add(t < 0 ? -1 : positionOf[t]!, re, im);
  }
  for (let d = 0; d < places.elements.length; d++) {
    const yr = admittance.re[d]!;
    const yi = admittance.im[d]!;
    if (yr === 0 && yi === 0) continue;
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const ur = (f < 0 ? 0 : offsetRe[f]!) - (t < 0 ? 0 : offsetRe[t]!);
    const ui = (f < 0 ? 0 : offsetIm[f]!) - (t < 0 ? 0 : offsetIm[t]!);
    const re = yr * ur - yi * ui;
    const im = yr * ui + yi * ur;
    add(places.fromUnknown[d]!, -re, -im);
    add(places.toUnknown[d]!, re, im);
  }
  return b;
}

function settle(
  prepared: PreparedNetwork,
  system: OrderSystem,
  table: DemandTable,
  previous: NetworkState | undefined,
): { x: Column; inMatrix: Column; iterations: number; deviation: Volts } {
  const { places, pattern, options } = prepared;
  const count = places.elements.length;
  const inMatrix = column(count);
  for (let d = 0; d < count; d++) {
    const y = matrixAdmittance(table, d, places.carrying[d] === 1);
    inMatrix.re[d] = y.re;
    inMatrix.im[d] = y.im;
  }
  const isIterated = table.iterated.includes(1);
  const isLow = new Uint8Array(count);
  const crossings = new Uint8Array(count);
  let factors = factorsWith(prepared, system, inMatrix);
  let base = rightSide(prepared, system, inMatrix);
  const x = startingPoint(prepared, system, previous) ?? solved(prepared, factors, base);
  if (!isIterated) {
    const direct = previous === undefined ? x : solved(prepared, factors, base);
    return { x: direct, inMatrix, iterations: 1, deviation: volts(0) };
  }
  const next = column(pattern.size);
  const memory = { move: column(pattern.size), reached: column(pattern.size), isFilled: false };
  const largest = largestPotential(system, x);
  // below this, potentials of that size only show rounding
  const tolerance = volts(Math.max(options.tolerance, 4e-13 * largest));
  let deviation = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= options.maximumIterations; iteration++) {
    if (crossMinimum(prepared, system, table, x, isLow, crossings, inMatrix)) {
      factors = factorsWith(prepared, system, inMatrix);
      base = rightSide(prepared, system, inMatrix);
      memory.isFilled = false;
    }
    next.re.set(base.re);
    next.im.set(base.im);
    drawCurrents(prepared, system, table, x, isLow, inMatrix, next);
    substitute(pattern, factors, next.re, next.im);
    deviation = advance(x, next, memory);
    if (!Number.isFinite(deviation)) throw new IterationDiverged(iteration, deviation as Volts, tolerance);
    if (deviation <= tolerance && !isMisplaced(prepared, system, table, next, isLow))
      return { x: next, inMatrix, iterations: iteration, deviation: deviation as Volts };
  }
  throw new IterationDiverged(options.maximumIterations, deviation as Volts, tolerance);
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

function largestPotential({ offsetRe, offsetIm }: OrderSystem, x: Column): number {
  let square = 0;
  for (let k = 0; k < x.re.length; k++) square = Math.max(square, x.re[k]! ** 2 + x.im[k]! ** 2);
  for (let k = 0; k < offsetRe.length; k++) square = Math.max(square, offsetRe[k]! ** 2 + offsetIm[k]! ** 2);
  return Math.sqrt(square);
}

/** Voltage across demand d, squared. */
function voltageSquare({ places }: PreparedNetwork, system: OrderSystem, x: Column, d: number): number {
  const f = places.fromNode[d]!;
  const t = places.toNode[d]!;
  const fu = places.fromUnknown[d]!;
  const tu = places.toUnknown[d]!;
  const re =
    (f < 0 ? 0 : system.offsetRe[f]!) +
    (fu < 0 ? 0 : x.re[fu]!) -
    (t < 0 ? 0 : system.offsetRe[t]!) -
    (tu < 0 ? 0 : x.re[tu]!);
  const im =
    (f < 0 ? 0 : system.offsetIm[f]!) +
    (fu < 0 ? 0 : x.im[fu]!) -
    (t < 0 ? 0 : system.offsetIm[t]!) -
    (tu < 0 ? 0 : x.im[tu]!);
  return re * re + im * im;
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
