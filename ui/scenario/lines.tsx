/**
 * What is drawn of a text beside and beneath the text area that holds it: the numbers of its lines, and the same lines in
 * colours with the places to mend underlined. Only the lines in view are drawn, however long the text is.
 */
import type { LocatedIssue } from "#scenarios/yaml/located.ts";
import { partsOf } from "./colours.ts";
import { type Metrics, wordEnd } from "./textBox.ts";

export interface View {
  readonly top: number;
  readonly left: number;
  readonly height: number;
}
interface Window {
  readonly first: number;
  readonly last: number;
  /** Where the first is drawn, pixels from the top of the box. */
  readonly at: number;
}
function windowOf({ top, height }: View, { line, padding }: Metrics, count: number): Window {
  const first = Math.max(0, Math.floor((top - padding) / line));
  const last = Math.min(count, Math.ceil((top + height) / line) + 1);
  return { first, last, at: padding + first * line - top };
}

interface Props {
  readonly lines: readonly string[];
  readonly issues: readonly LocatedIssue[];
  readonly view: View;
  readonly metrics: Metrics;
}
const linesWith = (issues: readonly LocatedIssue[]): ReadonlyMap<number, LocatedIssue> =>
  new Map([...issues].reverse().map((issue) => [issue.line, issue]));

export function Numbers({ lines, issues, view, metrics }: Props) {
  const { first, last, at } = windowOf(view, metrics, lines.length);
  const wrong = linesWith(issues);
  return (
    <div class="gutter" aria-hidden="true">
      <div style={{ transform: `translateY(${at}px)` }}>
        {lines.slice(first, last).map((_, i) => {
          const number = first + i + 1;
          const isBad = wrong.has(number);
          return (
            <span key={number} class={isBad ? "line bad" : "line"}>
              {isBad ? "▸" : ""}
              {number}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** Longer lines are drawn as far as anyone scrolls. */
const longest = 4000;

function ColouredLine({ text, issue }: { readonly text: string; readonly issue: LocatedIssue | undefined }) {
  const from = issue === undefined ? text.length : Math.min(issue.column - 1, text.length);
  const to = issue === undefined ? from : wordEnd(text, from);
  let at = 0;
  return (
    <div class={issue === undefined ? "line" : "line bad"}>
      {partsOf(text.slice(0, longest)).flatMap(({ kind, text: part }) => {
        const start = at;
        at += part.length;
        // A part that is to be mended from its middle on is drawn in up to three pieces.
        const cuts = [start, Math.min(Math.max(from, start), at), Math.min(Math.max(to, start), at), at];
        return cuts.slice(1).map((end, i) => {
          const begin = cuts[i] ?? end;
          if (end === begin) return null;
          return (
            <span key={begin} class={i === 1 ? `yaml-${kind} mend` : `yaml-${kind}`}>
              {text.slice(begin, end)}
            </span>
          );
        });
      })}
    </div>
  );
}

export function Colours({ lines, issues, view, metrics }: Props) {
  const { first, last, at } = windowOf(view, metrics, lines.length);
  const wrong = linesWith(issues);
  return (
    <div class="colours" aria-hidden="true">
      <div style={{ transform: `translate(${metrics.padding - view.left}px,${at}px)` }}>
        {lines.slice(first, last).map((line, i) => (
          <ColouredLine key={first + i} text={line} issue={wrong.get(first + i + 1)} />
        ))}
      </div>
    </div>
  );
}
