/**
 * A line or cable: any of the conductors L1 L2 L3 N side by side, each with its own series impedance and mutual
 * impedances to the others, all with earth return, and optionally the capacitances between them and to earth. Half
 * of the capacitance sits at each end (pi circuit). The neutral is a conductor like any other.
 */

import { type ConductorMatrix, fromSequenceImpedances } from "#models/network/impedance.ts";
import { rectangular } from "#models/phasor.ts";
import { type Conductor, phases } from "#models/threePhase.ts";
import type { Metres } from "#models/units.ts";

export interface CapacitanceMatrix {
  readonly conductors: readonly Conductor[];
  /** Farads per kilometre as nodal (Maxwell) coefficients: total of a conductor on the diagonal, minus the mutual off it. */
  readonly faradsPerKilometre: readonly (readonly number[])[];
}

export interface Line {
  readonly type: "line";
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly length: Metres;
  /** Ohms per kilometre at the network's fundamental. */
  readonly impedancePerKilometre: ConductorMatrix;
  /** Left out: none. */
  readonly capacitance?: CapacitanceMatrix;
}

/** A transposed three-phase line from its printed sequence figures, ohms per kilometre. */
export const sequenceLine = (r1: number, x1: number, r0: number, x0: number): ConductorMatrix => {
  const positive = rectangular(r1, x1);
  return fromSequenceImpedances({ positive, negative: positive, zero: rectangular(r0, x0) });
};

/** Positive- and zero-sequence capacitance in farads per kilometre: self (C0 + 2 C1)/3, mutual (C0 - C1)/3. */
export const sequenceCapacitance = (c1: number, c0: number): CapacitanceMatrix => ({
  conductors: phases,
  faradsPerKilometre: phases.map((row) =>
    phases.map((column) => (row === column ? (c0 + 2 * c1) / 3 : (c0 - c1) / 3)),
  ),
});
