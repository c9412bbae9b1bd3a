/**
 * The first page of a report as Markdown, short enough for a comment on a pull request or the summary of a CI job:
 * verdict, worst findings with the commands that show them again, what is not covered, what it rests on.
 *
 * The text of meters, files and the bus is foreign: it must not become markup, a link, a mention that calls a person, or
 * end the code block it stands in.
 */

import { verdicts } from "#models/metrology/verdict.ts";
import { attemptsOf, countsOf, runVerdict, skippedCount } from "#reports/conclusion.ts";
import { type Finding, findingsOf, type Headline, headlinesOf } from "#reports/findings.ts";
import { gapLines } from "#reports/gaps.ts";
import { recordIn } from "#reports/inLanguage.ts";
import { interruptionInRun } from "#reports/interruptions.ts";
import type { Language } from "#reports/language.ts";
import { metersOf, meterText } from "#reports/meters.ts";
import { durationText } from "#reports/numberText.ts";
import { printableLine } from "#reports/printable.ts";
import type { RunRecord } from "#reports/record.ts";
import { remarksOf } from "#reports/remarks.ts";
import { recordedSentence, sentenceOf } from "#reports/sentences.ts";
import { slowLineSentence } from "#reports/slowLines.ts";
import { verdictSigns } from "#reports/text.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { unmetOfRun } from "#reports/unmet.ts";

const findingsShown = 10;
const gapsShown = 10;
const interruptionsShown = 10;
const unmetShown = 10;
const notesShown = 3;
const metersShown = 5;
/** Longer foreign texts are cut: a comment has a limit (65 536 characters on GitHub). */
const longest = 400;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** A zero-width space after `@`, `#` and in `://` keeps a name from being called and an address from becoming a link. */
const inert = (text: string): string =>
  text
    .replace(/([@#!])(?=[\p{L}\p{N}_])/gu, "$1\u200b")
    .replace(/:(?=\/\/)/g, ":\u200b")
    .replace(/\bwww\./gi, "www\u200b.");
/** CommonMark: a backslash before ASCII punctuation makes it a plain character; `&` too, or an entity would be read. */
const escaped = (text: string): string =>
  inert(cut(printableLine(text))).replace(/[\\`*_{}[\]<>|~$&]/g, "\\$&");
const strong = (text: string): string => `**${escaped(text)}**`;

/** A fence longer than any run of backticks inside. */
function codeBlock(lines: readonly string[]): readonly string[] {
  const inside = lines.map(printableLine);
  const runs = inside.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return [`${fence}sh`, ...inside, fence];
}

function findingRow({ finding, others }: Headline, language: Language): string {
  const texts = textsOf(language);
  const place = [finding.scenario ?? texts.run, finding.position, finding.step?.name ?? null];
  return `| ${verdictSigns[finding.verdict]} ${texts.verdict[finding.verdict]} | ${escaped(
    place.filter((part) => part !== null).join(", "),
  )} | ${escaped(sentenceOf(finding, language).text)}${others > 0 ? ` (${sheetTextsOf(language).others(others)})` : ""} |`;
}

function reproductions(record: RunRecord, shown: readonly Finding[]): readonly string[] {
  const commands = shown.map(({ scenario, position }) => {
    const attempt = attemptsOf(record).findLast((a) => a.scenario === scenario && a.position === position);
    return attempt?.end?.reproduce ?? "";
  });
  return [...new Set(commands)].filter((command) => command !== "" && command.length <= longest);
}

/** Lines joined by "\n" and ended by one. */
export function markdownReport(recorded: RunRecord, language: Language): string {
  const record = recordIn(recorded, language);
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  const { run, end } = record;
  const verdict = runVerdict(record);
  const counts = countsOf(record);
  const skipped = skippedCount(record);
  const findings = headlinesOf(findingsOf(record));
  const gaps = gapLines(record, language);
  const unmet = unmetOfRun(record, language);
  const notes = run?.notes ?? [];
  const meters = metersOf(record);
  const shown = findings.slice(0, findingsShown);
  const commands = reproductions(
    record,
    shown.map(({ finding }) => finding),
  );
  const more = (hidden: number): readonly string[] => (hidden > 0 ? ["", words.more(hidden)] : []);
  const tally = [
    ...verdicts
      .toReversed()
      .filter((word) => counts[word] > 0)
      .map((word) => `${counts[word]} ${texts.verdictCounted(word, counts[word])}`),
    ...(skipped > 0 ? [`${skipped} ${texts.skipped}`] : []),
  ];
  const lines = [
    `### ${verdictSigns[verdict]} ${texts.verdict[verdict]}${texts.colon}${words.ofScenarios(counts.pass, attemptsOf(record).length)}`,
    "",
    [texts.runMeaning[verdict], ...(tally.length > 0 ? [`(${tally.join(", ")})`] : [])].join(" "),
    ...(end === null
      ? ["", strong(texts.notFinished)]
      : end.interrupted
        ? ["", strong(texts.interrupted)]
        : []),
    ...remarksOf(record, language).flatMap((remark) => ["", strong(remark)]),
    ...(run?.bench.kind === "virtual" ? ["", `> ${texts.virtualBench}`] : []),
    ...(shown.length === 0
      ? []
      : [
          "",
          `| ${texts.verdictOfRun} | ${texts.scenario} | ${words.finding} |`,
          "|---|---|---|",
          ...shown.map((each) => findingRow(each, language)),
          ...more(findings.length - shown.length),
        ]),
    ...(commands.length === 0
      ? []
      : [
          "",
          "<details>",
          `<summary>${texts.reproduce}</summary>`,
          "",
          ...codeBlock(commands),
          "",
          "</details>",
        ]),
    ...(record.interruptions.length === 0
      ? []
      : [
          "",
          strong(texts.interruptions),
          "",
          ...record.interruptions
            .slice(0, interruptionsShown)
            .map((each) => `- ${escaped(interruptionInRun(each, language))}`),
          ...more(record.interruptions.length - interruptionsShown),
        ]),
    ...(record.slowLines.length === 0
      ? []
      : [
          "",
          strong(texts.slowLines),
          "",
          ...record.slowLines.map((line) => `- ${escaped(slowLineSentence(line, language))}`),
        ]),
    ...(unmet.length === 0
      ? []
      : [
          "",
          strong(unmetWordsOf(language).title),
          "",
          ...unmet.slice(0, unmetShown).map((line) => `- ${escaped(line)}`),
          ...more(unmet.length - unmetShown),
        ]),
    ...(gaps.length === 0
      ? []
      : [
          "",
          strong(texts.notCovered),
          "",
          ...gaps.slice(0, gapsShown).map((gap) => `- ${escaped(gap)}`),
          ...more(gaps.length - gapsShown),
        ]),
    "",
    ...meters
      .slice(0, metersShown)
      .map((meter) => `- ${texts.meter}${texts.colon}${escaped(meterText(meter))}`),
    ...(meters.length > metersShown ? [`- ${words.more(meters.length - metersShown)}`] : []),
    ...notes
      .slice(0, notesShown)
      .map((note) => `- ${texts.footing}${texts.colon}${escaped(recordedSentence(note, language).text)}`),
    ...(run === null
      ? []
      : [
          `- ${texts.run}${texts.colon}${escaped(run.run)}, ${escaped(run.rig)}, ${texts.bench} ${escaped(run.bench.name)}, ${texts.seed} ${run.seed}${
            end === null ? "" : `, ${texts.benchTime} ${durationText(end.benchTime, language)}`
          }`,
        ]),
  ];
  return `${lines.join("\n")}\n`;
}
