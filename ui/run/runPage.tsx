/** The run: what it came to, its scenarios with their verdicts, the evidence of one, and where a run is begun. */
import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { verdicts } from "#models/metrology/verdict.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { link, story } from "../feed/feed.ts";
import { Badge, Card, Choice, Empty } from "../parts/parts.tsx";
import { addressOf, route } from "../shell/route.ts";
import { ui, words } from "../shell/settings.ts";
import { attempts, chosen, record, stored } from "../shell/shown.ts";
import { Evidence } from "./evidence.tsx";
import { everything, filter, type Standing } from "./filter.ts";
import { Headline } from "./headline.tsx";
import { countStandings, type Leaf, leavesOf, passesFilter } from "./leaves.ts";
import { StartRun } from "./startRun.tsx";
import { StoredRuns } from "./storedRuns.tsx";
import { Tree } from "./tree.tsx";

const leavesNow = computed(() => leavesOf(record.value));

/** How many stand where; a click lists those alone. */
function Standings({ leaves }: { readonly leaves: readonly Leaf[] }) {
  const texts = ui.value;
  const { standing } = filter.value;
  const choose = (chosenOne: Standing | "any") =>
    (filter.value = { ...filter.value, standing: standing === chosenOne ? "any" : chosenOne });
  const isVerdict = (of: Standing) => verdicts.find((verdict) => verdict === of);
  const wordOf = (of: Standing) =>
    of === "underWay" || of === "waiting" ? texts[of] : of === "skipped" ? words.value.skipped : of;
  return (
    <div class="standings">
      <button type="button" class="chip" aria-pressed={standing === "any"} onClick={() => choose("any")}>
        {texts.all} <span class="number">{leaves.length}</span>
      </button>
      {countStandings(leaves).map(([of, count]) => {
        const verdict = isVerdict(of);
        return (
          <button
            key={of}
            type="button"
            class="chip"
            aria-pressed={standing === of}
            onClick={() => choose(of)}
          >
            {verdict === undefined ? (
              <span class="badge none">
                <span class="number">{count}</span> {wordOf(of)}
              </span>
            ) : (
              <Badge verdict={verdict} count={count} />
            )}
          </button>
        );
      })}
    </div>
  );
}

function TreeCard({ open }: { readonly open: number | null }) {
  const texts = ui.value;
  const leaves = leavesNow.value;
  const choices = (of: readonly (string | null)[]) => [
    { value: "any", text: texts.any },
    ...[...new Set(of)].filter((word) => word !== null).map((value) => ({ value, text: value })),
  ];
  const shown = useMemo(
    () => leaves.filter((leaf) => passesFilter(leaf, filter.value)),
    [leaves, filter.value],
  );
  // Drawn anew only when something in it is new: the page is told ten times a second, and suites are long.
  const tree = useMemo(() => <Tree leaves={shown} open={open} />, [shown, open]);
  const [themes, models] = [
    choices(leaves.map(({ theme }) => theme)),
    choices(leaves.map(({ model }) => model)),
  ];
  return (
    <Card title={texts.tree} class="tree-card">
      <fieldset class="filter">
        <legend class="visually-hidden">{texts.filter}</legend>
        <Standings leaves={leaves} />
        {themes.length > 2 ? (
          <Choice
            label={texts.theme}
            value={filter.value.theme}
            options={themes.map(({ value, text }) => ({ value, text: words.value.theme[value] ?? text }))}
            onChange={(theme) => (filter.value = { ...filter.value, theme })}
          />
        ) : null}
        {models.length > 2 ? (
          <Choice
            label={texts.model}
            value={filter.value.model}
            options={models}
            onChange={(model) => (filter.value = { ...filter.value, model })}
          />
        ) : null}
      </fieldset>
      <div class="tree-box">{tree}</div>
    </Card>
  );
}

/** Said when the run is over, and reckoned once. */
const conclusion = computed(() => (record.value.end === null ? null : <Headline of={record.value} />));
const Conclusion = () => conclusion.value;

const EvidenceOnce = ({ of }: { readonly of: AttemptedScenario }) =>
  useMemo(() => <Evidence key={`${of.scenario} ${of.position}`} of={of} />, [of]);

function NoRun() {
  const texts = ui.value;
  const { role, canStart } = story.value;
  const why = !canStart ? texts.noRunFollowed : role === "operator" ? texts.noRunLong : texts.noRunViewer;
  return (
    <Card>
      <Empty title={texts.noRun} why={why} />
    </Card>
  );
}

/** The run the filter was last used on. */
let filteredRun: string | null = null;

export function RunPage() {
  const texts = ui.value;
  const run = record.value;
  const { part } = route.value;
  const open = part === null ? null : Number(part);
  const asked = open === null ? undefined : run.scenarios[open];
  const attempt = asked?.kind === "attempted" ? asked : null;
  const shown = attempt ?? attempts.value.at(-1) ?? null;
  const place = attempt === null ? null : `${attempt.scenario} ${attempt.position}`;
  const id = run.run?.run ?? null;
  const evidence = useRef<HTMLDivElement>(null);
  useEffect(() => {
    chosen.value = attempt === null ? null : { scenario: attempt.scenario, position: attempt.position };
    // On a narrow screen the evidence lies below the list.
    if (attempt !== null && matchMedia("(max-width: 60rem)").matches) evidence.current?.scrollIntoView();
  }, [place]);
  useEffect(() => {
    // Another run has other scenarios.
    if (filteredRun !== null && filteredRun !== id) filter.value = everything;
    filteredRun = id;
  }, [id]);

  const isIdle = story.value.session.kind !== "running" && story.value.session.kind !== "paused";
  const begin =
    isIdle && story.value.canStart && story.value.role === "operator" && link.value.kind === "live" ? (
      <StartRun />
    ) : null;
  if (run.run === null)
    return (
      <>
        <NoRun />
        {begin}
        <StoredRuns />
      </>
    );
  return (
    <>
      <Conclusion />
      <div class="split">
        <TreeCard open={shown === null ? null : run.scenarios.indexOf(shown)} />
        <div class="evidence-place" ref={evidence}>
          <Card class="evidence-card">
            {attempt !== null && run.end === null && stored.value === null ? (
              <p class="follow">
                <a href={addressOf("run")}>{texts.follow}</a>
              </p>
            ) : null}
            {shown === null ? <Empty title={texts.chooseOne} /> : <EvidenceOnce of={shown} />}
          </Card>
        </div>
      </div>
      {begin}
      <StoredRuns />
    </>
  );
}
