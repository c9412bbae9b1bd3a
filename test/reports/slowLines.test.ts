/** A bus that is slower than its settings lead to expect, as every report says it: once, with the slowest it was. */
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import { runDocument } from "#reports/json.ts";
import { markdownReport } from "#reports/markdown.ts";
import { emptyRecord, recordOf } from "#reports/record.ts";
import { slowLineSentence, slowLinesOf } from "#reports/slowLines.ts";
import { textReport, unstyled } from "#reports/text.ts";
import { sampleEvents } from "./sampleRun.ts";

const slow = (latency: number, bus = "main"): RigEvent => ({
  type: "lineFoundSlow",
  bus,
  positions: [bus === "main" ? "P1" : "P2"],
  latency,
  expected: 0.3,
});
/** The sample run with this told before its end. */
const recordWith = (...events: readonly RigEvent[]) =>
  recordOf([...sampleEvents.slice(0, -1), ...events, ...sampleEvents.slice(-1)]);
/** Figures and units are kept together by spaces that do not break. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const plain = { style: unstyled, width: 400, reportPath: null, listPasses: false };
const sentence =
  "bus main is slow: its slowest answer took 1,200 ms instead of 300 ms at most; it was waited for";

describe("a slow bus", () => {
  const record = recordWith(slow(0.45), slow(1.2));
  it("stands once in the summary, the Markdown, the HTML and the JSON, with the slowest it was", () => {
    expect(plainSpaces(textReport(record, plain))).toContain(`Slow buses\n  - ${sentence}\n`);
    expect(plainSpaces(markdownReport(record, "en")).split(sentence)).toHaveLength(2);
    expect(plainSpaces(htmlReport(record, "en")).split(sentence)).toHaveLength(2);
    expect(htmlReport(record, "en")).not.toContain("answer took 450");
    expect(runDocument(record).slowLines).toEqual([
      { bus: "main", positions: ["P1"], latency: 1.2, expected: 0.3 },
    ]);
  });
  it("stands between the head and the counts of a run with nothing else to tell, one empty line from each", () => {
    const passing = sampleEvents
      .filter((event) => !("scenario" in event) || event.scenario === "full-load")
      .map((event): RigEvent => {
        if (event.type === "runFinished") return { ...event, verdict: "pass" };
        if (event.type !== "runStarted") return event;
        return { ...event, scenarios: event.scenarios.filter(({ id }) => id === "full-load") };
      });
    const quiet = recordOf([...passing.slice(0, -1), slow(1.2), ...passing.slice(-1)]);
    expect(textReport(quiet, plain).split("\n").slice(1, 5).map(plainSpaces)).toEqual([
      "",
      "Slow buses",
      `  - ${sentence}`,
      "",
    ]);
  });
  it("is said in French", () => {
    expect(plainSpaces(slowLineSentence(record.slowLines[0]!, "fr"))).toBe(
      "le bus main est lent : sa réponse la plus lente a pris 1 200 ms au lieu de 300 ms au plus ; elle a été attendue",
    );
    expect(htmlReport(record, "fr")).toContain("le bus main est lent");
    expect(markdownReport(record, "fr")).toContain("Bus lents");
  });
  it("changes no verdict, and leaves a run without one as it was", () => {
    const without = recordOf(sampleEvents);
    expect(runDocument(record).verdict).toBe(runDocument(without).verdict);
    expect(runDocument(record).counts).toEqual(runDocument(without).counts);
    expect(record.strays).toEqual([]);
    expect(textReport(without, plain)).not.toContain("Slow");
    expect(markdownReport(without, "en")).not.toContain("Slow");
    expect(emptyRecord.slowLines).toEqual([]);
  });
  it("is one of several, and of the positions on it", () => {
    const two = recordWith(slow(0.5), slow(0.6, "roof"), slow(0.7));
    expect(two.slowLines.map(({ bus, latency }) => [bus, latency])).toEqual([
      ["roof", 0.6],
      ["main", 0.7],
    ]);
    expect(slowLinesOf(two, { position: "P2" })).toMatchObject([{ bus: "roof" }]);
  });
  it("whatever a bus is called stays a name", () => {
    const hostile = recordWith(slow(1, "<script>alert(1)</script> [a](http://b) @you"));
    expect(htmlReport(hostile, "en")).not.toContain("<script>alert");
    expect(markdownReport(hostile, "en")).not.toMatch(/(?<!\\)<script|(?<!\\)\[a|@you/);
  });
});
