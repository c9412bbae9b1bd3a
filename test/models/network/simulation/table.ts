/** What the simulation of networks found, as tables a person reads: outcomes and iterations by kind, disagreements by seed. */
import { type Kind, kinds } from "../generated/networks.ts";
import type { Comparison, Outcome } from "./comparison.ts";

/** A comparison as it is kept: figures that are not finite are null. */
export type Kept = Pick<
  Comparison,
  "outcome" | "iterations" | "isOpen" | "harmonics" | "reached" | "said" | "states"
> & {
  readonly kind: Kind;
  readonly seed: number;
  /** Demands not met, and the least voltage over the rated one, of the solver under test and of the second. */
  readonly core: Told;
  readonly second: Told;
  /** The worst node of a state that does not close, and what is left over against what may be. */
  readonly worst: string;
};
export type Told = {
  readonly unmet: number;
  readonly least: number | null;
  readonly furthest: number;
} | null;

const columns: readonly (readonly [string, (kept: Kept) => boolean])[] = [
  ["networks", () => true],
  ["states", ({ core }) => core !== null],
  ["do not close", ({ isOpen }) => isOpen],
  ["refused, all met", is("refusedThoughMet")],
  ["refused, some met", is("refusedThoughUnmet")],
  ["refused by both", is("refusedByBoth")],
  ["same", is("same")],
  ["same, looked for", is("sameLookedFor")],
  ["no way back", is("noWayBack")],
  ["meets more", is("meetsMore")],
  ["meets fewer", is("meetsFewer")],
  ["nearer", is("nearer")],
  ["further", is("further")],
  ["as near", is("asNear")],
  ["only here", is("onlyCore")],
  ["harmonics differ", differs],
];

function is(outcome: Outcome): (kept: Kept) => boolean {
  return (kept) => kept.outcome === outcome;
}

/** Of the largest potential at that order. */
const sameHarmonics = 1e-5;
export function differs({ harmonics }: Kept): boolean {
  return harmonics > sameHarmonics;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

export function outcomeTable(all: readonly Kept[]): string {
  const of = (name: string, some: readonly Kept[]): string =>
    row([name, ...columns.map(([, holds]) => some.filter(holds).length)]);
  return [
    row(["kind", ...columns.map(([name]) => name)]),
    row(["kind", ...columns].map(() => "---")),
    ...kinds.map((kind) =>
      of(
        kind,
        all.filter((each) => each.kind === kind),
      ),
    ),
    of("all", all),
  ].join("\n");
}

export function iterationTable(all: readonly Kept[]): string {
  return [
    row(["iterations", "median", "90 %", "99 %", "most"]),
    row(["---", "---", "---", "---", "---"]),
    ...[...kinds, "all" as const].map((kind) => {
      const sorted = all
        .filter((each) => (kind === "all" || each.kind === kind) && each.core !== null)
        .map(({ iterations }) => iterations)
        .sort((a, b) => a - b);
      return row([kind, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted.at(-1) ?? 0]);
    }),
  ].join("\n");
}

const agreeing: readonly Outcome[] = ["same", "sameLookedFor", "refusedByBoth", "noWayBack"];
export const isDisagreement = (kept: Kept): boolean =>
  kept.isOpen || differs(kept) || !agreeing.includes(kept.outcome);

const told = (state: Told): string =>
  state === null
    ? "-"
    : `${state.unmet} unmet, least ${state.least === null ? "-" : state.least.toPrecision(4)}, off by ${state.furthest.toPrecision(4)}`;

export function disagreementTable(all: readonly Kept[]): string {
  return [
    row(["seed", "kind", "what", "state here", "best of the second", "continued to", "said"]),
    row(["---", "---", "---", "---", "---", "---", "---"]),
    ...all
      .filter(isDisagreement)
      .map((kept) =>
        row([
          kept.seed,
          kept.kind,
          [
            kept.outcome,
            ...(kept.isOpen ? [`does not close at ${kept.worst}`] : []),
            ...(differs(kept) ? [`harmonics by ${kept.harmonics.toPrecision(2)}`] : []),
          ].join(", "),
          told(kept.core),
          told(kept.second),
          kept.reached.toFixed(3),
          kept.said,
        ]),
      ),
  ].join("\n");
}
