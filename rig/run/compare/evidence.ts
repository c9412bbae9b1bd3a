/**
 * The evidence of a claim: everything a comparison may look at, as plain data. What was read from the meter before and
 * after, what the network really delivered meanwhile (the reference), what the ideal twin made of the same terminals,
 * and how well the bench knows its own energy. Nothing here knows of the imperfections of the meter under test.
 */

import type { QuantityName } from "#models/meter/quantity.ts";
import type { Supply } from "#models/meter/selfSupply.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Reading } from "#reports/events.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";

/** What the comparing side needs to know of the meter: the nominal specification. */
export type NominalMeter = Pick<
  MeterSpec,
  "classes" | "current" | "voltage" | "programmed" | "method" | "startingCurrent" | "startUp"
>;

/** From and to in bench seconds, the clock of `sampledAt`. */
export interface AppliedInterval extends AppliedLoad {
  readonly from: number;
  readonly to: number;
}

/** Instants in bench time. */
interface Around {
  readonly before: number;
  readonly after: number;
}

export interface Evidence {
  readonly meter: NominalMeter;
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
  /** In the order of time, without overlap, covering the time between the samples. */
  readonly intervals: readonly AppliedInterval[];
  /** What the ideal twin shows for quantities other than energies, at the end. */
  readonly twinReadings: Readonly<Partial<Record<QuantityName, number>>>;
  /** The conventional true value of quantities other than energies, at the end. */
  readonly referenceReadings: Readonly<Partial<Record<QuantityName, number>>>;
  /** Standard uncertainty of the applied energy, percent: the source's or the reference meter's. */
  readonly referenceUncertainty: number;
  /** Of the meter, at these terminals. Only where it stands does a meter in order owe an answer. */
  readonly supply: Supply;
  /** Bench seconds in one second of the meter: 1, more in a rehearsal. */
  readonly clockScale: number;
  /** Attempts to read since the step began, in the order of time; for `startsWithin` and `staysSilent`. */
  readonly attempts: readonly Reading[];
  /** Bench time at which the step's signals stood. */
  readonly began: number;
  /** When the same unit last answered before the step, and first after it; null: not both. For `staysSilent`. */
  readonly around: Around | null;
}
