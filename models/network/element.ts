/**
 * What components come apart into for the nodal equations: few kinds of electrical element between terminals.
 * A terminal is one conductor at one end of one component (or an inner point of it, or its connection to earth)
 * and lies on a node; node -1 is earth. Currents are counted into the component.
 */

import { type ComplexMatrix, matrixOf } from "#models/network/complexMatrix.ts";
import type { End } from "#models/network/end.ts";
import {
  type ConductorMatrix,
  impedanceAtOrder,
  impedanceIsZero,
  wireImpedanceAtOrder,
} from "#models/network/impedance.ts";
import type { Phasor } from "#models/phasor.ts";
import type { Spectrum } from "#models/spectrum.ts";
import type { Conductor, Phase } from "#models/threePhase.ts";

export const earth = -1;

export type PhasePair = "L1-L2" | "L2-L3" | "L3-L1";

export interface Terminal {
  readonly component: string;
  readonly end: End | "inside";
  readonly conductor: Conductor | "earth" | "star";
  readonly node: number;
}

/** A connection without impedance: potential(to) = potential(from) + emf. */
export interface IdealElement {
  readonly kind: "ideal";
  readonly from: number;
  readonly to: number;
  readonly emf?: Spectrum;
}

/** Coupled branches: potential(to) = potential(from) + emf - Z current, current flowing from `from` to `to`. */
export interface SeriesElement {
  readonly kind: "series";
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly emf: readonly (Spectrum | undefined)[];
  readonly impedance: (order: number) => ComplexMatrix;
}

/** A block of nodal admittance: currents into it = Y potentials. `joins` are the pairs it ties to one another. */
export interface AdmittanceElement {
  readonly kind: "admittance";
  readonly terminals: readonly number[];
  /** Indices into `terminals`; -1 is earth. */
  readonly joins: readonly (readonly [number, number])[];
  readonly admittance: (order: number) => ComplexMatrix;
}

/** One phase of a load. */
export interface DemandElement {
  readonly kind: "demand";
  readonly from: number;
  readonly to: number;
  readonly load: string;
  readonly phase: Phase | PhasePair;
}

/** A given current from `from` through the component to `to`. */
export interface InjectionElement {
  readonly kind: "injection";
  /** Id of the harmonic current source, and which of its phases. */
  readonly source: string;
  readonly phase: Phase | PhasePair;
  readonly from: number;
  readonly to: number;
  readonly current: Spectrum;
}

export type Element = IdealElement | SeriesElement | AdmittanceElement | DemandElement | InjectionElement;

/** Gives out terminals; one per component, end and conductor. */
export interface TerminalMaker {
  /** The terminal of the component on a conductor of a bus. */
  readonly at: (end: End, bus: string, conductor: Conductor) => number;
  /** A point inside the component. */
  readonly inside: (name: string) => number;
  readonly earth: () => number;
}

/**
 * Coupled series branches as elements. A conductor without any impedance becomes an ideal connection: exact, where
 * a very small impedance would cost digits.
 */
export function seriesElements(
  from: readonly number[],
  to: readonly number[],
  { values }: ConductorMatrix,
  emf: readonly (Spectrum | undefined)[] = [],
): Element[] {
  const isIdeal = values.map((row) => row.every(impedanceIsZero));
  const coupled = values.map((_, i) => i).filter((i) => !isIdeal[i]);
  const elements: Element[] = [];
  values.forEach((_, i) => {
    const voltage = emf[i];
    if (!isIdeal[i]) return;
    elements.push({
      kind: "ideal",
      from: from[i]!,
      to: to[i]!,
      ...(voltage === undefined ? {} : { emf: voltage }),
    });
  });
  if (coupled.length > 0)
    elements.push({
      kind: "series",
      from: coupled.map((i) => from[i]!),
      to: coupled.map((i) => to[i]!),
      emf: coupled.map((i) => emf[i]),
      impedance: (order) =>
        matrixOf(coupled.map((i) => coupled.map((j) => wireImpedanceAtOrder(values[i]![j]!, order)))),
    });
  return elements;
}

/** One impedance between two terminals; none at all is an ideal connection. */
export const impedanceElement = (from: number, to: number, impedance: Phasor): Element =>
  impedanceIsZero(impedance)
    ? { kind: "ideal", from, to }
    : {
        kind: "series",
        from: [from],
        to: [to],
        emf: [undefined],
        impedance: (order) => matrixOf([[impedanceAtOrder(impedance, order)]]),
      };
