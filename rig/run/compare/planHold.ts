/**
 * How long a step must be held so that its claims can be decided: long enough for the registers to resolve the limit,
 * for a register that should stand still to prove it, for an average to settle. Rounded up to a whole minute. What no
 * hold can decide - a reference as uncertain as the limit, a display too coarse - is said with its figures.
 */
import { type EnergyQuantity, isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { resolutionNear } from "#models/meter/registerReader.ts";
import { energyUnitOf } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { guardBandOf } from "#models/metrology/decide.ts";
import {
  displayResolution,
  expanded,
  furthest,
  holdNeeded,
  referencePart,
} from "#models/metrology/uncertainty.ts";
import { hours, inMinutes, minutes, type Percent, percent, type Seconds, seconds } from "#models/units.ts";
import { type ClaimHold, type Decision, holdAsked, type Undecidable } from "#reports/holdReason.ts";
import { appliedBetween } from "#rig/run/compare/appliedEnergy.ts";
import { displayLimit, energyLimit } from "#rig/run/compare/claimLimit.ts";
import { type ComparePolicy, defaultComparePolicy, holdAimOf } from "#rig/run/compare/policy.ts";
import { energyUnderLoad, stillnessTime } from "#rig/run/compare/registersNothing.ts";
import { countsToSee } from "#rig/run/compare/startsWithin.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import {
  baseOf,
  fractionPower,
  referencePower,
  truePower,
  twinPower,
} from "#scenarios/applied/appliedPower.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";

/** A step shorter than this is not worth a technician's walk. */
const shortest = minutes(1);

export interface HoldPlan {
  /** Whole minutes, enough for every claim that can be decided at all. */
  readonly hold: Seconds;
  readonly claims: readonly ClaimHold[];
}

/** How well a bench knows what it applies and when it reads. */
export interface BenchAccuracy {
  /** Standard, percent of the applied energy. */
  readonly referenceUncertainty: number;
  /** Half-width of a sample the plan reckons with; the real ones come with the readings. */
  readonly sampledWithin: Seconds;
  /** The step energies are read in, Wh or varh: a count of the register, or a pulse. */
  readonly energyStep?: number;
  /** True values of what is displayed at this load, where they are known; without them displays are taken to decide. */
  readonly referenceReadings?: Readonly<Partial<Record<QuantityName, number>>>;
}

export function planHold(
  claims: readonly Claim[],
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
  policy: ComparePolicy = defaultComparePolicy,
): HoldPlan {
  const each = claims.map((claim) => ({ claim, decision: decisionOf(claim, spec, load, bench, policy) }));
  const longest = Math.max(shortest, ...each.map(holdAsked));
  return { hold: minutes(Math.ceil(inMinutes(seconds(longest)) - 1e-9)), claims: each };
}

export const holdOf = (
  claims: readonly Claim[],
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
): Seconds => planHold(claims, spec, load, bench).hold;

const undecidable = (why: Undecidable): Decision => ({ kind: "undecidable", why });

function decisionOf(
  claim: Claim,
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
  policy: ComparePolicy,
): Decision {
  const count = bench.energyStep ?? energyUnitOf(spec, spec.programmed);
  const still = (energy: EnergyQuantity): Decision => {
    const perSecond = energyUnderLoad(spec, energy, load) / hours(1);
    const { time, source } = stillnessTime(spec, energy, count, perSecond, policy);
    if (time === null) return undecidable({ kind: "noLimit", reason: source });
    return { kind: "stillness", hold: seconds(time + 2 * bench.sampledWithin), source };
  };
  const growing = (energy: EnergyQuantity, limit: Limit, base: (load: AppliedLoad) => number): Decision => {
    const once = appliedBetween([{ ...load, from: 0, to: 1 }], 0, 1);
    const found = energyLimit(limit, energy, spec, once, base, policy);
    if (found.kind === "none") return undecidable({ kind: "noLimit", reason: found.reason });
    const register = {
      count,
      power: base(load),
      sampledWithin: bench.sampledWithin,
      reference: bench.referenceUncertainty as Percent,
    };
    const needed = holdNeeded(register, found.limit, holdAimOf(policy));
    switch (needed.kind) {
      case "hold": {
        const reference = expanded([referencePart(register.reference)]);
        return { ...needed, kind: "resolution", limit: found.limit, reference };
      }
      case "noRoom":
        return undecidable({ ...needed, kind: "reference" });
      case "noPower":
        return undecidable(needed);
    }
  };
  switch (claim.type) {
    case "registersWithin":
      return growing(claim.energy, claim.limit, referencePower(spec.method, claim.energy));
    case "registersNothing":
      return still(claim.energy);
    case "registersFraction": {
      const expected = fractionPower(claim, spec.method);
      const whole = truePower(claim.energy);
      if (expected(load) === 0 && whole(load) === 0) return still(claim.energy);
      return growing(
        claim.energy,
        claim.limit,
        baseOf(expected, whole, expected(load), whole(load), policy.smallestFraction),
      );
    }
    case "equalsTwin": {
      const { quantity, limit } = claim;
      if (!isEnergyQuantity(quantity)) return shown(claim, spec, load, bench, policy);
      const power = twinPower(quantity);
      if (power === null) return undecidable({ kind: "noReference" });
      const whole = referencePower(spec.method, quantity);
      if (power(load) === 0 && whole(load) === 0) return still(quantity);
      return growing(
        quantity,
        limit,
        baseOf(power, whole, power(load), whole(load), policy.smallestFraction),
      );
    }
    case "readsWithin":
      return shown(claim, spec, load, bench, policy);
    case "startsWithin": {
      const power = load.twinPower.active;
      const hold = seconds(claim.time + (power > 0 ? hours((countsToSee * count) / power) : 0));
      return { kind: "start", hold };
    }
    case "staysSilent":
      return { kind: "silence", hold: shortest };
    case "answersWithin":
      return { kind: "answers", hold: shortest };
  }
}

/** Whether a claim is about an average, which stands only after its integration time. */
export const isOverTime = (claim: Claim): boolean =>
  "quantity" in claim && claim.quantity.includes("average");

/** What is displayed: the count of the display and the reference against the limit, before anything is read. */
function shown(
  claim: Extract<Claim, { type: "readsWithin" | "equalsTwin" }>,
  spec: MeterSpec,
  load: AppliedLoad,
  { referenceUncertainty, referenceReadings }: BenchAccuracy,
  policy: ComparePolicy,
): Decision {
  // Averages stand after their integration time, counted from a window that may just have begun.
  const settled = seconds(2 * spec.programmed.integrationTime);
  if (isOverTime(claim)) return { kind: "settling", hold: settled };
  const { quantity } = claim;
  const stated = claim.type === "readsWithin" && claim.of !== "reference" ? claim.of : undefined;
  const value = stated ?? referenceReadings?.[quantity];
  const count = value === undefined ? null : resolutionNear(spec, quantity, value);
  if (value === undefined || count === null || Math.abs(value) < 1e-9 * count || value === 0)
    return { kind: "display", hold: shortest, remaining: null };
  const limit = displayLimit(claim.limit, quantity, spec, load, policy);
  if (limit.kind === "none") return undecidable({ kind: "noLimit", reason: limit.reason });
  const parts = [displayResolution(count, value), referencePart(percent(referenceUncertainty))];
  const guardBand = guardBandOf(policy.guardBand, expanded(parts), furthest(parts));
  const remaining = percent(holdAimOf(policy).widest * limit.limit - guardBand);
  if (!(remaining >= 0)) return undecidable({ kind: "display", uncertainty: guardBand, limit: limit.limit });
  return { kind: "display", hold: shortest, remaining };
}
