/** A scenario written in the page: its text, what is wrong with it, what it promises, and the button that runs it. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
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

/** What the text is worth, said once it is known. */
function Health() {
  const texts = ui.value;
  const found = foundIssues();
  const [first] = found;
  return (
    <div role="status">
      {broken.value !== null ? (
        <p class="notice bad">
          {texts.reckonerBroken} <span lang="en">{broken.value}</span>
        </p>
      ) : null}
      {first !== undefined ? (
        <p class="bad-word">
          {refusal.value?.text === text.value ? texts.issuesOfRig(found.length) : texts.issues(found.length)}
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

/** The rig has the last word on the text it refused. */
const foundIssues = () => (refusal.value?.text === text.value ? refusal.value.issues : issues.value);

export function ScenarioPage() {
  const texts = ui.value;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => reckon(text.value), []);
  const onWrite = (next: string) => {
    write(next);
    reckon(next);
  };
  const replace = (next: Origin) => {
    const box = area.current;
    if (box === null) return;
    change(box, { from: 0, to: box.value.length, insert: next.text, selection: [0, 0] });
    takeUp(next);
    reckon(next.text);
    chosen.value = 0;
    [box.scrollTop, box.scrollLeft] = [0, 0];
  };
  const shown = predicted.value;
  return (
    <div class="scenario-grid">
      <Card title={texts.editor}>
        <Files takeUp={replace} />
        <DropBox takeUp={replace}>
          <Editor
            text={text.value}
            issues={foundIssues()}
            schema={schema.value}
            onChange={onWrite}
            area={area}
          >
            <Health />
          </Editor>
        </DropBox>
        <StartIt />
      </Card>
      <Card
        title={texts.predicted}
        aside={
          <span class="soft" role="status">
            {isLong.value ? texts.reckoning : isWrong.value && shown !== null ? texts.predictionOld : ""}
          </span>
        }
      >
        {shown !== null ? (
          <div class={isStale.value ? "prediction stale" : "prediction"} aria-busy={isLong.value}>
            <PredictedScenario of={shown} chosen={chosen} />
          </div>
        ) : (
          <Empty
            title={
              broken.value !== null
                ? texts.reckonerBroken
                : isWrong.value
                  ? texts.issues(issues.value.length)
                  : texts.reckoning
            }
          />
        )}
      </Card>
    </div>
  );
}
