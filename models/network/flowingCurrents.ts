/** The given currents of one order as they flow: as given, as far as they find a way back with the loads in force. */

import type { Column } from "#models/network/column.ts";
import { type DemandTable, leadsHarmonics } from "#models/network/demandTable.ts";
import { closeCurrents } from "#models/network/givenCurrents.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";
import { disjointSets } from "#models/network/topology.ts";

/** @param admittance of every load at this order; at the fundamental a load leads whatever it asks for. */
export function flowingCurrents(
  { injections, terminalNode, topology, places }: PreparedNetwork,
  system: OrderSystem,
  table: DemandTable,
  admittance: Column,
): Column {
  if (system.closesWithoutLoads) return system.given;
  const { partOf } = topology;
  const earth = partOf.length - 1;
  const parts = disjointSets(partOf.length);
  for (let d = 0; d < places.elements.length; d++) {
    const leads =
      system.order === 1
        ? table.active[d] !== 0 || table.reactive[d] !== 0
        : leadsHarmonics(table, d) && (admittance.re[d] !== 0 || admittance.im[d] !== 0);
    if (!leads) continue;
    const [f, t] = [places.fromNode[d]!, places.toNode[d]!];
    parts.join(partOf[f < 0 ? earth : f]!, partOf[t < 0 ? earth : t]!);
  }
  const partAt = (terminal: number): number => {
    const node = terminalNode[terminal]!;
    return parts.find(partOf[node < 0 ? earth : node]!);
  };
  const flowing = { re: system.given.re.slice(), im: system.given.im.slice() };
  closeCurrents(
    injections.map(({ from }) => partAt(from)),
    injections.map(({ to }) => partAt(to)),
    flowing,
  );
  return flowing;
}
