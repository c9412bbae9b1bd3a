/**
 * Judges how much a register grew against how much it should have: the error in percent, its uncertainty budget, the
 * limit, and the decision. Claims differ only in what the growth should have been and in what the percentage is of.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { quantities } from "#models/meter/quantity.ts";
import { decide, guardBandOf } from "#models/metrology/decide.ts";
import { percentageError } from "#models/metrology/percentageError.ts";
import {
  coverageFactor,
  expanded,
  furthest,
  holdNeeded,
  pulseResolution,
  referencePart,
  registerResolution,
  samplingInstants,
  type UncertaintyPart,
} from "#models/metrology/uncertainty.ts";
import { energyOf, type Percent, percent, seconds, watts } from "#models/units.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn, powerAround } from "#rig/run/compare/appliedEnergy.ts";
import { type ClaimLimit, energyLimit } from "#rig/run/compare/claimLimit.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import type { RegisterWindow } from "#rig/run/compare/registerWindow.ts";
import { durationText, percentText, signedPercentText } from "#rig/run/compare/wording.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import { referencePower, twinPower } from "#scenarios/applied/appliedPower.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";

export interface Growth {
  readonly claim: Claim;
  readonly quantity: EnergyQuantity;
  readonly limit: Limit;
  /** Power the register should have grown by. */
  readonly expected: (load: AppliedLoad) => number;
  /** Power whose energy the percentages are of. */
  readonly base: (load: AppliedLoad) => number;
  /** The beginning of the finding: what was registered, of what. */
  readonly story: string;
}

export function judgeGrowth(
  growth: Growth,
  window: RegisterWindow,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const { claim, quantity, story } = growth;
  const { method } = evidence.meter;
  const base = Math.abs(energyIn(window.applied, growth.base));
  const expected = energyIn(window.applied, growth.expected);
  const twin = twinPower(quantity);
  const error = percentageError(base + window.moved - expected, base) ?? percent(Number.NaN);
  const parts = budget(growth, window, evidence, base, expected);
  const uncertainty = expanded(parts);
  const guardBand = guardBandOf(policy.guardBand, uncertainty, furthest(parts));
  const limit = energyLimit(growth.limit, quantity, evidence.meter, window.applied, growth.base, policy);
  const figures = {
    unit: quantities[quantity],
    reference: energyIn(window.applied, referencePower(method, quantity)),
    twin: twin === null ? null : energyIn(window.applied, twin),
    meter: window.moved,
    error,
    uncertainty,
    guardBand,
    parts,
  };
  const measured = `${story}; error ${signedPercentText(error)}`;
  if (limit.kind === "none") {
    const finding = `${measured}, uncertainty ${percentText(uncertainty)}; no limit to judge it by: ${limit.reason}`;
    return comparison(claim, "inconclusive", finding, figures);
  }
  const verdict = decide(error, guardBand, limit.limit, policy.rule);
  const longer =
    verdict === "inconclusive" ? longerHold(window, evidence, limit, base, error, guardBand, policy) : null;
  const known = `limit ${percentText(limit.limit)}, uncertainty ${percentText(uncertainty)}`;
  return comparison(claim, verdict, `${measured}, ${known}${conclusion(verdict, longer)}`, {
    ...figures,
    limit: limit.limit,
    limitSource: limit.source,
    holdNeeded: longer,
  });
}

function budget(
  growth: Growth,
  { before, after, count }: RegisterWindow,
  { intervals, referenceUncertainty }: Evidence,
  base: number,
  expected: number,
): UncertaintyPart[] {
  const straying = [before, after].map(({ sampledAt, sampledWithin }) =>
    energyOf(powerAround(intervals, sampledAt, sampledWithin, growth.expected), seconds(sampledWithin)),
  );
  const reference = percent(referenceUncertainty * Math.abs(expected / base));
  return [
    before.by === "pulses" ? pulseResolution(count, base) : registerResolution(count, base),
    ...(straying.some((energy) => energy > 0) ? [samplingInstants(straying, base)] : []),
    ...(reference > 0 ? [referencePart(reference)] : []),
  ];
}

/**
 * How long to hold so that it can be decided: until the uncertainty is the planned share of the limit; and where it is
 * already, until the guard band (which shrinks as the hold grows) fits between the error and the limit.
 */
function longerHold(
  { applied, count, before, after }: RegisterWindow,
  { referenceUncertainty }: Evidence,
  { limit }: Extract<ClaimLimit, { kind: "limit" }>,
  base: number,
  error: number,
  guardBand: number,
  policy: ComparePolicy,
): number | null {
  // Power that makes `base` in the window; one hour of it is base times hours.
  const unit = energyOf(watts(1), seconds(applied.duration));
  const register = {
    count,
    power: base / unit,
    sampledWithin: seconds(Math.max(before.sampledWithin, after.sampledWithin)),
    reference: referenceUncertainty as Percent,
  };
  const planned = holdNeeded(register, limit, policy.decidingShare);
  if (planned === null || planned > applied.duration) return planned;
  const fixed = coverageFactor * referenceUncertainty;
  const room = Math.abs(Math.abs(error) - limit) - fixed;
  const needed = (applied.duration * (guardBand - fixed)) / room;
  return room > 0 && needed > applied.duration && needed < 1000 * applied.duration ? needed : null;
}

function conclusion(verdict: "pass" | "fail" | "inconclusive", longer: number | null): string {
  if (verdict === "pass") return "";
  if (verdict === "fail") return ": outside the limit";
  return longer === null
    ? ": too near the limit to decide, and a longer hold would not help"
    : `: can't be decided, hold it for ${durationText(longer)}`;
}
