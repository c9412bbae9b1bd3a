/**
 * The report of a run as one HTML file that can be mailed, archived and printed: no script, no request, pictures as
 * inline SVG. Everything that came from outside is escaped, and a content security policy forbids what slipped through.
 */
import { verdicts } from "#models/metrology/verdict.ts";
import { budgetSection } from "#reports/html/budgets.ts";
import { firstPage } from "#reports/html/firstPage.ts";
import { meterSection } from "#reports/html/meterSection.ts";
import { facts, sentenceMarkup, table, verdictBadge } from "#reports/html/parts.ts";
import { scenarioSection } from "#reports/html/scenarioSection.ts";
import { pageStyle } from "#reports/html/style.ts";
import { recordIn } from "#reports/inLanguage.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, trusted } from "#reports/markup.ts";
import { instantText } from "#reports/numberText.ts";
import type { RunRecord } from "#reports/record.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

function provenance({ run }: RunRecord, language: Language): Markup | null {
  if (run === null) return null;
  const texts = textsOf(language);
  const notes = run.notes ?? [];
  return markup`<section class="card"><h2>${texts.provenance}</h2>${facts([
    [texts.rigVersion, run.rig],
    [texts.run, markup`<code>${run.run}</code>`],
    [texts.seed, markup`<code>${run.seed}</code>`],
    [
      texts.begun,
      markup`${instantText(run.startedAt, language)} <span class="soft">(${run.startedAt})</span>`,
    ],
  ])}${
    notes.length === 0
      ? null
      : markup`<h4>${texts.notes}</h4><ul>${notes.map((note) => markup`<li>${sentenceMarkup(recordedSentence(note, language))}</li>`)}</ul>`
  }${
    run.sources.length === 0
      ? null
      : markup`<h4>${texts.files}</h4>${table(
          texts.files,
          [
            { head: texts.file, kind: "text" },
            { head: "SHA-256", kind: "text" },
          ],
          run.sources.map(({ file, sha256 }) => [
            recordedSentence(file, language).text,
            markup`<code>${sha256}</code>`,
          ]),
        )}`
  }</section>`;
}

const howToRead = (language: Language): Markup => {
  const texts = textsOf(language);
  return markup`<section class="card"><h2>${texts.howToRead}</h2>${facts(
    verdicts.map((verdict) => [verdictBadge(verdict, texts), texts.verdictMeaning[verdict]] as const),
  )}<p>${texts.guardBandMeaning}</p></section>`;
};

/** The whole document. `unfolded`: the evidence of what passed is open too, on paper as well. */
export function htmlReport(
  recorded: RunRecord,
  language: Language,
  { unfolded }: { readonly unfolded: boolean } = { unfolded: false },
): string {
  const texts = textsOf(language);
  const record = recordIn(recorded, language);
  const name = record.run?.run ?? "";
  const page = markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark"><meta name="generator" content="conto-rig"><link rel="icon" href="data:,">
<title>${texts.title} ${name}</title><style>${trusted(pageStyle)}</style></head>
<body${unfolded ? markup` class="unfolded"` : null}><header><h1>${texts.title}</h1>${
    record.run === null
      ? null
      : markup`<p class="soft">${texts.bench} ${record.run.bench.name}, ${instantText(record.run.startedAt, language)}</p>`
  }</header>
<main>${firstPage(record, language)}
<h2>${texts.evidence}</h2>
${unfolded ? null : markup`<p class="notice on-paper">${texts.foldedOnPaper}</p>`}
${record.scenarios.map((scenario, index) => scenarioSection(record, scenario, index, language, unfolded))}
${meterSection(record, language)}
${budgetSection(record, language)}
${provenance(record, language)}
${howToRead(language)}</main></body></html>
`;
  return page.markup;
}
