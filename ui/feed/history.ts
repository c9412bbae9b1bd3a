/**
 * The last moments of the live values, kept so that a curve can be drawn of them: of every row its active energy and
 * power, of the latest moments only. Where the line was cut there is a gap, and nothing is drawn across it.
 */
import type { ValueRow } from "#reports/live/protocol.ts";
import { liveQuantities, type ValuePicture } from "#reports/live/valueFrame.ts";

const kept = ["active energy", "active power"] as const;
const places = kept.map((quantity) => liveQuantities.indexOf(quantity));

interface Moment {
  /** Seconds of bench time. */
  readonly at: number;
  /** Row after row, energy and power, NaN where not known; null: a gap begins here. */
  readonly values: Float64Array | null;
}
export type History = readonly Moment[];

/** Older moments are forgotten: a minute at the rate of the feed. */
export const mostMoments = 600;

function valuesKept({ values }: ValuePicture): Float64Array {
  const rows = values.length / liveQuantities.length;
  return Float64Array.from({ length: rows * kept.length }, (_, i) => {
    const row = Math.floor(i / kept.length);
    return values[row * liveQuantities.length + (places[i % kept.length] ?? 0)] ?? Number.NaN;
  });
}

/** `afterGap`: there was no picture before this one. A clock that goes back is that of another run. */
export function remember(history: History, picture: ValuePicture, afterGap: boolean): History {
  const last = history.at(-1);
  const known = last !== undefined && picture.at < last.at ? [] : history;
  const gap: History = afterGap && last !== undefined ? [{ at: last.at, values: null }] : [];
  return [...known, ...(known.length > 0 ? gap : []), { at: picture.at, values: valuesKept(picture) }].slice(
    -mostMoments,
  );
}

export interface RememberedRow {
  readonly at: number;
  /** Wh and W; null: not known then. */
  readonly energy: number | null;
  readonly power: number | null;
}
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** One row in a stretch of bench time. What was said at its very beginning was still said of what came before. */
export function rememberedOf(
  history: History,
  rows: readonly ValueRow[],
  { position, voice }: ValueRow,
  stretch: { readonly from: number; readonly until: number },
): readonly RememberedRow[] {
  const row = rows.findIndex((one) => one.position === position && one.voice === voice);
  if (row < 0) return [];
  return history
    .filter(({ at }) => at > stretch.from && at <= stretch.until)
    .map(({ at, values }) => ({
      at,
      energy: orNull(values?.[row * kept.length]),
      power: orNull(values?.[row * kept.length + 1]),
    }));
}
