/** Comma-separated values: read back by a reader of its own, in both flavours, and never a formula. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "#reports/csv.ts";
import { recordOf } from "#reports/record.ts";
import { type Cell, comparisonSheet, readingSheet, type Sheet } from "#reports/sheets.ts";
import { hostileText } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

/** RFC 4180 section 2, read literally. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = false;
    } else if (character === '"') {
      expect(cell, "a quote only opens a cell").toBe("");
      isQuoted = true;
    } else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\r" && text[i + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      i++;
    } else cell += character;
  }
  expect(cell + row.join("")).toBe("");
  return rows;
}

const sheetOf = (...rows: Cell[][]): Sheet => ({
  name: "sheet",
  columns: rows[0]!.map((_, i) => ({ head: `column ${i}`, kind: "text", width: 10 })),
  rows,
});
const english = { decimalComma: false };
const french = { decimalComma: true };

describe("a file of comma-separated values", () => {
  it("has heads, CRLF, doubled quotes, and an empty cell for what is not known", () => {
    expect(csvText(sheetOf(["a", 1.5, null], ['say "yes", twice', -0.25, "b"]), english)).toBe(
      'column 0,column 1,column 2\r\na,1.5,\r\n"say ""yes"", twice",-0.25,b\r\n',
    );
  });
  it("is what a French Excel reads: byte order mark, semicolons, decimal comma", () => {
    expect(csvText(sheetOf(["a;b", 1.5, -0.25]), french)).toBe(
      '\ufeffcolumn 0;column 1;column 2\r\n"a;b";1,5;-0,25\r\n',
    );
  });
  it("holds the comparisons of a run, unrounded", () => {
    const rows = readCsv(csvText(comparisonSheet(recordOf(sampleEvents), "en"), english), ",");
    const heads = rows[0]!;
    const cell = (row: number, head: string) => rows[row]![heads.indexOf(head)];
    expect(rows).toHaveLength(1 + 4);
    expect([
      cell(1, "Verdict"),
      cell(1, "Scenario"),
      cell(1, "Step"),
      cell(1, "Meter"),
      cell(1, "Unit"),
    ]).toEqual(["pass", "full-load", "1", "3453.45", "Wh"]);
    // 3450 Wh of which a reversed CT leaves a third: -66.667 %
    expect([cell(2, "Verdict"), cell(2, "Error"), cell(2, "Limit"), cell(2, "Unit of error")]).toEqual([
      "fail",
      "-66.667",
      "1",
      "%",
    ]);
  });
  it("holds the readings of a run", () => {
    const rows = readCsv(csvText(readingSheet(recordOf(sampleEvents), "fr"), french).slice(1), ";");
    expect(rows[0]).toContain("Relevé à ± [s]");
    expect(rows[2]).toEqual(
      "full-load;P1;1;5 A, power factor 1;après;3600;énergie active;lu;103453,45;Wh;10;0,05;0x00 0x01 0x86 0xa0;;".split(
        ";",
      ),
    );
  });
});

describe("the heads", () => {
  it("are a promise: none is renamed, moved or taken away, new ones come after the last", () => {
    const heads = (sheet: Sheet) => sheet.columns.map(({ head }) => head);
    const record = recordOf(sampleEvents);
    expect(heads(comparisonSheet(record, "en")).slice(0, 19)).toEqual(
      "Verdict|Scenario|Position|Step|Name|Claim|Reference|Twin|Meter|Unit|Error|Limit|Uncertainty (k = 2)|Guard band|Unit of error|Hold needed to decide [s]|Source of the limit|Finding|Counted".split(
        "|",
      ),
    );
    expect(heads(readingSheet(record, "en")).slice(0, 13)).toEqual(
      "Scenario|Position|Step|Name|Moment|At [s]|Quantity|Kind|Value|Unit|Resolution|Sampled within ± [s]|Raw".split(
        "|",
      ),
    );
  });
});

describe("whatever a meter, a file or a bus says", () => {
  const formula = fc
    .tuple(
      fc.constantFrom("", " ", "a;", "a,", '"', "\t", "x\n", "|"),
      fc.constantFrom(..."=+-@\uff1d\u2212"),
      fc.string(),
    )
    .map((parts) => parts.join(""));
  const cells = fc.array(fc.oneof(hostileText, formula, fc.string({ unit: "binary" })), {
    minLength: 3,
    maxLength: 3,
  });

  it("every cell is read back in its place", () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(english, french), (row, flavour) => {
        const text = csvText(sheetOf(row), flavour).replace(/^\ufeff/, "");
        const read = readCsv(text, flavour.decimalComma ? ";" : ",");
        expect(read.map((cells) => cells.length)).toEqual([3, 3]);
        // less the apostrophes that disarm it, it is the text on one line
        const bare = (text: string) => text.replace(/[\s'\u2212\ufffd-]|[^\x20-\x7e]/g, "");
        expect(read[1]!.map(bare)).toEqual(row.map((cell) => bare(cell)));
      }),
    );
  });
  it("no cell is a formula, at whatever separator a spreadsheet splits the file", () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(english, french), (row, flavour) => {
        const text = csvText(sheetOf(row), flavour).replace(/^\ufeff/, "");
        for (const piece of text.split(/[,;|\t\r\n]/))
          expect(piece.replace(/^["\s]+/, "")).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/);
      }),
    );
  });
  it("a negative number stays a number", () => {
    expect(csvText(sheetOf([-1, "-1"]), english)).toContain("\r\n-1,'-1\r\n");
  });
});
