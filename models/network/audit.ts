/**
 * The books of a solved network. Kirchhoff's current law: what flows into every node must leave it. Energy: what the
 * sources' voltages give must be what the loads were asked to take plus what lines and transformers lose. Loads
 * enter with the power their demand states at the voltage they have, not with the current that was solved for.
 */

import type { Column } from "#models/network/column.ts";
import { admittanceNow, demandTable } from "#models/network/demandTable.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";
import { componentAt } from "#models/spectrum.ts";
import { type Amperes, type Ratio, ratio, type Vars, vars, type Watts, watts } from "#models/units.ts";

interface AuditedPower {
  /** All orders. */
  readonly active: Watts;
  /** Fundamental. */
  readonly reactive: Vars;
}

export interface Audit {
  /** Given by the voltages inside the sources, internal losses not yet taken off. */
  readonly sources: AuditedPower;
  /** Taken by loads, and by given harmonic currents. */
  readonly loads: AuditedPower;
  /** Of sources, lines, transformers, shunts. */
  readonly losses: AuditedPower;
  /**
   * |sources - loads - losses| over the larger of what all sources and what all loads have to do with, each phase of each
   * by itself, as complex powers: a load that feeds in takes nothing off. 0 in a dead network, where that is no more than
   * rounding of what it was added up from.
   */
  readonly residual: Ratio;
  /** The node whose currents cancel worst, the current left over, and the order. */
  readonly worstNode: { readonly name: string; readonly current: Amperes; readonly order: number };
}

interface Tally {
  active: number;
  reactive: number;
  /** The same without any cancelling, as apparent powers. */
  apparent: number;
}

/** Of what would flow if nothing cancelled: powers are known no better. */
const rounding = 1e-14;

export function audit({ solution }: NetworkState): Audit {
  const { prepared } = solution;
  const sources: Tally = { active: 0, reactive: 0, apparent: 0 };
  const loads: Tally = { active: 0, reactive: 0, apparent: 0 };
  const losses: Tally = { active: 0, reactive: 0, apparent: 0 };
  let uncancelled = 0;
  let worstNode = { name: "", current: 0 as Amperes, order: 1 };
  const table = demandTable(prepared.places, solution.demands);
  prepared.systems.forEach((system, k) => {
    const v = solution.potentials[k]!;
    const i = solution.currents[k]!;
    uncancelled += auditBlocks(prepared, system, v, sources, losses);
    auditIdealSources(prepared, system, i, sources);
    auditInjections(prepared, system, v, solution.givens[k]!, loads);
    auditDemands(prepared, system, v, solution.loadAdmittances[k]!, table, loads);
    const worst = worstResidual(prepared, i);
    if (worst.current >= worstNode.current) worstNode = { ...worst, order: system.order };
  });
  const scale = Math.max(sources.apparent, loads.apparent);
  const gap = Math.hypot(
    sources.active - loads.active - losses.active,
    sources.reactive - loads.reactive - losses.reactive,
  );
  return {
    sources: powerOf(sources),
    loads: powerOf(loads),
    losses: powerOf(losses),
    residual: ratio(scale <= rounding * uncancelled ? 0 : gap / scale),
    worstNode,
  };
}

const powerOf = ({ active, reactive }: Tally): AuditedPower => ({
  active: watts(active),
  reactive: vars(reactive),
});

/** Adds U conj(I). */
function tally(into: Tally, order: number, ur: number, ui: number, ir: number, ii: number): void {
  const active = ur * ir + ui * ii;
  const reactive = ui * ir - ur * ii;
  into.active += active;
  if (order === 1) into.reactive += reactive;
  into.apparent += Math.hypot(active, reactive);
}

const at = (values: Float64Array, node: number): number => (node < 0 ? 0 : values[node]!);

/** @returns the apparent power that would flow into all terminals if no current cancelled another, volt-amperes. */
function auditBlocks(
  { layout, terminalNode }: PreparedNetwork,
  { order, blocks }: OrderSystem,
  v: Column,
  sources: Tally,
  losses: Tally,
): number {
  let uncancelled = 0;
  const { start, terminal, entryStart, elements } = layout;
  elements.forEach((element, b) => {
    let k = entryStart[b]!;
    const first = start[b]!;
    for (let p = first; p < start[b + 1]!; p++) {
      let ir = blocks.jRe[p]!;
      let ii = blocks.jIm[p]!;
      let terms = Math.hypot(ir, ii);
      for (let q = first; q < start[b + 1]!; q++, k++) {
        const vr = at(v.re, terminalNode[terminal[q]!]!);
        const vi = at(v.im, terminalNode[terminal[q]!]!);
        ir += blocks.yRe[k]! * vr - blocks.yIm[k]! * vi;
        ii += blocks.yRe[k]! * vi + blocks.yIm[k]! * vr;
        terms += (Math.abs(blocks.yRe[k]!) + Math.abs(blocks.yIm[k]!)) * (Math.abs(vr) + Math.abs(vi));
      }
      const node = terminalNode[terminal[p]!]!;
      tally(losses, order, at(v.re, node), at(v.im, node), ir, ii);
      uncancelled += terms * Math.hypot(at(v.re, node), at(v.im, node));
      const emf = element.kind === "series" ? element.emf[p - first] : undefined;
      if (emf === undefined) continue;
      const e = componentAt(emf, order);
      tally(sources, order, e.re, e.im, ir, ii);
      tally(losses, order, e.re, e.im, ir, ii);
    }
  });
  return uncancelled;
}

/** An ideal source's phase terminal belongs to that one connection: what leaves it passed the voltage. */
function auditIdealSources(
  { circuit }: PreparedNetwork,
  { order }: OrderSystem,
  i: Column,
  sources: Tally,
): void {
  for (const element of circuit.elements) {
    if (element.kind !== "ideal" || element.emf === undefined) continue;
    const e = componentAt(element.emf, order);
    tally(sources, order, e.re, e.im, -i.re[element.to]!, -i.im[element.to]!);
  }
}

function auditInjections(
  { injections, terminalNode }: PreparedNetwork,
  { order }: OrderSystem,
  v: Column,
  given: Column,
  loads: Tally,
): void {
  for (const [k, { from, to }] of injections.entries()) {
    const [f, t] = [terminalNode[from]!, terminalNode[to]!];
    const u = { re: at(v.re, f) - at(v.re, t), im: at(v.im, f) - at(v.im, t) };
    tally(loads, order, u.re, u.im, given.re[k]!, given.im[k]!);
  }
}

function auditDemands(
  { places }: PreparedNetwork,
  { order }: OrderSystem,
  v: Column,
  inMatrix: Column,
  table: ReturnType<typeof demandTable>,
  loads: Tally,
): void {
  places.elements.forEach((_, d) => {
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const u = Math.hypot(at(v.re, f) - at(v.re, t), at(v.im, f) - at(v.im, t));
    const y = order === 1 ? admittanceNow(table, d, u) : { re: inMatrix.re[d]!, im: inMatrix.im[d]! };
    loads.active += y.re * u * u;
    if (order === 1) loads.reactive -= y.im * u * u;
    loads.apparent += Math.hypot(y.re, y.im) * u * u;
  });
}

function worstResidual(
  { circuit, terminalNode }: PreparedNetwork,
  i: Column,
): { name: string; current: Amperes } {
  const re = new Float64Array(circuit.nodes.length);
  const im = new Float64Array(circuit.nodes.length);
  for (let t = 0; t < terminalNode.length; t++) {
    const node = terminalNode[t]!;
    if (node < 0) continue;
    re[node] = re[node]! + i.re[t]!;
    im[node] = im[node]! + i.im[t]!;
  }
  let worst = { name: circuit.nodes[0]?.name ?? "", current: 0 as Amperes };
  circuit.nodes.forEach(({ name }, node) => {
    const current = Math.hypot(re[node]!, im[node]!) as Amperes;
    if (current > worst.current) worst = { name, current };
  });
  return worst;
}
