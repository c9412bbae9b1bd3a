/** What of a solved state's demands does not flow. */
import { admittanceNow, type DemandTable } from "#models/network/demandTable.ts";
import type { Solution } from "#models/network/networkState.ts";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import type { Amperes, Vars, Volts, Watts } from "#models/units.ts";

/** Whether every given current has a way back. */
export const flowsAsGiven = ({ prepared, givens }: Solution): boolean =>
  prepared.systems.every(({ given }, k) => givens[k] === given);

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
      isCutOff: places.isDeadEnd[d] === 1,
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
