/**
 * The nodal admittance of a transformer. Each leg carries one coil of every winding, tied by the short-circuit
 * impedances between pairs of windings (the usual n-winding equivalent: seen from winding 1, Z_ii is the pair's
 * impedance and Z_ij = (Z_1i + Z_1j - Z_ij)/2), scaled by the turns in use. What the three legs have in common is the
 * zero sequence, with its own short-circuit impedances where they are given, and with the magnetising impedance of a core
 * of three limbs; what they differ by follows the positive sequence.
 *
 * An ideal core leaves open what no winding holds: the common voltage of legs without a delta, a coil whose conductor is
 * broken. A magnetising admittance far below a real one settles it, as the flux through iron or air does in reality. It
 * changes no voltage between conductors by more than its own size.
 */

import { addEntry, type ComplexMatrix, entry, inverse, zeroMatrix } from "#models/network/complexMatrix.ts";
import {
  type Transformer,
  threeLimbs,
  type Winding,
  type ZeroSequence,
} from "#models/network/transformer.ts";
import { type Phasor, subtract } from "#models/phasor.ts";
import { asRatio, type Percent, percent } from "#models/units.ts";

/** Of the rated admittance: of the zero sequence of independent legs, and of any leg without a no-load branch. */
const strayZeroSequence = 1e-7;
const strayMagnetising = 1e-8;

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
  const own = windingAdmittance(transformer, shortCircuitMatrix(transformer, order), order);
  const common = legs.length === 1 ? own : zeroSequenceAdmittance(transformer, own, order);
  const turns = windings.map((winding) => coilVoltage(winding) * winding.tap);
  const result = zeroMatrix(size);
  const tie = (x: PlacedCoil, y: PlacedCoil, value: Phasor, factor: number): void => {
    const scaled = { re: value.re * factor, im: value.im * factor };
    addEntry(result, x.from, y.from, scaled);
    addEntry(result, x.to, y.to, scaled);
    addEntry(result, x.from, y.to, scaled, -1);
    addEntry(result, x.to, y.from, scaled, -1);
  };
  windings.forEach((_, i) => {
    windings.forEach((__, j) => {
      const factor = legPower / (turns[i]! * turns[j]!);
      const y = entry(own, i, j);
      for (const coils of legs) tie(coils[i]!, coils[j]!, y, factor);
      const more = subtract(entry(common, i, j), y);
      if (more.re === 0 && more.im === 0) return;
      for (const p of legs) for (const q of legs) tie(p[i]!, q[j]!, more, factor / legs.length);
    });
  });
  return result;
}

/** Of one leg, in its per unit, for what all legs have in common. */
function zeroSequenceAdmittance(transformer: Transformer, own: ComplexMatrix, order: number): ComplexMatrix {
  const { zeroSequence, windings, core = threeLimbs } = transformer;
  const result =
    zeroSequence === undefined
      ? { size: own.size, re: own.re.slice(), im: own.im.slice() }
      : windingAdmittance(transformer, zeroSequenceMatrix(transformer, zeroSequence, order), order);
  // Beside a delta, which holds the common voltage, it makes no difference but by the stray of the other windings.
  const delta = windings.findIndex(({ connection }) => connection.kind === "delta");
  const at = Math.max(0, delta);
  if (core.kind === "threeLimb")
    addEntry(result, at, at, { re: 0, im: -1 / (asRatio(core.magnetising) * order) });
  else if (needsZeroSequencePath(windings)) addEntry(result, 0, 0, { re: 0, im: -strayZeroSequence / order });
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
export function shortCircuitMatrix(
  { windings, reactance }: Pick<Transformer, "windings" | "reactance">,
  order: number,
): ComplexMatrix {
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

/** The same of the zero sequence, where it has data of its own. */
export const zeroSequenceMatrix = (
  { windings }: Transformer,
  { resistance, reactance }: ZeroSequence,
  order: number,
): ComplexMatrix =>
  shortCircuitMatrix(
    { windings: windings.map((winding, i) => ({ ...winding, resistance: resistance[i]! })), reactance },
    order,
  );

/** Winding by winding, per unit of one leg, with the no-load branch. */
function windingAdmittance(
  transformer: Transformer,
  shortCircuit: ComplexMatrix,
  order: number,
): ComplexMatrix {
  const count = transformer.windings.length;
  const y = inverse(shortCircuit);
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
  if (noLoad === undefined) addEntry(result, 0, 0, { re: 0, im: -strayMagnetising / order });
  else {
    const where = noLoad.winding - 1;
    addEntry(result, where, where, {
      re: asRatio(noLoad.loss),
      im: -asRatio(noLoad.magnetisingCurrent) / order,
    });
  }
  return result;
}
