/**
 * An error on a number line against its limits: what is permitted, the guard band inside each limit, the error as a dot
 * with its uncertainty interval. An error far beyond the limit is drawn at the edge with an arrow, so that the limits
 * stay wide enough to be seen.
 */
import { type Markup, markup } from "#reports/markup.ts";

export interface ErrorIntervalFigure {
  readonly error: number;
  /** Symmetrical, larger than 0, in the unit of the error. */
  readonly limit: number;
  readonly uncertainty: number | null;
  readonly guardBand: number | null;
  /** The figures as they are to be printed. */
  readonly text: { readonly error: string; readonly limit: string; readonly uncertainty: string | null };
  /** What the picture is, for who can't see it. */
  readonly label: string;
}

const width = 360;
const height = 96;
const axis = 54;
const band = 13;
const margin = 14;
/** No more limits than this to each side of zero. */
const mostLimits = 4;
const round = (value: number) => Math.round(value * 100) / 100;
/** Width of a text of the figure's size, generously. */
const textWidth = (text: string) => text.length * 8.6;

export function errorInterval(figure: ErrorIntervalFigure): Markup {
  const { error, limit, text } = figure;
  const uncertainty = figure.uncertainty ?? 0;
  const guard = Math.min(Math.max(0, figure.guardBand ?? 0), limit);
  const reach = Math.min(Math.max((Math.abs(error) + uncertainty) * 1.08, limit * 1.4), limit * mostLimits);
  const middle = width / 2;
  const x = (value: number) =>
    round(middle + (Math.max(-reach, Math.min(reach, value)) / reach) * (middle - margin));
  const isOffScale = Math.abs(error) > reach;
  const inside = (at: number, words: string) => {
    const half = textWidth(words) / 2;
    return round(Math.max(half + 2, Math.min(width - half - 2, at)));
  };
  const hatches = (from: number, to: number) => {
    const lines: Markup[] = [];
    for (let at = from; at < to; at += 5)
      lines.push(
        markup`<line class="hatch" x1="${round(at)}" y1="${axis + band}" x2="${round(Math.min(at + 5, to))}" y2="${axis - band}"/>`,
      );
    return lines;
  };
  const box = (kind: string, from: number, to: number) =>
    markup`<rect class="${kind}" x="${from}" y="${axis - band}" width="${round(to - from)}" height="${2 * band}"/>`;
  const tick = (value: number, words: string) =>
    markup`<line class="limit" x1="${x(value)}" y1="${axis - band - 4}" x2="${x(value)}" y2="${axis + band + 4}"/><text x="${inside(x(value), words)}" y="${axis + band + 19}" text-anchor="middle">${words}</text>`;
  const bare = text.limit.replace(/^±\s*/, "");
  const at = x(error);
  const [low, high] = [x(error - uncertainty), x(error + uncertainty)];
  const side = Math.sign(error);
  const mark = isOffScale
    ? markup`<path class="interval" d="M${at - side * 26} ${axis}H${at}m${-side * 8}-6l${side * 8} 6l${-side * 8} 6"/>`
    : markup`<line class="interval" x1="${low}" y1="${axis}" x2="${high}" y2="${axis}"/>${
        uncertainty > 0
          ? markup`<path class="interval" d="M${low} ${axis - 6}v12M${high} ${axis - 6}v12"/>`
          : null
      }<circle class="dot" cx="${at}" cy="${axis}" r="4.500"/>`;
  const words = text.uncertainty === null ? text.error : `${text.error} ± ${text.uncertainty}`;
  return markup`<svg class="figure interval-figure" viewBox="0 0 ${width} ${height}" role="img" aria-label="${figure.label}">${box("permitted", x(-limit), x(limit))}${
    guard > 0
      ? [
          box("guard", x(-limit), x(guard - limit)),
          hatches(x(-limit), x(guard - limit)),
          box("guard", x(limit - guard), x(limit)),
          hatches(x(limit - guard), x(limit)),
        ]
      : null
  }<line class="faint" x1="${margin / 2}" y1="${axis}" x2="${width - margin / 2}" y2="${axis}"/><line class="faint" x1="${middle}" y1="${axis - band}" x2="${middle}" y2="${axis + band}"/><text class="faint-text" x="${middle}" y="${axis + band + 19}" text-anchor="middle">0</text>${tick(-limit, `−${bare}`)}${tick(limit, `+${bare}`)}${mark}<text class="strong" x="${inside(at, words)}" y="${axis - band - 14}" text-anchor="middle">${words}</text></svg>`;
}
