/**
 * A meter read by its pulses: an ideal input that misses none counts them, and the count times the weight of a pulse is
 * the energy. What it does not know is the part of a pulse under way.
 */
import { type QuantityName, quantities as units } from "#models/meter/quantity.ts";
import type { Seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { ReadingPath } from "#rig/bench/readingPath.ts";
import { RigError } from "#rig/rigError.ts";

/** @throws {RigError} `notMapped` for any quantity but the energy the pulses count. */
export function readPulses(
  { energy, weight }: Extract<ReadingPath, { kind: "pulses" }>,
  pulses: number,
  quantities: readonly QuantityName[],
  at: Seconds,
): Reading[] {
  return quantities.map((quantity) => {
    if (quantity !== energy)
      throw new RigError("notMapped", `pulses of ${energy} tell nothing of ${quantity}`);
    return {
      kind: "read",
      quantity,
      value: pulses * weight,
      unit: units[quantity],
      resolution: weight,
      modulus: null,
      sampledAt: at,
      sampledWithin: 0,
      raw: `${pulses} pulses`,
      by: "pulses",
    };
  });
}
