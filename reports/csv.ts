/**
 * A sheet as comma-separated values (RFC 4180: CRLF, quotes doubled). In the French flavour the decimal mark is a comma,
 * the separator a semicolon, and a byte order mark tells Excel that the text is UTF-8.
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a meter may call itself one; it
 * also splits a file at the separator of its own country, not of the file. So in text an apostrophe stands before every
 * such sign at the beginning of a cell or after any character a spreadsheet might split at (OWASP, CSV injection).
 * Numbers are this program's own and stay as they are.
 *
 * The heads of each language are a promise to whoever reads the files by program: none is renamed, moved or taken away
 * but with a new major version; new columns come after the last.
 */
import { printableLine } from "#reports/printable.ts";
import type { Cell, Sheet } from "#reports/sheets.ts";

export interface CsvFlavour {
  readonly decimalComma: boolean;
}

/** `-` and `+` with their full-width twins, which some spreadsheets fold. */
const formulaStart = /(^|[;,|\t"])([\s']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const disarmed = (text: string): string => text.replace(formulaStart, "$1$2'");

function cellText(cell: Cell, { decimalComma }: CsvFlavour): string {
  if (cell === null) return "";
  if (typeof cell === "number") return decimalComma ? String(cell).replace(".", ",") : String(cell);
  if (typeof cell !== "string") return Number.isNaN(cell.getTime()) ? "" : cell.toISOString();
  return disarmed(printableLine(cell));
}
const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The whole file, heads first. A decimal comma in a number is no separator, so it needs no quotes. */
export function csvText({ columns, rows }: Sheet, flavour: CsvFlavour): string {
  const { decimalComma } = flavour;
  const line = (cells: readonly Cell[]): string =>
    `${cells
      .map((cell) => (typeof cell === "number" ? cellText(cell, flavour) : quoted(cellText(cell, flavour))))
      .join(decimalComma ? ";" : ",")}\r\n`;
  return `${decimalComma ? "\ufeff" : ""}${line(columns.map(({ head }) => head))}${rows.map(line).join("")}`;
}
