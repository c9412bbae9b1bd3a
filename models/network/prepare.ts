/**
 * All of a network's solution that does not depend on how much is consumed: its circuit, topology, elimination order
 * and the linear admittances at every order. A load profile prepares its network once and solves it step by step.
 */

import { type BlockLayout, type BlockValues, blockLayout, blockValues } from "#models/network/blocks.ts";
import { type Circuit, circuitOf } from "#models/network/circuit.ts";
import type { Column } from "#models/network/column.ts";
import type { DemandElement, Element, InjectionElement } from "#models/network/element.ts";
import { closeCurrents } from "#models/network/givenCurrents.ts";
import type { Load, LoadDemand, LoadDemands } from "#models/network/load.ts";
import type { LoadPlaces } from "#models/network/loadPlaces.ts";
import { type MeteringPlace, meteringPlace } from "#models/network/meteringPlace.ts";
import type { Network } from "#models/network/network.ts";
import { InvalidNetwork } from "#models/network/solveError.ts";
import {
  analyse,
  emptyValues,
  type SparsePattern,
  type SparseValues,
  slotOf,
} from "#models/network/sparseSystem.ts";
import { potentialsAgainstRoot, type Topology, topologyOf } from "#models/network/topology.ts";
import { validate } from "#models/network/validate.ts";
import { componentAt, components } from "#models/spectrum.ts";
import { type Volts, volts } from "#models/units.ts";

export interface SolveOptions {
  /** The fundamental is settled when no potential moves by more than this in an iteration. Default 1e-7 V. */
  readonly tolerance: Volts;
  /** Of the quick iteration; where they do not do, the state is looked for otherwise. Default 60. */
  readonly maximumIterations: number;
  /**
   * What a load is at the other orders. "impedance" (the default): R and X in series as at the fundamental and rated
   * voltage, X proportional to the order (inversely when capacitive); a phase that produces power is open.
   * "open": nothing, all harmonic current stays between sources and lines.
   */
  readonly harmonicLoads: "impedance" | "open";
}

const defaultSolveOptions: SolveOptions = {
  tolerance: volts(1e-7),
  maximumIterations: 60,
  harmonicLoads: "impedance",
};

/** One order: admittances, the matrix without loads, and what the sources drive. */
export interface OrderSystem {
  readonly order: number;
  readonly blocks: BlockValues;
  readonly matrix: SparseValues;
  /** Right side by position, loads left out. */
  readonly drivenRe: Float64Array;
  readonly drivenIm: Float64Array;
  /** By injection: what is given. */
  readonly given: Column;
  /** Whether that flows as given whatever the loads are. */
  readonly closesWithoutLoads: boolean;
  /** Potential of each node against its root. */
  readonly offsetRe: Float64Array;
  readonly offsetIm: Float64Array;
}

export interface PreparedNetwork {
  readonly network: Network;
  readonly options: SolveOptions;
  readonly circuit: Circuit;
  readonly topology: Topology;
  readonly layout: BlockLayout;
  readonly terminalNode: Int32Array;
  readonly pattern: SparsePattern;
  /** By node: position of its unknown in the elimination, -1 when fixed. */
  readonly positionOf: Int32Array;
  readonly orders: readonly number[];
  readonly systems: readonly OrderSystem[];
  readonly places: LoadPlaces;
  readonly injections: readonly InjectionElement[];
  readonly metering: readonly MeteringPlace[];
  /** Demands as the network itself states them. */
  readonly demands: LoadDemands;
}

/**
 * @throws InvalidNetwork with every issue when the network is not sound.
 * @throws Undetermined when the equations leave a potential open.
 */
export function prepare(network: Network, options: Partial<SolveOptions> = {}): PreparedNetwork {
  const issues = validate(network);
  if (issues.length > 0) throw new InvalidNetwork(issues);
  const circuit = circuitOf(network);
  const topology = topologyOf(circuit);
  const { terminals, elements, nodes } = circuit;
  const layout = blockLayout(elements);
  const terminalNode = Int32Array.from(terminals, ({ node }) => node);
  const pattern = analyse(topology.unknownCount, coupledUnknowns(elements, terminalNode, topology.unknownOf));
  const positionOf = topology.unknownOf.map((unknown) => (unknown < 0 ? -1 : pattern.positionOf[unknown]!));
  const slots = blockSlots(layout, pattern, terminalNode, topology.unknownOf);
  const nameOf = (terminal: number): string => {
    const node = terminalNode[terminal]!;
    return node < 0 ? "earth" : nodes[node]!.name;
  };
  const injections = elements.filter((e) => e.kind === "injection");
  const orders = ordersOf(network);
  const systems = orders.map((order): OrderSystem => {
    const offset = potentialsAgainstRoot(circuit, topology.tree, order);
    const blocks = blockValues(layout, order, nameOf);
    return {
      order,
      blocks,
      ...givenAt(injections, order, (terminal) => partAt(topology, terminalNode[terminal]!)),
      offsetRe: offset.re,
      offsetIm: offset.im,
      ...assemble(pattern, layout, blocks, slots, terminalNode, positionOf, offset),
    };
  });
  const loads = new Map(
    network.components.filter((c) => c.type === "load").map((load): [string, Load] => [load.id, load]),
  );
  return {
    network,
    options: { ...defaultSolveOptions, ...options },
    circuit,
    topology,
    layout,
    terminalNode,
    pattern,
    positionOf,
    orders,
    systems,
    places: loadPlaces(circuit, topology, pattern, positionOf, loads),
    injections,
    metering: network.meteringPoints.map((point) => meteringPlace(circuit, point)),
    demands: new Map([...loads].map(([id, { demand }]): [string, LoadDemand] => [id, demand])),
  };
}

const partAt = ({ partOf }: Topology, node: number): number => partOf[node < 0 ? partOf.length - 1 : node]!;

function givenAt(
  injections: readonly InjectionElement[],
  order: number,
  partOf: (terminal: number) => number,
): Pick<OrderSystem, "given" | "closesWithoutLoads"> {
  const given = {
    re: Float64Array.from(injections, ({ current }) => componentAt(current, order).re),
    im: Float64Array.from(injections, ({ current }) => componentAt(current, order).im),
  };
  const closesWithoutLoads = closeCurrents(
    injections.map(({ from }) => partOf(from)),
    injections.map(({ to }) => partOf(to)),
    { re: given.re.slice(), im: given.im.slice() },
  );
  return { given, closesWithoutLoads };
}

/** Every order some source or harmonic current has, and the fundamental. */
function ordersOf(network: Network): number[] {
  const found = new Set([1]);
  for (const c of network.components) {
    const spectra = c.type === "source" ? c.voltage : c.type === "harmonicCurrentSource" ? c.current : {};
    for (const spectrum of Object.values(spectra))
      for (const { order } of components(spectrum)) found.add(order);
  }
  return [...found].sort((a, b) => a - b);
}

function* coupledUnknowns(
  elements: readonly Element[],
  terminalNode: Int32Array,
  unknownOf: Int32Array,
): Generator<readonly [number, number]> {
  for (const element of elements) {
    if (element.kind === "ideal" || element.kind === "injection") continue;
    const terminals =
      element.kind === "series"
        ? [...element.from, ...element.to]
        : element.kind === "admittance"
          ? element.terminals
          : [element.from, element.to];
    const unknowns = terminals
      .map((terminal) => terminalNode[terminal]!)
      .map((node) => (node < 0 ? -1 : unknownOf[node]!))
      .filter((unknown) => unknown >= 0);
    for (const i of unknowns) for (const j of unknowns) yield [i, j];
  }
}

/** Where each entry of each block lands in the matrix, -1 when a side is fixed. */
function blockSlots(
  { start, terminal, entryStart }: BlockLayout,
  pattern: SparsePattern,
  terminalNode: Int32Array,
  unknownOf: Int32Array,
): Int32Array {
  const unknownAt = (p: number): number => {
    const node = terminalNode[terminal[p]!]!;
    return node < 0 ? -1 : unknownOf[node]!;
  };
  const slots = new Int32Array(entryStart[entryStart.length - 1]!).fill(-1);
  for (let b = 0; b + 1 < start.length; b++) {
    let k = entryStart[b]!;
    for (let p = start[b]!; p < start[b + 1]!; p++)
      for (let q = start[b]!; q < start[b + 1]!; q++, k++) {
        const i = unknownAt(p);
        const j = unknownAt(q);
        if (i >= 0 && j >= 0) slots[k] = slotOf(pattern, i, j);
      }
  }
  return slots;
}

/** Kirchhoff's current law of every unknown: what its blocks draw, the parts of fixed potentials on the right side. */
function assemble(
  pattern: SparsePattern,
  { start, terminal, entryStart }: BlockLayout,
  { yRe, yIm, jRe, jIm }: BlockValues,
  slots: Int32Array,
  terminalNode: Int32Array,
  positionOf: Int32Array,
  offset: { readonly re: Float64Array; readonly im: Float64Array },
): Pick<OrderSystem, "matrix" | "drivenRe" | "drivenIm"> {
  const matrix = emptyValues(pattern);
  const drivenRe = new Float64Array(pattern.size);
  const drivenIm = new Float64Array(pattern.size);
  for (let b = 0; b + 1 < start.length; b++) {
    let k = entryStart[b]!;
    for (let p = start[b]!; p < start[b + 1]!; p++) {
      const row = terminalNode[terminal[p]!]!;
      const position = row < 0 ? -1 : positionOf[row]!;
      let re = jRe[p]!;
      let im = jIm[p]!;
      for (let q = start[b]!; q < start[b + 1]!; q++, k++) {
        const slot = slots[k]!;
        if (slot >= 0) {
          matrix.re[slot] = matrix.re[slot]! + yRe[k]!;
          matrix.im[slot] = matrix.im[slot]! + yIm[k]!;
        }
        const column = terminalNode[terminal[q]!]!;
        if (column < 0) continue;
        re += yRe[k]! * offset.re[column]! - yIm[k]! * offset.im[column]!;
        im += yRe[k]! * offset.im[column]! + yIm[k]! * offset.re[column]!;
      }
      if (position < 0) continue;
      drivenRe[position] = drivenRe[position]! - re;
      drivenIm[position] = drivenIm[position]! - im;
    }
  }
  return { matrix, drivenRe, drivenIm };
}

function loadPlaces(
  { elements, terminals }: Circuit,
  { carrying, deadEnds, unknownOf }: Topology,
  pattern: SparsePattern,
  positionOf: Int32Array,
  loads: ReadonlyMap<string, Load>,
): LoadPlaces {
  const found = elements
    .map((element, e) => ({ element, e }))
    .filter(({ element }) => element.kind === "demand");
  const demands = found.map(({ element }) => element as DemandElement);
  const node = (terminal: number): number => terminals[terminal]!.node;
  const by = (of: (node: number) => number, side: "from" | "to"): Int32Array =>
    Int32Array.from(demands, (element) => {
      const at = node(element[side]);
      return at < 0 ? -1 : of(at);
    });
  const position = (at: number): number => positionOf[at]!;
  const slots = new Int32Array(4 * demands.length).fill(-1);
  demands.forEach((element, d) => {
    const [f, t] = [node(element.from), node(element.to)].map((at) => (at < 0 ? -1 : unknownOf[at]!)) as [
      number,
      number,
    ];
    if (f >= 0) slots[4 * d] = slotOf(pattern, f, f);
    if (t >= 0) slots[4 * d + 1] = slotOf(pattern, t, t);
    if (f >= 0 && t >= 0) {
      slots[4 * d + 2] = slotOf(pattern, f, t);
      slots[4 * d + 3] = slotOf(pattern, t, f);
    }
  });
  return {
    elements: demands,
    loads: demands.map(({ load }) => loads.get(load)!),
    fromUnknown: by(position, "from"),
    toUnknown: by(position, "to"),
    fromNode: by((at) => at, "from"),
    toNode: by((at) => at, "to"),
    slots,
    carrying: Uint8Array.from(found, ({ e }) => (carrying.has(e) ? 1 : 0)),
    isDeadEnd: Uint8Array.from(found, ({ e }) => (deadEnds.has(e) ? 1 : 0)),
  };
}
