/**
 * A line or cable: any of the conductors L1 L2 L3 N side by side, each with its own series impedance and mutual
 * impedances to the others, all with earth return, and optionally the capacitances and the leakage conductances between
 * them and to earth. Half of both sits at each end (pi circuit). The neutral is a conductor like any other.
 */

import { type ComplexMatrix, zeroMatrix } from "#models/network/complexMatrix.ts";
import { type Element, seriesElements, type TerminalMaker } from "#models/network/element.ts";
import { type ConductorMatrix, fromSequenceImpedances } from "#models/network/impedance.ts";
import { rectangular, scale } from "#models/phasor.ts";
import { type Conductor, phases } from "#models/threePhase.ts";
import { angularFrequency, type Hertz, inKilometres, type Metres } from "#models/units.ts";

export interface CapacitanceMatrix {
  readonly conductors: readonly Conductor[];
  /** Farads per kilometre as nodal (Maxwell) coefficients: total of a conductor on the diagonal, minus the mutual off it. */
  readonly faradsPerKilometre: readonly (readonly number[])[];
}

export interface ConductanceMatrix {
  readonly conductors: readonly Conductor[];
  /** Siemens per kilometre, the same at every order: total of a conductor on the diagonal, minus the mutual off it. */
  readonly siemensPerKilometre: readonly (readonly number[])[];
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
  /** Left out: none. */
  readonly conductance?: ConductanceMatrix;
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

/**
 * An open conductor carries nothing, so it drops out of the series impedances of the others; its capacitance and
 * conductance stay on both of its halves.
 */
export function lineElements(
  line: Line,
  open: ReadonlySet<Conductor>,
  frequency: Hertz,
  make: TerminalMaker,
): Element[] {
  const { conductors, values } = line.impedancePerKilometre;
  const length = inKilometres(line.length);
  const kept = conductors.map((_, i) => i).filter((i) => !open.has(conductors[i]!));
  const from = conductors.map((conductor) => make.at("from", line.from, conductor));
  const to = conductors.map((conductor) => make.at("to", line.to, conductor));
  const elements = seriesElements(
    kept.map((i) => from[i]!),
    kept.map((i) => to[i]!),
    {
      conductors: kept.map((i) => conductors[i]!),
      values: kept.map((i) => kept.map((j) => scale(values[i]![j]!, length))),
    },
  );
  const omega = angularFrequency(frequency);
  const { capacitance, conductance } = line;
  if (capacitance !== undefined) {
    const { conductors: between, faradsPerKilometre } = capacitance;
    const half = (order: number) => matrix(faradsPerKilometre, "im", (order * omega * length) / 2);
    elements.push(...atBothEnds(line, between, half, make));
  }
  if (conductance !== undefined) {
    const half = matrix(conductance.siemensPerKilometre, "re", length / 2);
    elements.push(...atBothEnds(line, conductance.conductors, () => half, make));
  }
  return elements;
}

/** Half of what a line has across it, at each of its ends. */
function atBothEnds(
  line: Line,
  between: readonly Conductor[],
  admittance: (order: number) => ComplexMatrix,
  make: TerminalMaker,
): Element[] {
  const halves = [
    { end: "from", bus: line.from },
    { end: "to", bus: line.to },
  ] as const;
  return halves.map(({ end, bus }): Element => {
    const terminals = between.map((conductor) => make.at(end, bus, conductor));
    return { kind: "admittance", terminals, joins: terminals.map((_, i) => [i, -1] as const), admittance };
  });
}

function matrix(values: readonly (readonly number[])[], part: "re" | "im", times: number): ComplexMatrix {
  const result = zeroMatrix(values.length);
  values.forEach((row, i) => {
    row.forEach((each, j) => {
      result[part][i * row.length + j] = each * times;
    });
  });
  return result;
}
