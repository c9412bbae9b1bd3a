/**
 * How strictly readings are held against their limits: the choices a laboratory makes once, each with its default. They
 * never change what was measured, only what is concluded from it.
 */
import { type DecisionRule, type GuardBand, guarded } from "#models/metrology/decide.ts";
import { defaultLimitPolicy, type LimitPolicy } from "#models/metrology/limitPolicy.ts";
import { decidingShare, type HoldAim, smallestRoom } from "#models/metrology/uncertainty.ts";
import { type Percent, percent, type Ratio, ratio, type Seconds, seconds } from "#models/units.ts";
import { smallestFraction } from "#scenarios/applied/appliedPower.ts";

export interface ComparePolicy {
  readonly limits: LimitPolicy;
  readonly rule: DecisionRule;
  readonly guardBand: GuardBand;
  /** A planned hold brings its own part of the expanded uncertainty down to this share of the limit. */
  readonly decidingShare: Ratio;
  /** Share of the limit the reference must leave, or no hold is said to decide. */
  readonly smallestRoom: Ratio;
  /** Limit of displayed quantities that no accuracy standard speaks of (voltage, current, frequency, power factor). */
  readonly displayLimit: Percent;
  /** Below this share of the reference, an expected energy is no base for a percentage: the reference itself is. */
  readonly smallestFraction: Ratio;
  /** A register that stands still under load is believed once one count is at most this share of the reference. */
  readonly stillnessShare: Ratio;
  /** A no-load test shorter than its standard asks for decides nothing, or is taken as it is. */
  readonly noLoadTime: "as the standard" | "any";
  /** A register that moved by more than this many times the meter's largest power allows did not count: it jumped. */
  readonly plausibleOverload: number;
  /** Two readings of a displayed quantity a moment apart tell the same truth when they differ by no more than this. */
  readonly displayAgreement: Percent;
  /**
   * Pauses before a register is read again at one moment, in seconds of the meter: once at once whatever came, then only
   * while no two readings stand together. Together longer than a meter may show nonsense after it restarted.
   */
  readonly readAgainAfter: readonly Seconds[];
  /** What a register shows for at least this long, seconds of the meter, is no passing state of a restart. */
  readonly corroboratedOver: Seconds;
}

export const defaultComparePolicy: ComparePolicy = {
  limits: defaultLimitPolicy,
  rule: guarded,
  guardBand: "bounded",
  decidingShare,
  smallestRoom,
  displayLimit: percent(1),
  smallestFraction,
  stillnessShare: ratio(0.01),
  noLoadTime: "as the standard",
  plausibleOverload: 1.25,
  displayAgreement: percent(1),
  readAgainAfter: [0, 0, 1, 2, 3].map(seconds),
  corroboratedOver: seconds(5),
};

/** What holds are planned for under a policy. */
export const holdAimOf = ({ rule, decidingShare, smallestRoom }: ComparePolicy): HoldAim => ({
  decidingShare,
  smallestRoom,
  widest: rule.kind === "sharedRisk" ? rule.largestShare : ratio(1),
});
