/**
 * Streams of events as a run makes them, for properties: some scenarios on some positions, each with steps, readings,
 * comparisons of drawn verdicts, perhaps a fault, perhaps skipped. The drawn plan comes along, so that a property can
 * say what the record must conclude without asking the code it tests.
 */
import fc from "fast-check";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { RigEvent } from "#reports/events.ts";
import { balanced, comparison } from "./sampleRun.ts";

export const verdictArbitrary = fc.constantFrom<Verdict>("pass", "inconclusive", "fail", "error");

export interface DrawnAttempt {
  readonly scenario: string;
  readonly position: string;
  readonly skipped: boolean;
  readonly faulted: boolean;
  /** Per step the verdicts of its claims. */
  readonly steps: readonly (readonly Verdict[])[];
}
export interface DrawnRun {
  readonly attempts: readonly DrawnAttempt[];
  readonly events: readonly RigEvent[];
}

/** Written out here rather than taken from the models: it is what the record is held against. */
const rank: Readonly<Record<Verdict, number>> = { pass: 0, inconclusive: 1, fail: 2, error: 3 };
export const worstByRank = (list: readonly Verdict[]): Verdict =>
  list.length === 0 ? "inconclusive" : [...list].sort((a, b) => rank[b] - rank[a])[0]!;

export const claimsOf = ({ faulted, steps }: DrawnAttempt): Verdict =>
  worstByRank([worstByRank(steps.flat()), faulted ? "error" : "pass"]);

export const expectedVerdict = (attempts: readonly DrawnAttempt[]): Verdict =>
  worstByRank(attempts.filter(({ skipped }) => !skipped).map(claimsOf));

function eventsOf(attempts: readonly DrawnAttempt[], seed: number): RigEvent[] {
  const ids = [...new Set(attempts.map(({ scenario }) => scenario))];
  const stepsOf = (id: string) => attempts.find(({ scenario }) => scenario === id)?.steps.length ?? 0;
  let at = 0;
  const events: RigEvent[] = [
    {
      type: "runStarted",
      schema: 1,
      run: "r",
      startedAt: "2025-01-01T00:00:00Z",
      rig: "conto-rig 0.0.0",
      seed,
      bench: {
        name: "b",
        kind: "virtual",
        positions: [...new Set(attempts.map(({ position }) => position))],
      },
      scenarios: ids.map((id) => ({ id, title: `title of ${id}`, steps: stepsOf(id) })),
      planned: 60 * attempts.reduce((n, { steps }) => n + steps.length, 0),
      sources: [],
    },
  ];
  for (const attempt of attempts) {
    const { scenario, position } = attempt;
    if (attempt.skipped) {
      events.push({ type: "scenarioSkipped", scenario, position, reason: "does not apply" });
      continue;
    }
    events.push({
      type: "scenarioStarted",
      scenario,
      title: `title of ${scenario}`,
      theme: "balanced",
      teaches: "something",
      position,
      meter: "a meter",
      planned: 60,
    });
    attempt.steps.forEach((verdicts, step) => {
      events.push({
        type: "stepStarted",
        scenario,
        position,
        step,
        name: `step ${step}`,
        hold: 60,
        at,
        signals: balanced,
        referencePower: { active: 3450, reactive: 0 },
        predictedFraction: 1,
        auditResidual: 0,
      });
      at += 60;
      events.push({
        type: "sampled",
        scenario,
        position,
        step,
        moment: "after",
        reading: { kind: "silent", quantity: "active energy", waited: 1, sampledAt: at },
      });
      for (const verdict of verdicts)
        events.push({ type: "compared", scenario, position, step, comparison: comparison({ verdict }) });
    });
    // A bus that was away and came back decides nothing.
    if (attempt.steps.length % 2 === 1)
      events.push({
        type: "linkInterrupted",
        scenario,
        step: attempt.steps.length - 1,
        bus: "main",
        positions: [position],
        from: at,
        to: at + 2,
        cause: "read ECONNRESET",
      });
    // So does a bus that is slow, which is told again as it becomes slower.
    if (attempt.steps.length > 1)
      events.push({
        type: "lineFoundSlow",
        bus: "main",
        positions: [position],
        latency: 0.3 + at / 1e6,
        expected: 0.3,
      });
    if (attempt.faulted)
      events.push({ type: "faulted", scenario, position, step: null, code: "bus-lost", message: "lost" });
    const verdict = claimsOf(attempt);
    events.push({ type: "scenarioFinished", scenario, position, verdict, reproduce: "conto-rig run", at });
  }
  events.push({
    type: "runFinished",
    verdict: expectedVerdict(attempts),
    counts: { pass: 0, inconclusive: 0, fail: 0, error: 0 },
    skipped: 0,
    benchTime: at,
    wallTime: 1,
    interrupted: false,
  });
  return events;
}

/** Two positions at most, every scenario on each of them. */
export const runArbitrary: fc.Arbitrary<DrawnRun> = fc
  .record({
    seed: fc.integer(),
    positions: fc.integer({ min: 1, max: 2 }),
    scenarios: fc.array(
      fc.record({
        skipped: fc.boolean(),
        faulted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
        steps: fc.array(
          fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant<Verdict>("pass") }, verdictArbitrary), {
            maxLength: 3,
          }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ seed, positions, scenarios }) => {
    const attempts = scenarios.flatMap((drawn, i) =>
      Array.from({ length: positions }, (_, p) => ({ ...drawn, scenario: `s${i}`, position: `P${p + 1}` })),
    );
    return { attempts, events: eventsOf(attempts, seed) };
  });

/** Text as hostile as a meter's nameplate or a scenario file can make it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onmouseover='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "&lt;b&gt;",
    "\u001b[2J\u001b]0;owned\u0007",
    "\u0000\u000b\ud800",
    "\u202etxt.exe",
    "javascript:alert(1)",
  ),
);
