/**
 * How large and how small an amount of each kind may be that a person writes. Nothing on a bench or in a network comes near
 * these; what lies beyond is a slip of the hand (1e20 A), and would drive what is computed out of the range of its
 * numbers: registers that turn for ever, sums that are no number, waits of millennia. One table for every form, option
 * and setting line, so that an amount is refused where it stands and never discovered later.
 */
import {
  amperes,
  cubicMetresPerHour,
  days,
  degrees,
  hertz,
  kilometres,
  kilovolts,
  kilowattHours,
  kilowatts,
  metres,
  microseconds,
  percent,
} from "#models/units.ts";

export interface AmountBounds {
  /** Of the amount without its sign. */
  readonly most: number;
  /** The same as a person writes it. */
  readonly said: string;
  /** The smallest amount beside 0, without its sign. */
  readonly finest: number;
  /** What is the largest of its kind that people build or meet. */
  readonly reason: string;
}

/** Finer than any rounding of what is computed from amounts people write. */
const dust = 1e-15;
const upTo = (most: number, said: string, reason: string, finest = dust): AmountBounds => ({
  most,
  said,
  finest,
  reason,
});

const power = kilowatts(100_000_000);
const energy = kilowattHours(1_000_000_000);

/** In the unit of each type of models/units.ts. */
export const amountBounds = {
  voltage: upTo(kilovolts(2_000), "2000 kV", "the highest transmission voltage is 1200 kV"),
  current: upTo(amperes(1_000_000), "1000000 A", "the largest short-circuit currents are 200 kA"),
  power: upTo(power, "100000000 kW", "the largest power station has 22.5 GW"),
  energy: upTo(energy, "1000000000 kWh", "a register of nine digits of MWh"),
  impedance: upTo(
    1e12,
    "1000000000000 ohm",
    "the best insulation; a magnetising branch that is to carry nothing has 4e9",
  ),
  capacitance: upTo(1, "1 F/km", "a cable has millionths of it"),
  conductance: upTo(1, "1 S/km", "an old and wet cable leaks thousandths of it"),
  duration: upTo(days(36_525), "36525 d", "a hundred years; a meter's clock counts 285", microseconds(1)),
  frequency: upTo(hertz(10_000), "10000 Hz", "networks have 16.7 to 400 Hz", 1e-3),
  angle: upTo(degrees(36_000), "36000 deg", "a hundred turns"),
  length: upTo(kilometres(20_000), "20000 km", "half round the earth", metres(1e-9)),
  volume: upTo(cubicMetresPerHour(1e9), "1000000000 m3", "a cubic kilometre"),
  flow: upTo(cubicMetresPerHour(1e6), "1000000 m3/h", "278 cubic metres a second: a river"),
  percent: upTo(percent(1_000_000), "1000000 %", "ten thousand times the whole"),
  /** The same as a ratio. */
  share: upTo(10_000, "1000000 %", "ten thousand times the whole"),
  /** In per cent of a rating. */
  ratedShare: upTo(
    percent(100_000),
    "100000 %In",
    "a short circuit is some thousand per cent of the rated current",
  ),
  ratio: upTo(1_000_000, "1000000", "1200 kV to 100 V is 12 000, 200 kA to 1 A is 200 000", 1e-6),
  powerFactor: upTo(1, "1", "all of it is active power", 1e-6),
  /** Of a true energy registered, or of a load in a profile. */
  fraction: upTo(1_000, "1000", "a thousand times the whole"),
  /** A plain figure, such as a display shows. */
  figure: upTo(1e12, "1000000000000", "twelve digits"),
  /** How many seconds pass for a meter in a real one. */
  timeScale: upTo(100_000, "100000", "a day and more in a second", 1e-3),
} as const satisfies Readonly<Record<string, AmountBounds>>;

export type AmountKind = keyof typeof amountBounds;

/** What is wrong with an amount for its kind, as the end of a sentence; null: nothing. `value` in the kind's unit. */
export function whyOutOfBounds(kind: AmountKind, value: number): "too large" | "too small" | null {
  const { most, finest } = amountBounds[kind];
  const size = Math.abs(value);
  // The bound itself, written in another unit, is within.
  if (!(size <= most * (1 + 1e-12))) return "too large";
  return size > 0 && size < finest * (1 - 1e-12) ? "too small" : null;
}
