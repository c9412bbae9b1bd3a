/**
 * The nodal admittance of a transformer. Each leg carries one coil of every winding, tied by the short-circuit
 * impedances between pairs of windings (the usual n-winding equivalent: seen from winding 1, Z_ii is the pair's
 * impedance and Z_ij = (Z_1i + Z_1j - Z_ij)/2), scaled by the turns in use. The legs are magnetically independent.
 *
 * When no winding is a delta and some star point is isolated, the common voltage of the three legs would be
 * undetermined: a stray zero-sequence magnetising admittance of 1e-7 of the rated one then settles it, as the
 * flux through tank and air does in reality. It changes no voltage between conductors by more than its own size.
 */

import { addEntry, type ComplexMatrix, entry, inverse, zeroMatrix } from "#models/network/complexMatrix.ts";
import type { Transformer, Winding } from "#models/network/transformer.ts";
import type { Phasor } from "#models/phasor.ts";
import { asRatio, type Percent, percent } from "#models/units.ts";

const strayZeroSequence = 1e-7;

interface PlacedCoil {
  readonly from: number;
  readonly to: number;
}

export function transformerAdmittance(
  transformer: Transformer,
  legs: readonly (readonly PlacedCoil[])[],
  size: number,
  order: number,
): ComplexMatrix {
  const { windings, ratedPower } = transformer;
  const legPower = ratedPower / legs.length;
  const perUnit = windingAdmittance(transformer, order);
  const turns = windings.map((winding) => coilVoltage(winding) * winding.tap);
  const result = zeroMatrix(size);
  const tie = (x: PlacedCoil, y: PlacedCoil, value: Phasor): void => {
    addEntry(result, x.from, y.from, value);
    addEntry(result, x.to, y.to, value);
    addEntry(result, x.from, y.to, value, -1);
    addEntry(result, x.to, y.from, value, -1);
  };
  for (const coils of legs)
    coils.forEach((x, i) => {
      coils.forEach((y, j) => {
        const y0 = entry(perUnit, i, j);
        const factor = legPower / (turns[i]! * turns[j]!);
        tie(x, y, { re: y0.re * factor, im: y0.im * factor });
      });
    });
  if (needsZeroSequencePath(windings)) {
    const b = (-strayZeroSequence * legPower) / (order * turns[0]! ** 2 * legs.length);
    for (const [x] of legs) for (const [y] of legs) tie(x!, y!, { re: 0, im: b });
  }
  return result;
}

const coilVoltage = ({ connection, ratedVoltage }: Winding): number =>
  connection.kind === "wye" ? ratedVoltage / Math.sqrt(3) : ratedVoltage;

const needsZeroSequencePath = (windings: readonly Winding[]): boolean =>
  windings.every(({ connection }) => connection.kind === "wye") &&
  windings.some(
    ({ connection }) => connection.kind === "wye" && connection.starPoint.earthing.kind === "isolated",
  );

/** Where the reactance of windings i < j (from 0) stands in the list of pairs. */
const pairNumber = (i: number, j: number, count: number): number =>
  i * count - (i * (i + 1)) / 2 + (j - i - 1);

/** Short-circuit impedances seen from winding 1, per unit of one leg. undefined is singular: no impedance at all. */
export function shortCircuitMatrix({ windings, reactance }: Transformer, order: number): ComplexMatrix {
  const count = windings.length;
  const impedance = (i: number, j: number): Phasor => ({
    re: asRatio(percent(windings[i]!.resistance + windings[j]!.resistance)),
    im: order * asRatio(reactance[pairNumber(i, j, count)] ?? (Number.NaN as Percent)),
  });
  const z = zeroMatrix(count - 1);
  for (let i = 1; i < count; i++) {
    addEntry(z, i - 1, i - 1, impedance(0, i));
    for (let j = i + 1; j < count; j++) {
      for (const [row, column] of [[i - 1, j - 1] as const, [j - 1, i - 1] as const]) {
        addEntry(z, row, column, impedance(0, i), 0.5);
        addEntry(z, row, column, impedance(0, j), 0.5);
        addEntry(z, row, column, impedance(i, j), -0.5);
      }
    }
  }
  return z;
}

/** Winding by winding, per unit of one leg, with the no-load branch. */
function windingAdmittance(transformer: Transformer, order: number): ComplexMatrix {
  const count = transformer.windings.length;
  const y = inverse(shortCircuitMatrix(transformer, order));
  if (y === undefined) throw new RangeError(`transformer ${transformer.id} has no short-circuit impedance`);
  const result = zeroMatrix(count);
  for (let i = 1; i < count; i++)
    for (let j = 1; j < count; j++) {
      const value = entry(y, i - 1, j - 1);
      addEntry(result, i, j, value);
      addEntry(result, 0, j, value, -1);
      addEntry(result, i, 0, value, -1);
      addEntry(result, 0, 0, value);
    }
  const { noLoad } = transformer;
  if (noLoad !== undefined) {
    const where = noLoad.winding - 1;
    addEntry(result, where, where, {
      re: asRatio(noLoad.loss),
      im: -asRatio(noLoad.magnetisingCurrent) / order,
    });
  }
  return result;
}
