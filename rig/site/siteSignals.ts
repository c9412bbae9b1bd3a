/**
 * What every meter of a site sees in every step: the one network solved once per step, for all of them together, so that
 * a main meter and its sub-meters see the same amperes.
 */
import { type TerminalSignals, terminalSignals } from "#models/connection/terminalSignals.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type Demand,
  exponential,
  type LoadDemand,
} from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { prepare } from "#models/network/prepare.ts";
import { solveStep } from "#models/network/solve.ts";
import { scale } from "#models/phasor.ts";
import { amperes, vars, watts } from "#models/units.ts";
import type { Site, SiteMeter, SiteStep } from "#rig/site/site.ts";

function scaled(demand: Demand, factor: number): Demand {
  if (factor === 0) return constantPower(watts(0), vars(0));
  switch (demand.kind) {
    case "power":
      return constantPower(watts(demand.active * factor), vars(demand.reactive * factor));
    case "current":
      return constantCurrent(amperes(demand.current * factor), demand.phi);
    case "impedance":
      return constantImpedance(scale(demand.impedance, 1 / factor));
    case "exponential":
      return exponential(
        watts(demand.active * factor),
        vars(demand.reactive * factor),
        demand.activeExponent,
        demand.reactiveExponent,
      );
  }
}

const demandsIn = (network: Network, { factors }: SiteStep): ReadonlyMap<string, LoadDemand> =>
  new Map(
    network.components.flatMap((component) => {
      if (component.type !== "load") return [];
      const factor = factors.get(component.id) ?? 1;
      const demand = Object.fromEntries(
        Object.entries(component.demand).map(([phase, each]) => [phase, scaled(each, factor)]),
      ) as LoadDemand;
      return [[component.id, demand] as const];
    }),
  );

/** The network in each step of the site. @throws SolveError when it has no solution. */
export function solvedSteps({ network, steps }: Site): readonly NetworkState[] {
  const prepared = prepare(network);
  let previous: NetworkState | undefined;
  return steps.map((step) => {
    const state = solveStep(prepared, demandsIn(network, step), previous);
    previous = state;
    return state;
  });
}

/** What one meter's terminals see of a solved network. */
export function signalsAt(
  { network: { frequency } }: Site,
  { meteringPoint, transformers, hookUp, contact }: SiteMeter,
  state: NetworkState,
): TerminalSignals {
  const point = state.meteringPoints[meteringPoint];
  if (point === undefined) throw new RangeError(`the network has no metering point ${meteringPoint}`);
  return terminalSignals(
    { frequency, voltage: point.potential, current: point.current },
    transformers,
    hookUp,
    contact,
  );
}
