/**
 * The demands in force as flat columns of power laws, and the current they draw: I = conj(S(U) / U), where
 * S(U) follows the voltage by the law's exponents. Below the minimum voltage a demand is the impedance it has
 * there. Constant impedances stand in the matrix; all others are iterated.
 */
import { defaultMinimumVoltage, type LoadDemands, lawOf } from "#models/network/load.ts";
import type { LoadPlaces } from "#models/network/loadPlaces.ts";

export interface DemandTable {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly activeExponent: Float64Array;
  readonly reactiveExponent: Float64Array;
  readonly ratedVoltage: Float64Array;
  readonly minimumVoltage: Float64Array;
  /** 1 where the current is not proportional to the voltage. */
  readonly iterated: Uint8Array;
}

/** The admittance that stands in when a load that has to carry a floating node demands nothing, in siemens. */
const strayAdmittance = 1e-9;

export function demandTable({ elements, loads }: LoadPlaces, demands: LoadDemands): DemandTable {
  const n = elements.length;
  const table: DemandTable = {
    active: new Float64Array(n),
    reactive: new Float64Array(n),
    activeExponent: new Float64Array(n),
    reactiveExponent: new Float64Array(n),
    ratedVoltage: new Float64Array(n),
    minimumVoltage: new Float64Array(n),
    iterated: new Uint8Array(n),
  };
  for (let d = 0; d < n; d++) {
    const load = loads[d]!;
    table.ratedVoltage[d] = load.ratedVoltage;
    table.minimumVoltage[d] = (load.minimumVoltage ?? defaultMinimumVoltage) * load.ratedVoltage;
    const law = lawOf(load, demands.get(load.id) ?? load.demand, elements[d]!.phase);
    if (law === undefined) continue;
    table.active[d] = law.active;
    table.reactive[d] = law.reactive;
    table.activeExponent[d] = law.activeExponent;
    table.reactiveExponent[d] = law.reactiveExponent;
    const isImpedance = law.activeExponent === 2 && law.reactiveExponent === 2;
    table.iterated[d] = isImpedance || (law.active === 0 && law.reactive === 0) ? 0 : 1;
  }
  return table;
}

const following = (ratio: number, exponent: number): number =>
  exponent === 0 ? 1 : exponent === 1 ? ratio : exponent === 2 ? ratio * ratio : ratio ** exponent;

/** Power P + jQ that demand d takes at voltage magnitude u. */
export const activeAt = (t: DemandTable, d: number, u: number): number =>
  t.active[d]! * following(u / t.ratedVoltage[d]!, t.activeExponent[d]!);
export const reactiveAt = (t: DemandTable, d: number, u: number): number =>
  t.reactive[d]! * following(u / t.ratedVoltage[d]!, t.reactiveExponent[d]!);

/** The admittance demand d shows at voltage magnitude u: conj(S(u)) / u^2. */
export function admittanceAt(t: DemandTable, d: number, u: number): { re: number; im: number } {
  const square = u * u;
  return { re: activeAt(t, d, u) / square, im: -reactiveAt(t, d, u) / square };
}

/** What demand d has in the matrix to begin with: its impedance if it is one, or must carry a floating node. */
export function matrixAdmittance(t: DemandTable, d: number, carrying: boolean): { re: number; im: number } {
  if (t.active[d] === 0 && t.reactive[d] === 0) return { re: carrying ? strayAdmittance : 0, im: 0 };
  return carrying || t.iterated[d] === 0 ? admittanceAt(t, d, t.ratedVoltage[d]!) : { re: 0, im: 0 };
}

/** At another order: R and X in series as at the fundamental; open when it produces power or demands nothing. */
export function harmonicAdmittance(
  t: DemandTable,
  d: number,
  order: number,
  carrying: boolean,
): { re: number; im: number } {
  const p = t.active[d]!;
  const q = t.reactive[d]!;
  const stray = { re: carrying ? strayAdmittance : 0, im: 0 };
  if (p < 0 || (p === 0 && q === 0)) return stray;
  const factor = t.ratedVoltage[d]! ** 2 / (p * p + q * q);
  const r = p * factor;
  const x = q >= 0 ? q * factor * order : (q * factor) / order;
  const square = r * r + x * x;
  return { re: r / square, im: -x / square };
}

/** Whether demand d lets a current through at another order: not what only stands in for it where it is open. */
export const leadsHarmonics = (t: DemandTable, d: number): boolean =>
  t.active[d]! > 0 || (t.active[d]! === 0 && t.reactive[d]! !== 0);

/** The admittance demand d shows at the fundamental: its law, or what it is below its minimum voltage. */
export function admittanceNow(table: DemandTable, d: number, u: number): { re: number; im: number } {
  if (table.active[d] === 0 && table.reactive[d] === 0) return { re: 0, im: 0 };
  if (table.iterated[d] === 0) return admittanceAt(table, d, table.ratedVoltage[d]!);
  const at = Math.max(u, table.minimumVoltage[d]!);
  // Without a minimum voltage a law says nothing of no voltage at all: no current flows.
  return at === 0 ? { re: 0, im: 0 } : admittanceAt(table, d, at);
}
