/**
 * Whether a state is one: what flows into every node leaves it, and what the network is given is what it takes. Both are
 * asked at the scale of what flows there; where that fails, at the scale of all that was added up to get it, since the
 * currents of a strong source are small differences of large ones, and those of a dead conductor nothing but rounding.
 */

import { type Column, largestOf } from "#models/network/column.ts";
import { admittanceNow, type DemandTable } from "#models/network/demandTable.ts";
import type { PreparedNetwork } from "#models/network/prepare.ts";
import { DoesNotClose } from "#models/network/solveError.ts";
import type { Amperes } from "#models/units.ts";

/** What flows at one order. */
export interface Flows {
  /** By terminal, into the component. */
  readonly currents: Column;
  /** By node, where it is not fixed by another: what all that flows there leaves over, amperes. */
  readonly left: Column;
  /** By node: the largest current of a terminal there, squared. */
  readonly largest: Float64Array;
  /** Whether no load is below its minimum voltage; only of the fundamental. */
  readonly isSupplied: boolean;
}

/** Share of the largest current at a node, or of the largest power at one, that may be left over. */
const closing = 1e-7;
/** Of the current the network's largest potential would drive through all that hangs at a node: rounding. */
const rounding = 4e-15;

/** Whether currents and powers close at the scale of what flows. */
export function closesAt({ topology }: PreparedNetwork, { left, largest }: Flows, v: Column): boolean {
  const { root } = topology.tree;
  let gapRe = 0;
  let gapIm = 0;
  let power = 0;
  for (let node = 0; node < root.length; node++) {
    if (root[node] !== node) continue;
    const ir = left.re[node]!;
    const ii = left.im[node]!;
    if (!(ir * ir + ii * ii <= closing * closing * largest[node]!)) return false;
    const vr = v.re[node]!;
    const vi = v.im[node]!;
    gapRe += vr * ir + vi * ii;
    gapIm += vi * ir - vr * ii;
    const most = (vr * vr + vi * vi) * largest[node]!;
    if (most > power) power = most;
  }
  return gapRe * gapRe + gapIm * gapIm <= closing * closing * power;
}

/** What was asked of a state. */
interface Demanded {
  readonly table: DemandTable;
  /** Per order, by demand: what it has in the matrix. */
  readonly loadAdmittances: readonly Column[];
  /** Per order, by injection. */
  readonly givens: readonly Column[];
}

/** @throws DoesNotClose where more is left over than rounding. */
export function assertCloses(
  prepared: PreparedNetwork,
  k: number,
  { table, loadAdmittances, givens }: Demanded,
  { left, largest }: Flows,
  v: Column,
): void {
  const { circuit, orders, topology } = prepared;
  const { root } = topology.tree;
  const drawn = loadsAt(prepared, orders[k] === 1 ? null : loadAdmittances[k]!, table, v);
  const { injections, terminalNode } = prepared;
  for (const [n, { from, to }] of injections.entries())
    for (const terminal of [from, to]) {
      const node = terminalNode[terminal]!;
      const held = node < 0 ? -1 : root[node]!;
      const given = Math.hypot(givens[k]!.re[n]!, givens[k]!.im[n]!);
      if (held >= 0) drawn.largest[held] = Math.max(drawn.largest[held]!, given);
    }
  const terms = termsAt(prepared, k, drawn.admittance, largestOf(v));
  let worst = 1;
  let at = -1;
  for (let node = 0; node < root.length; node++) {
    if (root[node] !== node) continue;
    const current = Math.hypot(left.re[node]!, left.im[node]!);
    if (current === 0) continue;
    const flowing = Math.max(Math.sqrt(largest[node]!), drawn.largest[node]!);
    const over = current / (closing * flowing + rounding * terms[node]!);
    if (over <= worst) continue;
    worst = over;
    at = node;
  }
  if (at >= 0) {
    const current = Math.hypot(left.re[at]!, left.im[at]!) as Amperes;
    throw new DoesNotClose(circuit.nodes[at]!.name, orders[k]!, current);
  }
}

/** By node: the largest current a load draws there or from there, and the admittances of all. */
function loadsAt(
  { places, topology }: PreparedNetwork,
  inMatrix: Column | null,
  table: DemandTable,
  v: Column,
): { readonly largest: Float64Array; readonly admittance: Float64Array } {
  const { root } = topology.tree;
  const largest = new Float64Array(root.length);
  const admittance = new Float64Array(root.length);
  for (let d = 0; d < places.elements.length; d++) {
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const u = Math.hypot(
      (f < 0 ? 0 : v.re[f]!) - (t < 0 ? 0 : v.re[t]!),
      (f < 0 ? 0 : v.im[f]!) - (t < 0 ? 0 : v.im[t]!),
    );
    const y = inMatrix === null ? admittanceNow(table, d, u) : { re: inMatrix.re[d]!, im: inMatrix.im[d]! };
    const size = Math.hypot(y.re, y.im);
    for (const node of [f, t]) {
      const held = node < 0 ? -1 : root[node]!;
      if (held < 0) continue;
      largest[held] = Math.max(largest[held]!, size * u);
      admittance[held] = admittance[held]! + size;
    }
  }
  return { largest, admittance };
}

/** By node: the current that this potential would drive through all that hangs there and what is tied to it, amperes. */
function termsAt(
  { layout, systems, terminalNode, topology }: PreparedNetwork,
  k: number,
  loading: Float64Array,
  potential: number,
): Float64Array {
  const { blocks } = systems[k]!;
  const { root } = topology.tree;
  const terms = loading.map((admittance) => admittance * potential);
  for (let b = 0; b + 1 < layout.start.length; b++) {
    let entry = layout.entryStart[b]!;
    for (let p = layout.start[b]!; p < layout.start[b + 1]!; p++) {
      const node = terminalNode[layout.terminal[p]!]!;
      const held = node < 0 ? -1 : root[node]!;
      let sum = Math.abs(blocks.jRe[p]!) + Math.abs(blocks.jIm[p]!);
      for (let q = layout.start[b]!; q < layout.start[b + 1]!; q++, entry++)
        sum += (Math.abs(blocks.yRe[entry]!) + Math.abs(blocks.yIm[entry]!)) * potential;
      if (held >= 0) terms[held] = terms[held]! + sum;
    }
  }
  return terms;
}
