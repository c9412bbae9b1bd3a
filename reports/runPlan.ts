/**
 * A run before it begins, for people and programs who want to see it first: every step with its hold, why it is held so
 * long, by what method each claim is decided, what can't be decided at all, what is skipped and why, and how long it all
 * takes. Plain JSON, with a schema number; seconds and percent throughout.
 */
import type { ClaimHold, HoldOrigin, HoldPolicy, Undecidable } from "#reports/holdReason.ts";
import type { Claim } from "#scenarios/claim.ts";

/** How a claim is decided. */
export type Method =
  | "register, read before and after"
  | "pulses, counted"
  | "register at rest, read before and after"
  | "display, read once"
  | "answers on the bus";

export interface PlannedClaim extends ClaimHold {
  readonly method: Method;
}

export interface StepOfPlan {
  readonly name: string;
  readonly hold: number;
  readonly origin: HoldOrigin;
  readonly claims: readonly PlannedClaim[];
}

export interface ScenarioOfPlan {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly theme: string;
  readonly model: string;
  /** Where it runs; none: it is skipped. */
  readonly positions: readonly string[];
  /** The CT ratio it is put to in place of the one it was written for. */
  readonly ctRatio: { readonly written: number; readonly bench: number } | null;
  readonly skipped: readonly { readonly position: string; readonly reason: string }[];
  readonly steps: readonly StepOfPlan[];
  readonly duration: number;
}

export interface RunPlanDocument {
  readonly schema: "conto-rig.plan/1";
  readonly bench: {
    readonly name: string;
    readonly kind: "virtual" | "hardware";
    /** Expanded uncertainty of its reference (k = 2), percent. */
    readonly uncertainty: number;
    /** Bench seconds in one real second. */
    readonly scale: number;
  };
  readonly holds: HoldPolicy;
  readonly scenarios: readonly ScenarioOfPlan[];
  /** Seconds of bench time held in all. */
  readonly duration: number;
  /** What a person at the source has to set, and what is reckoned for each time; null: nobody has to. */
  readonly settings: { readonly count: number; readonly each: number } | null;
}

/** Seconds of bench time the run takes in all: its holds, and the person at the source. */
export const wholeTime = ({ duration, settings }: RunPlanDocument): number =>
  duration + (settings === null ? 0 : settings.count * settings.each);

/** Seconds of real time that it takes on a real bench where that is longer than a working day; else null. */
export function longerThan(plan: RunPlanDocument, workingDay: number): number | null {
  const takes = wholeTime(plan) / plan.bench.scale;
  return plan.bench.kind === "hardware" && takes > workingDay ? takes : null;
}

export interface UndecidableClaim {
  readonly reference: string;
  readonly step: string;
  readonly claim: Claim;
  readonly why: Undecidable;
}

/** What the bench can't decide, however long it holds. */
export const undecidableClaims = (plan: RunPlanDocument): readonly UndecidableClaim[] =>
  plan.scenarios.flatMap(({ reference, steps }) =>
    steps.flatMap(({ name, claims }) =>
      claims.flatMap(({ claim, decision }) =>
        decision.kind === "undecidable" ? [{ reference, step: name, claim, why: decision.why }] : [],
      ),
    ),
  );

/** Scenarios that are skipped everywhere, by their reason, most first. */
export function skippedReasons(plan: RunPlanDocument): readonly {
  readonly reason: string;
  readonly scenarios: readonly string[];
}[] {
  const reasons = new Map<string, string[]>();
  for (const { reference, positions, skipped } of plan.scenarios) {
    if (positions.length > 0) continue;
    const reason = [...new Set(skipped.map((each) => each.reason))].join("; ");
    reasons.set(reason, [...(reasons.get(reason) ?? []), reference]);
  }
  return [...reasons]
    .map(([reason, scenarios]) => ({ reason, scenarios }))
    .toSorted((a, b) => b.scenarios.length - a.scenarios.length);
}

/** The longest steps, longest first. */
export const longestSteps = (
  plan: RunPlanDocument,
  count: number,
): readonly (StepOfPlan & { readonly reference: string })[] =>
  plan.scenarios
    .flatMap(({ reference, steps }) => steps.map((step) => ({ ...step, reference })))
    .toSorted((a, b) => b.hold - a.hold)
    .slice(0, count);
