/**
 * Quantities as people write them: a number and a unit, "230 V", "40 mA", "30 min", "50 Hz". A number without a unit is
 * refused, because 40 in place of 40 mA is the mistake that costs a day on a bench. Every kind of quantity lists the
 * units it may be written in; what a unit is worth is said in models/units.ts only.
 */
import { type AmountKind, amountBounds, whyOutOfBounds } from "#models/amountBounds.ts";
import type {
  Amperes,
  Hertz,
  Litres,
  LitresPerHour,
  Metres,
  Percent,
  Radians,
  Ratio,
  Seconds,
  VarHours,
  Vars,
  VoltAmperes,
  Volts,
  WattHours,
  Watts,
} from "#models/units.ts";
import * as units from "#models/units.ts";
import { type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";

/** One way to write a quantity: the symbol, the word that makes it and the word that reads it. */
interface Spelling<T> {
  readonly symbol: string;
  readonly of: (count: number) => T;
  readonly count: (value: T) => number;
}

/** A decimal figure, sign and exponent allowed. */
export const numberPattern = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
const escaped = (symbol: string): string => symbol.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** Longer than any honest quantity; keeps the regular expression off hostile text. */
const longestText = 80;

/** The shortest digits that read back to the same number, minus zero included. */
export const digitsOf = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** Splits "12.5 kV" into its number and its unit; null when it is not of that form. */
export function splitQuantity(
  text: unknown,
): { readonly count: number; readonly unit: string; readonly digits: string } | null {
  if (typeof text !== "string" || text.length > longestText) return null;
  const match = new RegExp(`^\\s*(${numberPattern})\\s*(.*?)\\s*$`).exec(text);
  const digits = match?.[1];
  const unit = match?.[2];
  if (digits === undefined || unit === undefined) return null;
  return { count: Number(digits), unit, digits };
}

function hintFor(text: unknown, symbols: readonly string[]): string {
  if (typeof text === "number" || splitQuantity(text)?.unit === "") return "";
  if (typeof text === "string" && /\d,\d/.test(text)) return " (the decimal sign is a point)";
  const unit = splitQuantity(text)?.unit;
  const meant = symbols.find((symbol) => symbol.toLowerCase() === unit?.toLowerCase());
  return meant === undefined ? "" : ` (write the unit '${meant}')`;
}

/** The end of a sentence on an amount that is out of the bounds of its kind, the lower one written as `spell` does; or none. */
export function boundHint(kind: AmountKind, value: number, spell: (bound: number) => string): string {
  const why = whyOutOfBounds(kind, value);
  if (why === null) return "";
  const { said, finest } = amountBounds[kind];
  return why === "too large"
    ? ` (too large: at most ${said})`
    : ` (too small: 0, or at least ${spell(finest)})`;
}

/** The wording of a quantity of a kind from the spellings it may take; the first is the one shown by default. */
function quantity<T extends number>(
  expected: string,
  kind: AmountKind,
  spellings: readonly Spelling<T>[],
): Wording<T> {
  const symbols = spellings.map((spelling) => spelling.symbol);
  const parse = (text: unknown): Parsed<T> => {
    const parts = splitQuantity(text);
    const spelling = spellings.find((candidate) => candidate.symbol === parts?.unit);
    if (parts === null || spelling === undefined) return trouble(expected, text, hintFor(text, symbols));
    const value = spelling.of(parts.count);
    const beyond = boundHint(kind, value, (bound) => format(bound as T).trim());
    return beyond === "" ? { value } : trouble(expected, text, beyond);
  };
  const format = (value: T): string => {
    const exact = spellings
      .map((spelling) => `${digitsOf(spelling.count(value))} ${spelling.symbol}`)
      .filter((text) => {
        const again = parse(text);
        return "value" in again && Object.is(again.value, value);
      });
    exact.sort((a, b) => a.length - b.length);
    return exact[0] ?? `${digitsOf(value)} ${symbols.at(-1)}`;
  };
  return {
    parse,
    format,
    expected,
    pattern: `^\\s*${numberPattern}\\s*(?:${symbols.map(escaped).join("|")})\\s*$`,
  };
}

const same = (value: number): number => value;

/** The same wording for a narrower purpose: what a time-out may be is less than what a duration may be. Both ends count. */
export function between<T extends number>(wording: Wording<T>, least: T, most: T): Wording<T> {
  return {
    ...wording,
    parse: (text) => {
      const read = wording.parse(text);
      if ("trouble" in read || (read.value >= least && read.value <= most)) return read;
      const hint =
        read.value < least
          ? ` (too small: at least ${wording.format(least)})`
          : ` (too large: at most ${wording.format(most)})`;
      return trouble(wording.expected, text, hint);
    },
  };
}

export const voltageWording: Wording<Volts> = quantity("a voltage such as 230 V", "voltage", [
  { symbol: "V", of: units.volts, count: same },
  { symbol: "kV", of: units.kilovolts, count: units.inKilovolts },
]);
export const currentWording: Wording<Amperes> = quantity("a current such as 5 A or 40 mA", "current", [
  { symbol: "A", of: units.amperes, count: same },
  { symbol: "mA", of: units.milliamperes, count: units.inMilliamperes },
]);
export const activePowerWording: Wording<Watts> = quantity("an active power such as 20 kW", "power", [
  { symbol: "W", of: units.watts, count: same },
  { symbol: "kW", of: units.kilowatts, count: units.inKilowatts },
]);
export const reactivePowerWording: Wording<Vars> = quantity("a reactive power such as 5 kvar", "power", [
  { symbol: "var", of: units.vars, count: same },
  { symbol: "kvar", of: units.kilovars, count: units.inKilovars },
]);
export const apparentPowerWording: Wording<VoltAmperes> = quantity(
  "an apparent power such as 630 kVA",
  "power",
  [
    { symbol: "VA", of: units.voltAmperes, count: same },
    { symbol: "kVA", of: units.kilovoltAmperes, count: units.inKilovoltAmperes },
  ],
);
export const activeEnergyWording: Wording<WattHours> = quantity(
  "an active energy such as 10 Wh or 1 kWh",
  "energy",
  [
    { symbol: "Wh", of: units.wattHours, count: same },
    { symbol: "kWh", of: units.kilowattHours, count: units.inKilowattHours },
  ],
);
export const reactiveEnergyWording: Wording<VarHours> = quantity(
  "a reactive energy such as 500 varh",
  "energy",
  [
    { symbol: "varh", of: units.varHours, count: same },
    { symbol: "kvarh", of: units.kilovarHours, count: units.inKilovarHours },
  ],
);
export const durationWording: Wording<Seconds> = quantity(
  "a duration such as 30 min, 24 h or 30 d",
  "duration",
  [
    { symbol: "s", of: units.seconds, count: same },
    { symbol: "ms", of: units.milliseconds, count: units.inMilliseconds },
    { symbol: "min", of: units.minutes, count: units.inMinutes },
    { symbol: "h", of: units.hours, count: units.inHours },
    { symbol: "d", of: units.days, count: units.inDays },
  ],
);
export const frequencyWording: Wording<Hertz> = quantity("a frequency such as 50 Hz", "frequency", [
  { symbol: "Hz", of: units.hertz, count: same },
]);
/** Here "min" is a minute of arc, as in the error of a transformer; a duration has minutes of its own. */
export const angleWording: Wording<Radians> = quantity(
  "an angle such as 30 deg or 20 min (of arc)",
  "angle",
  [
    { symbol: "rad", of: units.radians, count: same },
    { symbol: "deg", of: units.degrees, count: units.inDegrees },
    { symbol: "min", of: units.arcMinutes, count: units.inArcMinutes },
  ],
);
export const lengthWording: Wording<Metres> = quantity("a length such as 100 m or 1.2 km", "length", [
  { symbol: "m", of: units.metres, count: same },
  { symbol: "km", of: units.kilometres, count: units.inKilometres },
]);
export const volumeWording: Wording<Litres> = quantity("a volume such as 10 l or 0.01 m3", "volume", [
  { symbol: "l", of: units.litres, count: same },
  { symbol: "m3", of: units.cubicMetres, count: units.inCubicMetres },
]);
export const flowWording: Wording<LitresPerHour> = quantity("a flow such as 300 l/h or 2 m3/h", "flow", [
  { symbol: "l/h", of: units.litresPerHour, count: same },
  { symbol: "m3/h", of: units.cubicMetresPerHour, count: units.inCubicMetresPerHour },
]);
export const percentWording: Wording<Percent> = quantity("a percentage such as 1.2 %", "percent", [
  { symbol: "%", of: units.percent, count: same },
]);

/** A part of something, kept as a ratio; "pu" (per unit) where per cent would round it. */
export const shareWording: Wording<Ratio> = quantity("a percentage such as 0.5 %", "share", [
  { symbol: "%", of: (count) => units.asRatio(units.percent(count)), count: units.asPercent },
  { symbol: "pu", of: units.ratio, count: same },
]);

/** A plain figure without a unit, such as a power factor read from a display. */
export const figureWording: Wording<number> = quantity("a figure such as 0.8", "figure", [
  { symbol: "", of: same, count: same },
]);
