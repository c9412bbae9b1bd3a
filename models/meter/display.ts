/**
 * The liquid-crystal display: eight digits, a unit and the name of the page, as text. The decimal point moves with
 * K = KTA x KTV, so that eight digits always hold the register: 999 999.99 kWh without transformers, whole MWh with the
 * largest. A meter without supply, or not yet functional, shows nothing.
 */
import type { MenuItem, Panel } from "#models/meter/panel.ts";
import type { Settings } from "#models/meter/programmedParameters.ts";
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { energyUnitOf, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";

export interface Display {
  /** As many characters as the meter has digits; a decimal point takes no place of its own. */
  readonly figure: string;
  readonly unit: string;
  readonly caption: string;
}

const blank: Display = { figure: "", unit: "", caption: "" };
const prefixes = [
  { prefix: "k", factor: 1e3 },
  { prefix: "M", factor: 1e6 },
];

export function display(spec: MeterSpec, state: MeterState): Display {
  if (state.supply.kind !== "running") return blank;
  const { panel } = state;
  if (panel.kind !== "page") return programmingText(spec, panel);
  const quantity = spec.pages[panel.index];
  return quantity === undefined ? blank : page(spec, state, quantity);
}

/** One page as text, whatever page is on show. */
export function page(spec: MeterSpec, state: MeterState, quantity: QuantityName): Display {
  const value = quantityShown(spec, state, quantity);
  const { prefix, factor, decimals } = isEnergyQuantity(quantity)
    ? energyFormat(energyUnitOf(spec, state.settings.programmed))
    : powerFormat(spec, state);
  const shown = value === null ? "-".repeat(spec.digits) : (value / factor).toFixed(decimals);
  const width = spec.digits + (decimals > 0 ? 1 : 0);
  const figure =
    value === null ? shown : isEnergyQuantity(quantity) ? shown.padStart(width, "0") : shown.padStart(width);
  return { figure, unit: prefix + quantities[quantity], caption: quantity };
}

interface Format {
  readonly prefix: string;
  readonly factor: number;
  readonly decimals: number;
}

/** kWh while one count is at most 1 kWh, then MWh; as many decimals as one count needs. */
function energyFormat(unit: number): Format {
  const { prefix, factor } = prefixes.find((p) => unit <= p.factor) ?? { prefix: "M", factor: 1e6 };
  return { prefix, factor, decimals: Math.max(0, Math.round(Math.log10(factor / unit))) };
}

/** kW, then MW, with the most decimals (three at most) that leave room for full load at this K. */
function powerFormat(spec: MeterSpec, state: MeterState): Format {
  const full =
    Math.sqrt(3) * spec.voltage.highest * spec.current.maximum * transformation(state.settings.programmed);
  for (const { prefix, factor } of prefixes)
    for (const decimals of [3, 2, 1, 0])
      if (full / factor < 10 ** (spec.digits - decimals)) return { prefix, factor, decimals };
  return { prefix: "M", factor: 1e6, decimals: 0 };
}

function programmingText(spec: MeterSpec, panel: Exclude<Panel, { kind: "page" }>): Display {
  switch (panel.kind) {
    case "code":
      return { figure: [...panel.digits, panel.digit].join("").padEnd(4, "-"), unit: "", caption: "code" };
    case "item":
      return { ...settingText(panel.item, panel.draft), caption: panel.item };
    case "number":
      return { figure: panel.digits.join("").padStart(spec.digits), unit: "", caption: panel.item };
  }
}

function settingText(
  item: MenuItem,
  { programmed, communication }: Settings,
): { readonly figure: string; readonly unit: string } {
  const { pulse } = programmed;
  switch (item) {
    case "insertion mode":
      return { figure: programmed.insertionMode, unit: "" };
    case "CT ratio":
      return { figure: `${programmed.ctRatio}`, unit: "" };
    case "VT ratio":
      return { figure: `${programmed.vtRatio}`, unit: "" };
    case "integration time":
      return { figure: `${inMinutes(programmed.integrationTime)}`, unit: "min" };
    case "pulse energy":
      return { figure: pulse.energy, unit: "" };
    case "pulse weight":
      return { figure: `${pulse.weight}`, unit: pulse.energy === "active" ? "Wh" : "varh" };
    case "pulse width":
      return { figure: `${Math.round(inMilliseconds(pulse.width))}`, unit: "ms" };
    case "address":
      return { figure: `${communication.address}`, unit: "" };
    case "speed":
      return { figure: `${communication.speed}`, unit: "bit/s" };
  }
}
