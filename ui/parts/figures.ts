/** Numbers as this page prints them: with unit and a fixed number of decimals, so that they do not jump while they live. */
import { type QuantityName, type QuantityUnit, quantities } from "#models/meter/quantity.ts";
import {
  asPercent,
  days,
  hours,
  inKilowatts,
  inMilliseconds,
  kilovars,
  kilovoltAmperes,
  kilowattHours,
  kilowatts,
  milliseconds,
  minutes,
  ratio,
  seconds,
  watts,
} from "#models/units.ts";
import type { Language } from "#reports/language.ts";
import { numberText, plainText, withUnit } from "#reports/numberText.ts";

/** What is not known is a dash: never 0, never the last value. */
export const dash = "–";

const prefixed: Readonly<Partial<Record<QuantityUnit, { readonly unit: string; readonly factor: number }>>> =
  {
    Wh: { unit: "kWh", factor: kilowattHours(1) },
    varh: { unit: "kvarh", factor: kilowattHours(1) },
    W: { unit: "kW", factor: kilowatts(1) },
    var: { unit: "kvar", factor: kilovars(1) },
    VA: { unit: "kVA", factor: kilovoltAmperes(1) },
  };
const decimals: Readonly<Record<QuantityUnit, number>> = {
  Wh: 2,
  varh: 2,
  W: 3,
  var: 3,
  VA: 3,
  V: 2,
  A: 3,
  Hz: 2,
  s: 0,
  "1": 3,
};

const shownIn = (quantity: QuantityName) => {
  const unit = quantities[quantity];
  return prefixed[unit] ?? { unit, factor: 1 };
};
/** The unit `liveNumber` is in; the unit 1 is not written. */
export const liveUnit = (quantity: QuantityName): string => {
  const { unit } = shownIn(quantity);
  return unit === "1" ? "" : unit;
};
export const liveNumber = (value: number | null, quantity: QuantityName, language: Language): string =>
  value === null || Number.isNaN(value)
    ? dash
    : numberText(value / shownIn(quantity).factor, language, decimals[quantities[quantity]]);

/** A figure of evidence, energies and powers in thousands, with at most three decimals. */
export function amountText(value: number, unit: string, language: Language): string {
  const shown = prefixed[unit as QuantityUnit] ?? { unit, factor: 1 };
  return withUnit(plainText(value / shown.factor, language), shown.unit);
}

/** Kilowatts and kilovars with three decimals. */
export const powerText = (value: number, unit: "W" | "var", language: Language): string =>
  withUnit(numberText(inKilowatts(watts(value)), language, 3), `k${unit}`);

/** A ratio in percent. */
export const percentText = (share: number, language: Language, places = 1): string =>
  withUnit(numberText(asPercent(ratio(share)), language, places), "%");

const inWhole = (count: number, unit: number): readonly [whole: number, rest: number] => {
  const size = Math.round(unit / milliseconds(1));
  return [Math.floor(count / size), count % size];
};
/** An instant of a clock that counts from the run's beginning, to the millisecond: "131 d 00:00:13.272". */
export function clockText(instant: number, language: Language): string {
  const [d, ofDay] = inWhole(Math.round(Math.max(0, instant) / milliseconds(1)), days(1));
  const [h, ofHour] = inWhole(ofDay, hours(1));
  const [m, ofMinute] = inWhole(ofHour, minutes(1));
  const two = (value: number) => String(value).padStart(2, "0");
  const s = numberText(milliseconds(ofMinute), language, 3).padStart(6, "0");
  const clock = `${two(h)}:${two(m)}:${s}`;
  return d > 0 ? `${withUnit(numberText(d, language, 0), language === "fr" ? "j" : "d")} ${clock}` : clock;
}

/** A short time, in milliseconds. */
export const milliText = (duration: number, language: Language): string =>
  withUnit(numberText(inMilliseconds(seconds(duration)), language, 1), "ms");
