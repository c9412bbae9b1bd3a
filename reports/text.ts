/**
 * What a run says on a terminal: the verdict, then every scenario that did not pass, worst first, with its finding and
 * the command that shows it again, then the counts and where the report lies. The verdict is a word and a sign, colour
 * only underlines it. Nothing is cut off: what does not fit the width goes on below.
 */

import stringWidth from "string-width";
import type { Verdict } from "#models/metrology/verdict.ts";
import { verdicts } from "#models/metrology/verdict.ts";
import { keptTogether, plainSpaces } from "#reports/columns.ts";
import { attemptsOf, countsOf, runVerdict, skippedCount, verdictOf } from "#reports/conclusion.ts";
import { findingsOfAttempt, findingsOfRun } from "#reports/findings.ts";
import { gapLines } from "#reports/gaps.ts";
import { interruptionInRun } from "#reports/interruptions.ts";
import { durationText } from "#reports/numberText.ts";
import { printable, printableLine } from "#reports/printable.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import { leftOutRemark } from "#reports/remarks.ts";
import { sentenceOf } from "#reports/sentences.ts";
import { slowLineSentence } from "#reports/slowLines.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { unmetOfRun } from "#reports/unmet.ts";

/** What a piece of text is, for whoever colours it. */
export type Tone = Verdict | "strong" | "faint";
/** Adds colour around a text without changing its width on the screen. */
export type Styler = (tone: Tone, text: string) => string;
export const unstyled: Styler = (_, text) => text;

export interface TextOptions {
  readonly style: Styler;
  /** Columns of the terminal; 0: it does not say. */
  readonly width: number;
  /** Where the full report was written; null: nowhere. */
  readonly reportPath: string | null;
  /** One line for every scenario that passed, too. */
  readonly listPasses: boolean;
}

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  pass: "✓",
  inconclusive: "?",
  fail: "✗",
  error: "!",
};
const longestWord = Math.max(...verdicts.map((verdict) => verdict.length));
const indent = " ".repeat(4);

/** `first` and the words of `text` in lines of at most `width`, figures with their units; later lines begin with `hang`. A longer word stands alone. */
function wrapped(first: string, text: string, width: number, hang = indent): string[] {
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  for (const word of keptTogether(text).split(" ")) {
    if (!isFresh && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = hang + word;
    } else line += isFresh ? word : ` ${word}`;
    isFresh = false;
  }
  return [...lines, line].map(plainSpaces);
}

interface Entry {
  readonly attempt: AttemptedScenario;
  readonly verdict: Verdict;
}

function entryLines(record: RunRecord, { attempt, verdict }: Entry, options: TextOptions): string[] {
  const { style, width } = options;
  const findings = findingsOfAttempt(record, attempt);
  const [first] = findings;
  const place = `${attempt.scenario} @ ${attempt.position}`;
  const step = first?.step ? `, ${first.step.name}` : "";
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
  const said = first === undefined ? attempt.title : `${sentenceOf(first, "en").text}${more}`;
  const head = `${verdictSigns[verdict]} ${verdict.padEnd(longestWord)} `;
  const [line = "", ...rest] = wrapped(head, printableLine(`${place}${step}: ${said}`), width);
  const command = attempt.end?.reproduce ?? "";
  return [
    style(verdict, head.trimEnd()) + line.slice(head.trimEnd().length),
    ...rest,
    ...(verdict === "pass" || command === ""
      ? []
      : [style("faint", `${indent}reproduce: ${printableLine(command)}`)]),
  ];
}

/** A list under its title; nothing where there is nothing to list. */
const listed = (title: string, lines: readonly string[], { style, width }: TextOptions): string[] =>
  lines.length === 0
    ? []
    : [style("strong", title), ...lines.flatMap((line) => wrapped("  - ", printableLine(line), width))];

/** A source that nobody confirmed off is a finding of the run already. */
function leftOutLines(record: RunRecord, { width }: TextOptions): string[] {
  const remark = leftOutRemark(record, "en");
  return remark === null ? [] : wrapped("", remark, width);
}

/** "3 pass, 1 inconclusive, 2 fail, 0 error, 1 skipped". */
const countsLine = (record: RunRecord): string => {
  const counts = countsOf(record);
  const words = verdicts.map((verdict) => `${counts[verdict]} ${verdict}`);
  return [...words, `${skippedCount(record)} skipped`].join(", ");
};

/** Where a terminal does not say how wide it is. */
const usualWidth = 100;
/** On a narrower one the terminal itself breaks the lines better. */
const narrowest = 40;
const legible = (width: number): number => (width > 0 ? Math.max(narrowest, width) : usualWidth);

/** The summary of a run, finished or not, lines joined by "\n" and ended by one. */
export function textReport(record: RunRecord, asked: TextOptions): string {
  const options = { ...asked, width: legible(asked.width) };
  const { style, width } = options;
  const verdict = runVerdict(record);
  const entries = attemptsOf(record)
    .map((attempt): Entry => ({ attempt, verdict: verdictOf(record, attempt) }))
    .toSorted((a, b) => verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict));
  const shown = entries.filter((entry) => options.listPasses || entry.verdict !== "pass");
  // What was never begun stands under "Not covered", in fewer lines.
  const ofTheRun = findingsOfRun(record).filter((f) => f.kind !== "bare" || f.why !== "neverStarted");
  const { run, end } = record;
  const head = `${verdictSigns[verdict]} ${verdict}`;
  const facts =
    run === null ? "no run" : `run ${run.run}, bench ${run.bench.name} (${run.bench.kind}), seed ${run.seed}`;
  const time =
    end === null
      ? "the run did not come to its end"
      : printableLine(
          `${durationText(end.benchTime, "en")} of bench time in ${durationText(end.wallTime, "en")}${end.interrupted ? ", interrupted" : ""}`,
        );
  const texts = textsOf("en");
  const parts = [
    [
      ...ofTheRun.flatMap((finding) =>
        wrapped(
          `${verdictSigns[finding.verdict]} ${finding.verdict.padEnd(longestWord)} `,
          printableLine(`${finding.scenario ?? "the run"}: ${sentenceOf(finding, "en").text}`),
          width,
        ),
      ),
      ...shown.flatMap((entry) => entryLines(record, entry, options)),
    ],
    listed(
      texts.interruptions,
      record.interruptions.map((each) => interruptionInRun(each, "en")),
      options,
    ),
    listed(
      texts.slowLines,
      record.slowLines.map((line) => slowLineSentence(line, "en")),
      options,
    ),
    listed(unmetWordsOf("en").title, unmetOfRun(record, "en"), options),
    leftOutLines(record, options),
    listed("Not covered", gapLines(record, "en"), options),
  ];
  const said = parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : ["", ...part]));
  const lines = [
    ...wrapped(`${head}  `, printableLine(facts), width).map((line, i) =>
      i === 0 ? style(verdict, head) + line.slice(head.length) : line,
    ),
    "",
    ...said,
    ...(said.length > 0 ? [""] : []),
    countsLine(record),
    time,
    ...(options.reportPath === null ? [] : [`report: ${printable(options.reportPath)}`]),
  ];
  return `${lines.join("\n")}\n`;
}
