/**
 * An error against its limits in the height of a line of text: what is permitted as a band around zero, the error as a
 * dot, its expanded uncertainty as an interval. Every comparison has one in its row; the figures stand beside it, so it
 * is not read out. An error far beyond its limit is an arrow at the edge.
 */
import { type Markup, markup } from "#reports/markup.ts";

const width = 96;
const middle = width / 2;
const axis = 7;
/** How far the limits lie from zero. */
const band = 30;
const edge = middle - 4;
const round = (value: number) => Math.round(value * 10) / 10;

/** `limit` is larger than 0; all three in the same unit. */
export function errorBar(error: number, limit: number, uncertainty: number | null): Markup {
  const x = (value: number) =>
    round(middle + Math.max(-edge, Math.min(edge, (value / Math.abs(limit)) * band)));
  const at = x(error);
  const half = uncertainty ?? 0;
  const isOffScale = Math.abs((error / limit) * band) > edge;
  const side = Math.sign(error);
  const [low, high] = [x(error - half), x(error + half)];
  const mark = isOffScale
    ? markup`<path class="interval" d="M${at - side * 10} ${axis}H${at}m${-side * 4}-4l${side * 4} 4l${-side * 4} 4"/>`
    : markup`${
        high - low >= 1 ? markup`<path class="interval" d="M${low} 3v8m0-4H${high}m0-4v8"/>` : null
      }<circle cx="${at}" cy="${axis}" r="2.6"/>`;
  return markup`<svg class="error-bar" viewBox="0 0 ${width} 14" aria-hidden="true"><rect x="${middle - band}" y="1" width="${2 * band}" height="12"/><path d="M${middle} 1v12"/>${mark}</svg>`;
}
