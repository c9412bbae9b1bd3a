/**
 * The liquid-crystal display: the meter's digits, a unit and the name of the page, as text. The decimal point moves with
 * K = KTA x KTV, so that the digits always hold the register: 999 999.99 kWh without transformers, whole MWh with the
 * largest. A meter without supply, or not yet functional, shows nothing.
 */
import type { MenuItem, Panel } from "#models/meter/panel.ts";
import type { ProgrammedParameters, Settings } from "#models/meter/programmedParameters.ts";
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { energyUnitOf, pagesOf, transformation } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";

export interface Display {
  /** As many characters as the meter has digits; a decimal point takes no place of its own. */
  readonly figure: string;
  readonly unit: string;
  readonly caption: string;
  /** The second figure of a page that shows two; null on the others. */
  readonly below: Display | null;
}

const blank: Display = { figure: "", unit: "", caption: "", below: null };
interface Prefix {
  readonly prefix: string;
  readonly factor: number;
}
const plain: Prefix = { prefix: "", factor: 1 };
const prefixes: readonly Prefix[] = [
  { prefix: "k", factor: 1e3 },
  { prefix: "M", factor: 1e6 },
];

export function display(spec: MeterSpec, state: MeterState): Display {
  if (state.supply.kind !== "running") return blank;
  const { panel } = state;
  if (panel.kind !== "page") return programmingText(spec, panel);
  const [main, below] = pagesOf(spec, state.settings.programmed)[panel.index] ?? [];
  if (main === undefined) return blank;
  return { ...page(spec, state, main), below: below === undefined ? null : page(spec, state, below) };
}

/** One quantity as text, whatever page is on show. */
export function page(spec: MeterSpec, state: MeterState, quantity: QuantityName): Display {
  const value = quantityShown(spec, state, quantity);
  const { prefix, factor, decimals } = formatOf(spec, state.settings.programmed, quantity);
  const shown = value === null ? "-".repeat(spec.digits) : (value / factor).toFixed(decimals);
  const width = spec.digits + (decimals > 0 ? 1 : 0);
  const figure =
    value === null ? shown : isEnergyQuantity(quantity) ? shown.padStart(width, "0") : shown.padStart(width);
  return { figure, unit: prefix + quantities[quantity], caption: quantity, below: null };
}

interface Format extends Prefix {
  readonly decimals: number;
}

function formatOf(spec: MeterSpec, programmed: ProgrammedParameters, quantity: QuantityName): Format {
  if (isEnergyQuantity(quantity)) return energyFormat(energyUnitOf(spec, programmed));
  const { highest } = spec.voltage;
  const { maximum } = spec.current;
  switch (quantities[quantity]) {
    case "V":
      return roomFor(spec, highest * programmed.vtRatio, 1, [plain, ...prefixes]);
    case "A":
      return roomFor(spec, maximum * programmed.ctRatio, 2, [plain, ...prefixes]);
    default:
      return roomFor(spec, Math.sqrt(3) * highest * maximum * transformation(programmed), 3, prefixes);
  }
}

/** kWh while one count is at most 1 kWh, then MWh; as many decimals as one count needs. */
function energyFormat(unit: number): Format {
  const { prefix, factor } = prefixes.find((p) => unit <= p.factor) ?? { prefix: "M", factor: 1e6 };
  return { prefix, factor, decimals: Math.max(0, Math.round(Math.log10(factor / unit))) };
}

/** The smallest prefix and the most decimals that leave room for the largest value this meter can show. */
function roomFor(spec: MeterSpec, largest: number, most: number, choices: readonly Prefix[]): Format {
  for (const { prefix, factor } of choices)
    for (let decimals = most; decimals >= 0; decimals--)
      if (largest / factor < 10 ** (spec.digits - decimals)) return { prefix, factor, decimals };
  return { prefix: "M", factor: 1e6, decimals: 0 };
}

function programmingText(spec: MeterSpec, panel: Exclude<Panel, { kind: "page" }>): Display {
  switch (panel.kind) {
    case "code":
      return {
        figure: [...panel.digits, panel.digit].join("").padEnd(4, "-"),
        unit: "",
        caption: "code",
        below: null,
      };
    case "item":
      return { ...settingText(panel.item, panel.draft), caption: panel.item, below: null };
    case "number":
      return { ...blank, figure: panel.digits.join("").padStart(spec.digits), caption: panel.item };
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
    case "counting":
      return { figure: programmed.counting, unit: "" };
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
