/** The suite as a tree: themes, their scenarios, each with its verdict as it comes; what has not begun is there too. */
import type { Verdict } from "#models/metrology/verdict.ts";
import { verdictOf } from "#reports/conclusion.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import { Badge } from "../parts/parts.tsx";
import { addressOf } from "../shell/route.ts";
import { ui, words } from "../shell/settings.ts";

type LeafState =
  | { readonly kind: "waiting" }
  | { readonly kind: "underWay" }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "judged"; readonly verdict: Verdict };

export interface Leaf {
  /** Its place in the record, null before it began. */
  readonly index: number | null;
  readonly scenario: string;
  readonly title: string;
  readonly theme: string | null;
  readonly model: string | null;
  readonly position: string | null;
  readonly state: LeafState;
}

const stateOf = (record: RunRecord, attempt: AttemptedScenario): LeafState =>
  attempt.end === null && record.end === null
    ? { kind: "underWay" }
    : { kind: "judged", verdict: verdictOf(record, attempt) };

/** The model as it is written before the comma of the meter's line. */
const modelOf = ({ meter, choice }: AttemptedScenario): string =>
  choice?.model ?? meter.split(",")[0] ?? meter;

/** Everything planned or begun, in the order of the run; superseded attempts are left to the report. */
export function leavesOf(record: RunRecord): readonly Leaf[] {
  const planned = record.run?.scenarios ?? [];
  const begun: Leaf[] = record.scenarios.flatMap((s, index): Leaf[] => {
    const { scenario, title, position } = s;
    if (s.kind === "skipped")
      return [
        {
          index,
          scenario,
          title,
          position,
          theme: planned.find(({ id }) => id === scenario)?.theme ?? null,
          model: null,
          state: { kind: "skipped", reason: s.reason },
        },
      ];
    if (s.superseded) return [];
    return [
      { index, scenario, title, position, theme: s.theme, model: modelOf(s), state: stateOf(record, s) },
    ];
  });
  const known = new Set(begun.map(({ scenario }) => scenario));
  const waiting = planned
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, title, theme }): Leaf => ({
        index: null,
        scenario: id,
        title,
        theme: theme ?? null,
        model: null,
        position: null,
        state: { kind: "waiting" },
      }),
    );
  return [...begun, ...waiting];
}

export interface LeafFilter {
  readonly verdict: Verdict | "any";
  readonly model: string;
  readonly theme: string;
}
export const passesFilter = ({ state, model, theme }: Leaf, filter: LeafFilter): boolean =>
  (filter.verdict === "any" || (state.kind === "judged" && state.verdict === filter.verdict)) &&
  (filter.model === "any" || model === filter.model) &&
  (filter.theme === "any" || theme === filter.theme);

function LeafSign({ state }: { readonly state: LeafState }) {
  const texts = ui.value;
  switch (state.kind) {
    case "judged":
      return <Badge verdict={state.verdict} />;
    case "underWay":
      return <span class="badge under-way">{texts.underWay}</span>;
    case "waiting":
      return <span class="badge none">{texts.waiting}</span>;
    case "skipped":
      return <span class="badge none">{words.value.skipped}</span>;
  }
}

export function Tree(props: { readonly leaves: readonly Leaf[]; readonly open: number | null }) {
  const texts = ui.value;
  const themes = [...new Set(props.leaves.map(({ theme }) => theme))];
  if (props.leaves.length === 0) return <p class="soft">{texts.nothingFits}</p>;
  return (
    <div class="tree">
      {themes.map((theme) => (
        <div key={theme}>
          <h3 class="theme">
            {theme === null ? words.value.scenarios : (words.value.theme[theme] ?? theme)}
          </h3>
          <ul>
            {props.leaves
              .filter((leaf) => leaf.theme === theme)
              .map((leaf) => (
                <li key={`${leaf.scenario}@${leaf.position}@${leaf.index}`}>
                  {leaf.index === null ? (
                    <span class="leaf">
                      <span class="leaf-title">{leaf.title}</span>
                      <LeafSign state={leaf.state} />
                    </span>
                  ) : (
                    <a
                      class="leaf"
                      href={addressOf("run", leaf.index)}
                      aria-current={leaf.index === props.open ? "true" : undefined}
                    >
                      <span class="leaf-title">
                        {leaf.title}
                        <small class="soft">
                          {leaf.scenario} @ {leaf.position}
                        </small>
                      </span>
                      <LeafSign state={leaf.state} />
                    </a>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
