/**
 * The two errors of an instrument transformer (IEC 61869): what its secondary lacks in size, and by how much it leads. What
 * they do to an energy depends on the angle of the load.
 */
import { type Radians, type Ratio, ratio } from "#models/units.ts";

export interface TransformerErrors {
  readonly ratioError: Ratio;
  readonly phaseDisplacement: Radians;
}

/**
 * Relative error of the energy through transformers of resultant ratio error and phase displacement, exactly:
 * (1 + error) cos(phi - delta) / cos(phi) - 1, where delta is the advance of the CT's secondary less the VT's and phi
 * the load's angle, current lagging positive. The customary `error + delta tan(phi)` is its first order and misses the
 * published class 1 figure at power factor 0.5 (12.07 for 11.9 %). For two CTs and VTs multiply (1 + error); for Aron
 * apply it to each element, at phi + 30 and phi - 30 degrees.
 */
export const energyError = (errors: TransformerErrors, phi: Radians): Ratio =>
  ratio(((1 + errors.ratioError) * Math.cos(phi - errors.phaseDisplacement)) / Math.cos(phi) - 1);
