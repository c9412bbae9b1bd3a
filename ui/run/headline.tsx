/** What a run that is over comes to, said first: its verdict, the worst findings in words, what nobody looked at. */

import { runVerdict } from "#reports/conclusion.ts";
import { type Headline as Finding, findingsOf, headlinesOf } from "#reports/findings.ts";
import { gapLines } from "#reports/gaps.ts";
import type { RunRecord } from "#reports/record.ts";
import { remarksOf } from "#reports/remarks.ts";
import { sentenceOf } from "#reports/sentences.ts";
import { Badge, Card, Copy } from "../parts/parts.tsx";
import { addressOf } from "../shell/route.ts";
import { language, ui, words } from "../shell/settings.ts";
import { stored } from "../shell/shown.ts";

const worstShown = 3;
const gapsShown = 3;

function Worst({ of: { finding, others }, record }: { readonly of: Finding; readonly record: RunRecord }) {
  const index = record.scenarios.findLastIndex(
    (s) => s.scenario === finding.scenario && s.position === finding.position,
  );
  const title = record.scenarios[index]?.title ?? finding.scenario ?? words.value.run;
  const where = [finding.position, finding.step?.name ?? null].filter((part) => part !== null).join(", ");
  const { text, recorded } = sentenceOf(finding, language.value);
  return (
    <li>
      <Badge verdict={finding.verdict} />{" "}
      {index < 0 ? <strong>{title}</strong> : <a href={addressOf("run", index)}>{title}</a>}{" "}
      {where === "" ? null : <span class="soft">({where})</span>}
      <br />
      <span lang={recorded ? "en" : undefined}>{text}</span>
      {others > 0 ? <span class="soft"> {ui.value.andMore(others)}</span> : null}
    </li>
  );
}

export function Headline({ of: record }: { readonly of: RunRecord }) {
  const [texts, report] = [ui.value, words.value];
  const { run, end } = record;
  if (run === null) return null;
  const verdict = runVerdict(record);
  const worst = headlinesOf(findingsOf(record));
  const gaps = gapLines(record, language.value);
  // Under the name it is kept by.
  const command = `conto-rig report ${stored.value?.replay.run ?? run.run} --as html,pdf,xlsx`;
  return (
    <Card class={`headline ${verdict}`}>
      <h2 class="headline-verdict">
        <Badge verdict={verdict} /> {report.runMeaning[verdict]}
      </h2>
      {remarksOf(record, language.value).map((remark) => (
        <p class="notice" key={remark}>
          {remark}
        </p>
      ))}
      {end === null || end.interrupted ? (
        <p class="soft">{end === null ? report.notFinished : report.interrupted}</p>
      ) : null}
      <div class="headline-columns">
        <div>
          <h3>{report.worstFindings}</h3>
          {worst.length === 0 ? <p>{report.noFindings}</p> : null}
          <ol class="worst">
            {worst.slice(0, worstShown).map((one, i) => (
              <Worst key={i} of={one} record={record} />
            ))}
          </ol>
          {worst.length > worstShown ? (
            <p class="soft">{report.moreFindings(worst.length - worstShown)}</p>
          ) : null}
        </div>
        <div>
          <h3>{report.notCovered}</h3>
          {gaps.length === 0 ? <p>{report.everythingCovered}</p> : null}
          <ul>
            {gaps.slice(0, gapsShown).map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
          {gaps.length > gapsShown ? <p class="soft">{texts.andMore(gaps.length - gapsShown)}</p> : null}
          <h3>{texts.report}</h3>
          <p class="report-command">
            <code>{command}</code>
            <Copy text={command} />
          </p>
        </div>
      </div>
    </Card>
  );
}
