/** What the two single-phase meters, D1 and D2, have in common: one element, no ratios, nothing to program. */

import type { Product } from "#models/catalogue/product.ts";
import { threePhase } from "#models/catalogue/threePhase.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { VoltageRatings } from "#models/meter/spec.ts";
import { minutes, ratio, seconds, type Volts, volts } from "#models/units.ts";

/** 80 % of the lowest to 115 % of the highest printed voltage. */
export const singlePhaseVoltage = (lowest: Volts, highest: Volts): VoltageRatings => ({
  phaseToNeutral: volts(230),
  lineToLine: volts(400),
  singlePhase: volts(230),
  lowest: volts(0.8 * lowest),
  highest: volts(1.15 * highest),
});

const insertionMode: InsertionMode = "1N1E";

export const singlePhase = {
  ...threePhase,
  startingCurrent: { active: ratio(0.004), reactive: ratio(0.005) },
  startUp: seconds(2),
  selfSupply: "L1-N",
  sealable: false,
  programmable: {
    ...threePhase.programmable,
    insertionModes: [insertionMode],
    ctRatio: { lowest: 1, highest: 1 },
    vtRatio: { lowest: 1, highest: 1 },
    integrationTimes: [minutes(15)],
    pulseEnergies: ["active"],
  },
  delivered: { ...threePhase.delivered, insertionMode },
} as const;

export const singlePhaseDoubts: Product["doubts"] = [
  {
    about: "power that flows backwards",
    chosen: "not registered",
    reason:
      "no register for it is stated; many direct meters of this size count its magnitude, against fraud",
    alternatives: [
      { reading: "its magnitude counts", change: { method: { signPolicy: "absoluteTotal" } } },
      { reading: "the register runs backwards", change: { method: { signPolicy: "signed" } } },
    ],
  },
];
