/** The evidence of one scenario: each step in words, each claim with its three voices and its error against the limit. */
import { useState } from "preact/hooks";
import { worst } from "#models/metrology/verdict.ts";
import type { Comparison } from "#reports/events.ts";
import { leftOutOfStep } from "#reports/html/leftOut.ts";
import { claimEvidence } from "#reports/html/stepCard.ts";
import { languageOfWords } from "#reports/inLanguage.ts";
import { interruptionSentence, interruptionsOf } from "#reports/interruptions.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import { errorFigures, faultSentence } from "#reports/sentences.ts";
import { slowLineSentence, slowLinesOf } from "#reports/slowLines.ts";
import { amountText, dash } from "../parts/figures.ts";
import { Badge, Copy, Drawn, Scroll, Told } from "../parts/parts.tsx";
import { Unmet } from "../parts/unmet.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { interruptions, slowLines } from "../shell/shown.ts";
import { awaitedText } from "./awaited.ts";
import { expectationText } from "./expectation.ts";

function Voices({ of }: { readonly of: Comparison }) {
  const report = words.value;
  const figures = errorFigures(of, language.value);
  const amount = (value: number | null) =>
    value === null ? dash : amountText(value, of.unit, language.value);
  const cells = [
    [report.reference, amount(of.reference)],
    [report.twin, amount(of.twin)],
    [report.meterShows, amount(of.meter)],
    [report.error, figures.error ?? dash],
    [report.limit, figures.limit ?? dash],
    [report.uncertainty, figures.uncertainty ?? dash],
  ] as const;
  return (
    <Scroll label={report.evidence}>
      <table class="voices">
        <thead>
          <tr>
            {cells.map(([name]) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {cells.map(([name, value]) => (
              <td key={name} class="number">
                {value}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

const Claim = ({ of }: { readonly of: Comparison }) => (
  <div class="claim">
    <Drawn of={claimEvidence(of, language.value)} class="block" />
    <Voices of={of} />
  </div>
);

/** So many are drawn at once, and all that did not pass; the others when they are asked for. */
const mostClaims = 8;
function Claims({ of }: { readonly of: readonly Comparison[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? of : of.filter(({ verdict }, i) => i < mostClaims || verdict !== "pass");
  const left = of.length - shown.length;
  return (
    <>
      {shown.map((comparison, i) => (
        <Claim key={i} of={comparison} />
      ))}
      {left > 0 ? (
        <button type="button" onClick={() => setWhole(true)}>
          {ui.value.morePassed(left)}
        </button>
      ) : null}
    </>
  );
}

function Step(props: { readonly step: StepRecord; readonly isOpen: boolean; readonly isUnderWay: boolean }) {
  const { step, isOpen, isUnderWay } = props;
  const texts = ui.value;
  const verdicts = step.comparisons.map(({ verdict }) => verdict);
  const leftOut = leftOutOfStep(step, language.value);
  return (
    <details class="step" open={isOpen}>
      <summary>
        <span>
          <span class="soft number">{step.step + 1}.</span> {step.name}
          <small class="soft">{expectationText(step.predictedFraction, language.value)}</small>
        </span>
        {verdicts.length > 0 ? <Badge verdict={worst(verdicts)} /> : null}
      </summary>
      {step.comparisons.length > 0 ? null : (
        <p class="soft">{isUnderWay ? awaitedText(step, null, language.value) : texts.noEvidence}</p>
      )}
      <Unmet of={step.unmet} />
      <Claims of={step.comparisons} />
      {leftOut === null ? null : <Drawn of={leftOut} class="block" />}
    </details>
  );
}

/** More steps than this are not drawn at once: the latest, and those that did not pass. */
const mostSteps = 40;

export function Evidence({ of }: { readonly of: AttemptedScenario }) {
  const texts = ui.value;
  const report = words.value;
  const away = interruptionsOf({ interruptions: interruptions.value }, of);
  const slow = slowLinesOf({ slowLines: slowLines.value }, of);
  const isWorth = (step: StepRecord) => step.comparisons.some(({ verdict }) => verdict !== "pass");
  const shown = of.steps.filter((step, i) => i >= of.steps.length - mostSteps || isWorth(step));
  const worth = of.steps.find(isWorth);
  return (
    <div class="evidence">
      <h2>{of.title}</h2>
      <p class="soft">
        {of.meter} · {of.scenario} @ {of.position}
      </p>
      <p lang={languageOfWords(of, language.value)}>{of.teaches}</p>
      {of.end === null ? null : (
        <p class="reproduce">
          <span class="soft">{texts.reproduce}</span>
          <code>{of.end.reproduce}</code>
          <Copy text={of.end.reproduce} />
        </p>
      )}
      {of.faults.length === 0 ? null : (
        <div class="notice bad">
          <strong>{texts.faults}</strong>
          <ul>
            {of.faults.map((fault, i) => (
              <li key={i}>
                <Told sentence={faultSentence(fault, language.value)} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {away.length === 0 ? null : (
        <div class="notice">
          <strong>{report.interruptions}</strong>
          <ul>
            {away.map((each, i) => (
              <li key={i}>{interruptionSentence(each, language.value)}</li>
            ))}
          </ul>
        </div>
      )}
      {slow.length === 0 ? null : (
        <div class="notice">
          <strong>{report.slowLines}</strong>
          <ul>
            {slow.map((line) => (
              <li key={line.bus}>{slowLineSentence(line, language.value)}</li>
            ))}
          </ul>
        </div>
      )}
      <h3>{texts.steps}</h3>
      {shown.length < of.steps.length ? (
        <p class="soft">{report.moreSteps(of.steps.length - shown.length)}</p>
      ) : null}
      {shown.map((step) => (
        <Step
          key={step.step}
          step={step}
          isOpen={step === (worth ?? of.steps.at(-1))}
          isUnderWay={of.end === null && step === of.steps.at(-1)}
        />
      ))}
      {of.comparisons.length === 0 ? null : (
        <>
          <h3>{report.wholeScenario}</h3>
          <Claims of={of.comparisons} />
        </>
      )}
    </div>
  );
}
