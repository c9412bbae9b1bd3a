/** The workbook of a run, written and opened again. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
    expect(names).toEqual(["Summary", "Comparisons", "Readings", "Steps", "Uncertainty"]);
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
  it("is in French when asked", () => {
    const french = workbookOf(recordOf(sampleEvents), "fr");
    expect(french.map(({ name }) => name)).toEqual([
      "Synthèse",
      "Comparaisons",
      "Relevés",
      "Paliers",
      "Incertitude",
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

describe("a sheet longer than a spreadsheet holds", () => {
  it("is cut, and its last row says by how much", () => {
    const [, comparisons] = workbookOf(recordOf(sampleEvents), "en", 4);
    const [, whole] = workbookOf(recordOf(sampleEvents), "en");
    // 4 rows: the head, two comparisons of four, the row that counts the other two
    expect(whole!.rows).toHaveLength(4);
    expect(comparisons!.rows).toHaveLength(3);
    expect(comparisons!.rows.slice(0, 2)).toEqual(whole!.rows.slice(0, 2));
    expect(comparisons!.rows[2]![0]).toBe("2 more rows do not fit a sheet; they are in the CSV files.");
  });
  it("is whole when it just fits", () => {
    const [, comparisons] = workbookOf(recordOf(sampleEvents), "en", 5);
    expect(comparisons!.rows).toHaveLength(4);
  });
});
