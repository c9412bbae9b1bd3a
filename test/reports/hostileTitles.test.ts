/**
 * A scenario file is a person's, and so are its words: markup, formulas, directions, faces, line ends, ten thousand letters.
 * In every form a report has they stay words, and the forms stay within what reads them.
 */
import { describe, expect, it } from "vitest";
import { csvText } from "#reports/csv.ts";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import { jsonReport } from "#reports/json.ts";
import { junitReport } from "#reports/junit.ts";
import { type Language, languages } from "#reports/language.ts";
import { markdownReport } from "#reports/markdown.ts";
import { recordOf } from "#reports/record.ts";
import { comparisonSheet } from "#reports/sheets.ts";
import { workbookOf } from "#reports/workbook.ts";
import { comparison, sampleEvents } from "./sampleRun.ts";
import { readMarkup } from "./wellFormed.ts";

const titles: readonly (readonly [what: string, title: string])[] = [
  ["markup", '<script>alert("1")</script><img src=x onerror=alert(1)>'],
  ["the end of what it stands in", '"></title></style></svg>]]><!--'],
  ["a direction override", "\u202egnp.exe\u202c \u2067abc\u2069"],
  ["Arabic and Hebrew", "قلب طور שלב הפוך"],
  ["a family of faces", "👩‍👩‍👧‍👦 ⚡️ \ud83d"],
  ["line ends", "one\ntwo\r\nthree\u2028four\u0000five"],
  ["a formula", '=HYPERLINK("http://evil","x")'],
  ["another", "+1+1"],
  ["a third", "-2+3"],
  ["a fourth", "@SUM(1)"],
  ["ten thousand letters", "x".repeat(10_000)],
  ["ten thousand marks", "*_`|<&@#".repeat(1250)],
];

/** 66 scenarios that fail, each called so, run by a meter called so on a bench called so. */
const called = (title: string): readonly RigEvent[] => {
  const [run] = sampleEvents;
  if (run?.type !== "runStarted") throw new Error("no run");
  const ids = Array.from({ length: 66 }, (_, i) => `${i}-${title}`);
  const end = sampleEvents.at(-1);
  return [
    {
      ...run,
      scenarios: [...ids, "left out", "too"].map((id) => ({ id, title, steps: 1 })),
      bench: { ...run.bench, name: title },
      notes: [title, title, title, title],
      sources: [{ file: title, sha256: title }],
    },
    ...ids.flatMap((scenario) =>
      sampleEvents
        .filter((event) => "scenario" in event && event.scenario === "reversed-ct")
        .map((event): RigEvent => {
          switch (event.type) {
            case "scenarioStarted":
              return { ...event, scenario, title, teaches: title, meter: `${title}, ${title}`, theme: title };
            case "stepStarted":
              return { ...event, scenario, name: title };
            case "compared":
              return {
                ...event,
                scenario,
                comparison: comparison({ verdict: "fail", finding: title, limitSource: title }),
              };
            case "scenarioFinished":
              return { ...event, scenario, reproduce: title };
            default:
              return { ...event, scenario } as RigEvent;
          }
        }),
    ),
    { type: "scenarioSkipped", scenario: "left out", position: title, reason: title },
    ...(end === undefined ? [] : [end]),
  ];
};

/** Characters of a comment on GitHub. */
const longestComment = 65_536;
const hasOverride = (text: string) => /[\u202a-\u202e\u2066-\u2069]/.test(text);

describe.each(titles)("a title that is %s", (_, title) => {
  const record = recordOf(called(title));
  it.each(languages)("is words in the page: %s", (language: Language) => {
    const page = htmlReport(record, language);
    const elements = readMarkup(page, "html");
    expect(elements.filter(({ name }) => ["script", "img", "iframe"].includes(name))).toEqual([]);
    expect(
      elements.filter(({ attributes }) => Object.keys(attributes).some((name) => name.startsWith("on"))),
    ).toEqual([]);
    expect(hasOverride(page)).toBe(false);
  });
  it.each(languages)("leaves a comment within what GitHub takes: %s", (language: Language) => {
    const text = markdownReport(record, language);
    expect(text.length).toBeLessThan(longestComment);
    const outsideCode = text.replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, "");
    expect(outsideCode).not.toMatch(/(?<!\\)<(?!\/?(details|summary)>)[a-z]/i);
    expect(hasOverride(text)).toBe(false);
  });
  it("is words in the file for build servers, and every case has a name of its own", () => {
    const elements = readMarkup(junitReport(record), "xml");
    const cases = elements
      .filter(({ name }) => name === "testcase")
      .map(({ attributes }) => JSON.stringify(attributes));
    const suites = elements
      .filter(({ name }) => name === "testsuite")
      .map(({ attributes }) => attributes.name);
    expect(new Set(suites).size).toBe(suites.length);
    expect(suites.length).toBeGreaterThan(66);
    expect(cases.length).toBeGreaterThanOrEqual(2 * 66);
  });
  it("is no formula in a file of comma-separated values, and one row each", () => {
    const text = csvText(comparisonSheet(record, "en"), { decimalComma: false });
    expect(text.split("\r\n")).toHaveLength(1 + 2 * 66 + 1);
    for (const cell of text.split(/[,\r\n]+/)) expect(cell.replace(/^"+/, "")).not.toMatch(/^[=+@]|^-(?!\d)/);
  });
  it("fits the cells of a workbook on one line", () => {
    for (const { rows } of workbookOf(record, "en"))
      for (const cell of rows.flat()) {
        if (typeof cell !== "string") continue;
        expect(cell.length).toBeLessThanOrEqual(32_767);
        expect(cell).not.toMatch(/\p{Cc}/u);
      }
  });
  it("is kept as it came for programs", () => {
    expect(JSON.parse(jsonReport(record)).scenarios[0].title).toBe(title);
  });
});
