/**
 * The supply: a three-phase voltage source behind an internal impedance, in star. It may be unbalanced, distorted,
 * of either phase sequence, and ideal (no impedance at all, as the output of a test bench's power source). A phase
 * left out is a phase the supply does not have.
 */

import { type Element, seriesElements, type TerminalMaker } from "#models/network/element.ts";
import { type ConductorMatrix, fromSequenceImpedances } from "#models/network/impedance.ts";
import { type StarPoint, starPointElements } from "#models/network/starPoint.ts";
import { type Phasor, polar, rectangular, scale } from "#models/phasor.ts";
import { type Component as SpectralComponent, type Spectrum, spectrum } from "#models/spectrum.ts";
import { type Phase, perPhase, phases, type Sequence } from "#models/threePhase.ts";
import { degrees, type Radians, type Ratio, type VoltAmperes, type Volts } from "#models/units.ts";

export type InternalImpedance =
  | { readonly kind: "ideal" }
  /** Ohms at the fundamental; the phases, or the phases and N (then the neutral must be brought out). */
  | { readonly kind: "matrix"; readonly matrix: ConductorMatrix };

export const ideal: InternalImpedance = { kind: "ideal" };

export interface Source {
  readonly type: "source";
  readonly id: string;
  readonly bus: string;
  /** Open-circuit voltage of each phase to the star point, RMS. */
  readonly voltage: Readonly<Partial<Record<Phase, Spectrum>>>;
  readonly impedance: InternalImpedance;
  readonly starPoint: StarPoint;
}

export interface Harmonic {
  readonly order: number;
  /** Over the fundamental of the same phase. */
  readonly fraction: Ratio;
  /** Of the harmonic itself, in its own period, against the network's time origin. */
  readonly angle: Radians;
}

/** One phase: fundamental magnitude and angle, and harmonics as fractions of it. */
export const phaseVoltage = (
  magnitude: Volts,
  angle: Radians,
  harmonics: readonly Harmonic[] = [],
): Spectrum =>
  spectrum([
    { order: 1, phasor: polar(magnitude, angle) },
    ...harmonics.map(
      ({ order, fraction, angle: shift }): SpectralComponent => ({
        order,
        phasor: polar(magnitude * fraction, shift),
      }),
    ),
  ]);

/**
 * A symmetrical supply: three equal phases a third of a period behind one another in the given sequence. The
 * harmonics of L1 are those given; L2 and L3 carry the same waveform later, so order h is turned by h thirds.
 */
export function balancedVoltage(
  lineToNeutral: Volts,
  {
    angle = degrees(0),
    sequence = "L1-L2-L3",
    harmonics = [],
  }: { angle?: Radians; sequence?: Sequence; harmonics?: readonly Harmonic[] } = {},
): Readonly<Record<Phase, Spectrum>> {
  const behind = { L1: 0, L2: sequence === "L1-L2-L3" ? 120 : 240, L3: sequence === "L1-L2-L3" ? 240 : 120 };
  return perPhase((phase) => {
    const lag = degrees(behind[phase]);
    return phaseVoltage(
      lineToNeutral,
      (angle - lag) as Radians,
      harmonics.map((h) => ({ ...h, angle: (h.angle - h.order * lag) as Radians })),
    );
  });
}

export const matrixImpedance = (matrix: ConductorMatrix): InternalImpedance => ({ kind: "matrix", matrix });

/** Positive- and zero-sequence impedance; the negative sequence is the positive one unless given. */
export const sequenceImpedance = (positive: Phasor, zero: Phasor, negative = positive): InternalImpedance =>
  matrixImpedance(fromSequenceImpedances({ positive, negative, zero }));

/**
 * Internal impedance of a network from its short-circuit powers and X/R ratios: |Z1| = U^2/S3 and
 * |2 Z1 + Z0| = 3 U^2/S1, U line to line (IEC 60909-0:2016, 6.2 and 10.3, voltage factor 1: multiply the voltage
 * by the square root of c for another).
 * @throws RangeError when no zero-sequence impedance gives that single-phase power.
 */
export function shortCircuitImpedance({
  lineToLine,
  threePhasePower,
  singlePhasePower,
  positiveXOverR,
  zeroXOverR,
}: {
  readonly lineToLine: Volts;
  readonly threePhasePower: VoltAmperes;
  readonly singlePhasePower: VoltAmperes;
  readonly positiveXOverR: number;
  readonly zeroXOverR: number;
}): InternalImpedance {
  const unitOf = (xOverR: number): Phasor =>
    scale(rectangular(1, xOverR), 1 / Math.sqrt(1 + xOverR * xOverR));
  const positive = scale(unitOf(positiveXOverR), lineToLine ** 2 / threePhasePower);
  const loop = (3 * lineToLine ** 2) / singlePhasePower;
  // |2 Z1 + z u0| = loop, a quadratic in the modulus z of the zero-sequence impedance
  const u0 = unitOf(zeroXOverR);
  const half = 2 * (positive.re * u0.re + positive.im * u0.im);
  const root = half * half - (4 * (positive.re ** 2 + positive.im ** 2) - loop * loop);
  const modulus = Math.sqrt(root) - half;
  if (!(modulus >= 0))
    throw new RangeError("the single-phase short-circuit power is too large for the three-phase one");
  return sequenceImpedance(positive, scale(u0, modulus));
}

/** Phases the source has. */
export const sourcePhases = ({ voltage }: Source): Phase[] =>
  phases.filter((phase) => voltage[phase] !== undefined);

export function sourceElements(source: Source, make: TerminalMaker): Element[] {
  const { bus, voltage, impedance, starPoint } = source;
  const star = make.inside("star");
  if (impedance.kind === "ideal")
    return [
      ...starPointElements(starPoint, star, "terminals", bus, make),
      ...sourcePhases(source).map(
        (phase): Element => ({
          kind: "ideal",
          from: star,
          to: make.at("terminals", bus, phase),
          emf: voltage[phase]!,
        }),
      ),
    ];
  const { matrix } = impedance;
  // a matrix with a row for N puts that impedance between the star point and the neutral terminal
  const bare: StarPoint = matrix.conductors.includes("N")
    ? { ...starPoint, neutral: "notBroughtOut" }
    : starPoint;
  return [
    ...starPointElements(bare, star, "terminals", bus, make),
    ...seriesElements(
      matrix.conductors.map(() => star),
      matrix.conductors.map((conductor) => make.at("terminals", bus, conductor)),
      matrix,
      matrix.conductors.map((conductor) => (conductor === "N" ? undefined : voltage[conductor])),
    ),
  ];
}
