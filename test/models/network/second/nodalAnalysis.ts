/**
 * Modified nodal analysis (Ho, Ruehli and Brennan 1975) at one order: unknown are the potentials, the current of every
 * wire, per unit the current of every coil behind its impedance, and per floating region the current that would leak from
 * it (nothing). Wires without impedance, sources and closed switches need no treatment of their own. Complex equations
 * stand as pairs of real ones.
 */
import { type Complex, complex, minus, nothing, scaled } from "./complex.ts";
import { type Eliminated, eliminated, solved } from "./elimination.ts";
import type { Parts } from "./parts.ts";
import { regionsOf } from "./reach.ts";

export interface NodalEquations {
  readonly parts: Parts;
  readonly unknowns: number;
  /** Rows as lists of column and factor; what sources drive stands on the right. */
  readonly rows: readonly (readonly (readonly [number, Complex])[])[];
  readonly driven: readonly Complex[];
  /** Currents of wires and coils: the first of them and their count. Row k says what current k follows from. */
  readonly currents: { readonly first: number; readonly count: number };
}

export interface Analysis extends NodalEquations {
  readonly factors: Eliminated;
}

export class Singular extends Error {}

/**
 * @param leading by load: an admittance that stands in the equations.
 * @throws Singular when the equations leave something open.
 */
export function analysis(parts: Parts, leading: readonly Complex[]): Analysis {
  const equations = nodalEquations(parts, leading);
  const factors = eliminated(dense(equations.rows), 2 * equations.unknowns);
  if (factors === undefined) throw new Singular("the equations of the second solver leave something open");
  return { ...equations, factors };
}

export function nodalEquations(parts: Parts, leading: readonly Complex[]): NodalEquations {
  const { wires, capacitances, transformers, loads, place } = parts;
  const nodes = place.names.length;
  const floating = floatingRegions(parts);
  const wireCount = wires.reduce((sum, { from }) => sum + from.length, 0);
  const coilCount = transformers.reduce((sum, { legs, turns }) => sum + legs.length * turns.length, 0);
  const unknowns = nodes + wireCount + coilCount + floating.length;
  const rows = Array.from({ length: unknowns }, (): (readonly [number, Complex])[] => []);
  const driven = Array.from({ length: unknowns }, () => nothing);
  const put = (row: number, column: number, factor: Complex): void => {
    if (row >= 0 && column >= 0) rows[row]!.push([column, factor]);
  };
  const [one, minusOne] = [complex(1), complex(-1)];
  const between = (from: number, to: number, y: Complex, a = from, b = to): void => {
    put(from, a, y);
    put(from, b, scaled(y, -1));
    put(to, a, scaled(y, -1));
    put(to, b, y);
  };
  let at = nodes;
  for (const { from, to, emf, impedance, isBroken } of wires) {
    from.forEach((node, k) => {
      const row = at + k;
      put(node, row, one);
      put(to[k]!, row, minusOne);
      if (isBroken[k]) {
        put(row, row, one);
        return;
      }
      put(row, node, one);
      put(row, to[k]!, minusOne);
      impedance[k]!.forEach((z, j) => {
        put(row, at + j, scaled(z, -1));
      });
      driven[row] = scaled(emf[k]!, -1);
    });
    at += from.length;
  }
  for (const { nodes: places, admittance } of capacitances)
    places.forEach((node, i) => {
      places.forEach((other, j) => {
        put(node, other, admittance[i]![j]!);
      });
    });
  for (const coils of transformers) {
    const { legs, turns, legPower, series, seriesCommon, magnetising, magnetisingCommon } = coils;
    const current = (leg: number, w: number) => at + leg * turns.length + w;
    legs.forEach((leg, p) => {
      const sum = current(p, 0);
      turns.forEach((volts, w) => {
        const { from, to } = leg[w]!;
        put(from, current(p, w), complex(legPower / volts));
        put(to, current(p, w), complex(-legPower / volts));
        put(sum, current(p, w), one);
        if (w === 0) return;
        // u1 - z1 i1 = uw - zw iw, and otherwise for what all legs have in common
        const row = current(p, w);
        const across = ({ from: f, to: t }: { from: number; to: number }, factor: number): void => {
          put(row, f, complex(factor));
          put(row, t, complex(-factor));
        };
        across(leg[0]!, 1 / turns[0]!);
        across(leg[w]!, -1 / volts);
        for (const [v, sign] of [
          [0, -1],
          [w, 1],
        ] as const) {
          put(row, current(p, v), scaled(series[v]!, sign));
          const more = scaled(minus(seriesCommon[v]!, series[v]!), sign / legs.length);
          if (more.re !== 0 || more.im !== 0) for (const q of legs.keys()) put(row, current(q, v), more);
        }
      });
      const m = magnetising.winding;
      between(leg[m]!.from, leg[m]!.to, scaled(magnetising.admittance, legPower / turns[m]! ** 2));
      const c = magnetisingCommon.winding;
      const share = scaled(magnetisingCommon.admittance, legPower / turns[c]! ** 2 / legs.length);
      if (share.im !== 0)
        for (const other of legs) between(leg[c]!.from, leg[c]!.to, share, other[c]!.from, other[c]!.to);
    });
    at += legs.length * turns.length;
  }
  loads.forEach(({ from, to }, k) => {
    between(from, to, leading[k]!);
  });
  for (const { nodes: members, reference } of floating) {
    put(members[0]!, at, one);
    for (const node of reference) put(at, node, complex(1 / reference.length));
    at++;
  }
  return { parts, unknowns, rows, driven, currents: { first: nodes, count: wireCount + coilCount } };
}

export function dense(rows: NodalEquations["rows"]): Float64Array {
  const width = 2 * rows.length;
  const values = new Float64Array(width * width);
  rows.forEach((entries, i) => {
    for (const [j, { re, im }] of entries) {
      const at = 2 * i * width + 2 * j;
      values[at] = values[at]! + re;
      values[at + 1] = values[at + 1]! - im;
      values[at + width] = values[at + width]! + im;
      values[at + width + 1] = values[at + width + 1]! + re;
    }
  });
  return values;
}

/** Regions without a path to earth, loads counted in, and the nodes whose mean potential is zero. */
function floatingRegions(parts: Parts): { readonly nodes: number[]; readonly reference: number[] }[] {
  const regions = regionsOf(parts, () => true);
  const earth = regions[regions.length - 1]!;
  const members = new Map<number, number[]>();
  parts.place.names.forEach((_, node) => {
    const region = regions[node]!;
    if (region !== earth) members.set(region, [...(members.get(region) ?? []), node]);
  });
  return [...members.values()].map((nodes) => {
    const phases = nodes.filter((node) => parts.place.isPhase[node]);
    return { nodes, reference: phases.length > 0 ? phases : nodes };
  });
}

export interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly current: Complex;
}

/** All unknowns when such currents are drawn, with the sources or without them. */
export function answer(
  { driven, unknowns, factors }: Analysis,
  drawn: readonly Drawn[],
  isDriven: boolean,
): Complex[] {
  const right = new Float64Array(2 * unknowns);
  if (isDriven)
    driven.forEach(({ re, im }, i) => {
      right[2 * i] = re;
      right[2 * i + 1] = im;
    });
  const take = (node: number, { re, im }: Complex, sign: number): void => {
    if (node < 0) return;
    right[2 * node] = right[2 * node]! - sign * re;
    right[2 * node + 1] = right[2 * node + 1]! - sign * im;
  };
  for (const { from, to, current } of drawn) {
    take(from, current, 1);
    take(to, current, -1);
  }
  const x = solved(factors, right);
  return Array.from({ length: unknowns }, (_, i) => complex(x[2 * i]!, x[2 * i + 1]!));
}

export const acrossAt = (x: readonly Complex[], { from, to }: { from: number; to: number }): Complex =>
  minus(from < 0 ? nothing : x[from]!, to < 0 ? nothing : x[to]!);
