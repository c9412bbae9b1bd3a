/** The small parts every page of the report is made of: the badge of a verdict, a table in its own scroll box, facts. */
import type { Verdict } from "#models/metrology/verdict.ts";
import { verdictSign } from "#reports/figures/verdictSign.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import type { FindingSentence } from "#reports/sentences.ts";
import type { Texts } from "#reports/texts/en.ts";

export const verdictBadge = (verdict: Verdict, texts: Texts): Markup =>
  markup`<span class="badge ${verdict}">${verdictSign(verdict)}${texts.verdict[verdict]}</span>`;

/** A sentence of the record is English in a report of any language: screen readers are told. */
export const sentenceMarkup = ({ text, recorded }: FindingSentence): Markup =>
  recorded ? markup`<span lang="en">${text}</span>` : markup`${text}`;

export interface Column {
  readonly head: string;
  /** `words`: text that needs room to be read. */
  readonly kind: "text" | "words" | "number";
}
export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Piece[])[],
): Markup {
  const heads = columns.map(({ head, kind }) => markup`<th scope="col" class="${kind}">${head}</th>`);
  const body = rows.map(
    (cells) =>
      markup`<tr>${cells.map((cell, i) => markup`<td class="${columns[i]?.kind ?? "text"}">${cell}</td>`)}</tr>`,
  );
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export const facts = (list: readonly (readonly [name: Piece, value: Piece])[]): Markup =>
  markup`<dl class="facts">${list.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/** Anchor of the nth scenario of the record; numbers, so that no name can spoil it. */
export const scenarioAnchor = (index: number): string => `scenario-${index + 1}`;
