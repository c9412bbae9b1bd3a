/**
 * From the unknowns of a solution to what can be read off a network: potentials of all nodes, currents at all
 * terminals, and what passes at the metering points.
 */

import { addBlockCurrents } from "#models/network/blocks.ts";
import { nodeName, terminalName } from "#models/network/circuit.ts";
import { assertCloses, closesAt, type Flows } from "#models/network/closing.ts";
import type { Column } from "#models/network/column.ts";
import { admittanceNow, type DemandTable } from "#models/network/demandTable.ts";
import type { End } from "#models/network/end.ts";
import type { LoadDemands } from "#models/network/load.ts";
import { flowsOut, type MeteringPlace } from "#models/network/meteringPlace.ts";
import type { MeteredState, NetworkState, Solution } from "#models/network/networkState.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";
import { flowsAsGiven, unmetDemands } from "#models/network/unmetDemands.ts";
import type { Spectrum } from "#models/spectrum.ts";
import { type Conductor, type PerConductor, perConductor } from "#models/threePhase.ts";
import type { Vars, Volts, Watts } from "#models/units.ts";

export interface Solved {
  readonly demands: LoadDemands;
  readonly table: DemandTable;
  readonly solutions: readonly Column[];
  /** What each demand had in the matrix, per order. */
  readonly loadAdmittances: readonly Column[];
  /** Per order: the given currents that flow, by injection. */
  readonly givens: readonly Column[];
  readonly iterations: number;
  readonly deviation: Volts;
}

/** @throws DoesNotClose */
export function stateOf(prepared: PreparedNetwork, solved: Solved): NetworkState {
  const { orders, systems } = prepared;
  const potentials = systems.map((system, k) => nodePotentials(prepared, system, solved.solutions[k]!));
  let isSupplied = true;
  const currents = systems.map((_, k) => {
    const flows = flowsAt(prepared, k, solved, potentials[k]!);
    if (!closesAt(prepared, flows, potentials[k]!)) assertCloses(prepared, k, solved, flows, potentials[k]!);
    isSupplied &&= flows.isSupplied;
    return flows.currents;
  });
  const solution: Solution = {
    prepared,
    demands: solved.demands,
    unknowns: solved.solutions,
    loadAdmittances: solved.loadAdmittances,
    givens: solved.givens,
    potentials,
    currents,
  };
  const meteringPoints: Record<string, MeteredState> = {};
  for (const place of prepared.metering) meteringPoints[place.id] = metered(solution, place);
  return {
    orders,
    meteringPoints,
    iterations: solved.iterations,
    deviation: solved.deviation,
    unmet: isSupplied && flowsAsGiven(solution) ? [] : unmetDemands(solution, solved.table),
    solution,
  };
}

function nodePotentials({ positionOf, topology }: PreparedNetwork, system: OrderSystem, x: Column): Column {
  const re = system.offsetRe.slice();
  const im = system.offsetIm.slice();
  for (let node = 0; node < re.length; node++) {
    const position = positionOf[node]!;
    if (position < 0) continue;
    re[node] = re[node]! + x.re[position]!;
    im[node] = im[node]! + x.im[position]!;
  }
  for (const { nodes, reference } of topology.floating) {
    let meanRe = 0;
    let meanIm = 0;
    for (const node of reference) {
      meanRe += re[node]! / reference.length;
      meanIm += im[node]! / reference.length;
    }
    for (const node of nodes) {
      re[node] = re[node]! - meanRe;
      im[node] = im[node]! - meanIm;
    }
  }
  return { re, im };
}

function flowsAt(
  prepared: PreparedNetwork,
  k: number,
  { table, loadAdmittances, givens }: Solved,
  v: Column,
): Flows {
  const { order, blocks } = prepared.systems[k]!;
  const inMatrix = loadAdmittances[k]!;
  const given = givens[k]!;
  const { circuit, layout, terminalNode, places, injections, topology } = prepared;
  const re = new Float64Array(circuit.terminals.length);
  const im = new Float64Array(circuit.terminals.length);
  const flow = (from: number, to: number, r: number, i: number): void => {
    re[from] = re[from]! + r;
    im[from] = im[from]! + i;
    re[to] = re[to]! - r;
    im[to] = im[to]! - i;
  };
  addBlockCurrents(layout, blocks, terminalNode, v.re, v.im, re, im);
  for (let n = 0; n < injections.length; n++)
    flow(injections[n]!.from, injections[n]!.to, given.re[n]!, given.im[n]!);
  let isSupplied = true;
  for (let d = 0; d < places.elements.length; d++) {
    const { from, to } = places.elements[d]!;
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const ur = (f < 0 ? 0 : v.re[f]!) - (t < 0 ? 0 : v.re[t]!);
    const ui = (f < 0 ? 0 : v.im[f]!) - (t < 0 ? 0 : v.im[t]!);
    let yr: number;
    let yi: number;
    if (order === 1) {
      const u = Math.sqrt(ur * ur + ui * ui);
      const y = admittanceNow(table, d, u);
      yr = y.re;
      yi = y.im;
      if (!(u >= table.minimumVoltage[d]!)) isSupplied = false;
    } else {
      yr = inMatrix.re[d]!;
      yi = inMatrix.im[d]!;
    }
    flow(from, to, yr * ur - yi * ui, yr * ui + yi * ur);
  }
  // what hangs on an ideal connection flows through it: from the outermost nodes inwards
  const sumRe = new Float64Array(circuit.nodes.length);
  const sumIm = new Float64Array(circuit.nodes.length);
  const largest = new Float64Array(circuit.nodes.length);
  for (let t = 0; t < terminalNode.length; t++) {
    const node = terminalNode[t]!;
    if (node < 0) continue;
    const r = re[t]!;
    const i = im[t]!;
    sumRe[node] = sumRe[node]! + r;
    sumIm[node] = sumIm[node]! + i;
    const square = r * r + i * i;
    if (square > largest[node]!) largest[node] = square;
  }
  for (let k = topology.tree.order.length - 1; k >= 0; k--) {
    const { node, parent, element } = topology.tree.order[k]!;
    const r = sumRe[node]!;
    const i = sumIm[node]!;
    const outward = terminalNode[element.to] === node;
    flow(element.from, element.to, outward ? r : -r, outward ? i : -i);
    if (parent < 0) continue;
    sumRe[parent] = sumRe[parent]! + r;
    sumIm[parent] = sumIm[parent]! + i;
    if (largest[node]! > largest[parent]!) largest[parent] = largest[node]!;
  }
  return { currents: { re, im }, left: { re: sumRe, im: sumIm }, largest, isSupplied };
}

/** Potential of a conductor of a bus to earth; undefined when the bus does not have it. */
export function potentialAt(
  { orders, solution }: NetworkState,
  bus: string,
  conductor: Conductor,
): Spectrum | undefined {
  const node = solution.prepared.circuit.nodeOf.get(nodeName(bus, conductor));
  return node === undefined ? undefined : pick(orders, solution.potentials, node, 1);
}

/** One entry of every order; zeros where there is none (-1). */
function pick(orders: readonly number[], columns: readonly Column[], index: number, sign: 1 | -1): Spectrum {
  const re = new Float64Array(orders.length);
  const im = new Float64Array(orders.length);
  if (index >= 0)
    for (let k = 0; k < orders.length; k++) {
      re[k] = sign * columns[k]!.re[index]!;
      im[k] = sign * columns[k]!.im[index]!;
    }
  return { orders, re, im };
}

/** Currents at one end of a component, in the direction of consumption; zero in conductors it does not have. */
export const currentsAt = ({ solution }: NetworkState, component: string, end: End): PerConductor<Spectrum> =>
  endCurrents(solution, component, end);

function endCurrents({ prepared, currents }: Solution, id: string, end: End): PerConductor<Spectrum> {
  const { circuit, orders } = prepared;
  const component = circuit.componentOf.get(id);
  if (component === undefined) throw new RangeError(`the network has no component ${id}`);
  const sign = flowsOut(component, end) ? -1 : 1;
  return perConductor((conductor) =>
    pick(orders, currents, circuit.terminalOf.get(terminalName(id, end, conductor)) ?? -1, sign),
  );
}

function metered(solution: Solution, { nodes, terminals, sign }: MeteringPlace): MeteredState {
  const { orders } = solution.prepared;
  let active = 0;
  let reactive = 0;
  for (let c = 0; c < 4; c++) {
    const node = nodes[c]!;
    const terminal = terminals[c]!;
    if (node < 0 || terminal < 0) continue;
    for (let k = 0; k < orders.length; k++) {
      const u = solution.potentials[k]!;
      const i = solution.currents[k]!;
      const ur = u.re[node]!;
      const ui = u.im[node]!;
      const ir = sign * i.re[terminal]!;
      const ii = sign * i.im[terminal]!;
      active += ur * ir + ui * ii;
      if (orders[k] === 1) reactive += ui * ir - ur * ii;
    }
  }
  return {
    potential: fourSpectra(orders, solution.potentials, nodes, 1),
    current: fourSpectra(orders, solution.currents, terminals, sign),
    activePower: active as Watts,
    reactivePower: reactive as Vars,
  };
}

const fourSpectra = (
  orders: readonly number[],
  columns: readonly Column[],
  index: Int32Array,
  sign: 1 | -1,
): PerConductor<Spectrum> => ({
  L1: pick(orders, columns, index[0]!, sign),
  L2: pick(orders, columns, index[1]!, sign),
  L3: pick(orders, columns, index[2]!, sign),
  N: pick(orders, columns, index[3]!, sign),
});
