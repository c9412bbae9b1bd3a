/**
 * How far the meter stands from its ideal twin on the same terminals, so that a hook-up that is wrong on purpose departs
 * from nothing. A soft word for people who look: the last figure of either is a count wide, instants differ a little, and
 * only a claim with its uncertainty is a verdict.
 */
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { isFloat, perCount } from "#models/meter/registerMap.ts";
import { energyUnitOf, powerUnitOf, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { limitAt } from "#models/metrology/accuracyClass.ts";
import { sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import { mapPhases } from "#models/threePhase.ts";
import { amperes, asPercent, radians, ratio } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { firstReading, type Twin } from "../meter/twin.ts";
import type { VoiceValues } from "./voices.ts";

export type Departure =
  /** Meter less twin, in percent of the twin (of its growth, for a register). */
  | {
      readonly kind: "percent";
      readonly value: number;
      /** What the class permits at this load; null where it says nothing. */
      readonly limit: number | null;
      readonly isBeyond: boolean;
    }
  /** Of a power factor, which is a ratio already. */
  | { readonly kind: "difference"; readonly value: number };

/** One count of the meter's register, in the quantity's unit; 0 for a float or where nothing is known. */
function countOf({ registerMap, programmed }: MeterSpec, quantity: QuantityName): number {
  for (const { type, content } of registerMap.rows)
    if (content.kind === "quantity" && content.quantity === quantity)
      return (isFloat(type) ? (content.step ?? 0) : 1) * perCount(content.scale, transformation(programmed));
  return 0;
}
/** One count of the twin's front, of which it speaks. */
const countOfTwin = ({ spec, state }: Twin, quantity: QuantityName): number =>
  (isEnergyQuantity(quantity) ? energyUnitOf : powerUnitOf)(spec, state.settings.programmed);

/** What the class permits, percent, for the load the terminals see; null where it sets no limit. */
function permitted(
  { spec, state }: Twin,
  energy: "active" | "reactive",
  signals: SignalSummary,
): number | null {
  const [active, reactive] = [
    quantityShown(spec, state, "active power") ?? 0,
    quantityShown(spec, state, "reactive power") ?? 0,
  ];
  const found = limitAt(
    spec,
    energy,
    sinusoidalLoadPoint({
      current: mapPhases(signals.current, ({ rms }) => amperes(rms)),
      phi: radians(Math.atan2(reactive, active)),
    }),
  );
  return found.kind === "limit" ? found.limit : null;
}

/** No power either way: a power factor is then nothing over nothing. */
const isIdle = ({ spec, state }: Twin): boolean =>
  !quantityShown(spec, state, "active power") && !quantityShown(spec, state, "reactive power");

/** Less than this share of the largest is no load to compare. */
const nothing = 1e-9;
const isTotal = (quantity: QuantityName): boolean =>
  quantity === "active power" || quantity === "reactive power" || isEnergyQuantity(quantity);

/** null: one of the two is not known, or there is nothing to compare with. */
export function departureOf(
  quantity: QuantityName,
  { meter, twin: shown }: VoiceValues,
  attempt: AttemptedScenario,
  signals: SignalSummary,
  twin: Twin | null,
): Departure | null {
  if (meter === null || shown === null) return null;
  if (quantities[quantity] === "1")
    return twin !== null && isIdle(twin) ? null : { kind: "difference", value: meter - shown };
  const begun = isEnergyQuantity(quantity) ? firstReading(attempt, quantity) : 0;
  if (begun === null) return null;
  const base = shown - begun;
  // A register that has rolled over, or one that has not moved, has no growth to compare.
  if (isEnergyQuantity(quantity) ? base <= 0 : Math.abs(base) <= nothing) return null;
  const value = asPercent(ratio((meter - shown) / Math.abs(base)));
  const energy = quantity.includes("reactive") ? "reactive" : "active";
  const limit = twin !== null && isTotal(quantity) ? permitted(twin, energy, signals) : null;
  // Each of the two may be off by a count.
  const count = twin === null ? 0 : countOf(twin.spec, quantity) + countOfTwin(twin, quantity);
  const counts = asPercent(ratio(count / Math.abs(base)));
  return { kind: "percent", value, limit, isBeyond: limit !== null && Math.abs(value) > limit + counts };
}
