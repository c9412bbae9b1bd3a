/**
 * Kirchhoff's laws solved for one load of the network: potentials of all nodes, order by order. Everything linear is
 * eliminated directly. At the fundamental the demands that do not follow Ohm's law are iterated (settle.ts); at the
 * other orders loads are impedances and there is nothing to iterate.
 */

import { type Column, column } from "#models/network/column.ts";
import { type DemandTable, demandTable, harmonicAdmittance } from "#models/network/demandTable.ts";
import { flowingCurrents } from "#models/network/flowingCurrents.ts";
import type { LoadDemands } from "#models/network/load.ts";
import { factorsWith, type LoadedOrder, rightSide } from "#models/network/loadedSystem.ts";
import type { Network } from "#models/network/network.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { isOrdinary, operatingState } from "#models/network/operatingState.ts";
import { type PreparedNetwork, prepare, type SolveOptions } from "#models/network/prepare.ts";
import { stateOf } from "#models/network/readState.ts";
import { demandsBetween } from "#models/network/sameButDemands.ts";
import { type Settled, settle } from "#models/network/settle.ts";
import { NoWayBack, Overloaded, Undetermined } from "#models/network/solveError.ts";
import { substitute } from "#models/network/sparseSystem.ts";
import { ratio, volts } from "#models/units.ts";

/**
 * Solves a network as it stands.
 * @throws InvalidNetwork, Undetermined, Overloaded, NoWayBack, DoesNotClose (all SolveError).
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
 * @throws Undetermined, Overloaded, NoWayBack, DoesNotClose.
 */
export function solveStep(
  prepared: PreparedNetwork,
  demands: LoadDemands = prepared.demands,
  previous?: NetworkState,
): NetworkState {
  const table = demandTable(prepared.places, demands);
  const loadAdmittances: Column[] = [];
  const solutions: Column[] = [];
  const givens: Column[] = [];
  let settled = { iterations: 0, deviation: volts(0) };
  for (const system of prepared.systems) {
    const isFundamental = system.order === 1;
    const admittance = isFundamental ? noAdmittance : harmonicAdmittances(prepared, table, system.order);
    const given = flowingCurrents(prepared, system, table, admittance);
    const loaded: LoadedOrder = { prepared, system, table, given };
    givens.push(given);
    loadAdmittances.push(admittance);
    if (isFundamental) {
      const { x, iterations, deviation } = fundamental(loaded, previous);
      solutions.push(x);
      settled = { iterations, deviation };
    } else {
      const factors = factorsWith(prepared, system, admittance);
      const x = rightSide(loaded, admittance);
      substitute(prepared.pattern, factors, x.re, x.im);
      solutions.push(x);
    }
  }
  const state = stateOf(prepared, { demands, table, solutions, loadAdmittances, givens, ...settled });
  assertWayBack(state);
  return state;
}

/** No harmonic reaches so many times the largest potential of the fundamental, resonance included. */
const beyondResonance = 20;

/** @throws NoWayBack */
function assertWayBack({ orders, solution }: NetworkState): void {
  if (orders.length === 1) return;
  const largest = orders.map((_, k) => {
    const { re, im } = solution.potentials[k]!;
    let node = 0;
    let square = 0;
    for (let n = 0; n < re.length; n++) {
      const here = re[n]! ** 2 + im[n]! ** 2;
      if (here > square) [node, square] = [n, here];
    }
    return { node, potential: Math.sqrt(square) };
  });
  const usual = largest[orders.indexOf(1)]!.potential;
  for (const [k, { node, potential }] of largest.entries())
    if (orders[k] !== 1 && usual > 0 && potential > beyondResonance * usual)
      throw new NoWayBack(solution.prepared.circuit.nodes[node]!.name, orders[k]!, volts(potential));
}

/** At the fundamental what a load draws follows from its law. */
const noAdmittance = column(0);

/** @throws Overloaded, Undetermined */
function fundamental(loaded: LoadedOrder, previous: NetworkState | undefined): Settled {
  let quick: Settled | undefined;
  let undetermined: Undetermined | undefined;
  try {
    quick = settle(loaded, previous);
  } catch (error) {
    // Loads that are not impedances may well determine what the others do not.
    if (!(error instanceof Undetermined)) throw error;
    undetermined = error;
  }
  if (
    quick !== undefined &&
    (previous === undefined ? isOrdinary(loaded, quick) : quick.low <= lowIn(previous))
  )
    return quick;
  const found = operatingState(loaded, quick);
  if (found.kind === "found") return found;
  if (undetermined !== undefined) throw undetermined;
  throw new Overloaded(ratio(found.deliverable));
}

/** A state that was gone on from kept so many loads that could be supplied below their minimum voltage. */
const lowIn = ({ unmet }: NetworkState): number =>
  unmet.length === 0
    ? 0
    : unmet.filter((each) => each.kind === "belowMinimumVoltage" && !each.isCutOff).length;

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
