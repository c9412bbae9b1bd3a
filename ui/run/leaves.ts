/** The scenarios of a run as a list: everything planned or begun, each with how it stands, and what a filter leaves. */
import { type Verdict, verdicts } from "#models/metrology/verdict.ts";
import { verdictOf } from "#reports/conclusion.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";
import type { LeafFilter, Standing } from "./filter.ts";

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

const standingOf = ({ state }: Leaf): Standing => (state.kind === "judged" ? state.verdict : state.kind);
export const passesFilter = (leaf: Leaf, { standing, model, theme }: LeafFilter): boolean =>
  (standing === "any" || standingOf(leaf) === standing) &&
  (model === "any" || leaf.model === model) &&
  (theme === "any" || leaf.theme === theme);

const standings: readonly Standing[] = [...verdicts.toReversed(), "underWay", "waiting", "skipped"];
/** How many there are of each, those there are none of left out. */
export function countStandings(leaves: readonly Leaf[]): readonly (readonly [Standing, number])[] {
  const counts = new Map<Standing, number>();
  for (const leaf of leaves) counts.set(standingOf(leaf), (counts.get(standingOf(leaf)) ?? 0) + 1);
  return standings.flatMap((standing) => {
    const count = counts.get(standing);
    return count === undefined ? [] : [[standing, count] as const];
  });
}
