/**
 * The three voices side by side: what the meter says, what the ideal twin makes of the same terminals, and what the
 * network truly delivers. Live values where the rig sends them, else what the meter was last read or looked at to show.
 * Registers are compared at the instant the meter's was read, everything else as it stands. Unknown is null.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import type { ValueRow, Voice } from "#reports/live/protocol.ts";
import { liveQuantities, type ValuePicture } from "#reports/live/valueFrame.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import type { Twin } from "../meter/twin.ts";

export type VoiceValues = Readonly<Record<Voice, number | null>>;

/** The values on the wire now, of one position. */
export interface LiveValues {
  readonly picture: ValuePicture | null;
  readonly rows: readonly ValueRow[];
  readonly position: string;
}

/** One value of a picture; null when it has no such row or column, or the value is not known. */
function liveValue({ picture, rows, position }: LiveValues, voice: Voice, quantity: QuantityName) {
  const row = rows.findIndex((r) => r.position === position && r.voice === voice);
  const column = (liveQuantities as readonly QuantityName[]).indexOf(quantity);
  if (picture === null || row < 0 || column < 0) return null;
  const value = picture.values[row * liveQuantities.length + column];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** What the meter said last in this step, read or looked at; null when its last answer was none. */
function lastSaid({ samples, look }: StepRecord, quantity: QuantityName): number | null {
  const reading = samples.findLast((sample) => sample.reading.quantity === quantity)?.reading;
  const seen = look?.values[quantity];
  if (look !== null && seen !== undefined && (reading === undefined || look.at > reading.sampledAt))
    return seen;
  return reading?.kind === "read" ? reading.value : null;
}

/** A register stands where it was last read, in whatever step. */
const registerRead = ({ steps }: Pick<AttemptedScenario, "steps">, quantity: QuantityName): number | null => {
  const step = steps.findLast(({ samples }) => samples.some(({ reading }) => reading.quantity === quantity));
  return step === undefined ? null : lastSaid(step, quantity);
};

const referenceOf = ({ referencePower, signals }: StepRecord, quantity: QuantityName): number | null => {
  switch (quantity) {
    case "active power":
      return referencePower.active;
    case "reactive power":
      return referencePower.reactive;
    case "frequency":
      return signals.frequency;
    default:
      return null;
  }
};

export interface Twins {
  /** As it stands now. */
  readonly now: Twin | null;
  /** As it stood when the meter was last read. */
  readonly whenRead: Twin | null;
}

const shownBy = (twin: Twin | null, quantity: QuantityName): number | null =>
  twin === null ? null : quantityShown(twin.spec, twin.state, quantity);

export function voicesOf(
  quantity: QuantityName,
  live: LiveValues,
  attempt: Pick<AttemptedScenario, "steps">,
  step: StepRecord,
  twins: Twins,
): VoiceValues {
  // The twin on the wire counts from 0, the page's from the register the meter had: only that one can be compared.
  if (isEnergyQuantity(quantity))
    return {
      meter: registerRead(attempt, quantity),
      twin: shownBy(twins.whenRead, quantity),
      reference: null,
    };
  return {
    meter: liveValue(live, "meter", quantity) ?? lastSaid(step, quantity),
    twin: liveValue(live, "twin", quantity) ?? shownBy(twins.now, quantity),
    reference: liveValue(live, "reference", quantity) ?? referenceOf(step, quantity),
  };
}
