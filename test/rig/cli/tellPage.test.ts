/** What a page is told of a plan before a source is armed: what there is to know, and nothing else. */
import { expect, it } from "vitest";
import type { PageNotice } from "#reports/live/protocol.ts";
import type { PlannedClaim, RunPlanDocument } from "#reports/runPlan.ts";
import { tellPage } from "#rig/cli/tellPage.ts";
import type { LiveRun } from "#rig/live/session.ts";

const claim = (decision: PlannedClaim["decision"]): PlannedClaim => ({
  claim: { type: "registersNothing", energy: "active energy" },
  decision,
  method: "register, read before and after",
});
/** A step of three hours and a setting of half an hour. */
const plan = (kind: "virtual" | "hardware", scale = 1): RunPlanDocument => ({
  schema: "conto-rig.plan/1",
  bench: { name: "b", kind, uncertainty: 0.1, scale },
  holds: "planned",
  scenarios: [
    {
      id: "a",
      reference: "wiring/a",
      title: "A",
      theme: "wiring",
      model: "Conto D4-s",
      positions: ["left"],
      ctRatio: null,
      skipped: [],
      steps: [
        {
          name: "held",
          hold: 10_800,
          origin: { kind: "planned" },
          claims: [
            claim({ kind: "silence", hold: 0 } as PlannedClaim["decision"]),
            claim({ kind: "undecidable", why: { kind: "noPower" } } as PlannedClaim["decision"]),
            claim({ kind: "undecidable", why: { kind: "noReference" } } as PlannedClaim["decision"]),
          ],
        },
      ],
      duration: 10_800,
    },
  ],
  duration: 10_800,
  settings: { count: 1, each: 1800 },
});
function told(
  of: RunPlanDocument,
  workingDay: number,
  leftLive: string | null = null,
): readonly PageNotice[] {
  const notices: PageNotice[] = [];
  const operator = { tell: (notice: PageNotice) => void notices.push(notice) };
  tellPage({ operator } as unknown as LiveRun, { plan: of, workingDay, leftLive });
  return notices;
}
const undecidable = { kind: "undecidable", claims: 2 };

it("a run that takes longer than a working day, settings included, in real time", () => {
  expect(told(plan("hardware"), 12_600)).toEqual([undecidable]);
  expect(told(plan("hardware"), 12_599)).toEqual([
    { kind: "long", takes: 12_600, workingDay: 12_599 },
    undecidable,
  ]);
  expect(told(plan("hardware", 2), 6299)[0]).toMatchObject({ kind: "long", takes: 6300 });
});

it("a run that left the source live, first of all; on a virtual bench nothing", () => {
  expect(told(plan("hardware"), 20_000, "killed")).toEqual([
    { kind: "leftLive", run: "killed" },
    undecidable,
  ]);
  expect(told(plan("virtual"), 1, "killed")).toEqual([]);
});
