/**
 * Whether potentials somebody else found are a state, by the laws of the second solver: what wires and coils carry at
 * these potentials, what loads draw there, and what of it does not leave a node again. Nodes that hang together without
 * impedance are one. What may be left over is a millionth of the largest current at that node, and the rounding of what
 * was added up to get it.
 */
import type { Network } from "#models/network/network.ts";
import { type Complex, complex, conjugated, minus, nothing, plus, scaled, size, times } from "./complex.ts";
import { eliminated, solved } from "./elimination.ts";
import { stray } from "./harmonic.ts";
import { currentAt, harmonicAdmittance } from "./loadPhase.ts";
import { acrossAt, dense, nodalEquations, Singular } from "./nodalAnalysis.ts";
import { type Parts, partsOf } from "./parts.ts";
import { regionsOf } from "./reach.ts";
import { returning } from "./returning.ts";

/** Each over what may be left over: more than 1 is no state. */
export interface Balance {
  /** The current left over at the worst node. */
  readonly current: number;
  readonly node: string;
  /** The power left over in the whole network, against the largest at a node. */
  readonly power: number;
  /** By how much connections without impedance, and the voltages of ideal sources, are missed. */
  readonly voltage: number;
}

/** Of the largest current, power or potential. */
const closing = 1e-6;
/** Of the current that the largest potential would drive through what hangs at a node. */
const rounding = 1e-14;

/** @param potentialOf by the name of a node, undefined where there is none. */
export function balance(
  network: Network,
  order: number,
  potentialOf: (node: string) => Complex | undefined,
): Balance {
  const parts = partsOf(network, order);
  const v = parts.place.names.map((name) => potentialOf(name) ?? complex(Number.NaN));
  const largest = v.reduce((most, each) => Math.max(most, size(each)), 0);
  const group = joinedWithoutImpedance(parts);
  const left = new Map<number, { sum: Complex; scale: number; rounding: number }>();
  let voltage = 0;
  const take = (node: number, current: Complex, error: number): void => {
    const of = group[node < 0 ? group.length - 1 : node]!;
    const known = left.get(of) ?? { sum: nothing, scale: 0, rounding: 0 };
    left.set(of, {
      sum: plus(known.sum, current),
      scale: Math.max(known.scale, size(current)),
      rounding: known.rounding + error,
    });
  };
  const through = (from: number, to: number, current: Complex, error: number): void => {
    take(from, current, error);
    take(to, scaled(current, -1), error);
  };
  const harmonic = order === 1 ? [] : parts.loads.map((load) => harmonicAdmittance(load, order));
  const leads = (k: number) =>
    order === 1 ? parts.loads[k]!.kind !== "nothing" : harmonic[k]!.re !== 0 || harmonic[k]!.im !== 0;
  parts.loads.forEach((load, k) => {
    const u = acrossAt(v, load);
    const current = order === 1 ? currentAt(load, u) : times(harmonic[k]!, u);
    const y = size(u) === 0 ? 0 : size(current) / size(u);
    // What is open may leak through what holds a potential behind it.
    const leak = y === 0 ? size(stray) * size(u) : 0;
    through(load.from, load.to, current, rounding * largest * y + leak);
  });
  const flowing = returning(parts.given, regionsOf(parts, leads));
  parts.given.forEach(({ from, to }, k) => {
    through(from, to, flowing[k]!, 0);
  });
  for (const { nodes, admittance } of parts.capacitances)
    nodes.forEach((node, i) => {
      const current = nodes.reduce(
        (sum, other, j) => plus(sum, times(admittance[i]![j]!, v[other]!)),
        nothing,
      );
      const terms = admittance[i]!.reduce((sum, y) => sum + size(y), 0);
      take(node, current, rounding * largest * terms);
      take(-1, scaled(current, -1), 0);
    });
  const { carried, missed } = carriedCurrents(parts, v);
  voltage = largest === 0 ? 0 : missed / (closing * largest);
  for (const { from, to, current, admittance } of carried)
    through(from, to, current, rounding * largest * admittance);
  const earth = group[group.length - 1]!;
  let [worst, node, power, gap] = [0, "", 0, nothing];
  let roundings = 0;
  const representative = new Map(parts.place.names.map((_, n) => [group[n]!, n] as const));
  for (const [of, { sum, scale, rounding: error }] of left) {
    if (of === earth) continue;
    const at = representative.get(of)!;
    const allowed = closing * scale + error;
    const share = size(sum) === 0 ? 0 : size(sum) / allowed;
    if (!(share <= worst)) {
      worst = share;
      node = parts.place.names[at]!;
    }
    power = Math.max(power, closing * scale * size(v[at]!));
    roundings += error * size(v[at]!);
    gap = plus(gap, times(v[at]!, conjugated(sum)));
  }
  return { current: worst, node, power: size(gap) === 0 ? 0 : size(gap) / (power + roundings), voltage };
}

const isIdeal = (row: readonly Complex[]): boolean => row.every(({ re, im }) => re === 0 && im === 0);

/** By node, and at the end for earth: the same where wires without impedance join them. */
function joinedWithoutImpedance(parts: Parts): readonly number[] {
  const onlyIdeal: Parts = {
    ...parts,
    wires: parts.wires.map((wires) => ({
      ...wires,
      isBroken: wires.isBroken.map((broken, k) => broken || !isIdeal(wires.impedance[k]!)),
    })),
    capacitances: [],
    transformers: [],
  };
  return regionsOf(onlyIdeal, () => false);
}

interface Carried {
  readonly from: number;
  readonly to: number;
  readonly current: Complex;
  /** Siemens: how the current follows the potentials, about. */
  readonly admittance: number;
}

/** What wires with an impedance and coils carry at these potentials, and by how many volts the others are missed. */
function carriedCurrents(
  parts: Parts,
  v: readonly Complex[],
): { readonly carried: readonly Carried[]; readonly missed: number } {
  const { rows, driven, currents } = nodalEquations(
    parts,
    parts.loads.map(() => nothing),
  );
  let missed = 0;
  const ideal = new Set<number>();
  let at = currents.first;
  for (const { from, to, emf, impedance, isBroken } of parts.wires)
    for (const k of from.keys()) {
      if (!isBroken[k] && isIdeal(impedance[k]!)) {
        ideal.add(at);
        const across = acrossAt(v, { from: from[k]!, to: to[k]! });
        missed = Math.max(missed, size(plus(across, emf[k]!)));
      }
      at++;
    }
  const kept = Array.from({ length: currents.count }, (_, k) => currents.first + k).filter(
    (k) => !ideal.has(k),
  );
  const place = new Map(kept.map((k, i) => [k, i]));
  const right = new Float64Array(2 * kept.length);
  const equations = kept.map((k, i) => {
    let known = driven[k]!;
    const entries: (readonly [number, Complex])[] = [];
    for (const [column, factor] of rows[k]!) {
      if (column < currents.first) known = minus(known, times(factor, v[column]!));
      else if (place.has(column)) entries.push([place.get(column)!, factor]);
    }
    right[2 * i] = known.re;
    right[2 * i + 1] = known.im;
    return entries;
  });
  const carried: Carried[] = [];
  if (kept.length === 0) return { carried, missed };
  const factors = eliminated(dense(equations), 2 * kept.length);
  if (factors === undefined) throw new Singular("wires and coils do not carry what potentials say");
  const x = solved(factors, right);
  const currentOf = (k: number): Complex => {
    const i = place.get(k);
    return i === undefined ? nothing : complex(x[2 * i]!, x[2 * i + 1]!);
  };
  at = currents.first;
  for (const { from, to, impedance, isBroken } of parts.wires)
    for (const k of from.keys()) {
      if (!isBroken[k] && !ideal.has(at))
        carried.push({
          from: from[k]!,
          to: to[k]!,
          current: currentOf(at),
          admittance: 2 / size(impedance[k]![k]!),
        });
      at++;
    }
  for (const { legs, turns, legPower, series, magnetising, magnetisingCommon } of parts.transformers)
    for (const [p, leg] of legs.entries())
      for (const [w, volts] of turns.entries()) {
        const { from, to } = leg[w]!;
        let perUnit = currentOf(at++);
        const across = (of: (typeof legs)[number]) => scaled(acrossAt(v, of[w]!), 1 / volts);
        if (magnetising.winding === w)
          perUnit = plus(perUnit, times(magnetising.admittance, across(legs[p]!)));
        if (magnetisingCommon.winding === w) {
          const sum = legs.reduce((total, of) => plus(total, across(of)), nothing);
          perUnit = plus(perUnit, times(magnetisingCommon.admittance, scaled(sum, 1 / legs.length)));
        }
        const short = series.reduce((least, z) => (size(z) === 0 ? least : Math.min(least, size(z))), 1);
        // The current follows the voltages of all windings: those of the first may be much higher than these.
        carried.push({
          from,
          to,
          current: scaled(perUnit, legPower / volts),
          admittance: (3 * legPower) / volts / Math.min(...turns) / short,
        });
      }
  return { carried, missed };
}
