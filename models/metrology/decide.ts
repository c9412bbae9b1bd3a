/**
 * The decision rule: an error, a limit, and a guard band for what is not known of the error. Guarded (the default): pass
 * when the error lies inside the limit by the whole guard band, fail when it lies outside by the whole guard band, and
 * no decision between. Shared risk: the bare error decides, provided the measurement is good enough for the limit.
 */
import type { Percent, Ratio } from "#models/units.ts";

export type DecisionRule =
  | { readonly kind: "guarded" }
  /** Decides only while the guard band is at most this share of the limit (1/3 in verification). */
  | { readonly kind: "sharedRisk"; readonly largestShare: Ratio };

export const guarded: DecisionRule = { kind: "guarded" };

/** All in percent, or all in one other unit. A figure that is not a number decides nothing. */
export function decide(
  error: number,
  guardBand: number,
  limit: number,
  rule: DecisionRule = guarded,
): "pass" | "inconclusive" | "fail" {
  if (![error, guardBand, limit].every(Number.isFinite)) return "inconclusive";
  const size = Math.abs(error);
  if (rule.kind === "sharedRisk") {
    if (guardBand > rule.largestShare * limit) return "inconclusive";
    return size <= limit ? "pass" : "fail";
  }
  if (size + guardBand <= limit) return "pass";
  return size - guardBand > limit ? "fail" : "inconclusive";
}

/**
 * `bounded`: the furthest the error can be from the truth, or the expanded uncertainty where that is more. With k = 2
 * alone, the register's last count would fail one borderline meter in thirty that is inside its class.
 * `expanded`: the expanded uncertainty.
 */
export type GuardBand = "bounded" | "expanded";

export const guardBandOf = (kind: GuardBand, expanded: Percent, furthest: Percent): Percent =>
  kind === "bounded" && furthest > expanded ? furthest : expanded;
