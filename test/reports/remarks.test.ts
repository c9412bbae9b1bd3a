/** What a reader must know of a run whatever came of it, said at the top of every form. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import { markdownReport } from "#reports/markdown.ts";
import { type RunRecord, recordOf } from "#reports/record.ts";
import { leftOutRemark, remarksOf } from "#reports/remarks.ts";
import { summarySheet } from "#reports/summarySheet.ts";
import { textReport, unstyled } from "#reports/text.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

const plain = { style: unstyled, width: 400, reportPath: null, listPasses: false };
const passing = sampleEvents.find(({ type }) => type === "sampled");
if (passing?.type !== "sampled") throw new Error("the sample run has no reading");
const out: RigEvent = { ...passing, type: "leftOut", why: "others stand together" };
/** The sample run with a reading of the same step left out so many times. */
const withLeftOut = (count: number): RunRecord => {
  const at = sampleEvents.indexOf(passing) + 1;
  return recordOf([
    ...sampleEvents.slice(0, at),
    ...Array.from({ length: count }, () => out),
    ...sampleEvents.slice(at),
  ]);
};

describe("readings that do not count", () => {
  it("are told at the top of every form, whatever the verdict", () => {
    const record = withLeftOut(3);
    for (const language of ["en", "fr"] as const) {
      const remark = leftOutRemark(record, language) ?? "";
      expect(remark).toMatch(language === "en" ? /^3 readings were left out/ : /^3 relevés ont été écartés/);
      const page = htmlReport(record, language);
      expect(page.indexOf(remark)).toBeGreaterThan(0);
      expect(page.indexOf(remark)).toBeLessThan(page.indexOf("<h2"));
      expect(markdownReport(record, language)).toContain(remark.replaceAll("\u00a0", " "));
      expect(summarySheet(record, language).rows.flat()).toContain(remark);
    }
    expect(textReport(record, plain)).toContain(`\n\n${leftOutRemark(record, "en")}\n\n`);
  });
  it("are counted as people count", () => {
    expect(leftOutRemark(withLeftOut(1), "en")).toMatch(/^1 reading was left out: it /);
    expect(leftOutRemark(withLeftOut(1), "fr")).toMatch(/^1 relevé a été écarté/);
    expect(leftOutRemark(withLeftOut(0), "en")).toBeNull();
    expect(textReport(withLeftOut(0), plain)).not.toContain("left out");
  });
  it("come after a source that may be live", () => {
    const record = withLeftOut(1);
    if (record.end === null) throw new Error("the sample run has no end");
    const [first, ...others] = remarksOf({ ...record, end: { ...record.end, source: "notConfirmed" } }, "en");
    expect(first).toMatch(/^Nobody confirmed that the source is off/);
    expect(others).toEqual([leftOutRemark(record, "en")]);
  });
});

it("the parts of the summary on a terminal stand apart by one empty line", () => {
  fc.assert(
    fc.property(runArbitrary, fc.boolean(), ({ events }, listPasses) => {
      const text = textReport(recordOf(events), { ...plain, listPasses });
      expect(text).not.toContain("\n\n\n");
      expect(text).toMatch(/\n\n\d+ pass, /);
    }),
  );
});
it("nor do they stick together in a run that passed and was interrupted", () => {
  const passed = sampleEvents.filter(
    (event) => !("scenario" in event) || event.scenario === "full-load" || event.scenario === null,
  );
  const away: RigEvent = {
    type: "linkInterrupted",
    scenario: "full-load",
    step: 0,
    bus: "main",
    positions: ["P1"],
    from: 1,
    to: 2,
    cause: "read ECONNRESET",
  };
  const text = textReport(recordOf([...passed.slice(0, -1), away, ...passed.slice(-1)]), plain);
  expect(text).not.toContain("\n\n\n");
  expect(text).toMatch(/asked again\n\n/);
});
