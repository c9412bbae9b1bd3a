/** A supply that does not stand, as the beginning of a finding. */
import type { Supply } from "#models/meter/selfSupply.ts";

const voltage = (value: number): string => `${Number(value.toPrecision(4))} V`;

export const supplyText = (supply: Exclude<Supply, { kind: "stands" }>): string =>
  supply.kind === "absent"
    ? "the meter is without supply"
    : `the meter's supply is outside its nameplate (${voltage(supply.voltage)}, where ${voltage(supply.lowest)} to ${voltage(supply.highest)} are allowed)`;
