/** A workbook as the bytes of an .xlsx file: heads bold and frozen, numbers as numbers, text never a formula. */
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
            : { value: cell, type: String },
    ),
  ),
];

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
  );
  return written.toBuffer();
}
