/** What a run came to, as the first sheet of a workbook: the first page of the report, a fact in a row. */

import { verdicts } from "#models/metrology/verdict.ts";
import { countsOf, notCoveredOf, runVerdict, skippedCount } from "#reports/conclusion.ts";
import { type Finding, findingsOf } from "#reports/findings.ts";
import { recordIn } from "#reports/inLanguage.ts";
import type { Language } from "#reports/language.ts";
import { metersOf, meterText } from "#reports/meters.ts";
import type { RunRecord } from "#reports/record.ts";
import { remarksOf } from "#reports/remarks.ts";
import { gapSentence, recordedSentence, sentenceOf } from "#reports/sentences.ts";
import type { Cell, Sheet } from "#reports/sheets.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";

const worstShown = 3;

/** What is no instant stays text. */
function instantCell(iso: string): Cell {
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? iso : instant;
}

export function summarySheet(recorded: RunRecord, language: Language): Sheet {
  const record = recordIn(recorded, language);
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  const { run, end } = record;
  const counts = countsOf(record);
  const findings = findingsOf(record);
  const said = (finding: Finding): string =>
    [
      texts.verdict[finding.verdict],
      [finding.scenario, finding.position, finding.step?.name ?? null]
        .filter((part) => part !== null)
        .join(", "),
      sentenceOf(finding, language).text,
    ]
      .filter((part) => part !== "")
      .join(texts.colon);
  const isComplete = end !== null && !end.interrupted;
  const rows: (readonly [string, Cell])[] = [
    [texts.verdictOfRun, texts.verdict[runVerdict(record)]],
    ["", texts.runMeaning[runVerdict(record)]],
    ...remarksOf(record, language).map((remark) => ["", remark] as const),
    ...(run === null
      ? []
      : ([
          [texts.run, run.run],
          [`${texts.begun} [UTC]`, instantCell(run.startedAt)],
          [texts.bench, run.bench.name],
          ["", run.bench.kind === "virtual" ? texts.virtualBench : texts.benchKind.hardware],
        ] as const)),
    [words.complete, isComplete ? words.yes : words.no],
    ...metersOf(record).map((meter) => [texts.meter, meterText(meter)] as const),
    ...verdicts.map(
      (verdict) => [`${words.counts}${texts.colon}${texts.verdict[verdict]}`, counts[verdict]] as const,
    ),
    [`${words.counts}${texts.colon}${texts.skipped}`, skippedCount(record)],
    [`${texts.benchTime} [s]`, end?.benchTime ?? null],
    [`${texts.wallTime} [s]`, end?.wallTime ?? null],
    ...findings.slice(0, worstShown).map((finding) => [texts.worstFindings, said(finding)] as const),
    ...notCoveredOf(record).map((gap) => [texts.notCovered, gapSentence(gap, language)] as const),
    ...(run?.notes ?? []).map((note) => [texts.notes, recordedSentence(note, language).text] as const),
    ...(run === null
      ? []
      : ([
          [texts.rigVersion, run.rig],
          [texts.seed, run.seed],
        ] as const)),
    ...(run?.sources ?? []).map(({ file, sha256 }) => [`SHA-256 ${file}`, sha256] as const),
  ];
  return {
    name: words.sheets.summary,
    columns: [
      { head: words.what, kind: "text", width: 36 },
      { head: texts.value, kind: "text", width: 100 },
    ],
    rows,
  };
}
