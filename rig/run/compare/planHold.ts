/**
 * How long a step must be held so that its claims can be decided: long enough for the registers to resolve the limit,
 * for a register that should stand still to prove it, for an average to settle. Rounded up to a whole minute.
 */

import { type EnergyQuantity, isEnergyQuantity } from "#models/meter/quantity.ts";
import { energyUnitOf } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { holdNeeded } from "#models/metrology/uncertainty.ts";
import { hours, inMinutes, minutes, type Percent, type Seconds, seconds } from "#models/units.ts";
import { appliedBetween } from "#rig/run/compare/appliedEnergy.ts";
import { energyLimit } from "#rig/run/compare/claimLimit.ts";
import { type ComparePolicy, defaultComparePolicy } from "#rig/run/compare/policy.ts";
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

interface ClaimHold {
  readonly claim: Claim;
  /** Null: no hold decides it. */
  readonly hold: Seconds | null;
}
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
}

export function planHold(
  claims: readonly Claim[],
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
  policy: ComparePolicy = defaultComparePolicy,
): HoldPlan {
  const each = claims.map((claim) => ({
    claim,
    hold: claimHold(claim, spec, load, bench, policy),
  }));
  const longest = Math.max(shortest, ...each.map(({ hold }) => hold ?? 0));
  return { hold: minutes(Math.ceil(inMinutes(seconds(longest)) - 1e-9)), claims: each };
}

export const holdOf = (
  claims: readonly Claim[],
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
): Seconds => planHold(claims, spec, load, bench).hold;

function claimHold(
  claim: Claim,
  spec: MeterSpec,
  load: AppliedLoad,
  bench: BenchAccuracy,
  policy: ComparePolicy,
): Seconds | null {
  const count = bench.energyStep ?? energyUnitOf(spec, spec.programmed);
  const still = (energy: EnergyQuantity): Seconds | null => {
    const perSecond = energyUnderLoad(spec, energy, load) / hours(1);
    const { time } = stillnessTime(spec, energy, count, perSecond, policy);
    return time === null ? null : seconds(time + 2 * bench.sampledWithin);
  };
  const growing = (
    energy: EnergyQuantity,
    limit: Limit,
    base: (load: AppliedLoad) => number,
  ): Seconds | null => {
    const once = appliedBetween([{ ...load, from: 0, to: 1 }], 0, 1);
    const found = energyLimit(limit, energy, spec, once, base, policy);
    if (found.kind === "none") return null;
    return holdNeeded(
      {
        count,
        power: base(load),
        sampledWithin: bench.sampledWithin,
        reference: bench.referenceUncertainty as Percent,
      },
      found.limit,
      policy.decidingShare,
    );
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
      if (!isEnergyQuantity(quantity)) return shown(quantity, spec);
      const power = twinPower(quantity);
      if (power === null) return null;
      const whole = referencePower(spec.method, quantity);
      if (power(load) === 0 && whole(load) === 0) return still(quantity);
      return growing(
        quantity,
        limit,
        baseOf(power, whole, power(load), whole(load), policy.smallestFraction),
      );
    }
    case "readsWithin":
      return shown(claim.quantity, spec);
    case "startsWithin": {
      const power = load.twinPower.active;
      return seconds(claim.time + (power > 0 ? hours((countsToSee * count) / power) : 0));
    }
    case "staysSilent":
    case "answersWithin":
      return shortest;
  }
}

/** Averages stand after their integration time, counted from a window that may just have begun. */
const shown = (quantity: string, spec: MeterSpec): Seconds =>
  quantity.includes("average") ? seconds(2 * spec.programmed.integrationTime) : shortest;
