/**
 * A workbook as the bytes of an .xlsx file: heads bold, frozen and with filters, numbers as numbers, instants as dates in
 * UTC, text never a formula.
 */
import type { Cell, SheetData } from "write-excel-file/node";
import type { Sheet } from "#reports/sheets.ts";

const widest = 100;

const data = ({ columns, rows }: Sheet): SheetData => [
  columns.map(({ head, kind }) => ({
    value: head,
    type: String,
    fontWeight: "bold",
    backgroundColor: "#e6ebf1",
    align: kind === "number" ? "right" : "left",
    wrap: true,
    alignVertical: "top",
  })),
  ...rows.map((cells) =>
    cells.map(
      (cell): Cell =>
        cell === null
          ? null
          : typeof cell === "number"
            ? { value: cell, type: Number }
            : typeof cell === "string"
              ? { value: cell, type: String }
              : { value: cell, type: Date, format: "yyyy-mm-dd hh:mm:ss" },
    ),
  ),
];

/** "A", "Z", "AA" ... of the nth column, counted from 0. */
const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

/** A filter under the heads of every sheet (ECMA-376 part 1, 18.3.1.2), which the library does not write itself. */
const filters = (sheets: readonly Sheet[]) => ({
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform(xml: string, _: unknown, { sheetIndex }: { readonly sheetIndex: number }) {
          const sheet = sheets[sheetIndex];
          if (sheet === undefined || sheet.rows.length === 0) return xml;
          const last = `${columnName(sheet.columns.length - 1)}${sheet.rows.length + 1}`;
          return xml.replace("</sheetData>", `</sheetData><autoFilter ref="A1:${last}"/>`);
        },
      },
    },
  },
});

export async function workbookBytes(sheets: readonly Sheet[]): Promise<Uint8Array> {
  // Read when it is needed: most commands never write a workbook.
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  const written = writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: data(sheet),
      columns: sheet.columns.map(({ width }) => ({ width: Math.min(width, widest) })),
      stickyRowsCount: 1,
    })),
    { features: [filters(sheets)] },
  );
  return written.toBuffer();
}
