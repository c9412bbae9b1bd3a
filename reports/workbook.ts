/**
 * A run as a workbook: the sheets, cut to what a spreadsheet holds, with text it can store. What does not fit is counted
 * in the last row, never dropped in silence. Writing the file is the rig's business.
 */
import type { Language } from "#reports/language.ts";
import { meterSheet, scenarioSheet, shownSheet } from "#reports/overviewSheets.ts";
import { printableLine } from "#reports/printable.ts";
import type { RunRecord } from "#reports/record.ts";
import {
  type Cell,
  comparisonSheet,
  readingSheet,
  type Sheet,
  stepSheet,
  uncertaintySheet,
} from "#reports/sheets.ts";
import { summarySheet } from "#reports/summarySheet.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";

/** Excel specifications and limits: 1 048 576 rows, the head among them; 32 767 characters in a cell. */
const rowsHeld = 1_048_576;
const charactersHeld = 32_767;

const held = (cell: Cell): Cell =>
  typeof cell === "string" ? printableLine(cell).slice(0, charactersHeld) : cell;

/** `rowsAtMost`: rows of a sheet, its head and the row that counts the rest among them. */
export function workbookOf(
  record: RunRecord,
  language: Language,
  rowsAtMost: number = rowsHeld,
): readonly Sheet[] {
  return [
    summarySheet(record, language),
    scenarioSheet(record, language),
    comparisonSheet(record, language),
    readingSheet(record, language),
    shownSheet(record, language),
    stepSheet(record, language),
    uncertaintySheet(record, language),
    meterSheet(record, language),
  ].map((sheet): Sheet => {
    const fits = sheet.rows.length + 1 <= rowsAtMost;
    const shown = fits ? sheet.rows : sheet.rows.slice(0, rowsAtMost - 2);
    const rest = sheetTextsOf(language).tooLong(sheet.rows.length - shown.length);
    const rows = shown.map((row) => row.map(held));
    return { ...sheet, rows: fits ? rows : [...rows, sheet.columns.map((_, i) => (i === 0 ? rest : null))] };
  });
}
