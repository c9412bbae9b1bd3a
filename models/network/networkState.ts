/**
 * What flows: potentials of every conductor to earth and the current at every terminal, order by order, for one
 * load of the network. All spectra of a state share one `orders` array, so that metering is a dot product.
 */

import type { Column } from "#models/network/column.ts";
import type { LoadDemands } from "#models/network/load.ts";
import type { PreparedNetwork } from "#models/network/prepare.ts";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import type { Spectrum } from "#models/spectrum.ts";
import type { PerConductor } from "#models/threePhase.ts";
import type { Vars, Volts, Watts } from "#models/units.ts";

/** At a metering point: what its instrument transformers see, and the true power that passes there. */
export interface MeteredState {
  /** To earth; a conductor the bus does not have is at zero. */
  readonly potential: PerConductor<Spectrum>;
  /** In the direction of consumption; a conductor the component does not have carries zero. */
  readonly current: PerConductor<Spectrum>;
  /** Mean power through the four conductors, harmonics included: sum of Re(U conj I). */
  readonly activePower: Watts;
  /** Reactive power of the fundamental through the four conductors: sum of Im(U conj I). */
  readonly reactivePower: Vars;
}

export interface NetworkState {
  /** Ascending; holds 1. The array all spectra of the state share. */
  readonly orders: readonly number[];
  readonly meteringPoints: Readonly<Record<string, MeteredState>>;
  /** Iterations of the fundamental, and the largest change of a potential in the last one. */
  readonly iterations: number;
  readonly deviation: Volts;
  /** What was asked for and does not flow. */
  readonly unmet: readonly UnmetDemand[];
  readonly solution: Solution;
}

/** The figures of a state in the numbering of its prepared network; read it with `potentialAt`, `currentsAt`, `audit`. */
export interface Solution {
  readonly prepared: PreparedNetwork;
  readonly demands: LoadDemands;
  /** Per order: one value per unknown, by position. */
  readonly unknowns: readonly Column[];
  /** Per order: what each demand has in the matrix. */
  readonly loadAdmittances: readonly Column[];
  /** Per order: the given currents that flow, by injection. */
  readonly givens: readonly Column[];
  /** Per order: one value per node, to earth. */
  readonly potentials: readonly Column[];
  /** Per order: one value per terminal, into the component. */
  readonly currents: readonly Column[];
}
