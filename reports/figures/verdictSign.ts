/**
 * The sign of a verdict, drawn rather than written, because not every font has ticks and crosses. It always stands
 * beside the verdict's word, so it is hidden from screen readers.
 */
import type { Verdict } from "#models/metrology/verdict.ts";
import { type Markup, markup } from "#reports/markup.ts";

const strokes: Readonly<Record<Verdict, string>> = {
  pass: "M4 8.500 7 11.500 12.500 5",
  inconclusive: "M5.500 6a2.500 2.500 0 1 1 3.700 2.200C8.300 8.700 8 9.200 8 10M8 12.300v.4",
  fail: "M4.500 4.500l7 7M11.500 4.500l-7 7",
  error: "M8 3.500v6M8 12.200v.4",
};
/** Different outlines, so that the signs differ in black and white too. */
const outlines: Readonly<Record<Verdict, Markup>> = {
  pass: markup`<circle cx="8" cy="8" r="7"/>`,
  inconclusive: markup`<rect x="1.500" y="1.500" width="13" height="13" rx="3"/>`,
  fail: markup`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/>`,
  error: markup`<path d="M8 1 15.500 14.500H.5z"/>`,
};

export const verdictSign = (verdict: Verdict): Markup =>
  markup`<svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><g fill="currentColor">${outlines[verdict]}</g><path d="${strokes[verdict]}" fill="none" stroke="var(--on-sign,#fff)" stroke-width="1.800" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
