/**
 * Holds one claim against its evidence and says what is true of it: the only place where the reference, the twin and the
 * meter under test meet. Pure: the same evidence always gives the same comparison.
 */
import type { Comparison } from "#reports/events.ts";
import { answersWithin } from "#rig/run/compare/answersWithin.ts";
import { equalsTwin } from "#rig/run/compare/equalsTwin.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { type ComparePolicy, defaultComparePolicy } from "#rig/run/compare/policy.ts";
import { readsWithin } from "#rig/run/compare/readsWithin.ts";
import { registersFraction } from "#rig/run/compare/registersFraction.ts";
import { registersNothing } from "#rig/run/compare/registersNothing.ts";
import { registersWithin } from "#rig/run/compare/registersWithin.ts";
import { startsWithin } from "#rig/run/compare/startsWithin.ts";
import { staysSilent } from "#rig/run/compare/staysSilent.ts";
import type { Claim } from "#scenarios/claim.ts";

export function compareClaim(
  claim: Claim,
  evidence: Evidence,
  policy: ComparePolicy = defaultComparePolicy,
): Comparison {
  switch (claim.type) {
    case "registersWithin":
      return registersWithin(claim, evidence, policy);
    case "registersNothing":
      return registersNothing(claim, evidence, policy);
    case "registersFraction":
      return registersFraction(claim, evidence, policy);
    case "equalsTwin":
      return equalsTwin(claim, evidence, policy);
    case "readsWithin":
      return readsWithin(claim, evidence, policy);
    case "startsWithin":
      return startsWithin(claim, evidence, policy);
    case "answersWithin":
      return answersWithin(claim, evidence);
    case "staysSilent":
      return staysSilent(claim, evidence);
  }
}
