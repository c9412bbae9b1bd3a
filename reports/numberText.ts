/**
 * Numbers as people read them in each language: decimal comma and thin spaces in French, a true minus sign, and no
 * more decimals than the uncertainty carries (GUM 7.2.6: an uncertainty is given to two significant digits, the value
 * to the same place).
 */
import {
  asPercent,
  days,
  hours,
  inDays,
  inHours,
  inKilovarHours,
  inKilowattHours,
  inMilliseconds,
  inMinutes,
  minutes,
  type Ratio,
  type Seconds,
  seconds,
  type VarHours,
  type WattHours,
} from "#models/units.ts";
import type { Language } from "#reports/language.ts";

/** A space a line is never broken at. */
const narrow = "\u202f";

export function numberText(value: number, language: Language, decimals: number): string {
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "negative",
  }).format(value);
  return text.replace("-", "\u2212");
}
/** With its sign even when positive; zero has none. */
export const signedText = (value: number, language: Language, decimals: number): string => {
  const text = numberText(value, language, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

/** An energy, a voltage: at most three decimals, no trailing zeros, six significant digits when it is small. */
export function plainText(value: number, language: Language): string {
  const small = value !== 0 && Math.abs(value) < 1;
  return new Intl.NumberFormat(language, {
    ...(small ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 3 }),
    signDisplay: "negative",
  })
    .format(value)
    .replace("-", "\u2212");
}

/** A figure that is told in passing: three significant digits, more only before the decimal point. */
export function roughText(value: number, language: Language): string {
  const isLarge = Math.abs(value) >= 100;
  return new Intl.NumberFormat(language, {
    ...(isLarge ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }),
    signDisplay: "negative",
  })
    .format(value)
    .replace("-", "\u2212");
}

/** "%" and units stand after a narrow no-break space; the unit 1 is not written. */
export const withUnit = (text: string, unit: string): string =>
  unit === "" || unit === "1" ? text : `${text}${narrow}${unit}`;

const mostParts = 12;
/** A share of something as people write it: "2/3", "14.952 %", "100 %". */
export function shareText(share: number, language: Language): string {
  for (let parts = 2; parts <= mostParts; parts++) {
    const taken = Math.round(share * parts);
    if (taken % parts !== 0 && Math.abs(share - taken / parts) < noise)
      return `${plainText(taken, language)}/${parts}`;
  }
  return withUnit(plainText(asPercent(share as Ratio), language), "%");
}

const thousands: Readonly<Record<string, { readonly unit: string; readonly of: (value: number) => number }>> =
  {
    Wh: { unit: "kWh", of: (value) => inKilowattHours(value as WattHours) },
    varh: { unit: "kvarh", of: (value) => inKilovarHours(value as VarHours) },
  };
/** Energies from here on are written in thousands: three decimals still show a part in 100 000. */
const large = 100_000;
/** Amounts to be read side by side, all in one unit: "33,517.4 kWh", "0 kWh"; null where there is no figure. */
export function amountTexts(
  values: readonly (number | null)[],
  unit: string,
  language: Language,
): readonly (string | null)[] {
  const isLarge = values.some((value) => value !== null && Math.abs(value) >= large);
  const scale = isLarge ? thousands[unit] : undefined;
  return values.map((value) =>
    value === null ? null : withUnit(plainText(scale?.of(value) ?? value, language), scale?.unit ?? unit),
  );
}

/** What a solver leaves of a power that is nothing is not printed as one: 0 where it is lost beside the other component. */
export const withoutNoise = (value: number, other: number): number =>
  Math.abs(value) < noise * Math.abs(other) ? 0 : value;
/** Of the other component: rounding of the solution, far below any meter. */
const noise = 1e-9;

const mostDecimals = 6;
/** Decimals that show an uncertainty with two significant digits. */
const decimalsOfUncertainty = (uncertainty: number): number =>
  Math.min(mostDecimals, Math.max(0, 1 - Math.floor(Math.log10(uncertainty))));

/**
 * Decimals to print an error with: what its uncertainty carries (two without one), and as many more as it takes to
 * tell it from its limit, so that an error beyond 1 % is never printed as 1 %.
 */
export function decimalsOfError(error: number, limit: number | null, uncertainty: number | null): number {
  let decimals = uncertainty !== null && uncertainty > 0 ? decimalsOfUncertainty(uncertainty) : 2;
  const rounds = (value: number) => value.toFixed(decimals);
  if (limit !== null && Math.abs(error) !== Math.abs(limit))
    while (decimals < mostDecimals && rounds(Math.abs(error)) === rounds(Math.abs(limit))) decimals += 1;
  return decimals;
}

const rounded = (duration: number): Seconds => {
  const s = Math.abs(duration);
  if (s >= days(1)) return hours(Math.round(inHours(seconds(s))));
  if (s >= hours(1)) return minutes(Math.round(inMinutes(seconds(s))));
  if (s >= minutes(1)) return seconds(Math.round(s));
  return seconds(s < 1 ? Number(s.toPrecision(3)) : Number(s.toFixed(1)));
};
/** "2 d 4 h", "1 h 30 min", "12.5 s", "300 ms": the two largest words that say it; the French day is "j". */
export function durationText(duration: number, language: Language): string {
  const s = rounded(duration);
  const say = (value: number, unit: string) => `${plainText(value, language)}${narrow}${unit}`;
  const two = (large: number, largeUnit: string, rest: number, restUnit: string) =>
    rest > 0 ? `${say(large, largeUnit)} ${say(rest, restUnit)}` : say(large, largeUnit);
  if (s > 0 && s < 1) return say(inMilliseconds(s), "ms");
  if (s < minutes(1)) return say(s, "s");
  if (s < hours(1)) {
    const whole = Math.floor(inMinutes(s));
    return two(whole, "min", s - minutes(whole), "s");
  }
  if (s < days(1)) {
    const whole = Math.floor(inHours(s));
    return two(whole, "h", Math.round(inMinutes(seconds(s - hours(whole)))), "min");
  }
  const whole = Math.floor(inDays(s));
  return two(whole, language === "fr" ? "j" : "d", Math.round(inHours(seconds(s - days(whole)))), "h");
}

const instantLocale: Readonly<Record<Language, string>> = { en: "en-GB", fr: "fr-FR" };
/** "22 November 2026, 12:54:24 UTC"; what is no instant stays as it is. */
export function instantText(iso: string, language: Language): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(instantLocale[language], { ...options, timeZone: "UTC" }).format(instant);
  return `${say({ dateStyle: "long" })}, ${say({ timeStyle: "medium" })} UTC`;
}
