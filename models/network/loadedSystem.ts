/**
 * The equations of one order with its loads: the matrix with what loads have in it, factored, and the right side with
 * what sources and given currents drive.
 */

import type { Column } from "#models/network/column.ts";
import type { DemandTable } from "#models/network/demandTable.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";
import { Undetermined } from "#models/network/solveError.ts";
import { factorise, SingularMatrix, type SparseValues } from "#models/network/sparseSystem.ts";

/** One order of a prepared network with the demands in force. */
export interface LoadedOrder {
  readonly prepared: PreparedNetwork;
  readonly system: OrderSystem;
  readonly table: DemandTable;
  /** By injection: the current that flows. */
  readonly given: Column;
}

/** The last factors of each system: a profile whose impedances do not change finds its own again. No result depends on it. */
const remembered = new WeakMap<
  OrderSystem,
  { readonly admittance: Column; readonly factors: SparseValues }
>();

function sameColumn(a: Column, b: Column): boolean {
  for (let k = 0; k < a.re.length; k++) if (a.re[k] !== b.re[k] || a.im[k] !== b.im[k]) return false;
  return true;
}

/** @throws Undetermined */
export function factorsWith(
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
export function rightSide({ prepared, system, given }: LoadedOrder, admittance: Column): Column {
  const { places, injections, terminalNode, positionOf } = prepared;
  const { drivenRe, drivenIm, offsetRe, offsetIm } = system;
  const b = { re: drivenRe.slice(), im: drivenIm.slice() };
  const add = (position: number, re: number, im: number): void => {
    if (position < 0) return;
    b.re[position] = b.re[position]! + re;
    b.im[position] = b.im[position]! + im;
  };
  for (const [k, { from, to }] of injections.entries()) {
    const re = given.re[k]!;
    const im = given.im[k]!;
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
