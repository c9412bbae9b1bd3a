/**
 * A load as it bears on a meter: the true power that passes the metering point, where on the accuracy tables that is, and
 * what the hook-up and an ideal meter make of it. The true power is the reference; the ideal meter is the twin's word.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { LoadPoint } from "#models/metrology/loadPoint.ts";
import type { Vars, Watts } from "#models/units.ts";

export interface PowerPair {
  readonly active: Watts;
  readonly reactive: Vars;
}

/** A load the meter was subjected to, constant while it lasted. */
export interface AppliedLoad {
  /** True power at the metering point, what is only rounding left out: primary, harmonics included, consumption positive. */
  readonly referencePower: PowerPair;
  readonly loadPoint: LoadPoint;
  /** What the hook-up makes of the true power: registered over true, sign kept; null without such a power. */
  readonly predictedFraction: { readonly active: number | null; readonly reactive: number | null };
  /** The rate at which the ideal twin's total registers grow at these terminals (its sign policy applied). */
  readonly twinPower: PowerPair;
  /** The registers that count during it: those of the other tariff, and a gated partial counter, stand still. */
  readonly counting: readonly EnergyQuantity[];
}
