/** What a report says of the meters it was made on, of what they showed and of how they were connected. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { RigEvent } from "#reports/events.ts";
import { htmlReport } from "#reports/html.ts";
import type { Language } from "#reports/language.ts";
import { recordOf } from "#reports/record.ts";
import { sampleEvents } from "./sampleRun.ts";
import { readMarkup } from "./wellFormed.ts";

const spec = meterSpec({ model: "Conto D4-s", orderCode: "6017 7900", programmed: {} });
if (!isSpec(spec)) throw new Error("no such meter");
const modes = ["3N3E", "3N1E", "3N3E", "3N3E"] as const;
const ratios = [1, 20, 20, 1];
let begun = 0;
/** The sample run on a described meter, programmed anew for each scenario and looked at while its CT was reversed. */
const events = sampleEvents.flatMap((event): RigEvent[] => {
  switch (event.type) {
    case "runStarted":
      return [
        {
          ...event,
          sources: [...event.sources, { file: 'register map "nemo96hd"', sha256: "ab".repeat(32) }],
        },
        { type: "meterDescribed", position: "P1", spec },
      ];
    case "scenarioStarted": {
      const [insertionMode = "3N3E", ctRatio = 1] = [modes[begun], ratios[begun++]];
      return [
        {
          ...event,
          choice: { model: "Conto D4-s", orderCode: "6017 7900", programmed: { insertionMode, ctRatio } },
        },
      ];
    }
    case "stepStarted": {
      const at = { scenario: event.scenario, position: event.position, step: event.step, at: event.at + 5 };
      const values = { "active power L1": 1150, "active power L2": -1150, "active power": 1150 };
      return event.scenario === "reversed-ct" ? [event, { type: "looked", ...at, values }] : [event];
    }
    default:
      return [event];
  }
});
const page = (language: Language, of: readonly RigEvent[] = events) =>
  readMarkup(htmlReport(recordOf(of), language), "html");
const diagrams = (elements: ReturnType<typeof page>) =>
  elements.filter(({ name, attributes }) => name === "svg" && /\bwiring\b/.test(attributes.class ?? ""));
const textOf = (elements: ReturnType<typeof page>) =>
  elements
    .filter(({ name }) => name !== "style")
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");

describe("the meters under test", () => {
  const text = textOf(page("en"));
  const section = text.slice(text.indexOf("The meters under test"));
  it("are told by nameplate, by every value programmed, and by the map with its hash", () => {
    for (const fact of [
      "class 1 active (IEC 62053-21), class 2 reactive (IEC 62053-23)",
      "5 (6) A on CTs",
      "Insertion modes 3N3E, 3N1E",
      "CT ratio KTA 1, 20",
      "nemo96hd : hypothesis: Nemo 96 HD family",
      "ab".repeat(32),
    ])
      expect(section.replace(/ ?: /g, " : ").replace("hypothesis : ", "hypothesis: ")).toContain(fact);
  });
  it("come with what the catalogue leaves in doubt of them, and what was chosen", () => {
    expect(section).toContain("In doubt, and what was chosen");
    expect(section).toContain("one window follows the other");
  });
  it("have no section in a run that does not say what it was made on", () => {
    expect(textOf(page("en", sampleEvents))).not.toContain("The meters under test");
  });
  it("name the file and its hash when they are of the user's own", () => {
    const own = events.map((event): RigEvent => {
      if (event.type === "meterDescribed") return { ...event, spec: { ...event.spec, model: "My own" } };
      if (event.type !== "runStarted") return event;
      return { ...event, sources: [{ file: "meters/mine.meter.yaml", sha256: "cd".repeat(32) }] };
    });
    expect(textOf(page("en", own))).toMatch(/Meter file\s+meters\/mine\.meter\.yaml\s+SHA-256\s+(cd){32}/);
  });
});

describe("the card of a step", () => {
  it("shows what the meter showed beside the true power: the reversed CT as a negative power", () => {
    const text = textOf(page("en"));
    expect(text).toMatch(/Active power \[W\] 1,150 −1,150 – 1,150 3,450/);
    expect(textOf(page("fr"))).toMatch(/Puissance active \[W\] 1 150 −1 150 – 1 150 3 450/);
  });
  it("draws how the meter was connected and says its fault in a sentence", () => {
    const figures = diagrams(page("en"));
    // the cards of reversed-ct and near-limit
    expect(figures).toHaveLength(2);
    expect(figures[0]?.attributes["aria-label"]).toMatch(/^Hook-up of 3N1E\. .*L2/);
    expect(figures[1]?.attributes["aria-label"]).toMatch(/^Hook-up of 3N3E\. Connected as/);
  });
  it("is drawn of a scenario about wiring even where all went well, folded away", () => {
    const passing = events.map(
      (event): RigEvent =>
        event.type === "compared" && event.scenario === "reversed-ct"
          ? { ...event, comparison: { ...event.comparison, verdict: "pass", error: 0 } }
          : event.type === "scenarioFinished" && event.scenario === "reversed-ct"
            ? { ...event, verdict: "pass" }
            : event,
    );
    const elements = page("en", passing);
    expect(diagrams(elements)).toHaveLength(2);
    const folded = elements.filter(
      ({ name, attributes }) =>
        name === "details" && attributes.class?.includes("scenario") && attributes.open === undefined,
    );
    expect(folded.map(({ attributes }) => attributes.id)).toEqual(["scenario-1", "scenario-2"]);
  });
});

describe("every comparison", () => {
  it("has its error, limit and uncertainty drawn in its row", () => {
    const bars = page("en").filter(({ attributes }) => attributes.class === "error-bar");
    expect(bars).toHaveLength(4);
  });
});
