/**
 * The three voices side by side: what the meter says, what the ideal twin makes of the same terminals, and what the
 * network truly delivers. Live values where the rig sends them; else what the events of the run said. Unknown is null.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import type { ValueRow, Voice } from "#reports/live/protocol.ts";
import { liveQuantities, type ValuePicture } from "#reports/live/valueFrame.ts";
import type { StepRecord } from "#reports/record.ts";
import type { Twin } from "../meter/twin.ts";

export type VoiceValues = Readonly<Record<Voice, number | null>>;

/** One value of a picture; null when it has no such row or column, or the value is not known. */
function liveValue(
  picture: ValuePicture | null,
  rows: readonly ValueRow[],
  { position, voice }: ValueRow,
  quantity: QuantityName,
): number | null {
  const row = rows.findIndex((r) => r.position === position && r.voice === voice);
  const column = (liveQuantities as readonly QuantityName[]).indexOf(quantity);
  if (picture === null || row < 0 || column < 0) return null;
  const value = picture.values[row * liveQuantities.length + column];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** What the meter said last in this step, null when its last answer was none. */
function lastReading({ samples }: StepRecord, quantity: QuantityName): number | null {
  const reading = samples.findLast((sample) => sample.reading.quantity === quantity)?.reading;
  return reading?.kind === "read" ? reading.value : null;
}

const referenceOf = ({ referencePower }: StepRecord, quantity: QuantityName): number | null =>
  quantity === "active power"
    ? referencePower.active
    : quantity === "reactive power"
      ? referencePower.reactive
      : null;

export function voicesOf(
  quantity: QuantityName,
  live: {
    readonly picture: ValuePicture | null;
    readonly rows: readonly ValueRow[];
    readonly position: string;
  },
  step: StepRecord,
  twin: Twin | null,
): VoiceValues {
  const of = (voice: Voice) =>
    liveValue(live.picture, live.rows, { position: live.position, voice }, quantity);
  return {
    meter: of("meter") ?? lastReading(step, quantity),
    twin: of("twin") ?? (twin === null ? null : quantityShown(twin.spec, twin.state, quantity)),
    reference: of("reference") ?? referenceOf(step, quantity),
  };
}
