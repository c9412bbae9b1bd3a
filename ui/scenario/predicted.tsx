/** What a scenario promises: how long it takes, all its steps, and one of them looked at closely. */
import type { Signal } from "@preact/signals";
import { verdictSign } from "#reports/figures/verdictSign.ts";
import { stepNameIn } from "#reports/inLanguage.ts";
import { durationText, numberText, plainText, signedText, withUnit } from "#reports/numberText.ts";
import { refusalSentence } from "#reports/refusal.ts";
import { claimSentence } from "#reports/sentences.ts";
import type { ClaimForeseen } from "#scenarios/applied/claimForeseen.ts";
import type { Claim } from "#scenarios/claim.ts";
import { Phasors, Waves } from "../bench/positionCard.tsx";
import { Wiring } from "../bench/wiring.tsx";
import { powerText } from "../parts/figures.ts";
import { Drawn, Facts, Told } from "../parts/parts.tsx";
import { Unmet } from "../parts/unmet.tsx";
import { expectationText } from "../run/expectation.ts";
import { language, ui, words } from "../shell/settings.ts";
import type { Predicted, SolvedPrediction } from "./prediction.ts";
import { Steps } from "./steps.tsx";

function Foreseen({ of }: { readonly of: ClaimForeseen }) {
  const texts = ui.value;
  if (of.kind === "open") return <span class="soft">{texts.claimOpen[of.why]}</span>;
  const figure = (value: number) => withUnit(signedText(value, language.value, 2), "%");
  const error =
    of.error === null || of.limit === null
      ? ""
      : `${words.value.colon}${texts.errorForeseen(figure(of.error), withUnit(plainText(of.limit, language.value), "%"))}`;
  const isGood = of.kind === "agrees";
  return (
    <span class={isGood ? "good-word" : "bad-word"}>
      <Drawn of={verdictSign(isGood ? "pass" : "fail")} /> {isGood ? texts.agrees : texts.disagrees}
      {error}
    </span>
  );
}

function Claims({ of }: { readonly of: SolvedPrediction["claims"] }) {
  return of.length === 0 ? null : (
    <>
      <h3>{ui.value.claimsWord}</h3>
      <ul class="foreseen">
        {of.map(({ claim, foreseen }, i) => (
          <li key={i}>
            {claimSentence(claim, language.value)}
            <br />
            <Foreseen of={foreseen} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Judged over all the steps together, which only a run does. */
const OverAll = ({ claims }: { readonly claims: readonly Claim[] }) =>
  claims.length === 0 ? null : (
    <>
      <h3>{ui.value.claimsOverAll}</h3>
      <ul class="foreseen">
        {claims.map((claim, i) => (
          <li key={i}>
            {claimSentence(claim, language.value)} <span class="soft">{ui.value.claimOpen.run}</span>
          </li>
        ))}
      </ul>
    </>
  );

function OneStep({ step, of }: { readonly step: SolvedPrediction; readonly of: Predicted }) {
  const texts = ui.value;
  const spoken = language.value;
  const number = (text: string) => <span class="number">{text}</span>;
  return (
    <>
      <p class="expectation">{expectationText(step.fraction, spoken)}</p>
      {step.isAlive ? null : <p class="notice">{texts.dead}</p>}
      <Unmet of={step.unmet} />
      <Facts
        of={[
          [
            texts.registration,
            number(step.fraction === null ? texts.noLoad : numberText(step.fraction, spoken, 4)),
          ],
          [
            texts.truePower,
            number(
              `${powerText(step.truth.active, "W", spoken)}, ${powerText(step.truth.reactive, "var", spoken)}`,
            ),
          ],
          [
            texts.idealMeter,
            number(
              `${powerText(step.registered.active, "W", spoken)}, ${powerText(step.registered.reactive, "var", spoken)}`,
            ),
          ],
          [
            words.value.quantity.frequency,
            number(withUnit(numberText(step.signals.frequency, spoken, 2), "Hz")),
          ],
        ]}
      />
      <Claims of={step.claims} />
      <div class="prediction-grid">
        <Phasors step={step} />
        <div>
          <Wiring mode={of.spec.programmed.insertionMode} meter={of.spec} signals={step.signals} />
          <Waves step={step} />
        </div>
      </div>
    </>
  );
}

export function PredictedScenario({
  of,
  chosen,
}: {
  readonly of: Predicted;
  readonly chosen: Signal<number>;
}) {
  const texts = ui.value;
  const at = Math.min(chosen.value, of.steps.length - 1);
  const step = of.steps[at];
  const name = step === undefined ? "" : stepNameIn(of, step.name, language.value);
  return (
    <>
      <p>
        {texts.ofMeter(of.spec.model, of.spec.programmed.insertionMode)}{" "}
        {texts.takes(durationText(of.held, language.value), of.planned, of.stepCount)}
      </p>
      <Steps of={of} at={at} onChoose={(next) => (chosen.value = next)} />
      <OverAll claims={of.claims} />
      {step === undefined ? null : (
        <section aria-label={name}>
          <h3>
            {at + 1}. {name}
          </h3>
          {step.kind === "noSolution" ? (
            <p class="notice bad">
              {texts.noSolution}
              {step.why.kind === "noMeteringPoint" ? (
                texts.noSuchPoint(step.why.asked)
              ) : (
                <Told sentence={refusalSentence(step.why, language.value)} />
              )}
            </p>
          ) : (
            <OneStep step={{ ...step, name }} of={of} />
          )}
        </section>
      )}
    </>
  );
}
