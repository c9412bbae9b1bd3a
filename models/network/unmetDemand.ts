/**
 * What was asked for and does not flow: a load whose voltage is below its minimum is the impedance it has there, and a
 * given current without a way back to where it comes from does not flow as given. A state is a true one all the same;
 * whoever reads it has to know.
 */
import { admittanceNow, type DemandTable } from "#models/network/demandTable.ts";
import type { PhasePair } from "#models/network/element.ts";
import type { Solution } from "#models/network/networkState.ts";
import type { Phase } from "#models/threePhase.ts";
import type { Amperes, Vars, Volts, Watts } from "#models/units.ts";

export type UnmetDemand =
  | {
      readonly kind: "belowMinimumVoltage";
      /** Id of the load. */
      readonly load: string;
      readonly phase: Phase | PhasePair;
      /** Across it. */
      readonly voltage: Volts;
      readonly minimum: Volts;
      /** By its law at its rated voltage. */
      readonly asked: { readonly active: Watts; readonly reactive: Vars };
      readonly taken: { readonly active: Watts; readonly reactive: Vars };
    }
  | {
      readonly kind: "noWayBack";
      /** Id of the harmonic current source. */
      readonly source: string;
      readonly phase: Phase | PhasePair;
      readonly order: number;
      readonly asked: Amperes;
      readonly flowing: Amperes;
    };

/** @param table of the demands the state was solved for. */
export function unmetDemands(
  { prepared, potentials, givens }: Solution,
  table: DemandTable,
): readonly UnmetDemand[] {
  const { places, orders, systems, injections } = prepared;
  const v = potentials[orders.indexOf(1)]!;
  const found: UnmetDemand[] = [];
  for (let d = 0; d < places.elements.length; d++) {
    if (table.iterated[d] === 0) continue;
    const f = places.fromNode[d]!;
    const t = places.toNode[d]!;
    const ur = (f < 0 ? 0 : v.re[f]!) - (t < 0 ? 0 : v.re[t]!);
    const ui = (f < 0 ? 0 : v.im[f]!) - (t < 0 ? 0 : v.im[t]!);
    const minimum = table.minimumVoltage[d]!;
    const square = ur * ur + ui * ui;
    if (square >= minimum * minimum) continue;
    const { load, phase } = places.elements[d]!;
    const y = admittanceNow(table, d, Math.sqrt(square));
    found.push({
      kind: "belowMinimumVoltage",
      load,
      phase,
      voltage: Math.sqrt(square) as Volts,
      minimum: minimum as Volts,
      asked: { active: table.active[d]! as Watts, reactive: table.reactive[d]! as Vars },
      taken: { active: (y.re * square) as Watts, reactive: (-y.im * square) as Vars },
    });
  }
  for (const [k, { order, given }] of systems.entries()) {
    const flowing = givens[k]!;
    if (flowing === given) continue;
    for (const [n, { source, phase }] of injections.entries()) {
      if (flowing.re[n] === given.re[n] && flowing.im[n] === given.im[n]) continue;
      found.push({
        kind: "noWayBack",
        source,
        phase,
        order,
        asked: Math.hypot(given.re[n]!, given.im[n]!) as Amperes,
        flowing: Math.hypot(flowing.re[n]!, flowing.im[n]!) as Amperes,
      });
    }
  }
  return found;
}
