/** A plan run on a bench, as the command does it: every event it tells, in their order. */
import type { RigEvent } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import { run } from "#rig/run/run.ts";

export async function told(plan: RunPlan, bench: Bench, seed = 1): Promise<readonly RigEvent[]> {
  const events: RigEvent[] = [];
  for await (const event of run(plan, bench, {
    run: "story",
    startedAt: "2026-01-01T00:00:00.000Z",
    rig: "conto-rig test",
    seed,
    sources: [],
    reproduce: (reference) => `conto-rig run ${reference}`,
    interrupted: new AbortController().signal,
    wallTime: () => 0,
  }))
    events.push(event);
  return events;
}
