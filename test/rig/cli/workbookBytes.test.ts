/** The workbook of a run, written and opened again. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { RigEvent } from "#reports/events.ts";
import { recordOf } from "#reports/record.ts";
import { workbookOf } from "#reports/workbook.ts";
import { workbookBytes } from "#rig/cli/workbookBytes.ts";
import { hostileText } from "../../reports/eventStreams.ts";
import { sampleEvents } from "../../reports/sampleRun.ts";
import { readMarkup } from "../../reports/wellFormed.ts";
import { readZip } from "./zip.ts";

interface Opened {
  readonly names: readonly string[];
  /** Cells of a sheet by their address, numbers as numbers. */
  readonly cells: readonly ReadonlyMap<string, string | number>[];
  readonly sheets: readonly string[];
}

const body = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, "");
async function open(bytes: Promise<Uint8Array>): Promise<Opened> {
  const files = readZip(await bytes);
  const text = (path: string) => body(files.get(path) ?? "");
  const texts = readMarkup(text("xl/sharedStrings.xml"), "xml")
    .filter(({ name }) => name === "t")
    .map((element) => element.text);
  const names = readMarkup(text("xl/workbook.xml"), "xml").flatMap(({ name, attributes }) =>
    name === "sheet" ? [attributes.name ?? ""] : [],
  );
  const sheets = names.map((_, i) => text(`xl/worksheets/sheet${i + 1}.xml`));
  const cells = sheets.map((sheet) => {
    const elements = readMarkup(sheet, "xml");
    const found = new Map<string, string | number>();
    elements.forEach((element, i) => {
      const value = elements[i + 1];
      if (element.name !== "c" || value?.name !== "v") return;
      const { r = "", t } = element.attributes;
      expect([undefined, "n", "s"]).toContain(t);
      found.set(r, t === "s" ? (texts[Number(value.text)] ?? "") : Number(value.text));
    });
    return found;
  });
  return { names, cells, sheets };
}

describe("the workbook of a run", async () => {
  const { names, cells, sheets } = await open(workbookBytes(workbookOf(recordOf(sampleEvents), "en")));
  const sheet = (name: string) => cells[names.indexOf(name)]!;
  /** The cell under a head. */
  const under = (name: string, head: string, row: number) => {
    const found = sheet(name);
    const column = [...found].find(([address, value]) => /^[A-Z]+1$/.test(address) && value === head);
    if (column === undefined) throw new Error(`no column ${head}`);
    return found.get(column[0].replace("1", String(row)));
  };

  it("has a sheet for each question, its head frozen and its columns wide enough", () => {
    expect(names).toEqual([
      "Summary",
      "Scenarios",
      "Comparisons",
      "Readings",
      "Shown",
      "Steps",
      "Uncertainty",
      "Meters",
    ]);
    for (const xml of sheets) {
      expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(xml).toMatch(/<col min="1" max="1" width="\d+"/);
    }
  });
  it("holds numbers as numbers, with their unit", () => {
    // 3453.45 Wh registered of 3450 Wh: +0.1 %
    expect(
      ["Reference", "Meter", "Unit", "Error", "Unit of error"].map((head) => under("Comparisons", head, 2)),
    ).toEqual([3450, 3453.45, "Wh", 0.1, "%"]);
    // the CT of L2 reversed: the twin and the meter lose two thirds, the reference does not
    expect(["Reference", "Twin", "Meter"].map((head) => under("Comparisons", head, 3))).toEqual([
      3450, 1150, 1150,
    ]);
    expect(["Error", "Verdict", "Step"].map((head) => under("Comparisons", head, 3))).toEqual([
      -66.667,
      "fail",
      1,
    ]);
    expect(["Value", "At [s]", "Sampled within ± [s]"].map((head) => under("Readings", head, 3))).toEqual([
      103453.45, 3600, 0.05,
    ]);
    expect(
      ["U L2 [V]", "U L2 [°]", "I L2 [°]", "Predicted registration [%]"].map((head) =>
        under("Steps", head, 3),
      ),
    ).toEqual([230, -120, 60, expect.closeTo(100 / 3, 9)]);
    // 0.05 % of a limit of 1 %
    expect(
      ["Source", "Standard uncertainty [%]", "U ÷ limit [%]"].map((head) => under("Uncertainty", head, 3)),
    ).toEqual(["reference", 0.02, 5]);
  });
  it("says on its first sheet what the first page says", () => {
    const said = [...sheet("Summary").values()];
    for (const fact of [
      "error",
      "Conto D4-Pd 63(80) A, serial 2024-0117",
      "tariff @ P1: skipped: the meter has one tariff only",
      "Register map: hypothesis after the Nemo 96 HD family, not confirmed by the maker.",
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      42,
    ])
      expect(said).toContain(fact);
    expect(said.filter((fact) => /^(error|fail|inconclusive): /.test(String(fact)))).toHaveLength(3);
  });
  it("has a row for each scenario, what was left out with its reason", () => {
    const row = (number: number) =>
      ["Verdict", "Scenario", "Claims", "Claims not passed", "Worst error ÷ limit"].map((head) =>
        under("Scenarios", head, number),
      );
    expect(row(2)).toEqual(["pass", "full-load", 1, 0, 0.1]);
    // -66.667 % of 1 %, and the claim on the twin holds
    expect(row(3)).toEqual(["fail", "reversed-ct", 2, 1, 66.667]);
    expect([under("Scenarios", "Verdict", 6), under("Scenarios", "Reason left out", 6)]).toEqual([
      "skipped",
      "the meter has one tariff only",
    ]);
  });
  it("has a filter under the heads of every sheet with rows, around all of them", () => {
    const filter = (name: string) =>
      /<\/sheetData><autoFilter ref="([^"]*)"\/>/.exec(sheets[names.indexOf(name)]!)?.[1];
    expect(filter("Comparisons")).toBe("A1:S5");
    expect(filter("Readings")).toBe("A1:O5");
    expect(filter("Meters")).toBeUndefined();
  });
  it("says the instant the run began as a date", () => {
    // Excel counts days from 1899-12-30: 2025-03-01 is day 45717, eight o'clock a third of it
    expect([...sheet("Summary").values()]).toContainEqual(expect.closeTo(45717 + 8 / 24, 6));
    expect([...sheet("Summary").values()]).toContain("Begun [UTC]");
  });
  it("holds what the meter showed, and the meter itself, beside the true power", async () => {
    const spec = meterSpec({ model: "D4-s", orderCode: null, programmed: { ctRatio: 20 } });
    if (!isSpec(spec)) throw new Error("no spec");
    const events = sampleEvents.flatMap((event): RigEvent[] =>
      event.type === "runStarted"
        ? [event, { type: "meterDescribed", position: "P1", spec }]
        : event.type === "stepStarted" && event.scenario === "reversed-ct"
          ? [
              event,
              {
                type: "looked",
                scenario: "reversed-ct",
                position: "P1",
                step: 0,
                at: 3601,
                values: { "active power L2": -1150, "active power": 1150 },
              },
            ]
          : [event],
    );
    const told = await open(workbookBytes(workbookOf(recordOf(events), "en")));
    const shown = told.cells[told.names.indexOf("Shown")]!;
    const head = (wanted: string) =>
      [...shown].find(([, value]) => value === wanted)?.[0].replace("1", "2") ?? "";
    expect(shown.get(head("active power L2 [W]"))).toBe(-1150);
    expect(shown.get(head("active power [W]"))).toBe(1150);
    expect(shown.get(head("Reference: Active power [W]"))).toBe(3450);
    expect(shown.get(head("voltage L1 [V]"))).toBeUndefined();
    const meters = [...told.cells[told.names.indexOf("Meters")]!.values()];
    for (const fact of ["Conto D4-s", "6017 7900", "IEC 62053-21", "nemo96hd", 5, 6, "20"])
      expect(meters).toContain(fact);
  });
  it("is in French when asked", () => {
    const french = workbookOf(recordOf(sampleEvents), "fr");
    expect(french.map(({ name }) => name)).toEqual([
      "Synthèse",
      "Scénarios",
      "Comparaisons",
      "Relevés",
      "Affiché",
      "Paliers",
      "Incertitude",
      "Compteurs",
    ]);
  });
  it("stores any text as text: no formula, no markup, no control character", async () => {
    const texts = fc.sample(fc.oneof(hostileText, fc.constant("=1+1")), { numRuns: 60, seed: 7 });
    const record = recordOf(
      sampleEvents.map((event) =>
        event.type === "runStarted"
          ? { ...event, notes: texts, bench: { ...event.bench, name: "=2+3" } }
          : event,
      ),
    );
    const opened = await open(workbookBytes(workbookOf(record, "en")));
    expect(opened.sheets.join("")).not.toContain("<f");
    expect([...opened.cells[0]!.values()]).toContain("=2+3");
    expect([...opened.cells[0]!.values()]).toContain("=1+1");
  });
});

const comparisonsIn = (sheets: ReturnType<typeof workbookOf>) =>
  sheets.find(({ name }) => name === "Comparisons");

describe("a sheet longer than a spreadsheet holds", () => {
  it("is cut, and its last row says by how much", () => {
    const comparisons = comparisonsIn(workbookOf(recordOf(sampleEvents), "en", 4));
    const whole = comparisonsIn(workbookOf(recordOf(sampleEvents), "en"));
    // 4 rows: the head, two comparisons of four, the row that counts the other two
    expect(whole!.rows).toHaveLength(4);
    expect(comparisons!.rows).toHaveLength(3);
    expect(comparisons!.rows.slice(0, 2)).toEqual(whole!.rows.slice(0, 2));
    expect(comparisons!.rows[2]![0]).toBe("2 more rows do not fit a sheet; they are in the CSV files.");
  });
  it("is whole when it just fits", () => {
    const comparisons = comparisonsIn(workbookOf(recordOf(sampleEvents), "en", 5));
    expect(comparisons!.rows).toHaveLength(4);
  });
});
