/** A scenario written in the page: its text, what is wrong with it, what it promises, and the button that runs it. */
import { computed, signal } from "@preact/signals";
import { createRef } from "preact";
import { useEffect } from "preact/hooks";
import { Card, Empty } from "../parts/parts.tsx";
import { ui } from "../shell/settings.ts";
import { type Origin, takeUp, text, write } from "./draft.ts";
import { Editor } from "./editor.tsx";
import { DropBox, Files } from "./files.tsx";
import { PredictedScenario } from "./predicted.tsx";
import { broken, isLong, isSound, isStale, issues, isWrong, predicted, reckon, schema } from "./reckoning.ts";
import { refusal, StartIt } from "./startIt.tsx";
import { change } from "./textBox.ts";

/** The step looked at; it stays while its text is written. */
const chosen = signal(0);
const area = createRef<HTMLTextAreaElement>();

const isRefused = computed(() => refusal.value?.text === text.value);
/** The rig has the last word on the text it refused. */
const found = computed(() => (isRefused.value ? (refusal.value?.issues ?? []) : issues.value));

function onWrite(next: string): void {
  write(next);
  reckon(next);
}
function replace(next: Origin): void {
  const box = area.current;
  if (box === null) return;
  change(box, { from: 0, to: box.value.length, insert: next.text, selection: [0, 0] });
  takeUp(next);
  reckon(next.text);
  chosen.value = 0;
  [box.scrollTop, box.scrollLeft] = [0, 0];
}

/** What the text is worth, said once it is known. */
function Health() {
  const texts = ui.value;
  const count = found.value.length;
  const [first] = found.value;
  return (
    <div role="status">
      {broken.value !== null ? (
        <p class="notice bad">
          {texts.reckonerBroken} <span lang="en">{broken.value}</span>
        </p>
      ) : null}
      {first !== undefined ? (
        <p class="bad-word">
          {isRefused.value ? texts.issuesOfRig(count) : texts.issues(count)}
          <span class="visually-hidden">
            . {texts.at(first.line, first.column)}: {first.message}
          </span>
        </p>
      ) : isSound.value && broken.value === null ? (
        <p class="good-word">{texts.noIssues}</p>
      ) : null}
    </div>
  );
}

/** The one part that is drawn anew at every key. */
const Written = () => (
  <Editor text={text.value} issues={found.value} schema={schema.value} onChange={onWrite} area={area}>
    <Health />
  </Editor>
);

function Promised() {
  const texts = ui.value;
  const shown = predicted.value;
  const why =
    broken.value !== null
      ? texts.reckonerBroken
      : isWrong.value
        ? texts.issues(issues.value.length)
        : texts.reckoning;
  return (
    <Card
      title={texts.predicted}
      aside={
        <span class="soft" role="status">
          {isLong.value ? texts.reckoning : isWrong.value && shown !== null ? texts.predictionOld : ""}
        </span>
      }
    >
      {shown === null ? (
        <Empty title={why} />
      ) : (
        <div class={isStale.value ? "prediction stale" : "prediction"} aria-busy={isLong.value}>
          <PredictedScenario of={shown} chosen={chosen} />
        </div>
      )}
    </Card>
  );
}

export function ScenarioPage() {
  useEffect(() => reckon(text.peek()), []);
  return (
    <div class="scenario-grid">
      <Card title={ui.value.editor}>
        <Files takeUp={replace} />
        <DropBox takeUp={replace}>
          <Written />
        </DropBox>
        <StartIt />
      </Card>
      <Promised />
    </div>
  );
}
