/**
 * What hangs together in a circuit. Nodes tied by connections without impedance (ideal sources, closed switches,
 * bolted faults) have one unknown potential between them, the others following by known differences: they form
 * trees, rooted in earth where earth belongs to them. What has no path to earth at all floats: its common potential
 * is settled by saying that the mean potential of its phase conductors is that of earth, as equal stray capacitances
 * to earth would have it. No current depends on that choice.
 */

import type { Circuit } from "#models/network/circuit.ts";
import type { IdealElement } from "#models/network/element.ts";
import { componentAt } from "#models/spectrum.ts";

export interface IdealTree {
  /** Nodes hanging from another by an ideal connection, parents before children. */
  readonly order: readonly {
    readonly node: number;
    readonly parent: number;
    readonly element: IdealElement;
  }[];
  /** Per node: the node whose potential it follows; -1 is earth. */
  readonly root: Int32Array;
  /** Connections that close a loop of ideal ones: their current is undetermined. */
  readonly loops: readonly IdealElement[];
}

interface FloatingIsland {
  readonly nodes: readonly number[];
  /** Nodes whose mean potential is zero. */
  readonly reference: readonly number[];
}

export interface Topology {
  readonly tree: IdealTree;
  /** Per node: number of its unknown, -1 when its root is earth or pinned. */
  readonly unknownOf: Int32Array;
  readonly unknownCount: number;
  readonly floating: readonly FloatingIsland[];
  /** Indices of demand elements without which some node would float: they need an admittance in the matrix. */
  readonly carrying: ReadonlySet<number>;
  /** Of those, the ones no current can flow through: what is behind them has no other way to a source. */
  readonly deadEnds: ReadonlySet<number>;
  /** Per node, and at the end for earth: what hangs together without loads, by the number of one of its nodes. */
  readonly partOf: Int32Array;
}

export function idealTree({ nodes, terminals, elements }: Circuit): IdealTree {
  const earth = nodes.length;
  const place = (terminal: number): number => {
    const { node } = terminals[terminal]!;
    return node < 0 ? earth : node;
  };
  const edges: { element: IdealElement; from: number; to: number }[] = [];
  const touching: number[][] = Array.from({ length: nodes.length + 1 }, () => []);
  for (const element of elements) {
    if (element.kind !== "ideal") continue;
    const edge = { element, from: place(element.from), to: place(element.to) };
    touching[edge.from]!.push(edges.length);
    touching[edge.to]!.push(edges.length);
    edges.push(edge);
  }
  const root = new Int32Array(nodes.length).fill(-2);
  const order: { node: number; parent: number; element: IdealElement }[] = [];
  const used = new Set<number>();
  const loops: IdealElement[] = [];
  const grow = (start: number, name: number): void => {
    const queue = [start];
    if (start !== earth) root[start] = name;
    for (let at = queue.shift(); at !== undefined; at = queue.shift())
      for (const e of touching[at]!) {
        if (used.has(e)) continue;
        used.add(e);
        const { element, from, to } = edges[e]!;
        const next = from === at ? to : from;
        if (next === earth || root[next] !== -2) {
          loops.push(element);
          continue;
        }
        root[next] = name;
        order.push({ node: next, parent: at === earth ? -1 : at, element });
        queue.push(next);
      }
  };
  grow(earth, -1);
  for (let node = 0; node < nodes.length; node++) if (root[node] === -2) grow(node, node);
  return { order, root, loops };
}

/** Potential of every node against its root at one order. */
export function potentialsAgainstRoot(
  { terminals }: Circuit,
  { order: nodes, root }: IdealTree,
  order: number,
): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(root.length);
  const im = new Float64Array(root.length);
  for (const { node, parent, element } of nodes) {
    const emf = element.emf === undefined ? { re: 0, im: 0 } : componentAt(element.emf, order);
    const sign = terminals[element.to]!.node === node ? 1 : -1;
    re[node] = (parent < 0 ? 0 : re[parent]!) + sign * emf.re;
    im[node] = (parent < 0 ? 0 : im[parent]!) + sign * emf.im;
  }
  return { re, im };
}

/** Disjoint sets of numbers below `size`. */
export function disjointSets(size: number) {
  const up = Int32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let top = i;
    while (up[top] !== top) top = up[top]!;
    for (let at = i; up[at] !== top; ) {
      const next = up[at]!;
      up[at] = top;
      at = next;
    }
    return top;
  };
  return {
    find,
    join: (i: number, j: number): void => {
      up[find(i)] = find(j);
    },
  };
}

export function topologyOf(circuit: Circuit): Topology {
  const { nodes, terminals, elements } = circuit;
  const tree = idealTree(circuit);
  const earth = nodes.length;
  const rootOf = (node: number): number => {
    const root = node < 0 ? -1 : tree.root[node]!;
    return root < 0 ? earth : root;
  };
  const rootAt = (terminal: number): number => rootOf(terminals[terminal]!.node);
  const islands = disjointSets(nodes.length + 1);
  for (const element of elements) {
    if (element.kind === "series")
      for (const [i, from] of element.from.entries()) islands.join(rootAt(from), rootAt(element.to[i]!));
    if (element.kind === "admittance")
      for (const [i, j] of element.joins)
        islands.join(rootAt(element.terminals[i]!), j < 0 ? earth : rootAt(element.terminals[j]!));
  }
  const partOf = Int32Array.from({ length: nodes.length + 1 }, (_, node) =>
    islands.find(node === earth ? earth : rootOf(node)),
  );
  const grounded = (node: number): boolean => islands.find(node) === islands.find(earth);
  const carrying = new Set<number>();
  elements.forEach((element, e) => {
    if (element.kind !== "demand") return;
    if (!grounded(rootAt(element.from)) || !grounded(rootAt(element.to))) carrying.add(e);
  });
  const deadEnds = behindLoads(circuit, carrying, (node) => islands.find(rootOf(node)));
  for (const e of carrying) {
    const element = elements[e]!;
    if (element.kind === "demand") islands.join(rootAt(element.from), rootAt(element.to));
  }

  const members = new Map<number, number[]>();
  nodes.forEach((_, node) => {
    const island = islands.find(rootOf(node));
    if (island === islands.find(earth)) return;
    const list = members.get(island) ?? [];
    list.push(node);
    members.set(island, list);
  });
  const pinned = new Set<number>();
  const floating = [...members.values()].map((island): FloatingIsland => {
    pinned.add(rootOf(island[0]!));
    const phases = island.filter((node) => nodes[node]!.conductor.startsWith("L"));
    return { nodes: island, reference: phases.length > 0 ? phases : island };
  });

  const unknownOf = new Int32Array(nodes.length).fill(-1);
  const numbered = new Map<number, number>();
  nodes.forEach((_, node) => {
    const root = rootOf(node);
    if (root === earth || pinned.has(root)) return;
    const unknown = numbered.get(root) ?? numbered.size;
    numbered.set(root, unknown);
    unknownOf[node] = unknown;
  });
  return { tree, unknownOf, unknownCount: numbered.size, floating, carrying, deadEnds, partOf };
}

/**
 * Loads that carry nothing, whatever they ask for: all that leads to a part of the network without a source is loads, and
 * they all come from one and the same node.
 */
function behindLoads(
  { terminals, elements }: Circuit,
  carrying: ReadonlySet<number>,
  partOf: (node: number) => number,
): ReadonlySet<number> {
  const touching = new Map<number, Set<number>>();
  const ends = new Map<number, readonly { readonly part: number; readonly node: number }[]>();
  for (const e of carrying) {
    const element = elements[e]!;
    if (element.kind !== "demand") continue;
    const sides = [element.from, element.to].map((terminal) => {
      const { node } = terminals[terminal]!;
      return { part: partOf(node), node };
    });
    ends.set(e, sides);
    for (const { part } of sides) touching.set(part, (touching.get(part) ?? new Set()).add(e));
  }
  const earthed = partOf(-1);
  const fed = new Set<number>([earthed]);
  const feed = (terminal: number): void => void fed.add(partOf(terminals[terminal]!.node));
  for (const element of elements) {
    if (element.kind === "ideal" && element.emf !== undefined) feed(element.to);
    if (element.kind === "series")
      for (const [i, emf] of element.emf.entries()) if (emf !== undefined) feed(element.to[i]!);
    // A winding is a source to what hangs on it.
    if (element.kind === "admittance") for (const terminal of element.terminals) feed(terminal);
    if (element.kind === "injection") {
      feed(element.from);
      feed(element.to);
    }
  }
  const deadEnds = new Set<number>();
  const open = [...touching.keys()];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part === earthed) continue;
    const loads = [...touching.get(part)!];
    const leading = loads.filter((e) => ends.get(e)!.some((side) => side.part !== part));
    const outside = leading.flatMap((e) => ends.get(e)!.filter((side) => side.part !== part));
    // A part with a source may still drive currents round through two of them.
    const isOneWay = fed.has(part)
      ? leading.length === 1
      : new Set(outside.map(({ node }) => node)).size <= 1;
    if (!isOneWay) continue;
    for (const e of fed.has(part) ? leading : loads) {
      deadEnds.add(e);
      for (const side of ends.get(e)!) {
        touching.get(side.part)!.delete(e);
        if (side.part !== part && !open.includes(side.part)) open.push(side.part);
      }
    }
  }
  return deadEnds;
}
