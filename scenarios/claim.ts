/**
 * What must be true of the meter under test after a load was held: the sentence a technician would say, as data.
 * A claim names the quantity, the limit and what it is held against; how it is decided is the comparison's business.
 */
import type { EnergyQuantity, QuantityName } from "#models/meter/quantity.ts";
import type { Percent, Seconds } from "#models/units.ts";

/** `class`: the limit of the meter's accuracy class at this load point and power factor. */
export type Limit = { readonly kind: "class" } | { readonly kind: "percent"; readonly value: Percent };

export type Claim =
  /** The register grows by the reference energy of the network, within the limit. */
  | { readonly type: "registersWithin"; readonly energy: EnergyQuantity; readonly limit: Limit }
  /** The register does not move (at most one count is granted where the limit of its resolution says so). */
  | { readonly type: "registersNothing"; readonly energy: EnergyQuantity }
  /** The register grows by a fraction of the reference energy: stated, or predicted from the hook-up. */
  | {
      readonly type: "registersFraction";
      readonly energy: EnergyQuantity;
      readonly fraction: number | "predicted";
      readonly limit: Limit;
    }
  /** The register grows by what the ideal twin of the same terminals registers. */
  | { readonly type: "equalsTwin"; readonly quantity: QuantityName; readonly limit: Limit }
  /** A displayed quantity reads a stated value, or what the reference says, within the limit. */
  | {
      readonly type: "readsWithin";
      readonly quantity: QuantityName;
      readonly of: number | "reference";
      readonly limit: Limit;
    }
  /** The meter answers and registers within this time of the step's beginning. */
  | { readonly type: "startsWithin"; readonly time: Seconds }
  /** Each answer of the meter begins within this time of the end of its request. */
  | { readonly type: "answersWithin"; readonly time: Seconds }
  /** The meter is dead: it does not answer its bus. */
  | { readonly type: "staysSilent" };
