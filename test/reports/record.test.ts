/** The record of a run as the fold of its events, and what it is worth. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsOf, notCoveredOf, runVerdict, verdictOf } from "#reports/conclusion.ts";
import type { RigEvent } from "#reports/events.ts";
import { findingsOf, findingsOfAttempt } from "#reports/findings.ts";
import { emptyRecord, fold, type RunRecord, recordOf } from "#reports/record.ts";
import { claimsOf, expectedVerdict, runArbitrary, worstByRank } from "./eventStreams.ts";
import { comparison, sampleEvents } from "./sampleRun.ts";

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};
const isWorseThanPass = (record: RunRecord) => runVerdict(record) !== "pass";

describe("the sample run", () => {
  const record = recordOf(sampleEvents);
  it("has one of each verdict, one skipped, and the worst is its verdict", () => {
    expect(countsOf(record)).toEqual({ pass: 1, inconclusive: 1, fail: 1, error: 1 });
    expect(runVerdict(record)).toBe("error");
    expect(record.strays).toEqual([]);
  });
  it("puts every event where a reader looks for it", () => {
    const [first] = record.scenarios;
    if (first?.kind !== "attempted") throw new Error("the first scenario was attempted");
    expect(first.steps[0]?.samples.map(({ moment }) => moment)).toEqual(["before", "after"]);
    expect(first.steps[0]?.comparisons[0]?.meter).toBe(3453.45);
    expect(first.end).toEqual({
      verdict: "pass",
      reproduce: "conto-rig run full-load --position P1 --seed 42",
      at: 3600,
    });
  });
  it("lists findings worst first, and the farthest beyond its limit before the others", () => {
    expect(findingsOf(record).map(({ verdict, scenario }) => [verdict, scenario])).toEqual([
      ["error", "lost-link"],
      ["fail", "reversed-ct"],
      ["inconclusive", "near-limit"],
    ]);
    const twoFails = recordOf(
      sampleEvents.flatMap((event) =>
        event.type === "compared" && event.comparison.verdict === "fail"
          ? [
              { ...event, comparison: comparison({ verdict: "fail", error: 1.5, finding: "near" }) },
              { ...event, comparison: comparison({ verdict: "fail", error: -40, finding: "far" }) },
            ]
          : [event],
      ),
    );
    const sentences = findingsOf(twoFails).flatMap((f) => (f.kind === "claim" ? [f.comparison.finding] : []));
    expect(sentences.slice(0, 2)).toEqual(["far", "near"]);
  });
  it("says what is not covered: a step never reached, a scenario skipped", () => {
    expect(notCoveredOf(record)).toEqual([
      { kind: "stepsMissing", scenario: "lost-link", position: "P1", missing: 1 },
      { kind: "skipped", scenario: "tariff", position: "P1", reason: "the meter has one tariff only" },
    ]);
  });
});

describe("folding", () => {
  it("gives the same record whether the stream comes whole, in slices, or through JSON in between", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const at = cut % (events.length + 1);
        const head = JSON.parse(JSON.stringify(recordOf(events.slice(0, at)))) as RunRecord;
        const whole = events.slice(at).reduce(fold, head);
        expect(whole).toEqual(recordOf(events));
      }),
    );
  });
  it("never changes the record it is given", () => {
    fc.assert(
      fc.property(runArbitrary, ({ events }) => {
        let record = deepFreeze(emptyRecord);
        for (const event of events) record = deepFreeze(fold(record, event));
        expect(record).toEqual(recordOf(events));
      }),
    );
  });
  it("keeps every comparison of the stream", () => {
    fc.assert(
      fc.property(runArbitrary, ({ events }) => {
        const kept = recordOf(events).scenarios.flatMap((s) =>
          s.kind === "attempted" ? s.steps.flatMap(({ comparisons }) => comparisons) : [],
        );
        expect(kept).toHaveLength(events.filter(({ type }) => type === "compared").length);
      }),
    );
  });
});

describe("the worst wins", () => {
  it("in every attempt and in the run, and the counts add up", () => {
    fc.assert(
      fc.property(runArbitrary, ({ attempts, events }) => {
        const record = recordOf(events);
        const run = attempts.filter(({ skipped }) => !skipped);
        const found = record.scenarios.flatMap((s) => (s.kind === "attempted" ? [verdictOf(record, s)] : []));
        expect(found).toEqual(run.map(claimsOf));
        expect(runVerdict(record)).toBe(expectedVerdict(attempts));
        expect(Object.values(countsOf(record)).reduce((a, b) => a + b)).toBe(run.length);
      }),
    );
  });
  it("even when the rig announces better than the claims say", () => {
    fc.assert(
      fc.property(runArbitrary, ({ attempts, events }) => {
        const flattered = events.map(
          (event): RigEvent =>
            event.type === "scenarioFinished" || event.type === "runFinished"
              ? { ...event, verdict: "pass" }
              : event,
        );
        expect(runVerdict(recordOf(flattered))).toBe(expectedVerdict(attempts));
      }),
    );
  });
  it("and when the rig announces worse, that stands too", () => {
    const sterner = recordOf(
      sampleEvents
        .filter((event) => !("scenario" in event) || event.scenario === "full-load")
        .map(
          (event): RigEvent =>
            event.type === "scenarioFinished"
              ? { ...event, verdict: "fail" }
              : event.type === "runStarted"
                ? { ...event, scenarios: event.scenarios.slice(0, 1) }
                : event.type === "runFinished"
                  ? { ...event, verdict: "pass" }
                  : event,
        ),
    );
    expect(runVerdict(sterner)).toBe("fail");
    expect(findingsOf(sterner)).toMatchObject([{ kind: "bare", why: "asConcluded", verdict: "fail" }]);
  });
  it("findings are empty exactly when the verdict is pass, and their worst is the verdict", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const record = recordOf(events.slice(0, cut % (events.length + 1)));
        const findings = findingsOf(record);
        expect(findings.length > 0).toBe(isWorseThanPass(record));
        if (findings.length > 0)
          expect(worstByRank(findings.map(({ verdict }) => verdict))).toBe(runVerdict(record));
        for (const s of record.scenarios)
          if (s.kind === "attempted")
            expect(findingsOfAttempt(record, s).length > 0).toBe(verdictOf(record, s) !== "pass");
      }),
    );
  });
});

describe("what is missing never counts as a pass", () => {
  it("a stream cut off anywhere", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const record = recordOf(events.slice(0, cut % events.length));
        expect(isWorseThanPass(record)).toBe(true);
      }),
    );
  });
  const passing = sampleEvents
    .filter((event) => !("scenario" in event) || event.scenario === "full-load")
    .map(
      (event): RigEvent =>
        event.type === "runStarted"
          ? { ...event, scenarios: event.scenarios.slice(0, 1) }
          : event.type === "runFinished"
            ? { ...event, verdict: "pass" }
            : event,
    );
  it("(whole, this one passes)", () => expect(runVerdict(recordOf(passing))).toBe("pass"));
  it("any one event lost, but a reading", () => {
    passing.forEach((lost, i) => {
      if (lost.type === "sampled") return;
      const record = recordOf(passing.filter((_, j) => j !== i));
      expect([lost.type, runVerdict(record)]).not.toEqual([lost.type, "pass"]);
    });
  });
  it("an interrupted run", () => {
    const interrupted = passing.map(
      (event): RigEvent => (event.type === "runFinished" ? { ...event, interrupted: true } : event),
    );
    expect(runVerdict(recordOf(interrupted))).toBe("inconclusive");
  });
  it("a planned scenario nobody began", () => {
    const planned = passing.map(
      (event): RigEvent =>
        event.type === "runStarted"
          ? { ...event, scenarios: [...event.scenarios, { id: "forgotten", title: "Forgotten", steps: 1 }] }
          : event,
    );
    expect(runVerdict(recordOf(planned))).toBe("inconclusive");
    expect(notCoveredOf(recordOf(planned))).toEqual([
      { kind: "neverStarted", scenario: "forgotten", position: null },
    ]);
  });
  it("a run in which everything was skipped", () => {
    const [start, end] = [passing[0]!, passing.at(-1)!];
    const record = recordOf([
      start,
      { type: "scenarioSkipped", scenario: "full-load", position: "P1", reason: "no" },
      end,
    ]);
    expect(runVerdict(record)).toBe("inconclusive");
  });
});

describe("a scenario begun again", () => {
  const of = (scenario: string) =>
    sampleEvents.filter((event) => "scenario" in event && event.scenario === scenario);
  const start = sampleEvents[0]!;
  const end: RigEvent = { ...(sampleEvents.at(-1) as RigEvent & { type: "runFinished" }), verdict: "pass" };
  const planOf = (id: string): RigEvent => ({
    ...(start as RigEvent & { type: "runStarted" }),
    scenarios: [{ id, title: id, steps: 1 }],
  });
  it("takes the place of an attempt a power cut broke off", () => {
    const attempt = of("full-load");
    const record = recordOf([
      planOf("full-load"),
      ...attempt.slice(0, 3),
      planOf("full-load"),
      ...attempt,
      end,
    ]);
    expect(runVerdict(record)).toBe("pass");
    expect(record.scenarios.map((s) => s.kind === "attempted" && s.superseded)).toEqual([true, false]);
  });
  it("does not wipe out a fail", () => {
    const attempt = of("reversed-ct");
    const good = attempt.map(
      (event): RigEvent =>
        event.type === "compared"
          ? { ...event, comparison: comparison({}) }
          : event.type === "scenarioFinished"
            ? { ...event, verdict: "pass" }
            : event,
    );
    const record = recordOf([planOf("reversed-ct"), ...attempt, ...good, end]);
    expect(runVerdict(record)).toBe("fail");
    expect(countsOf(record)).toEqual({ pass: 1, inconclusive: 0, fail: 1, error: 0 });
  });
  it("a fault after it belongs to it alone", () => {
    const attempt = of("full-load");
    const record = recordOf([
      planOf("full-load"),
      ...attempt.slice(0, 3),
      ...attempt,
      { type: "faulted", scenario: "full-load", position: "P1", step: 0, code: "x", message: "y" },
      end,
    ]);
    expect(record.scenarios.map((s) => s.kind === "attempted" && s.faults.length)).toEqual([0, 1]);
    expect(runVerdict(record)).toBe("error");
  });
});
