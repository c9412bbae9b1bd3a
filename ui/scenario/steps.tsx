/**
 * The steps of a scenario as they are predicted, one row each: how long, wired how, what truly flows, what an ideal meter
 * registers of it, and what that says of the claims. One of them is chosen to be looked at.
 */

import { verdictSign } from "#reports/figures/verdictSign.ts";
import { stepNameIn } from "#reports/inLanguage.ts";
import { durationText, numberText } from "#reports/numberText.ts";
import { powerText } from "../parts/figures.ts";
import { Drawn, Scroll } from "../parts/parts.tsx";
import { language, ui } from "../shell/settings.ts";
import type { Predicted, PredictedStep, SolvedPrediction } from "./prediction.ts";

const holdText = ({ hold }: PredictedStep): string =>
  hold === "planned" ? ui.value.heldAsPlanned : durationText(hold, language.value);

const Powers = ({ of }: { readonly of: SolvedPrediction["truth"] }) => (
  <td class="number">
    {powerText(of.active, "W", language.value)}
    <br />
    <span class="soft">{powerText(of.reactive, "var", language.value)}</span>
  </td>
);

/** How many of the step's claims an ideal meter bears out, does not, and can't tell of. */
function Claims({ of: { claims } }: { readonly of: SolvedPrediction }) {
  const texts = ui.value;
  const count = (kind: string) => claims.filter(({ foreseen }) => foreseen.kind === kind).length;
  const [agrees, disagrees, open] = [count("agrees"), count("disagrees"), count("open")];
  if (claims.length === 0) return <td class="soft">–</td>;
  return (
    <td>
      {disagrees > 0 ? (
        <span class="bad-word">
          <Drawn of={verdictSign("fail")} /> {texts.claimsDisagree(disagrees)}
        </span>
      ) : agrees > 0 ? (
        <span class="good-word">
          <Drawn of={verdictSign("pass")} /> {texts.claimsAgree(agrees)}
        </span>
      ) : null}
      {open > 0 ? <span class="soft claims-open">{texts.claimsOpen(open)}</span> : null}
    </td>
  );
}

export function Steps(props: {
  readonly of: Predicted;
  readonly at: number;
  readonly onChoose: (at: number) => void;
}) {
  const texts = ui.value;
  const { steps, stepCount } = props.of;
  const spoken = language.value;
  return (
    <>
      <Scroll label={texts.stepsOfIt} class="predicted-box">
        <table class="predicted-steps">
          <thead>
            <tr>
              <th scope="col">{texts.stepShown}</th>
              <th scope="col" class="number">
                {texts.truePower}
              </th>
              <th scope="col" class="number">
                {texts.idealShort}
              </th>
              <th scope="col" class="number">
                {texts.fraction}
              </th>
              <th scope="col">{texts.claimsWord}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, i) => (
              <tr key={i} class={i === props.at ? "chosen" : undefined} onClick={() => props.onChoose(i)}>
                <th scope="row">
                  <label class="step-choice">
                    <input
                      type="radio"
                      name="predicted-step"
                      checked={i === props.at}
                      onChange={() => props.onChoose(i)}
                    />
                    <span>
                      {i + 1}. {stepNameIn(props.of, step.name, spoken)}
                      <span class="soft step-detail">
                        {holdText(step)}
                        {step.kind === "solved" && step.miswired !== "" ? (
                          <>
                            {" · "}
                            <code class="miswired">{step.miswired}</code>
                          </>
                        ) : null}
                        {step.kind === "solved" && step.unmet.length > 0
                          ? ` · ${texts.unmetCount(step.unmet.length)}`
                          : null}
                      </span>
                    </span>
                  </label>
                </th>
                {step.kind === "noSolution" ? (
                  <td colSpan={4} class="bad-word">
                    {texts.unsolved}
                  </td>
                ) : (
                  <>
                    <Powers of={step.truth} />
                    {step.isAlive ? (
                      <Powers of={step.registered} />
                    ) : (
                      <td class="bad-word">{texts.deadWord}</td>
                    )}
                    <td class="number">
                      {step.fraction === null ? "–" : numberText(step.fraction, spoken, 4)}
                    </td>
                    <Claims of={step} />
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {stepCount > steps.length ? <p class="soft">{texts.firstSteps(steps.length, stepCount)}</p> : null}
    </>
  );
}
