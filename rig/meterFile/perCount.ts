/**
 * What one count of a register is worth, as the maker's table prints it: "0.01 kWh", "0.1 V", or a bare 0.001 for a power
 * factor. Which units it may be written in follows from the quantity.
 */
import type { QuantityUnit } from "#models/meter/quantity.ts";
import { type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";
import {
  activeEnergyWording,
  activePowerWording,
  apparentPowerWording,
  boundHint,
  currentWording,
  digitsOf,
  durationWording,
  figureWording,
  frequencyWording,
  reactiveEnergyWording,
  reactivePowerWording,
  splitQuantity,
  voltageWording,
} from "#scenarios/text/quantity.ts";

/** Some text or figure that may be worth so much of something; of what, only the row's quantity says. */
export const worthWording: Wording<string | number> = {
  expected: "what one count is worth, such as 0.01 kWh, 0.1 V or 0.001",
  pattern: `^\\s*[-+.0-9eE]+\\s*(?:[A-Za-z%]+)?\\s*$`,
  parse: (text) => {
    const { count, unit } =
      typeof text === "number" ? { count: text, unit: "" } : (splitQuantity(text) ?? {});
    if (count === undefined || Number.isNaN(count) || !/^[A-Za-z%]*$/.test(unit ?? ""))
      return trouble(worthWording.expected, text);
    const beyond = boundHint("figure", count, digitsOf);
    return beyond === "" ? { value: text as string | number } : trouble(worthWording.expected, text, beyond);
  },
  format: String,
};

const wordings: Readonly<Record<QuantityUnit, Pick<Wording<number>, "parse">>> = {
  Wh: activeEnergyWording,
  varh: reactiveEnergyWording,
  W: activePowerWording,
  var: reactivePowerWording,
  VA: apparentPowerWording,
  V: voltageWording,
  A: currentWording,
  Hz: frequencyWording,
  s: durationWording,
  "1": figureWording,
};

/** In the quantity's unit, always above 0. */
export function worthOf(unit: QuantityUnit, written: string | number): Parsed<number> {
  const text = unit === "1" && typeof written === "number" ? String(written) : written;
  const read = wordings[unit].parse(text);
  if ("trouble" in read) return read;
  return read.value > 0
    ? // Written in decimals, so meant in decimals: 0.01 kWh is 10 Wh without binary dust.
      { value: Number(read.value.toPrecision(12)) }
    : trouble("something above 0", written);
}
