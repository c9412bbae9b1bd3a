/**
 * `conto-rig report`: any stored run told again, in any of the forms reports have. The events are folded as on the day,
 * so a report made later says the same; a run without an end is reported as what it is. Making a report judges nothing:
 * the exit code is 0 whatever the verdict.
 */
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Language, languages } from "#reports/language.ts";
import { printableLine } from "#reports/printable.ts";
import { recordOf } from "#reports/record.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { checkFolder } from "#rig/cli/checkOut.ts";
import { type ExitCode, exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { storeFile } from "#rig/cli/keptRun.ts";
import { sourceAtEnd } from "#rig/cli/leftLive.ts";
import {
  type ReportFile,
  type ReportFormat,
  reportFiles,
  reportFormats,
  writeReportFiles,
} from "#rig/cli/reportFiles.ts";
import { whyNoRegularFile } from "#rig/named/namedFile.ts";
import { whyNotWritten } from "#rig/named/outFolder.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import type { Store } from "#rig/store/store.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

interface Options {
  readonly as: readonly ReportFormat[];
  readonly out?: string;
  readonly language: Language;
  readonly store: string;
  readonly list: boolean;
  readonly json: boolean;
  readonly decimalComma: boolean;
  readonly unfolded: boolean;
}

const formatList = (text: string): readonly ReportFormat[] => {
  const asked = text.split(",").map((word) => word.trim());
  const wrong = asked.filter((word) => !reportFormats.some((format) => format === word));
  if (wrong.length === 0) return [...new Set(asked as ReportFormat[])];
  const hints = wrong.map((word) => {
    const meant = suggestionFor(word, reportFormats);
    return `'${word}' is no form of a report${meant === null ? "" : `: did you mean '${meant}'?`}`;
  });
  throw new InvalidArgumentError(`${hints.join("; ")} (there are ${reportFormats.join(", ")})`);
};

export const reportCommand = (finish: Finish): Command =>
  new Command("report")
    .description("report a stored run again: pages, workbooks, files for CI")
    .argument("[run]", "a run's name, its beginning or its end, or 'latest'", "latest")
    .addOption(
      new Option("--as <list>", `forms, with commas between them: ${reportFormats.join(", ")}`)
        .argParser(formatList)
        .default(["html"], "html"),
    )
    .option("-o, --out <folder>", "where to write; - is stdout, for one text (default: the run's own folder)")
    .addOption(
      new Option("--language <code>", "of the report")
        .choices(languages)
        .default("en")
        .env("CONTO_RIG_LANGUAGE"),
    )
    .addOption(
      new Option("--store <file>", "where runs are kept")
        .default(storeFile(process.env.CONTO_RIG_OUT ?? "runs"))
        .env("CONTO_RIG_STORE"),
    )
    .option("--unfolded", "HTML and PDF with the evidence of what passed, too", false)
    .option("--decimal-comma", "CSV with 1,5 and semicolons, as a French Excel reads it", false)
    .option("--list", "list the runs, report none", false)
    .option("--json", "with --list: as data", false)
    .action(async (asked: string, options: Options) => {
      // Opening would make an empty one.
      if (!existsSync(options.store))
        throw new BadInput([`--store ${options.store}: no such file; 'conto-rig run' makes one`]);
      const why = whyNoRegularFile(options.store);
      if (why !== null) throw new BadInput([`--store ${options.store}: ${why}`]);
      if (options.out !== undefined && options.out !== "-") checkFolder(options.out);
      const store = await openSqliteStore(options.store);
      try {
        finish(options.list ? await listed(store, options) : await reported(asked, store, options));
      } finally {
        await store.close();
      }
    });

async function listed(store: Store, { json, store: file }: Options): Promise<ExitCode> {
  const runs = await store.runs();
  const cells: string[][] = [];
  for (const { run, verdict, bench, benchKind } of runs) {
    const isOff = benchKind !== "hardware" || (await sourceAtEnd(store, run)) === "off";
    cells.push([
      printableLine(run),
      verdict ?? "no end: under way or broken off",
      printableLine(`(${bench ?? "?"}, ${benchKind ?? "?"})${isOff ? "" : ", source not confirmed off"}`),
    ]);
  }
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  const lines = cells.map((row) => row.map((cell, i) => (i < 2 ? cell.padEnd(width(i)) : cell)).join("  "));
  if (runs.length === 0 && !json)
    process.stderr.write(`${file}: no run is stored here; 'conto-rig run' makes one\n`);
  process.stdout.write(
    json
      ? `${JSON.stringify({ schema: "conto-rig.runs/1", runs }, null, 2)}\n`
      : lines.length === 0
        ? ""
        : `${lines.join("\n")}\n`,
  );
  return exitCodes.pass;
}

/** The run meant by a name, a beginning or an end that only one name has, or `latest`. */
async function chosen(asked: string, store: Store, file: string): Promise<string> {
  const runs = (await store.runs()).filter(({ startedAt }) => startedAt !== null).map(({ run }) => run);
  const [latest] = runs;
  if (latest === undefined) throw new BadInput([`${file}: no run is stored here; 'conto-rig run' makes one`]);
  if (asked === "latest") return latest;
  if (runs.includes(asked)) return asked;
  const alike = runs.filter((run) => run.startsWith(asked) || run.endsWith(asked));
  if (alike.length === 1 && alike[0] !== undefined) return alike[0];
  const meant = suggestionFor(asked, ["latest", ...runs]);
  throw new BadInput([
    alike.length > 1
      ? `run ${asked}: ${alike.length} runs begin or end so, the latest of them ${alike[0]} ('conto-rig report --list' shows them)`
      : `run ${asked}: not stored in ${file}${meant === null ? "" : `: did you mean '${meant}'?`} ('conto-rig report --list' shows them)`,
  ]);
}

/** A run's name as a folder's: a store may come from anywhere. */
const folderName = (run: string): string => run.replace(/[^\w.-]/g, "-").replace(/^\.+/, "-");

async function reported(asked: string, store: Store, options: Options): Promise<ExitCode> {
  const run = await chosen(asked, store, options.store);
  const record = recordOf(await store.events(run));
  if (record.end === null)
    process.stderr.write(`run ${run} has no end: it is under way, or it broke off; the report says so\n`);
  if (options.out === "-") {
    process.stdout.write(await onlyText(options, (format) => reportFiles(format, record, options)));
    return exitCodes.pass;
  }
  const folder = options.out ?? join(dirname(options.store), folderName(run));
  // What needs something this machine may lack comes last: the others are written by then.
  const inOrder = options.as.toSorted((a, b) => Number(a === "pdf") - Number(b === "pdf"));
  for (const format of inOrder)
    for (const path of written(folder, await reportFiles(format, record, options)))
      process.stdout.write(`${relative(".", path)}\n`);
  return exitCodes.pass;
}

/** @throws {BadInput} the folder can't be written to: another one can be named. */
function written(folder: string, files: readonly ReportFile[]): readonly string[] {
  try {
    return writeReportFiles(folder, files);
  } catch (error) {
    throw new BadInput([
      `${folder}: can't be written to (${whyNotWritten(error)}); --out names another folder`,
    ]);
  }
}

async function onlyText(
  { as }: Options,
  made: (format: ReportFormat) => Promise<readonly ReportFile[]>,
): Promise<string> {
  const [format] = as;
  const isText = as.length === 1 && format !== undefined && !["pdf", "xlsx", "csv"].includes(format);
  const [file] = isText ? await made(format) : [];
  if (typeof file?.content !== "string")
    throw new BadInput([
      `--out - takes one text (${reportFormats.filter((f) => !["pdf", "xlsx", "csv"].includes(f)).join(", ")}), not ${as.join(",")}`,
    ]);
  return file.content;
}
