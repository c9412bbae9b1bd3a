/** What is not covered and what is said first: few lines for many scenarios, and none forgotten. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { notCoveredOf } from "#reports/conclusion.ts";
import type { RigEvent } from "#reports/events.ts";
import { findingsOf, headlinesOf } from "#reports/findings.ts";
import { gapLines } from "#reports/gaps.ts";
import { recordOf } from "#reports/record.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

const skipping = (reasons: readonly string[]): RigEvent[] =>
  sampleEvents.flatMap((event): RigEvent[] =>
    event.type === "runStarted"
      ? [{ ...event, scenarios: reasons.map((_, i) => ({ id: `s${i}`, title: `S ${i}`, steps: 1 })) }]
      : event.type === "runFinished"
        ? [
            ...reasons.map(
              (reason, i): RigEvent => ({
                type: "scenarioSkipped",
                scenario: `s${i}`,
                position: "P1",
                reason,
              }),
            ),
            event,
          ]
        : [],
  );

describe("what is not covered", () => {
  it("is a line for each reason, the one that keeps most out first, with four names and how many more", () => {
    const record = recordOf(skipping(["no bus", "no CT", "no CT", "no CT", "no CT", "no CT", "no CT"]));
    expect(gapLines(record, "en")).toEqual([
      "6 scenarios, skipped: no CT: s1, s2, s3, s4 and 2 more",
      "s0 @ P1: skipped: no bus",
    ]);
  });
  it("names the scenarios a broken-off run never began in one line", () => {
    const lines = gapLines(recordOf(sampleEvents.slice(0, 7)), "fr");
    expect(lines).toEqual(["4 scénarios, jamais commencé\u00a0: reversed-ct, near-limit, lost-link, tariff"]);
  });
  it("has a scenario that something broke in its last step: it was not run to its end", () => {
    const oneStep = sampleEvents.map(
      (event): RigEvent =>
        event.type === "runStarted"
          ? { ...event, scenarios: event.scenarios.map((one) => ({ ...one, steps: 1 })) }
          : event,
    );
    expect(gapLines(recordOf(oneStep), "en")).toContain("lost-link @ P1: broken off before its end");
  });
  it("has as many lines as reasons, and lines exactly when something is not covered", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 20 }), (reasons) => {
        const lines = gapLines(recordOf(skipping(reasons)), "en");
        expect(lines).toHaveLength(new Set(reasons).size);
      }),
    );
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const record = recordOf(events.slice(0, 1 + (cut % events.length)));
        expect(gapLines(record, "en").length === 0).toBe(notCoveredOf(record).length === 0);
      }),
    );
  });
});

describe("headlines", () => {
  it("are one for each scenario at its position, worst first, none of what was never begun", () => {
    // cut before the end of near-limit, whose claim was too close to decide; lost-link and tariff never began
    const record = recordOf(sampleEvents.slice(0, 18));
    const headlines = headlinesOf(findingsOf(record));
    expect(headlines.map(({ finding }) => [finding.verdict, finding.scenario])).toEqual([
      ["fail", "reversed-ct"],
      ["inconclusive", "near-limit"],
      ["inconclusive", null],
    ]);
  });
  it("count every finding once, and explain every verdict that is no pass", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const findings = findingsOf(recordOf(events.slice(0, cut % (events.length + 1))));
        const headlines = headlinesOf(findings);
        expect(headlines.length > 0).toBe(findings.length > 0);
        const counted = headlines.reduce((sum, { others }) => sum + 1 + others, 0);
        const unbegun = findings.filter((f) => f.kind === "bare" && f.why === "neverStarted").length;
        expect([findings.length, findings.length - unbegun]).toContain(counted);
        expect(headlines[0]?.finding.verdict).toBe(
          (findings.find((f) => f.kind !== "bare" || f.why !== "neverStarted") ?? findings[0])?.verdict,
        );
      }),
    );
  });
});
