/** The button that puts the text in the editor on a bench, and what the rig found wrong with it, at its lines. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { type LocatedIssue, readLocatedIssue } from "#scenarios/yaml/located.ts";
import { story } from "../feed/feed.ts";
import { Choice } from "../parts/parts.tsx";
import { Arm, command, isArmed, needsArming, takeCode } from "../shell/controls.tsx";
import { addressOf } from "../shell/route.ts";
import { ui, words } from "../shell/settings.ts";
import { stored } from "../shell/shown.ts";
import { text } from "./draft.ts";
import { isWrong } from "./reckoning.ts";

/** What the rig refused a text for: it may know other meters than the page, and where nothing is predicted it judges first. */
export const refusal = signal<{ readonly text: string; readonly issues: readonly LocatedIssue[] } | null>(
  null,
);

/** The name the text goes by on the bench, and in what the rig says of it. */
const name = "page";

async function start(bench: string): Promise<void> {
  stored.value = null;
  refusal.value = null;
  const asked = text.value;
  const reply = await command({
    kind: "start",
    bench,
    seed: 1,
    scenarios: [{ kind: "text", name, text: asked }],
    armed: takeCode(bench),
  });
  if (reply?.kind === "started") location.hash = addressOf("run");
  if (reply?.kind === "refused" && reply.reason === "badScenario")
    refusal.value = {
      text: asked,
      issues: reply.lines.flatMap((line) => {
        const issue = readLocatedIssue(line);
        return issue?.file === name ? [issue] : [];
      }),
    };
}

export function StartIt() {
  const texts = ui.value;
  const { benches, canStart, role, session } = story.value;
  const [chosen, setChosen] = useState("");
  const bench =
    benches.find((one) => one.name === chosen) ?? benches.find((one) => !needsArming(one)) ?? benches[0];
  const isIdle = session.kind !== "running" && session.kind !== "paused" && session.kind !== "stopping";
  if (!canStart || role !== "operator" || bench === undefined) return null;
  return (
    <div class="row start-it">
      <Choice
        label={texts.chooseBench}
        value={bench.name}
        options={benches.map((one) => ({
          value: one.name,
          text: `${one.name} (${words.value.benchKind[one.kind]})`,
        }))}
        onChange={setChosen}
      />
      <Arm bench={bench} />
      <button
        type="button"
        class="primary"
        disabled={isWrong.value || !isIdle || !isArmed(bench)}
        onClick={() => void start(bench.name)}
      >
        {texts.runIt}
      </button>
    </div>
  );
}
