/** Figures as a technician reads them: kWh with the digits the register has, signed percentages, simple fractions. */
import {
  hours,
  inHours,
  inKilowattHours,
  inMilliseconds,
  inMinutes,
  minutes,
  seconds,
  wattHours,
} from "#models/units.ts";

/** `1.150 kWh`: as many decimals as one count shows, three at least. */
export function energyText(energy: number, unit: string, count: number): string {
  const decimals = Math.min(9, Math.max(3, Math.ceil(-Math.log10(inKilowattHours(wattHours(count))) - 1e-9)));
  return `${inKilowattHours(wattHours(energy)).toFixed(decimals)} k${unit}`;
}

/** Two significant digits at least: `0.05`, `1.0`, `12`. */
function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 10 || size === 0) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2).replace(/0$/, "");
  return value.toFixed(Math.min(6, 1 - Math.floor(Math.log10(size))));
}
export const percentText = (value: number): string => `${figure(value)} %`;
export const signedPercentText = (value: number): string => `${value > 0 ? "+" : ""}${value.toFixed(2)} %`;

/** `1/3` where a fraction with a small denominator is meant, else four digits. */
export function fractionText(value: number): string {
  for (const denominator of [1, 2, 3, 4, 5, 6]) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(value * denominator - numerator) < 1e-4)
      return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
  }
  return value.toFixed(4);
}

/** Rounded up, so that who holds for it has held long enough. */
export function durationText(duration: number): string {
  const whole = Math.ceil(inMinutes(seconds(duration)) - 1e-9);
  if (whole <= 1) return `${Math.ceil(duration)} s`;
  if (whole < 120) return `${whole} min`;
  const full = Math.floor(inHours(minutes(whole)));
  return `${full} h ${whole - inMinutes(hours(full))} min`;
}

/** A displayed value to its last count: `230.4 V`. */
export function displayText(value: number, unit: string, resolution: number): string {
  const decimals = Math.min(9, Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9)));
  return `${value.toFixed(decimals)}${unit === "1" ? "" : ` ${unit}`}`;
}

/** Of a latency: whole milliseconds. */
export const millisecondText = (time: number): string => `${Math.round(inMilliseconds(seconds(time)))} ms`;
