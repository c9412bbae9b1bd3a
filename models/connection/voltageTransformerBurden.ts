/**
 * The errors of a VT by the burden on its secondary: what hangs there draws a current, and the impedance of the windings
 * takes its share of the voltage. The exciting current is taken for compensated by the turns, as makers do, so that
 * without a burden there is no error. How large the impedance is follows from the class: a VT that uses all of its class
 * at its rated burden, or a share of it.
 */
import { largestLoss } from "#models/connection/shareOfClass.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import {
  type VoltageTransformerClass,
  voltageTransformerLimits,
} from "#models/connection/transformerLimits.ts";
import { add, argument, modulus, one, polar } from "#models/phasor.ts";
import {
  degrees,
  type Radians,
  type Ratio,
  radians,
  ratio,
  type VoltAmperes,
  voltAmperes,
} from "#models/units.ts";

/** Burdens in VA at the rated secondary voltage. */
export interface VoltageTransformerBurden {
  readonly accuracyClass: VoltageTransformerClass;
  readonly ratedBurden: VoltAmperes;
  /** Of what hangs on it. */
  readonly burden: VoltAmperes;
  /** Of that burden; positive inductive. */
  readonly burdenAngle: Radians;
  /** How much of its class it uses at rated burden: 1 all of it. */
  readonly classShare: Ratio;
  /** Of its short-circuit impedance: 0 a resistance, 90 degrees a reactance. */
  readonly impedanceAngle: Radians;
}

/** IEC 61869-3: classes hold at a power factor of 0.8 lagging, below 10 VA at 1. */
export const ratedVtBurdenAngle = (rated: VoltAmperes): Radians => radians(rated < 10 ? 0 : Math.acos(0.8));

/** What is not said of a VT: 25 VA, all of it connected, windings of as much resistance as reactance (assumed). */
export const usualVtBurden = {
  rated: voltAmperes(25),
  classShare: ratio(1),
  impedanceAngle: degrees(45),
} as const;

export function burdenErrors(vt: VoltageTransformerBurden): TransformerErrors {
  const { accuracyClass, ratedBurden, burden, burdenAngle, impedanceAngle } = vt;
  const atRated = polar(1, radians(impedanceAngle - ratedVtBurdenAngle(ratedBurden)));
  const lost = largestLoss(voltageTransformerLimits[accuracyClass], vt.classShare, atRated);
  const drop = polar((lost * burden) / ratedBurden, radians(impedanceAngle - burdenAngle));
  const over = add(one, drop);
  return { ratioError: ratio(1 / modulus(over) - 1), phaseDisplacement: radians(-argument(over)) };
}
