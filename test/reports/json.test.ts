/** The versioned object other programs read. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runVerdict } from "#reports/conclusion.ts";
import { jsonReport, type RunDocument, runDocument } from "#reports/json.ts";
import { recordOf } from "#reports/record.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

describe("the JSON document", () => {
  it("says schema, verdict and findings of the sample run", () => {
    const document = JSON.parse(jsonReport(recordOf(sampleEvents))) as RunDocument;
    expect(document).toMatchObject({
      schema: "conto-rig.run/1",
      verdict: "error",
      complete: true,
      counts: { pass: 1, inconclusive: 1, fail: 1, error: 1 },
      skipped: 1,
      benchTime: 10900,
      run: { run: "2025-03-01-a", seed: 42 },
    });
    expect(document.findings[1]).toEqual({
      verdict: "fail",
      scenario: "reversed-ct",
      position: "P1",
      step: 0,
      sentence: "error -66.667 % is beyond the class limit of 1 %",
    });
  });
  it("has exactly these keys: a reader relies on them", () => {
    expect(Object.keys(runDocument(recordOf([]))).sort()).toEqual(
      "benchTime complete counts faults findings interruptions meters notCovered run scenarios schema skipped slowLines verdict wallTime".split(
        " ",
      ),
    );
  });
  it("is the same for any program that reads it back, and never flatters", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const record = recordOf(events.slice(0, cut % (events.length + 1)));
        const document = JSON.parse(jsonReport(record)) as RunDocument;
        expect(document).toEqual(JSON.parse(JSON.stringify(runDocument(record))));
        expect(document.verdict).toBe(runVerdict(record));
        if (document.verdict === "pass") expect(document.complete).toBe(true);
      }),
    );
  });
});
