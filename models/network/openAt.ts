/**
 * Whether a state is one: what flows into every node leaves it, and what the network is given is what it takes. Both are
 * asked at the scale of what flows there; where that fails, at the scale of what was added up to get it, since a strong
 * source's currents are small differences of large ones.
 */
import type { Column } from "#models/network/networkState.ts";
import type { PreparedNetwork } from "#models/network/prepare.ts";
import type { Amperes } from "#models/units.ts";

/** What flows at one order. */
export interface Flows {
  /** By terminal, into the component. */
  readonly currents: Column;
  /** By node, where it is not fixed by another: what all that flows there leaves over, amperes. */
  readonly left: Column;
  /** By node: the largest current of anything that hangs there, amperes. */
  readonly largest: Float64Array;
  /** By node: the admittances of all loads that hang there, siemens. */
  readonly loading: Float64Array;
}

/** Share of the largest current at a node, or of the largest power at one, that may be left over. */
const closing = 1e-7;
/** Of the current the network's largest potential would drive through all that hangs at a node: rounding. */
const rounding = 4e-15;

/** Where currents, or their powers, do not close at the order with number k; undefined when they do. */
export function openAt(
  prepared: PreparedNetwork,
  k: number,
  { left, largest, loading }: Flows,
  v: Column,
): { readonly node: string; readonly current: Amperes } | undefined {
  const { root } = prepared.topology.tree;
  let gapRe = 0;
  let gapIm = 0;
  let power = 0;
  let isOpen = false;
  for (let node = 0; node < root.length; node++) {
    if (root[node] !== node) continue;
    const [ir, ii, vr, vi] = [left.re[node]!, left.im[node]!, v.re[node]!, v.im[node]!];
    const most = closing * largest[node]!;
    if (!(ir * ir + ii * ii <= most * most)) isOpen = true;
    gapRe += vr * ir + vi * ii;
    gapIm += vi * ir - vr * ii;
    power = Math.max(power, (Math.abs(vr) + Math.abs(vi)) * largest[node]!);
  }
  if (!isOpen && Math.hypot(gapRe, gapIm) <= closing * power) return undefined;
  const terms = termsAt(prepared, k, loading, largestOf(v));
  let worst = 0;
  let open: { readonly node: string; readonly current: Amperes } | undefined;
  for (let node = 0; node < root.length; node++) {
    if (root[node] !== node) continue;
    const current = Math.hypot(left.re[node]!, left.im[node]!);
    const over = current / (closing * largest[node]! + rounding * terms[node]!);
    if (current === 0 || over <= Math.max(1, worst)) continue;
    worst = over;
    open = { node: prepared.circuit.nodes[node]!.name, current: current as Amperes };
  }
  return open;
}

function largestOf({ re, im }: Column): number {
  let square = 0;
  for (let node = 0; node < re.length; node++) square = Math.max(square, re[node]! ** 2 + im[node]! ** 2);
  return Math.sqrt(square);
}

/** By node: the current that this potential would drive through all that hangs there and what is tied to it, amperes. */
function termsAt(
  { layout, systems, terminalNode, topology }: PreparedNetwork,
  k: number,
  loading: Float64Array,
  potential: number,
): Float64Array {
  const { blocks } = systems[k]!;
  const terms = loading.map((admittance) => admittance * potential);
  for (let b = 0; b + 1 < layout.start.length; b++) {
    let entry = layout.entryStart[b]!;
    for (let p = layout.start[b]!; p < layout.start[b + 1]!; p++) {
      const node = terminalNode[layout.terminal[p]!]!;
      let sum = Math.abs(blocks.jRe[p]!) + Math.abs(blocks.jIm[p]!);
      for (let q = layout.start[b]!; q < layout.start[b + 1]!; q++, entry++)
        sum += (Math.abs(blocks.yRe[entry]!) + Math.abs(blocks.yIm[entry]!)) * potential;
      if (node >= 0) terms[node] = terms[node]! + sum;
    }
  }
  for (let at = topology.tree.order.length - 1; at >= 0; at--) {
    const { node, parent } = topology.tree.order[at]!;
    if (parent >= 0) terms[parent] = terms[parent]! + terms[node]!;
  }
  return terms;
}
