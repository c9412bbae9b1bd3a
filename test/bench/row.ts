/**
 * One measurement as a line of the table: what was measured in which unit, ours and the peer's figure of every round,
 * and what is asked of it.
 */
import { type Paired, ratiosOf, type Summary, summaryOf } from "./paired.ts";

export type Goal =
  /** Of the median of ours over the peer's. */
  | { readonly kind: "ratio"; readonly atLeast: number }
  | { readonly kind: "ratio"; readonly atMost: number }
  /** Of the median of our own figure. */
  | { readonly kind: "figure"; readonly atMost: number }
  | { readonly kind: "none" };

export type Row =
  | {
      readonly kind: "paired";
      readonly name: string;
      readonly unit: string;
      readonly peer: string;
      readonly figures: Paired;
      readonly goal: Goal;
    }
  | {
      readonly kind: "alone";
      readonly name: string;
      readonly unit: string;
      readonly figures: readonly number[];
      readonly goal: Goal;
    };

export const noGoal: Goal = { kind: "none" };
export const atLeast = (times: number): Goal => ({ kind: "ratio", atLeast: times });
export const atMost = (times: number): Goal => ({ kind: "ratio", atMost: times });
export const figureAtMost = (figure: number): Goal => ({ kind: "figure", atMost: figure });

export type Outcome = "met" | "not met" | "-";

export function outcomeOf(row: Row): Outcome {
  const { goal } = row;
  if (goal.kind === "none") return "-";
  if (goal.kind === "figure") {
    const { median } = summaryOf(row.kind === "paired" ? row.figures.ours : row.figures);
    return median <= goal.atMost ? "met" : "not met";
  }
  if (row.kind === "alone") throw new RangeError(`${row.name} has nobody to be compared with`);
  const { median } = summaryOf(ratiosOf(row.figures));
  return ("atLeast" in goal ? median >= goal.atLeast : median <= goal.atMost) ? "met" : "not met";
}

/** Three significant digits, thousands as k, M, G. */
export function figureText(figure: number): string {
  const size = Math.abs(figure);
  for (const [letter, factor] of [
    ["G", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ] as const)
    if (size >= 0.9995 * factor) return `${threeDigits(figure / factor)}${letter}`;
  return threeDigits(figure);
}

const threeDigits = (figure: number): string => {
  const size = Math.abs(figure);
  return size === 0 ? "0" : size >= 99.95 ? figure.toFixed(0) : figure.toPrecision(3);
};

const rangeText = ({ lowest, median, highest }: Summary): string =>
  `${figureText(median)} (${figureText(lowest)}..${figureText(highest)})`;

const goalText = (goal: Goal): string => {
  switch (goal.kind) {
    case "none":
      return "-";
    case "figure":
      return `<= ${figureText(goal.atMost)}`;
    case "ratio":
      return "atLeast" in goal ? `>= ${figureText(goal.atLeast)}x` : `<= ${figureText(goal.atMost)}x`;
  }
};

const cellsOf = (row: Row): readonly string[] => {
  switch (row.kind) {
    case "alone":
      return [
        row.name,
        `${rangeText(summaryOf(row.figures))} ${row.unit}`,
        "-",
        "-",
        goalText(row.goal),
        outcomeOf(row),
      ];
    case "paired":
      return [
        row.name,
        `${rangeText(summaryOf(row.figures.ours))} ${row.unit}`,
        `${row.peer}: ${rangeText(summaryOf(row.figures.peer))}`,
        rangeText(summaryOf(ratiosOf(row.figures))),
        goalText(row.goal),
        outcomeOf(row),
      ];
  }
};

const headings = ["measurement", "ours: median (min..max)", "peer", "ratio ours/peer", "goal", ""];

/** All rows under one another, in columns of fixed width. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const drawn = lines.map(
    (cells) => `| ${cells.map((cell, c) => cell.padEnd(widths[c] ?? 0)).join(" | ")} |`,
  );
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [drawn[0], rule, ...drawn.slice(1)].join("\n");
}

/** A row as it comes off the machine: every round, so that a stray one is seen. */
export function runText(row: Row): string {
  switch (row.kind) {
    case "alone":
      return `${row.name} [${row.unit}]: ${row.figures.map(figureText).join(" ")}`;
    case "paired":
      return [
        `${row.name} [${row.unit}]`,
        `  ours  ${row.figures.ours.map(figureText).join(" ")}`,
        `  ${row.peer}  ${row.figures.peer.map(figureText).join(" ")}`,
        `  ratio ${ratiosOf(row.figures).map(figureText).join(" ")}`,
      ].join("\n");
  }
}
