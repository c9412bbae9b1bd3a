/** A scenario's words in the reader's language, wherever a report says them. */
import { describe, expect, it } from "vitest";
import { csvText } from "#reports/csv.ts";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import { recordIn, stepNameIn, teachesIn, titleIn } from "#reports/inLanguage.ts";
import { jsonReport } from "#reports/json.ts";
import { junitReport } from "#reports/junit.ts";
import { markdownReport } from "#reports/markdown.ts";
import { fold, recordOf } from "#reports/record.ts";
import { comparisonSheet, stepSheet } from "#reports/sheets.ts";
import type { Translations } from "#scenarios/scenario.ts";
import { sampleEvents } from "./sampleRun.ts";

const french: Translations = {
  fr: {
    title: "Un TC à l’envers",
    teaches: "Un TC inversé sur trois enlève deux tiers : 66,7 %.",
    steps: { "CT of L2 reversed": "TC de L2 inversé" },
  },
};
/** The sample run with French for its reversed CT, as runs of today have it. */
const events = sampleEvents.map((event): RigEvent => {
  if (event.type === "scenarioStarted" && event.scenario === "reversed-ct")
    return { ...event, translations: french };
  if (event.type !== "runStarted") return event;
  return {
    ...event,
    scenarios: event.scenarios.map((planned) =>
      planned.id === "reversed-ct"
        ? { ...planned, translations: french }
        : planned.id === "tariff"
          ? { ...planned, translations: { fr: { title: "Second tarif", teaches: "?", steps: {} } } }
          : planned,
    ),
  };
});
const record = recordOf(events);

describe("a scenario's words in French", () => {
  const scenario = { title: "A CT the wrong way round", teaches: "One of three.", translations: french };

  it("are those of its file, with the spaces French sets before a colon and a percent sign", () => {
    expect(titleIn(scenario, "fr")).toBe("Un TC à l’envers");
    expect(teachesIn(scenario, "fr")).toBe("Un TC inversé sur trois enlève deux tiers\u00a0: 66,7\u00a0%.");
    expect(stepNameIn(scenario, "CT of L2 reversed", "fr")).toBe("TC de L2 inversé");
  });

  it("are its author's where the file has none, and always in English", () => {
    expect(stepNameIn(scenario, "toString", "fr")).toBe("toString");
    expect(titleIn({ title: "Full load" }, "fr")).toBe("Full load");
    expect(titleIn(scenario, "en")).toBe("A CT the wrong way round");
    expect(recordIn(record, "en")).toBe(record);
  });

  it("stand in the record, of what was skipped too, and leave the record given as it was", () => {
    const before = JSON.stringify(record);
    const said = recordIn(record, "fr");
    const title = (id: string) => said.scenarios.find(({ scenario: one }) => one === id)?.title;
    expect([title("reversed-ct"), title("tariff"), title("full-load")]).toEqual([
      "Un TC à l’envers",
      "Second tarif",
      "Full load, balanced",
    ]);
    expect(said.scenarios.map(({ scenario: id }) => id)).toEqual(
      record.scenarios.map(({ scenario: id }) => id),
    );
    expect(JSON.stringify(record)).toBe(before);
  });

  it("of an attempt that has not changed are the same object after the next event", () => {
    const attemptIn = (length: number) =>
      recordIn(events.slice(0, length).reduce(fold, recordOf([])), "fr").scenarios[0];
    const whole = recordIn(record, "fr");
    const again = recordIn({ ...record, end: null }, "fr");
    expect(again.scenarios[0]).toBe(whole.scenarios[0]);
    expect(attemptIn(4)).not.toEqual(attemptIn(5));
  });
});

describe("a report in French", () => {
  const sheets = [comparisonSheet, stepSheet].map((sheet) =>
    csvText(sheet(record, "fr"), { decimalComma: true }),
  );
  it.each([
    ["HTML", htmlReport(record, "fr")],
    ["Markdown", markdownReport(record, "fr")],
    ["comparisons", sheets[0] ?? ""],
    ["steps", sheets[1] ?? ""],
  ])("says a step's French name: %s", (_, text) => {
    expect(text).toContain("TC de L2 inversé");
    expect(text).not.toContain("CT of L2 reversed");
  });
  it("says title and lesson in French in its pages", () => {
    const page = htmlReport(record, "fr");
    expect(page).toContain("Un TC à l’envers");
    expect(page).toContain('<span lang="fr">Un TC inversé sur trois');
    expect(page).not.toContain("A CT the wrong way round");
    expect(page).toContain('<span lang="en">A healthy meter on a healthy network.</span>');
  });
  it("leaves what programs read in the words of the file", () => {
    for (const text of [junitReport(record), jsonReport(record)]) expect(text).toContain("CT of L2 reversed");
    expect(junitReport(record)).not.toContain("TC de L2");
    expect(htmlReport(record, "en")).not.toContain("TC de L2");
  });
});
