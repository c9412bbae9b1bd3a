/**
 * The first page of a report: what was tested, on what, the verdict, the three worst findings and what is not covered.
 * Whoever reads no further has read enough to act.
 */
import { verdicts } from "#models/metrology/verdict.ts";
import { attemptsOf, countsOf, runVerdict, skippedCount, verdictOf } from "#reports/conclusion.ts";
import { metersOnTest } from "#reports/describedMeters.ts";
import { findingsOf, type Headline, headlinesOf } from "#reports/findings.ts";
import { gapLines } from "#reports/gaps.ts";
import { facts, scenarioAnchor, sentenceMarkup, table, verdictBadge } from "#reports/html/parts.ts";
import { interruptionSentence } from "#reports/interruptions.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup } from "#reports/markup.ts";
import { metersOf, meterText } from "#reports/meters.ts";
import { classText, currentText } from "#reports/nameplate.ts";
import { durationText, instantText, numberText } from "#reports/numberText.ts";
import { comparisonsOf, type RunRecord } from "#reports/record.ts";
import { remarksOf } from "#reports/remarks.ts";
import { recordedSentence, sentenceOf } from "#reports/sentences.ts";
import { slowLineSentence } from "#reports/slowLines.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";

const worstShown = 3;
const notesShown = 3;
const metersShown = 5;
/** More meters than this are named in short. */
const metersInFull = 2;
const gapsShown = 8;
/** More scenarios than this are listed from a page of their own, so that the first page stays one page of paper. */
const listedOnFirstPage = 10;

function findingItem(record: RunRecord, { finding, others }: Headline, language: Language): Markup {
  const texts = textsOf(language);
  const index = record.scenarios.findLastIndex(
    (s) => s.scenario === finding.scenario && s.position === finding.position,
  );
  const scenario = record.scenarios[index];
  const place = scenario === undefined ? (finding.scenario ?? texts.run) : scenario.title;
  const where = [finding.position, finding.step?.name ?? null].filter((part) => part !== null).join(", ");
  return markup`<li>${verdictBadge(finding.verdict, texts)} ${
    index < 0 ? place : markup`<a href="#${scenarioAnchor(index)}">${place}</a>`
  }${where === "" ? null : markup` <span class="soft">(${where})</span>`}<br>${sentenceMarkup(sentenceOf(finding, language))}${
    others > 0 ? markup` <span class="soft">(${sheetTextsOf(language).others(others)})</span>` : null
  }</li>`;
}

/** A meter as the first page names it, with what is on its nameplate; null: that is not known. */
interface Named {
  readonly meter: string;
  readonly nameplate: string | null;
}

/**
 * Few meters with their modes and positions; of many only what they are, those of one model and nameplate together. The
 * section on the meters has the rest.
 */
function metersNamed(record: RunRecord, language: Language): readonly Named[] {
  const specs = metersOnTest(record).map(({ spec }) => spec);
  const meters = metersOf(record).map((tested) => {
    const spec = specs.find(({ model, orderCode }) => tested.meter === `${model} ${orderCode}`);
    const nameplate =
      spec === undefined ? null : `${classText(spec, language)}, ${currentText(spec, language)}`;
    return { tested, spec, nameplate };
  });
  if (meters.length <= metersInFull)
    return meters.map(({ tested, nameplate }) => ({
      meter: `${meterText(tested)} (${tested.positions.join(", ")})`,
      nameplate,
    }));
  const alike = new Map<string, Named>();
  for (const { tested, spec, nameplate } of meters) {
    const key = `${spec?.model ?? tested.meter} ${nameplate}`;
    const before = alike.get(key);
    const meter =
      before === undefined || spec === undefined ? tested.meter : `${before.meter}, ${spec.orderCode}`;
    alike.set(key, { meter, nameplate });
  }
  return [...alike.values()];
}

function whatWasTested(record: RunRecord, language: Language): Markup {
  const texts = textsOf(language);
  const themes = new Map<string, Set<string>>();
  for (const s of record.scenarios)
    if (s.kind === "attempted") themes.set(s.theme, (themes.get(s.theme) ?? new Set()).add(s.scenario));
  const meters = metersNamed(record, language);
  const hidden = meters.length - metersShown;
  const judged = new Set([...themes.values()].flatMap((scenarios) => [...scenarios]));
  return facts([
    ...meters
      .slice(0, metersShown)
      .map(
        ({ meter, nameplate }) =>
          [
            texts.meter,
            nameplate === null ? meter : markup`${meter}<br><span class="soft">${nameplate}</span>`,
          ] as const,
      ),
    ...(hidden > 0 ? [["", sheetTextsOf(language).others(hidden)] as const] : []),
    [
      texts.scenarios,
      `${judged.size} / ${record.run?.scenarios.length ?? 0} (${[...themes].map(([theme, { size }]) => `${texts.theme[theme] ?? theme} ${size}`).join(", ")})`,
    ],
  ]);
}

function onWhat({ run, end }: RunRecord, language: Language): Markup {
  const texts = textsOf(language);
  if (run === null) return markup`<p>–</p>`;
  return facts([
    [texts.bench, `${run.bench.name} (${texts.benchKind[run.bench.kind]})`],
    [texts.position, run.bench.positions.join(", ")],
    [texts.begun, instantText(run.startedAt, language)],
    ...(end === null
      ? []
      : ([
          [texts.benchTime, durationText(end.benchTime, language)],
          [texts.wallTime, durationText(end.wallTime, language)],
        ] as const)),
    [texts.seed, markup`<code>${run.seed}</code>`],
    [texts.run, markup`<code>${run.run}</code>`],
    [texts.rigVersion, run.rig],
  ]);
}

/** What is taken for granted: how sure the register maps are. */
function footing({ run }: RunRecord, language: Language): Markup | null {
  const texts = textsOf(language);
  const notes = run?.notes ?? [];
  if (notes.length === 0) return null;
  const hidden = notes.length - notesShown;
  return markup`<p class="notice"><strong>${texts.footing}</strong>${texts.colon}${notes
    .slice(0, notesShown)
    .map(
      (note, index) =>
        markup`${index > 0 ? texts.semicolon : ""}${sentenceMarkup(recordedSentence(note, language))}`,
    )}.${hidden > 0 ? ` ${texts.moreFooting(hidden)}` : null}</p>`;
}

function notCovered(record: RunRecord, language: Language): Markup {
  const texts = textsOf(language);
  const gaps = gapLines(record, language);
  const hidden = gaps.length - gapsShown;
  return gaps.length === 0
    ? markup`<p>${texts.everythingCovered}</p>`
    : markup`<ul class="gaps">${gaps.slice(0, gapsShown).map((gap) => markup`<li>${gap}</li>`)}</ul>${
        hidden > 0 ? markup`<p class="soft">${texts.moreGaps(hidden)}</p>` : null
      }`;
}

/** Every scenario in a line: verdict, where, and how much of its limit the worst error takes. */
function scenarioTable(record: RunRecord, language: Language): Markup {
  const texts = textsOf(language);
  const rows = record.scenarios.map((s, index) => {
    const link = markup`<a href="#${scenarioAnchor(index)}">${s.title}</a>`;
    if (s.kind === "skipped")
      return [markup`<span class="badge none">${texts.skipped}</span>`, link, s.position, "–"];
    const shares = comparisonsOf(s).flatMap(({ error, limit }) =>
      error === null || limit === null || limit === 0 ? [] : [Math.abs(error / limit)],
    );
    const worst = shares.length === 0 ? "–" : numberText(Math.max(...shares), language, 2);
    return [verdictBadge(verdictOf(record, s), texts), link, s.position, worst];
  });
  return table(
    texts.scenarios,
    [
      { head: texts.verdictOfRun, kind: "text" },
      { head: texts.scenario, kind: "words" },
      { head: texts.position, kind: "text" },
      { head: texts.worstError, kind: "number" },
    ],
    rows,
  );
}

export function firstPage(record: RunRecord, language: Language): Markup {
  const texts = textsOf(language);
  const verdict = runVerdict(record);
  const counts = countsOf(record);
  const headlines = headlinesOf(findingsOf(record));
  const skipped = skippedCount(record);
  const planned = record.run?.scenarios.length ?? 0;
  const judged = new Set(attemptsOf(record).map(({ scenario }) => scenario)).size;
  const notices = [
    ...remarksOf(record, language),
    ...(record.end === null ? [texts.notFinished] : record.end.interrupted ? [texts.interrupted] : []),
    ...record.interruptions
      .filter(({ scenario }) => scenario === null)
      .map((each) => interruptionSentence(each, language)),
    ...record.slowLines.map((line) => slowLineSentence(line, language)),
    ...(record.run?.bench.kind === "virtual" ? [texts.virtualBench] : []),
  ];
  return markup`<section class="card verdict-card ${verdict}" aria-label="${texts.verdictOfRun}"><div>${verdictBadge(verdict, texts)}<p>${texts.runMeaning[verdict]}</p>${
    judged < planned ? markup`<p><strong>${texts.judgedOf(judged, planned)}</strong></p>` : null
  }</div><ul class="counts">${verdicts
    .filter((word) => counts[word] > 0)
    .toReversed()
    .map(
      (word) =>
        markup`<li><span class="badge ${word}">${counts[word]} ${texts.verdictCounted(word, counts[word])}</span></li>`,
    )}${skipped > 0 ? markup`<li><span class="badge none">${skipped} ${texts.skipped}</span></li>` : null}</ul></section>
${notices.map((notice) => markup`<p class="notice">${notice}</p>`)}
${footing(record, language)}
<div class="columns"><section class="card"><h2>${texts.whatWasTested}</h2>${whatWasTested(record, language)}</section>
<section class="card"><h2>${texts.onWhat}</h2>${onWhat(record, language)}</section>
<section class="card"><h2>${texts.worstFindings}</h2>${
    headlines.length === 0
      ? markup`<p>${texts.noFindings}</p>`
      : markup`<ol class="findings">${headlines
          .slice(0, worstShown)
          .map((headline) => findingItem(record, headline, language))}</ol>`
  }${headlines.length > worstShown ? markup`<p class="soft">${texts.moreFindings(headlines.length - worstShown)}</p>` : null}</section>
<section class="card"><h2>${texts.notCovered}</h2>${notCovered(record, language)}</section></div>
<section class="${record.scenarios.length > listedOnFirstPage ? "on-new-page" : "scenario-list"}"><h2>${texts.scenarios}</h2>${scenarioTable(record, language)}</section>`;
}
