/**
 * Where the errors of a CT come from: its core takes an exciting current off the primary, part of it magnetising, part
 * of it feeding the iron losses, and only the rest is transformed by the turns. The secondary voltage that excites the
 * core is the secondary current times winding and burden, so the burden's angle decides how much of the exciting
 * current goes into the ratio and how much into the phase. Turns compensation (99 turns for 100/1) offsets the ratio.
 */
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import { add, argument, modulus, multiply, polar, rectangular } from "#models/phasor.ts";
import { type Amperes, type Radians, radians, ratio } from "#models/units.ts";

export interface CurrentTransformerCircuit {
  /** Secondary over primary turns. */
  readonly turnsRatio: number;
  /** Rated primary over rated secondary current; differs from the turns under turns compensation. */
  readonly ratedRatio: number;
  /** Angle of the secondary circuit, winding and burden together: atan(X / R), inductive positive. */
  readonly burdenAngle: Radians;
  /** Exciting current in primary amperes, lagging the induced voltage by 90 degrees. */
  readonly magnetisingCurrent: Amperes;
  /** Iron-loss part of the exciting current in primary amperes, in phase with the induced voltage. */
  readonly lossCurrent: Amperes;
}

/** Ratio error, phase displacement and true ratio (primary over secondary) while the secondary carries this current. */
export function circuitErrors(
  circuit: CurrentTransformerCircuit,
  secondary: Amperes,
): TransformerErrors & { readonly trueRatio: number } {
  const exciting = multiply(
    rectangular(circuit.lossCurrent, -circuit.magnetisingCurrent),
    polar(1, circuit.burdenAngle),
  );
  const primary = add(rectangular(circuit.turnsRatio * secondary, 0), exciting);
  const trueRatio = modulus(primary) / secondary;
  return {
    trueRatio,
    ratioError: ratio(circuit.ratedRatio / trueRatio - 1),
    phaseDisplacement: radians(-argument(primary)),
  };
}
