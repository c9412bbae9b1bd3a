/**
 * The three phases of a network and what is said of them together: values per phase, symmetrical components
 * (Fortescue) and unbalance factors. Per-phase values are `{ L1, L2, L3 }`, never an index.
 */
import { add, modulus, multiply, type Phasor, polar, scale, sum } from "#models/phasor.ts";
import { degrees, type Ratio } from "#models/units.ts";

export const phases = ["L1", "L2", "L3"] as const;
export type Phase = (typeof phases)[number];
export type PerPhase<T> = Readonly<Record<Phase, T>>;

/** Conductors of a four-wire network. */
export const conductors = ["L1", "L2", "L3", "N"] as const;
export type Conductor = (typeof conductors)[number];
export type PerConductor<T> = Readonly<Record<Conductor, T>>;

export const perPhase = <T>(make: (phase: Phase) => T): PerPhase<T> => ({
  L1: make("L1"),
  L2: make("L2"),
  L3: make("L3"),
});
export const mapPhases = <A, B>(values: PerPhase<A>, change: (value: A, phase: Phase) => B): PerPhase<B> =>
  perPhase((phase) => change(values[phase], phase));
export const perConductor = <T>(make: (conductor: Conductor) => T): PerConductor<T> => ({
  ...perPhase(make),
  N: make("N"),
});

/** The rotation a = 1 at 120 degrees. */
export const a = polar(1, degrees(120));
const a2 = polar(1, degrees(-120));

export type Sequence = "L1-L2-L3" | "L1-L3-L2";

/** A symmetrical system: L1 as given, the others 120 degrees behind one another in the given sequence. */
export const symmetrical = (first: Phasor, sequence: Sequence = "L1-L2-L3"): PerPhase<Phasor> => ({
  L1: first,
  L2: multiply(first, sequence === "L1-L2-L3" ? a2 : a),
  L3: multiply(first, sequence === "L1-L2-L3" ? a : a2),
});

export interface SymmetricalComponents {
  readonly zero: Phasor;
  readonly positive: Phasor;
  readonly negative: Phasor;
}

export function symmetricalComponents(x: PerPhase<Phasor>): SymmetricalComponents {
  const third = (...terms: Phasor[]) => scale(sum(terms), 1 / 3);
  return {
    zero: third(x.L1, x.L2, x.L3),
    positive: third(x.L1, multiply(a, x.L2), multiply(a2, x.L3)),
    negative: third(x.L1, multiply(a2, x.L2), multiply(a, x.L3)),
  };
}

export const fromSymmetricalComponents = ({
  zero,
  positive,
  negative,
}: SymmetricalComponents): PerPhase<Phasor> => ({
  L1: sum([zero, positive, negative]),
  L2: sum([zero, multiply(a2, positive), multiply(a, negative)]),
  L3: add(zero, add(multiply(a, positive), multiply(a2, negative))),
});

export interface UnbalanceFactors {
  /** |negative| / |positive| (IEC 61000-4-30, u2). */
  readonly negativeSequence: Ratio;
  /** |zero| / |positive| (u0). */
  readonly zeroSequence: Ratio;
}

export function unbalanceFactors(x: PerPhase<Phasor>): UnbalanceFactors {
  const { zero, positive, negative } = symmetricalComponents(x);
  return {
    negativeSequence: (modulus(negative) / modulus(positive)) as Ratio,
    zeroSequence: (modulus(zero) / modulus(positive)) as Ratio,
  };
}
