/**
 * Impedances of several conductors that run together: the self impedance of each on the diagonal, the mutual
 * impedances off it, all with respect to earth. Three-phase makers and utilities usually print sequence impedances
 * instead; the matrix of a transposed line follows from them: self = (Z0 + 2 Z1)/3, mutual = (Z0 - Z1)/3.
 * A reactance belongs to one frequency: an inductive one grows with the order, a capacitive one falls with it.
 */

import { multiply, type Phasor, rectangular, scale, subtract, sum } from "#models/phasor.ts";
import { a, type Conductor, phases } from "#models/threePhase.ts";

export interface ConductorMatrix {
  readonly conductors: readonly Conductor[];
  /** Square, one row and one column per conductor, in ohms (or ohms per kilometre where the name says so). */
  readonly values: readonly (readonly Phasor[])[];
}

/** From resistances and reactances as cable data prints them, row by row. */
export const conductorMatrix = (
  conductors: readonly Conductor[],
  resistance: readonly (readonly number[])[],
  reactance: readonly (readonly number[])[],
): ConductorMatrix => ({
  conductors,
  values: resistance.map((row, i) => row.map((r, j) => rectangular(r, reactance[i]?.[j] ?? Number.NaN))),
});

/** Each conductor on its own, without mutual impedance. */
export const uncoupled = (impedances: Readonly<Partial<Record<Conductor, Phasor>>>): ConductorMatrix => {
  const present = (["L1", "L2", "L3", "N"] as const).filter((c) => impedances[c] !== undefined);
  return {
    conductors: present,
    values: present.map((row) => present.map((col) => (row === col ? impedances[row]! : rectangular(0, 0)))),
  };
};

export interface SequenceImpedances {
  readonly positive: Phasor;
  readonly negative: Phasor;
  readonly zero: Phasor;
}

/**
 * The phase matrix of sequence impedances, Z = A diag(Z0, Z1, Z2) A^-1. It is symmetric when Z1 = Z2 (lines,
 * transformers); rotating machines and stiffly regulated sources have Z1 != Z2 and a circulant one.
 */
export function fromSequenceImpedances({ positive, negative, zero }: SequenceImpedances): ConductorMatrix {
  const third = (...terms: Phasor[]) => scale(sum(terms), 1 / 3);
  const a2 = multiply(a, a);
  const self = third(zero, positive, negative);
  // Z_jk = (Z0 + Z1 a^(k-j) + Z2 a^(j-k)) / 3 for phases j, k: 120 degrees behind one another
  const next = third(zero, multiply(a, positive), multiply(a2, negative));
  const previous = third(zero, multiply(a2, positive), multiply(a, negative));
  const byDistance = [self, next, previous];
  return {
    conductors: phases,
    values: phases.map((_, j) => phases.map((__, k) => byDistance[(k - j + 3) % 3]!)),
  };
}

/** One impedance at another order: X grows with the order when inductive, falls when capacitive. */
export const impedanceAtOrder = (z: Phasor, order: number): Phasor =>
  rectangular(z.re, z.im >= 0 ? z.im * order : z.im / order);

/** Self and mutual impedances of wires at another order: all their reactances are inductive, whatever the sign of a mutual one. */
export const wireImpedanceAtOrder = (z: Phasor, order: number): Phasor => rectangular(z.re, z.im * order);

/** Kron reduction: the matrix of the phases when the last conductor is earthed all along the line. */
export function withoutEarthedNeutral({ conductors, values }: ConductorMatrix): ConductorMatrix {
  const n = conductors.indexOf("N");
  if (n < 0) return { conductors, values };
  const kept = conductors.map((_, i) => i).filter((i) => i !== n);
  const nn = values[n]![n]!;
  const reduced = (i: number, j: number): Phasor => {
    const product = multiply(values[i]![n]!, values[n]![j]!);
    const d = nn.re * nn.re + nn.im * nn.im;
    return subtract(values[i]![j]!, multiply(product, rectangular(nn.re / d, -nn.im / d)));
  };
  return {
    conductors: kept.map((i) => conductors[i]!),
    values: kept.map((i) => kept.map((j) => reduced(i, j))),
  };
}

export const impedanceIsZero = (z: Phasor): boolean => z.re === 0 && z.im === 0;
