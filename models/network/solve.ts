/**
 * Kirchhoff's laws solved for one load of the network: potentials of all nodes, order by order. Everything linear is
 * eliminated directly. At the fundamental the demands that do not follow Ohm's law are iterated (settle.ts); at the
 * other orders loads are impedances and there is nothing to iterate.
 */

import { type DemandTable, demandTable, harmonicAdmittance } from "#models/network/demandTable.ts";
import type { LoadDemands } from "#models/network/load.ts";
import { column, factorsWith, rightSide } from "#models/network/loadedSystem.ts";
import type { Network } from "#models/network/network.ts";
import type { Column, NetworkState } from "#models/network/networkState.ts";
import { type PreparedNetwork, prepare, type SolveOptions } from "#models/network/prepare.ts";
import { stateOf } from "#models/network/readState.ts";
import { demandsBetween } from "#models/network/sameButDemands.ts";
import { settle } from "#models/network/settle.ts";
import { substitute } from "#models/network/sparseSystem.ts";
import { volts } from "#models/units.ts";

/**
 * Solves a network as it stands.
 * @throws InvalidNetwork, Undetermined, IterationDiverged (all SolveError).
 */
export const solve = (network: Network, options: Partial<SolveOptions> = {}): NetworkState =>
  solveStep(prepare(network, options));

/**
 * `solve` for networks that come one after the other: one that differs from the last prepared only in what its loads
 * demand is solved with what was prepared then.
 */
export function successiveSolves(options: Partial<SolveOptions> = {}): (network: Network) => NetworkState {
  let prepared: PreparedNetwork | undefined;
  return (network) => {
    const demands = prepared && demandsBetween(prepared.network, network);
    if (prepared && demands) return solveStep(prepared, demands);
    prepared = prepare(network, options);
    return solveStep(prepared);
  };
}

/**
 * Solves a prepared network for other demands (loads not named keep theirs).
 * @param previous a state to start from: it only saves iterations.
 * @throws IterationDiverged, Undetermined.
 */
export function solveStep(
  prepared: PreparedNetwork,
  demands: LoadDemands = prepared.demands,
  previous?: NetworkState,
): NetworkState {
  const table = demandTable(prepared.places, demands);
  const loadAdmittances: Column[] = [];
  const solutions: Column[] = [];
  let settled = { iterations: 0, deviation: volts(0) };
  for (const system of prepared.systems) {
    if (system.order === 1) {
      const { x, inMatrix, iterations, deviation } = settle(prepared, system, table, previous);
      solutions.push(x);
      loadAdmittances.push(inMatrix);
      settled = { iterations, deviation };
    } else {
      const admittance = harmonicAdmittances(prepared, table, system.order);
      const factors = factorsWith(prepared, system, admittance);
      const x = rightSide(prepared, system, admittance);
      substitute(prepared.pattern, factors, x.re, x.im);
      solutions.push(x);
      loadAdmittances.push(admittance);
    }
  }
  return stateOf(prepared, { demands, table, solutions, loadAdmittances, ...settled });
}

function harmonicAdmittances(
  { places, options }: PreparedNetwork,
  table: DemandTable,
  order: number,
): Column {
  const result = column(places.elements.length);
  for (let d = 0; d < places.elements.length; d++) {
    const carrying = places.carrying[d] === 1;
    if (options.harmonicLoads === "open" && !carrying) continue;
    const y = harmonicAdmittance(table, d, order, carrying);
    result.re[d] = y.re;
    result.im[d] = y.im;
  }
  return result;
}
