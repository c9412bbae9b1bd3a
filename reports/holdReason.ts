/**
 * Why a step is held as long as it is: what each of its claims asks of the hold, with the figures that decide it. Also
 * what no hold can decide, known before anything is energised. Figures only; the words are made beside the plan's.
 */
import type { Percent, Seconds } from "#models/units.ts";
import type { Claim } from "#scenarios/claim.ts";

export type Decision =
  /** Until a register's counts, or pulses, resolve the limit. */
  | {
      readonly kind: "resolution";
      readonly hold: Seconds;
      readonly limit: Percent;
      /** Expanded uncertainty of the reference (k = 2). */
      readonly reference: Percent;
      /** What is left of the limit for the meter's own error. */
      readonly remaining: Percent;
    }
  /** Until standing still proves something. */
  | { readonly kind: "stillness"; readonly hold: Seconds; readonly source: string }
  /** Until an average has settled: two integration times. */
  | { readonly kind: "settling"; readonly hold: Seconds }
  /** Until the meter must have started and counted. */
  | { readonly kind: "start"; readonly hold: Seconds }
  /** What is displayed is read once. */
  | {
      readonly kind: "display";
      readonly hold: Seconds;
      /** null: judged against a value of zero, to one count. */
      readonly remaining: Percent | null;
    }
  /** Silence is heard at once. */
  | { readonly kind: "silence"; readonly hold: Seconds }
  /** How soon the meter answers is seen at every question. */
  | { readonly kind: "answers"; readonly hold: Seconds }
  | { readonly kind: "undecidable"; readonly why: Undecidable };

export type Undecidable =
  /** The reference's expanded uncertainty (k = 2) leaves no room within the limit. */
  | { readonly kind: "reference"; readonly reference: Percent; readonly limit: Percent }
  /** The display's count and the reference together are wider than the limit. */
  | { readonly kind: "display"; readonly uncertainty: Percent; readonly limit: Percent }
  | { readonly kind: "noLimit"; readonly reason: string }
  /** Nothing flows that could be counted. */
  | { readonly kind: "noPower" }
  /** Nothing is known to compare it with. */
  | { readonly kind: "noReference" };

export interface ClaimHold {
  readonly claim: Claim;
  readonly decision: Decision;
}

/** Seconds a claim asks for; 0: no hold decides it. */
export const holdAsked = ({ decision }: ClaimHold): number =>
  decision.kind === "undecidable" ? 0 : decision.hold;

/** Where the hold of a step comes from. */
export type HoldOrigin =
  /** The shortest that decides, of the plan's. */
  | { readonly kind: "planned" }
  /** As the file says: because that was asked, or because it would be another test for another time. */
  | {
      readonly kind: "file";
      readonly because: "asked" | "about time" | "claims over all steps" | "no claims" | "average";
    };

/** `planned`: the shortest holds that decide; `file`: as the scenario files say. */
export const holdPolicies = ["planned", "file"] as const;
export type HoldPolicy = (typeof holdPolicies)[number];
