/** A displayed quantity reads a stated value, or what the reference says, within the limit. */
import { quantities } from "#models/meter/quantity.ts";
import type { Comparison } from "#reports/events.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { judgeReading } from "#rig/run/compare/judgeReading.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import type { Claim } from "#scenarios/claim.ts";

export function readsWithin(
  claim: Extract<Claim, { type: "readsWithin" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const { quantity, limit, of } = claim;
  const against = of === "reference" ? evidence.referenceReadings[quantity] : of;
  if (against === undefined)
    return comparison(claim, "inconclusive", `the reference says nothing of ${quantity}`, {
      unit: quantities[quantity],
    });
  const voice = of === "reference" ? "reference" : "stated";
  return judgeReading({ claim, quantity, limit, against, voice }, evidence, policy);
}
