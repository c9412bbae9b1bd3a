/** A bus that was away and came back, as every report says it: in the words of the language, the system's word as it is. */
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import { interruptionSentence, interruptionsOf } from "#reports/interruptions.ts";
import { runDocument } from "#reports/json.ts";
import { markdownReport } from "#reports/markdown.ts";
import { emptyRecord, recordOf } from "#reports/record.ts";
import { textReport, unstyled } from "#reports/text.ts";
import { sampleEvents } from "./sampleRun.ts";

const away = (cause: string, more: object = {}): RigEvent => ({
  type: "linkInterrupted",
  scenario: "full-load",
  step: 0,
  bus: "main",
  positions: ["P1"],
  from: 100,
  to: 102.8,
  cause,
  ...more,
});
/** Figures and units are kept together by spaces that do not break. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
/** The sample run with this told before its end. */
const recordWith = (...events: readonly RigEvent[]) =>
  recordOf([...sampleEvents.slice(0, -1), ...events, ...sampleEvents.slice(-1)]);
const plain = { style: unstyled, width: 400, reportPath: null, listPasses: false };
/** Less its first letter, which is large where it begins the sentence. */
const sentence =
  "tep 1: the link of bus main was away for 2.8 s (read ECONNRESET); what was asked meanwhile was asked again";

describe("an interruption of a bus", () => {
  const record = recordWith(away("read ECONNRESET"));
  it("stands in the summary, the Markdown, the HTML and the JSON, where it belongs", () => {
    expect(plainSpaces(textReport(record, plain))).toContain(
      `Interruptions of the bus\n  - full-load, s${sentence}\n`,
    );
    expect(markdownReport(record, "en")).toContain(
      "full-load, step 1: the link of bus main was away for 2.8",
    );
    expect(plainSpaces(htmlReport(record, "en")).split(`S${sentence}`)).toHaveLength(2);
    expect(runDocument(record).interruptions).toEqual([
      {
        scenario: "full-load",
        step: 0,
        bus: "main",
        positions: ["P1"],
        from: 100,
        to: 102.8,
        cause: "read ECONNRESET",
      },
    ]);
  });
  it("is said in French", () => {
    const said = plainSpaces(interruptionSentence(record.interruptions[0]!, "fr"));
    expect(said).toBe(
      "Palier 1 : la liaison du bus main a été coupée pendant 2,8 s (read ECONNRESET) ; ce qui avait été demandé l’a été de nouveau",
    );
    expect(htmlReport(record, "fr")).toContain("la liaison du bus main a été coupée");
    expect(markdownReport(record, "fr")).toContain("Interruptions du bus");
  });
  it("changes no verdict, and leaves a run without one as it was", () => {
    const without = recordOf(sampleEvents);
    expect(runDocument(record).verdict).toBe(runDocument(without).verdict);
    expect(runDocument(record).counts).toEqual(runDocument(without).counts);
    expect(record.strays).toEqual([]);
    expect(textReport(without, plain)).not.toContain("Interruptions");
    expect(markdownReport(without, "en")).not.toContain("Interruptions");
  });
  it("is of the positions on its bus, in its scenario; one of no scenario is told of the run", () => {
    const two = recordWith(away("a", { positions: ["P2"] }), away("b", { scenario: null, step: null }));
    expect(interruptionsOf(two, { scenario: "full-load", position: "P1" })).toEqual([]);
    expect(interruptionsOf(two, { scenario: "full-load", position: "P2" })).toHaveLength(1);
    const ofTheRun = "the link of bus main was away for 2.8 s (b)";
    expect(plainSpaces(htmlReport(two, "en")).split(ofTheRun)).toHaveLength(2);
    expect(plainSpaces(textReport(two, plain))).toContain(`  - ${ofTheRun}`);
  });
  it("whatever the system says stays a word", () => {
    const hostile = recordWith(away("<script>alert(1)</script> [a](http://b) @you `x`"));
    expect(htmlReport(hostile, "en")).not.toContain("<script>alert");
    expect(markdownReport(hostile, "en")).not.toMatch(/(?<!\\)<script|(?<!\\)\[a|@you/);
  });
  it("an empty record has none", () => expect(emptyRecord.interruptions).toEqual([]));
});

describe("a source that nobody confirmed off", () => {
  const record = recordOf(
    sampleEvents.map((event) =>
      event.type === "runFinished" ? { ...event, source: "notConfirmed" as const } : event,
    ),
  );
  it("is on the first page and in the summary of a CI job, in both languages", () => {
    expect(htmlReport(record, "en")).toContain("Nobody confirmed that the source is off");
    expect(markdownReport(record, "en")).toContain("Nobody confirmed that the source is off");
    expect(htmlReport(record, "fr")).toContain("Personne n’a confirmé que la source est coupée");
    expect(htmlReport(recordOf(sampleEvents), "en")).not.toContain("Nobody confirmed");
  });
});
