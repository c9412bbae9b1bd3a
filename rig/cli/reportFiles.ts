/**
 * The files a run can be told in, by the word a person asks for them with. Text comes from the pure renderers; a workbook
 * and a PDF are bytes, and a PDF needs a browser.
 */
import { join } from "node:path";
import { csvText } from "#reports/csv.ts";
import { htmlReport } from "#reports/html.ts";
import { jsonReport } from "#reports/json.ts";
import { junitReport } from "#reports/junit.ts";
import type { Language } from "#reports/language.ts";
import { markdownReport } from "#reports/markdown.ts";
import type { RunRecord } from "#reports/record.ts";
import { comparisonSheet, readingSheet } from "#reports/sheets.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { workbookOf } from "#reports/workbook.ts";
import { printPdf } from "#rig/browser/printPdf.ts";
import { workbookBytes } from "#rig/cli/workbookBytes.ts";
import { makeFolder, writeWhole } from "#rig/named/outFolder.ts";
import { RigError } from "#rig/rigError.ts";

export const reportFormats = ["html", "pdf", "xlsx", "csv", "junit", "json", "md"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportStyle {
  readonly language: Language;
  /** CSV for a country that writes 1,5. */
  readonly decimalComma: boolean;
  /** The evidence of what passed is shown too, in HTML and on paper. */
  readonly unfolded: boolean;
}

export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

type TextFormat = "html" | "junit" | "json" | "md";

function textFile(format: TextFormat, record: RunRecord, { language, unfolded }: ReportStyle): ReportFile {
  switch (format) {
    case "html":
      return { name: "report.html", content: htmlReport(record, language, { unfolded }) };
    case "junit":
      return { name: "junit.xml", content: junitReport(record) };
    case "json":
      return { name: "run.json", content: jsonReport(record) };
    case "md":
      return { name: "report.md", content: markdownReport(record, language) };
  }
}

/** @throws {RigError} a PDF without a browser, or with one that fails. */
export async function reportFiles(
  format: ReportFormat,
  record: RunRecord,
  style: ReportStyle,
): Promise<readonly ReportFile[]> {
  const { language, decimalComma, unfolded } = style;
  switch (format) {
    case "pdf": {
      const title = `${textsOf(language).title} ${record.run?.run ?? ""}`;
      const html = htmlReport(record, language, { unfolded });
      const content = await printPdf({ html, title });
      if ("missing" in content) throw new RigError("browserMissing", `no PDF: ${content.missing}`);
      return [{ name: "report.pdf", content }];
    }
    case "xlsx":
      return [{ name: "report.xlsx", content: await workbookBytes(workbookOf(record, language)) }];
    case "csv":
      return [
        { name: "comparisons.csv", content: csvText(comparisonSheet(record, language), { decimalComma }) },
        { name: "readings.csv", content: csvText(readingSheet(record, language), { decimalComma }) },
      ];
    default:
      return [textFile(format, record, style)];
  }
}

/** What every run leaves behind without being asked: pages for people, verdicts for CI, the record for programs. */
export const filesOfRun = (record: RunRecord, language: Language): readonly ReportFile[] =>
  (["html", "junit", "json"] as const).map((format) =>
    textFile(format, record, { language, decimalComma: false, unfolded: false }),
  );

/** Writes them into a folder, made where it is missing; the paths, in the order of the files. */
export function writeReportFiles(folder: string, files: readonly ReportFile[]): readonly string[] {
  makeFolder(folder);
  return files.map(({ name, content }) => {
    const path = join(folder, name);
    writeWhole(path, content);
    return path;
  });
}
