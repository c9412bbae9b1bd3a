/**
 * What can be said of a claim before anything is run: whether an ideal meter at these terminals would bear it out. It is
 * held to the claim's own limit and to nothing else, without readings and so without uncertainty: a sign that the
 * scenario says what its author meant, not a verdict. What only a run can show is left open, with the reason.
 */
import { elapse } from "#models/meter/elapse.ts";
import { heldValue } from "#models/meter/heldValue.ts";
import { type EnergyQuantity, isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState } from "#models/meter/state.ts";
import { limitAt } from "#models/metrology/accuracyClass.ts";
import { percentageError } from "#models/metrology/percentageError.ts";
import { minutes, seconds } from "#models/units.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import {
  baseOf,
  fractionPower,
  kindOf,
  referencePower,
  smallestFraction,
  truePower,
  twinPower,
} from "#scenarios/applied/appliedPower.ts";
import type { AppliedStep } from "#scenarios/applied/appliedStep.ts";
import { referenceReadings } from "#scenarios/applied/referenceReadings.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";

export type ClaimForeseen =
  | {
      readonly kind: "agrees" | "disagrees";
      /** Percent of what is claimed, and the percentage it is held to; null where the claim has none. */
      readonly error: number | null;
      readonly limit: number | null;
    }
  /**
   * `dead`: a meter without supply can't be read; `history`: it depends on what went before, or on the passing of time;
   * `noLimit`: no limit is known here; `noReference`: there is nothing to take a percentage of.
   */
  | { readonly kind: "open"; readonly why: "dead" | "history" | "noLimit" | "noReference" };

const open = (why: Extract<ClaimForeseen, { kind: "open" }>["why"]): ClaimForeseen => ({ kind: "open", why });
const plain = (agrees: boolean): ClaimForeseen => ({
  kind: agrees ? "agrees" : "disagrees",
  error: null,
  limit: null,
});
const held = (error: number, limit: number | null): ClaimForeseen =>
  limit === null
    ? open("noLimit")
    : { kind: Math.abs(error) <= Math.abs(limit) ? "agrees" : "disagrees", error, limit };

/** Percent; null: no class speaks of this quantity or this load. */
function percentOf(limit: Limit, quantity: QuantityName, spec: MeterSpec, load: AppliedLoad): number | null {
  if (limit.kind === "percent") return limit.value;
  if (!isEnergyQuantity(quantity) && !/^(re)?active power/.test(quantity)) return null;
  const found = limitAt(spec, kindOf(quantity), load.loadPoint);
  return found.kind === "none" ? null : found.limit;
}

/** Averages and maxima remember; what is measured now stands as soon as the meter has started. */
const remembers = (quantity: QuantityName): boolean => /average|maximum|hours/.test(quantity);

/** What an ideal meter shows once it has started; null: it does not show this quantity. */
function idealReading(spec: MeterSpec, { signals }: AppliedStep, quantity: QuantityName): number | null {
  const started = seconds(spec.startUp + minutes(1));
  return heldValue(spec, elapse(spec, initialState(spec), signals, started).state, quantity);
}

export function claimForeseen(claim: Claim, applied: AppliedStep, spec: MeterSpec): ClaimForeseen {
  const { load, alive } = applied;
  if (claim.type === "staysSilent") return plain(!alive);
  if (!alive) return open("dead");
  /** What the register should grow by, what it does grow by, and what percentages are of. */
  const growth = (limit: Limit, energy: EnergyQuantity, due: number, base: number): ClaimForeseen => {
    const twin = twinPower(energy);
    if (twin === null || base === 0) return open("noReference");
    return held((100 * (twin(load) - due)) / base, percentOf(limit, energy, spec, load));
  };
  switch (claim.type) {
    case "registersWithin": {
      const due = referencePower(spec.method, claim.energy)(load);
      return growth(claim.limit, claim.energy, due, due);
    }
    case "registersNothing": {
      const twin = twinPower(claim.energy);
      return twin === null ? open("noReference") : plain(twin(load) === 0);
    }
    case "registersFraction": {
      const [expected, whole] = [fractionPower(claim, spec.method), truePower(claim.energy)];
      const due = expected(load);
      const base = baseOf(expected, whole, due, whole(load), smallestFraction)(load);
      if (base === 0) return plain(twinPower(claim.energy)?.(load) === 0);
      return growth(claim.limit, claim.energy, due, base);
    }
    // What an ideal meter shows is what the twin shows.
    case "equalsTwin":
      return plain(true);
    case "readsWithin": {
      const { quantity, limit, of } = claim;
      if (remembers(quantity) || isEnergyQuantity(quantity)) return open("history");
      const against =
        of === "reference"
          ? referenceReadings(applied.point, applied.signals.frequency, spec.programmed.insertionMode)[
              quantity
            ]
          : of;
      const reading = idealReading(spec, applied, quantity);
      if (against === undefined || reading === null) return open("noReference");
      const error = percentageError(reading, against);
      return error === null ? open("noReference") : held(error, percentOf(limit, quantity, spec, load));
    }
    case "startsWithin":
    case "answersWithin":
      return open("history");
  }
}
