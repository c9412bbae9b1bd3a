/**
 * A quantity as the meter itself gives it out, in its own steps: energies in whole units of their register, powers in
 * whole power units, both set by K. A bus row may have steps of its own; this is the meter's front.
 */
import { heldValue, registerContent } from "#models/meter/heldValue.ts";
import { isEnergyQuantity, type QuantityName, quantities } from "#models/meter/quantity.ts";
import { energyUnitOf, powerUnitOf, registerSpan } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { showing } from "#models/metering/register.ts";

/** In the quantity's unit; null: not kept by this meter, or not known while it is not running. */
export function quantityShown(spec: MeterSpec, state: MeterState, quantity: QuantityName): number | null {
  const { programmed } = state.settings;
  if (isEnergyQuantity(quantity)) {
    const content = registerContent(spec, state, quantity);
    if (content === null) return null;
    return showing(content.wattHours, energyUnitOf(spec, programmed), registerSpan(spec, programmed));
  }
  const value = heldValue(spec, state, quantity);
  if (value === null) return null;
  return ["W", "var", "VA"].includes(quantities[quantity])
    ? inSteps(value, powerUnitOf(spec, programmed))
    : value;
}

/** The nearest whole number of steps; dividing by the inverse keeps hundredths free of binary dust. */
function inSteps(value: number, step: number): number {
  return step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step;
}
