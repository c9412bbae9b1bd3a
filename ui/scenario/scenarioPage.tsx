/** A scenario written in the page: its text, what is wrong with it, what it promises, and the button that runs it. */
import { firstScenario } from "#scenarios/firstScenario.ts";
import "./withoutEval.ts";

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { stepNameIn, titleIn } from "#reports/inLanguage.ts";
import { livePaths, type ScenarioSummary, scenarioPath } from "#reports/live/protocol.ts";
import { numberText, signedText } from "#reports/numberText.ts";
import { Phasors, Waves } from "../bench/positionCard.tsx";
import { Wiring } from "../bench/wiring.tsx";
import { story } from "../feed/feed.ts";
import { fetchText, useFetched } from "../feed/fetched.ts";
import { powerText } from "../parts/figures.ts";
import { Card, Choice, Empty, Facts } from "../parts/parts.tsx";
import { expectationText } from "../run/expectation.ts";
import { Arm, command, isArmed, takeCode } from "../shell/controls.tsx";
import { addressOf } from "../shell/route.ts";
import { language, ui, words } from "../shell/settings.ts";
import { showLive } from "../shell/shown.ts";
import { Editor } from "./editor.tsx";
import { type Prediction, predict } from "./prediction.ts";

const text = signal(firstScenario);
const prediction = signal<Prediction>(predict(firstScenario));
/** The last prediction there was, while the text of now has errors. */
const last = signal(prediction.value);
/** Milliseconds of rest before the text is reckoned. */
const rest = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
function write(next: string): void {
  text.value = next;
  clearTimeout(timer);
  timer = setTimeout(() => {
    prediction.value = predict(text.value);
    if (prediction.value.kind === "predicted") last.value = prediction.value;
  }, rest);
}

function Predicted({ of }: { readonly of: Extract<Prediction, { kind: "predicted" }> }) {
  const texts = ui.value;
  const [at, setAt] = useState(0);
  const steps = of.steps.map((one) => ({ ...one, name: stepNameIn(of.scenario, one.name, language.value) }));
  const step = steps[Math.min(at, steps.length - 1)];
  if (step === undefined) return null;
  return (
    <>
      <Choice
        label={texts.stepShown}
        value={`${Math.min(at, steps.length - 1)}`}
        options={steps.map(({ name }, i) => ({ value: `${i}`, text: `${i + 1}. ${name}` }))}
        onChange={(value) => setAt(Number(value))}
      />
      {step.kind === "noSolution" ? (
        <p class="notice bad">
          {texts.noSolution}
          <span lang="en">{step.why}</span>
        </p>
      ) : (
        <>
          <p class="expectation">{expectationText(step.fraction, language.value)}</p>
          {step.isAlive ? null : <p class="notice">{texts.dead}</p>}
          <Facts
            of={[
              [
                texts.registration,
                <span key="k" class="number">
                  {step.fraction === null ? texts.noLoad : signedText(step.fraction, language.value, 4)}
                </span>,
              ],
              [
                texts.truePower,
                <span key="p" class="number">
                  {powerText(step.truth.active, "W", language.value)},{" "}
                  {powerText(step.truth.reactive, "var", language.value)}
                </span>,
              ],
              [
                texts.idealMeter,
                <span key="r" class="number">
                  {powerText(step.registered.active, "W", language.value)},{" "}
                  {powerText(step.registered.reactive, "var", language.value)}
                </span>,
              ],
              [
                words.value.quantity.frequency,
                <span
                  key="f"
                  class="number"
                >{`${numberText(step.signals.frequency, language.value, 2)} Hz`}</span>,
              ],
            ]}
          />
          <div class="prediction-grid">
            <Phasors step={step} />
            <div>
              <Wiring mode={of.spec.programmed.insertionMode} meter={of.spec} signals={step.signals} />
              <Waves step={step} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

export function ScenarioPage() {
  const texts = ui.value;
  const { benches, canStart, role, session } = story.value;
  const [library] = useFetched<readonly ScenarioSummary[]>(livePaths.scenarios);
  const [example, setExample] = useState("");
  const [benchName, setBench] = useState(benches[0]?.name ?? "");
  const bench = benches.find(({ name }) => name === benchName) ?? benches[0];
  const now = prediction.value;
  const shown = now.kind === "predicted" ? now : last.value;
  const isIdle = session.kind !== "running" && session.kind !== "paused" && session.kind !== "stopping";
  useEffect(() => {
    if (example === "") return;
    let wanted = true;
    fetchText(scenarioPath(example)).then(
      (found) => wanted && write(found),
      () => setExample(""),
    );
    return () => {
      wanted = false;
    };
  }, [example]);
  const run = async () => {
    if (bench === undefined) return;
    showLive();
    const reply = await command({
      kind: "start",
      bench: bench.name,
      seed: 1,
      scenarios: [{ kind: "text", name: "page", text: text.value }],
      armed: takeCode(bench.name),
    });
    if (reply?.kind === "started") location.hash = addressOf("run");
  };
  return (
    <div class="scenario-grid">
      <Card title={texts.editor}>
        <div class="row">
          <Choice
            label={texts.example}
            value={example}
            options={[
              { value: "", text: texts.ownText },
              ...(library.kind === "there"
                ? library.value.map((scenario) => ({
                    value: scenario.reference,
                    text: `${scenario.reference} – ${titleIn(scenario, language.value)}`,
                  }))
                : []),
            ]}
            onChange={setExample}
          />
        </div>
        <Editor text={text.value} issues={now.kind === "issues" ? now.issues : []} onChange={write} />
        {canStart && role === "operator" && bench !== undefined ? (
          <div class="row">
            <Choice
              label={texts.chooseBench}
              value={bench.name}
              options={benches.map(({ name, kind }) => ({
                value: name,
                text: `${name} (${words.value.benchKind[kind]})`,
              }))}
              onChange={setBench}
            />
            <Arm bench={bench} />
            <button
              type="button"
              class="primary"
              disabled={now.kind === "issues" || !isIdle || !isArmed(bench)}
              onClick={() => void run()}
            >
              {texts.runIt}
            </button>
          </div>
        ) : null}
      </Card>
      <Card
        title={texts.predicted}
        aside={now.kind === "issues" ? <span class="soft">{texts.predictionOld}</span> : undefined}
      >
        {shown.kind === "predicted" ? (
          <Predicted of={shown} />
        ) : (
          <Empty title={texts.issues(shown.issues.length)} />
        )}
      </Card>
    </div>
  );
}
