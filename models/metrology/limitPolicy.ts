/**
 * What to do where the accuracy standards are silent. They tabulate a few power factors, balanced load and the load of
 * one phase, and one influence at a time; a real load is none of these. Every choice here widens the limit rather than
 * narrows it, so that no meter fails for something its standard does not ask; every limit that rests on one says so.
 */
import { defaultReferenceFrequencies } from "#models/metrology/influence.ts";
import { degrees, type Hertz, type Radians, type Ratio, ratio } from "#models/units.ts";

export interface LimitPolicy {
  /** Between two tabulated power factors: the limit of the one further from unity, or none. */
  readonly betweenFactors: "wider" | "none";
  /** Power factors this close in angle to a tabulated one count as it. */
  readonly angleTolerance: Radians;
  /** A polyphase load that is neither balanced nor on one phase: the limit of the single-phase load, or none. */
  readonly unbalancedLoad: "single-phase" | "none";
  /** Single-phase load at a leading power factor, not tabulated: as lagging, down to 0.8 leading, or none. */
  readonly leadingSinglePhase: "as lagging" | "none";
  /** IEC 62053-23 has no row for reversed sequence or unbalance: the shift of IEC 62053-21 class 2, or no limit. */
  readonly unlistedReactiveInfluence: "as active" | "none";
  /** How far outside the outermost currents of a table a load point may lie and still be judged by it. */
  readonly currentTolerance: Ratio;
  readonly referenceFrequencies: readonly Hertz[];
}

export const defaultLimitPolicy: LimitPolicy = {
  betweenFactors: "wider",
  angleTolerance: degrees(2),
  unbalancedLoad: "single-phase",
  leadingSinglePhase: "as lagging",
  unlistedReactiveInfluence: "as active",
  currentTolerance: ratio(0.01),
  referenceFrequencies: defaultReferenceFrequencies,
};
