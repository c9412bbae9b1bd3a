/**
 * The limit a claim is held to: the percentage it states, or that of the meter's accuracy class at the load point. Over
 * several load points the class limit is the mean of theirs, each weighted with the energy it stands for, because that
 * is the error a meter at its limit everywhere would show.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { limitAt } from "#models/metrology/accuracyClass.ts";
import { type Percent, percent } from "#models/units.ts";
import type { Applied } from "#rig/run/compare/appliedEnergy.ts";
import type { NominalMeter } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import { kindOf } from "#scenarios/applied/appliedPower.ts";
import type { Limit } from "#scenarios/claim.ts";

export type ClaimLimit =
  | { readonly kind: "limit"; readonly limit: Percent; readonly source: string }
  | { readonly kind: "none"; readonly reason: string };

const stated = (limit: Percent): ClaimLimit => ({ kind: "limit", limit, source: "stated by the claim" });

/** Energy that flows where the class sets no limit may be this share of all before there is no limit at all. */
const untabulatedShare = 0.01;
/** There a meter may register nothing. */
const untabulatedLimit = 100;

export function energyLimit(
  limit: Limit,
  quantity: QuantityName,
  meter: NominalMeter,
  applied: Applied,
  power: (load: AppliedLoad) => number,
  policy: ComparePolicy,
): ClaimLimit {
  if (limit.kind === "percent") return stated(limit.value);
  const weights = applied.spans.map(({ load, duration }) => Math.abs(power(load)) * duration);
  const total = weights.reduce((a, b) => a + b, 0);
  const sources = new Set<string>();
  let sum = 0;
  for (const [i, { load }] of applied.spans.entries()) {
    const share = (weights[i] ?? 0) / total;
    if (!(share > 0)) continue;
    const found = limitAt(meter, kindOf(quantity), load.loadPoint, policy.limits);
    if (found.kind === "none" && share > untabulatedShare) return { kind: "none", reason: found.reason };
    sum += share * (found.kind === "none" ? untabulatedLimit : found.limit);
    sources.add(found.kind === "none" ? found.reason : found.source);
  }
  if (sources.size === 0) return { kind: "none", reason: "no energy flowed that a class could limit" };
  const source = [...sources].join(" | ");
  return {
    kind: "limit",
    limit: percent(Number(sum.toPrecision(12))),
    source: sources.size > 1 ? `weighted by energy: ${source}` : source,
  };
}

/** Powers have the limit of their energy's class; the other displayed quantities have none, and take the policy's. */
export function displayLimit(
  limit: Limit,
  quantity: QuantityName,
  meter: NominalMeter,
  load: AppliedLoad | undefined,
  policy: ComparePolicy,
): ClaimLimit {
  if (limit.kind === "percent") return stated(limit.value);
  const classed =
    /^(active|reactive|average|maximum average) power/.test(quantity) || /energy/.test(quantity);
  if (!classed)
    return {
      kind: "limit",
      limit: policy.displayLimit,
      source: `no accuracy class covers ${quantity}; ${policy.displayLimit} % by the rig's policy`,
    };
  if (load === undefined) return { kind: "none", reason: "no load is known at the reading" };
  return limitAt(meter, kindOf(quantity), load.loadPoint, policy.limits);
}
