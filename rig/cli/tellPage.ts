/**
 * What should be known before a source is armed, for whoever has only the page: an earlier run that left the source live,
 * a run beyond a working day, what the bench can't decide. A terminal has it in words, with the longest steps and the rest.
 */
import type { BeforeArming } from "#reports/live/protocol.ts";
import { longerThan, type RunPlanDocument, undecidableClaims } from "#reports/runPlan.ts";
import type { LiveRun } from "#rig/live/session.ts";

export interface KnownBeforeArming {
  readonly plan: RunPlanDocument;
  /** Seconds. */
  readonly workingDay: number;
  /** The earlier run that left the source live; null: none did. */
  readonly leftLive: string | null;
}

export function tellPage({ operator }: LiveRun, { plan, workingDay, leftLive }: KnownBeforeArming): void {
  if (plan.bench.kind !== "hardware") return;
  const takes = longerThan(plan, workingDay);
  const claims = undecidableClaims(plan).length;
  const notices: readonly (BeforeArming | null)[] = [
    leftLive === null ? null : { kind: "leftLive", run: leftLive },
    takes === null ? null : { kind: "long", takes, workingDay },
    claims === 0 ? null : { kind: "undecidable", claims },
  ];
  for (const notice of notices) if (notice !== null) operator.tell(notice);
}
