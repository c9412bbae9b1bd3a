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
import { type ComparePolicy, holdAimOf } from "#rig/run/compare/policy.ts";
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
  const remedy =
    verdict === "inconclusive" ? remedyFor(window, evidence, limit, base, error, guardBand, policy) : null;
  const known = `limit ${percentText(limit.limit)}, uncertainty ${percentText(uncertainty)}`;
  return comparison(claim, verdict, `${measured}, ${known}${conclusion(verdict, remedy)}`, {
    ...figures,
    limit: limit.limit,
    limitSource: limit.source,
    holdNeeded: remedy?.kind === "longer" ? remedy.hold : null,
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

/** What would have to be otherwise for an undecided error to be decided. */
type Remedy =
  /** Held so long, it can be decided. */
  | { readonly kind: "longer"; readonly hold: number }
  | { readonly kind: "betterReference"; readonly reference: Percent; readonly limit: Percent }
  /** The error is as near to the limit as the reference is uncertain. */
  | { readonly kind: "tooNear" }
  /** The error is so near that it would take more than a thousand times as long. */
  | { readonly kind: "muchLonger" };

/** Beyond this many times the hold nobody is told to wait. */
const mostTimes = 1000;

/**
 * How to come to a decision: hold until what the hold can better is the planned share of the limit; and where it is
 * already, until the guard band (which shrinks as the hold grows) fits between the error and the limit.
 */
function remedyFor(
  { applied, count, before, after }: RegisterWindow,
  { referenceUncertainty }: Evidence,
  { limit }: Extract<ClaimLimit, { kind: "limit" }>,
  base: number,
  error: number,
  guardBand: number,
  policy: ComparePolicy,
): Remedy {
  // Power that makes `base` in the window; one hour of it is base times hours.
  const unit = energyOf(watts(1), seconds(applied.duration));
  const register = {
    count,
    power: base / unit,
    sampledWithin: seconds(Math.max(before.sampledWithin, after.sampledWithin)),
    reference: referenceUncertainty as Percent,
  };
  const planned = holdNeeded(register, limit, holdAimOf(policy));
  if (planned.kind === "noRoom") return { ...planned, kind: "betterReference" };
  if (planned.kind === "hold" && planned.hold > applied.duration)
    return { kind: "longer", hold: planned.hold };
  const fixed = coverageFactor * referenceUncertainty;
  const room = Math.abs(Math.abs(error) - limit) - fixed;
  if (!(room > 0)) return { kind: "tooNear" };
  const needed = (applied.duration * (guardBand - fixed)) / room;
  return needed < mostTimes * applied.duration ? { kind: "longer", hold: needed } : { kind: "muchLonger" };
}

function conclusion(verdict: "pass" | "fail" | "inconclusive", remedy: Remedy | null): string {
  if (verdict === "pass") return "";
  if (verdict === "fail") return ": outside the limit";
  switch (remedy?.kind) {
    case "longer":
      return `: can't be decided, hold it for ${durationText(remedy.hold)}`;
    case "betterReference":
      return `: can't be decided, the reference itself is uncertain by ${percentText(remedy.reference)} and leaves no room: it takes a better reference, not a longer hold`;
    case "muchLonger":
      return `: too near the limit to decide, even held for ${mostTimes} times as long`;
    case "tooNear":
    case undefined:
      return ": too near the limit to decide, and a longer hold would not help";
  }
}
