/**
 * How large the current or voltage that is lost in a transformer may be before its class is left. The secondary is
 * 1 / (1 + e d) of what the ratio promises: e is what is lost, relative to what arrives, d the direction it is lost in.
 * Both errors follow exactly: the ratio error from the modulus of 1 + e d, the phase displacement from its angle.
 */
import type { TransformerLimit } from "#models/connection/transformerLimits.ts";
import type { Phasor } from "#models/phasor.ts";
import { asRatio, type Ratio, ratio } from "#models/units.ts";

/** The largest e whose two errors are both within the share of the limit; `direction` has modulus 1. */
export function largestLoss(
  { ratioError, phaseDisplacement }: TransformerLimit,
  share: Ratio,
  { re, im }: Phasor,
): Ratio {
  // |1 + e d|^2 = 1 + 2 e Re d + e^2 is 1 / (1 - limit)^2 where what is lost lowers the secondary, else 1 / (1 + limit)^2.
  const error = share * asRatio(ratioError);
  const lowered = Math.sqrt(re * re + 1 / (1 - error) ** 2 - 1) - re;
  const square = re * re + 1 / (1 + error) ** 2 - 1;
  const raised = re < 0 && square >= 0 ? -re - Math.sqrt(square) : Number.POSITIVE_INFINITY;
  if (phaseDisplacement === null) return ratio(Math.min(lowered, raised));
  // tan of the displacement is e |Im d| / (1 + e Re d)
  const tangent = Math.tan(share * phaseDisplacement);
  const slope = Math.abs(im) - tangent * re;
  const turned = slope > 0 ? tangent / slope : Number.POSITIVE_INFINITY;
  return ratio(Math.min(lowered, raised, turned));
}
