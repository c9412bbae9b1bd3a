/** A comparison as the event stream carries it: a verdict and its finding, and whatever figures there are. */

import type { UncertaintyPart } from "#models/metrology/uncertainty.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { Comparison } from "#reports/events.ts";
import type { Claim } from "#scenarios/claim.ts";

export type Figures = Partial<Omit<Comparison, "claim" | "verdict" | "finding" | "budget">> & {
  readonly parts?: readonly UncertaintyPart[];
};

export function comparison(
  claim: Claim,
  verdict: Verdict,
  finding: string,
  figures: Figures = {},
): Comparison {
  const { parts = [], ...rest } = figures;
  return {
    claim,
    verdict,
    finding,
    unit: "",
    reference: null,
    twin: null,
    meter: null,
    error: null,
    limit: null,
    uncertainty: null,
    guardBand: null,
    limitSource: null,
    holdNeeded: null,
    ...rest,
    budget: parts.map(({ source, standard }) => ({ source, standard })),
  };
}
