/** The run: its scenarios with their verdicts, the evidence of one of them, and where a run is chosen and begun. */
import { useEffect, useState } from "preact/hooks";
import { type Verdict, verdicts } from "#models/metrology/verdict.ts";
import { link, story } from "../feed/feed.ts";
import { Card, Choice, Empty } from "../parts/parts.tsx";
import { route } from "../shell/route.ts";
import { ui, words } from "../shell/settings.ts";
import { attempts, chosen, record } from "../shell/shown.ts";
import { Evidence } from "./evidence.tsx";
import { StartRun } from "./startRun.tsx";
import { StoredRuns } from "./storedRuns.tsx";
import { type LeafFilter, leavesOf, passesFilter, Tree } from "./tree.tsx";

export function RunPage() {
  const texts = ui.value;
  const run = record.value;
  const [filter, setFilter] = useState<LeafFilter>({ verdict: "any", model: "any", theme: "any" });
  const { part } = route.value;
  const open = part === null ? null : Number(part);
  const asked = open === null ? undefined : run.scenarios[open];
  const attempt = asked?.kind === "attempted" ? asked : null;
  const shown = attempt ?? attempts.value.at(-1) ?? null;
  const place = attempt === null ? null : `${attempt.scenario} ${attempt.position}`;
  useEffect(() => {
    chosen.value = attempt === null ? null : { scenario: attempt.scenario, position: attempt.position };
  }, [place]);

  const isIdle = story.value.session.kind !== "running" && story.value.session.kind !== "paused";
  const begin =
    isIdle && story.value.canStart && story.value.role === "operator" && link.value.kind === "live" ? (
      <StartRun />
    ) : null;
  if (run.run === null)
    return (
      <>
        <Card>
          <Empty title={texts.noRun} why={texts.noRunLong} />
        </Card>
        {begin}
        <StoredRuns />
      </>
    );

  const leaves = leavesOf(run);
  const choices = (of: readonly (string | null)[]) => [
    { value: "any", text: texts.any },
    ...[...new Set(of)].filter((word) => word !== null).map((value) => ({ value, text: value })),
  ];
  return (
    <>
      <div class="split">
        <Card title={texts.tree} class="tree-card">
          <fieldset class="filter">
            <legend class="visually-hidden">{texts.filter}</legend>
            <Choice
              label={texts.verdict}
              value={filter.verdict}
              options={(["any", ...verdicts] as const).map((value) => ({
                value,
                text: value === "any" ? texts.any : words.value.verdict[value],
              }))}
              onChange={(verdict: Verdict | "any") => setFilter({ ...filter, verdict })}
            />
            <Choice
              label={texts.theme}
              value={filter.theme}
              options={choices(leaves.map(({ theme }) => theme)).map(({ value, text }) => ({
                value,
                text: words.value.theme[value] ?? text,
              }))}
              onChange={(theme) => setFilter({ ...filter, theme })}
            />
            <Choice
              label={texts.model}
              value={filter.model}
              options={choices(leaves.map(({ model }) => model))}
              onChange={(model) => setFilter({ ...filter, model })}
            />
          </fieldset>
          <Tree
            leaves={leaves.filter((leaf) => passesFilter(leaf, filter))}
            open={shown === null ? null : run.scenarios.indexOf(shown)}
          />
        </Card>
        <Card class="evidence-card">
          {shown === null ? <Empty title={texts.chooseOne} /> : <Evidence of={shown} />}
        </Card>
      </div>
      {begin}
      <StoredRuns />
    </>
  );
}
