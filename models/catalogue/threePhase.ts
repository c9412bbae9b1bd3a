/**
 * What the pages of the three-phase meters print alike - D4-s, D4-Sh, D4-d, 72-Pt, 96-Pt: voltages, classes, what can be
 * programmed, the pulse output, the field bus - and the doubts they share. Each entry says only what is its own.
 */

import { threePhasePages } from "#models/catalogue/pages.ts";
import type { InsertionDiagram, Product, Variant } from "#models/catalogue/product.ts";
import { energyUnit, nemo96hd, powerUnit } from "#models/catalogue/registerMaps/nemo96hd.ts";
import type { CurrentRatings, VoltageRatings } from "#models/meter/spec.ts";
import { defaultMeasuringMethod } from "#models/metering/measuringMethod.ts";
import {
  amperes,
  kilowattHours,
  milliseconds,
  minutes,
  ratio,
  seconds,
  volts,
  wattHours,
} from "#models/units.ts";

const direct: VoltageRatings = {
  phaseToNeutral: volts(230),
  lineToLine: volts(400),
  singlePhase: volts(230),
  lowest: volts(190),
  highest: volts(440),
};
const onTransformers: VoltageRatings = {
  phaseToNeutral: volts(57.7),
  lineToLine: volts(100),
  singlePhase: volts(100),
  lowest: volts(80),
  highest: volts(150),
};

export const pulse = { pulse: true, rs485: false };
export const rs485 = { pulse: false, rs485: true };
export const pulseAndRs485 = { pulse: true, rs485: true };

/** An order code of a meter with total and partial registers. */
export const variant = (
  orderCode: string,
  outputs: Variant["outputs"],
  voltageInput: Variant["voltageInput"] = "direct",
): Variant => ({
  orderCode,
  voltage: voltageInput === "direct" ? direct : onTransformers,
  voltageInput,
  outputs,
  countings: ["total and partial"],
  current: null,
  registerMap: nemo96hd,
});

const ct = (reference: number): CurrentRatings => ({
  connection: "ct",
  reference: amperes(reference),
  maximum: amperes(6),
});
/** One model for CTs of 5 A and of 1 A. */
export const ctCurrents: readonly CurrentRatings[] = [ct(5), ct(1)];

/** The eight diagrams of D4-s, 72-Pt and 96-Pt. */
export const ctDiagrams: readonly InsertionDiagram[] = [
  { mode: "1N1E", diagram: "S1000/232", currentTransformers: 1 },
  { mode: "3-1E", diagram: "S1000/248", currentTransformers: 1 },
  { mode: "3-2E (1-2)", diagram: "S1000/245", currentTransformers: 2 },
  { mode: "3-2E (1-3)", diagram: "S1000/246", currentTransformers: 2 },
  { mode: "3-2E (2-3)", diagram: "S1000/247", currentTransformers: 2 },
  { mode: "3-3E", diagram: "S1000/250", currentTransformers: 3 },
  { mode: "3N1E", diagram: "S1000/249", currentTransformers: 1 },
  { mode: "3N3E", diagram: "S1000/231", currentTransformers: 3 },
];

export const ctTerminals: Product["terminals"] = {
  voltage: "2 L1, 5 L2, 8 L3, 11 N",
  current: "1-3 L1, 4-6 L2, 7-9 L3; S1 of the CT to 1, 4, 7",
  pulse: "15-29",
  RS485: "33 +, 34 -, 35 GND",
};

/** What all of them have; the CT-operated ones as it stands. */
export const threePhase = {
  kind: "meter",
  classes: {
    active: { standard: "IEC 62053-21", accuracyClass: "1" },
    reactive: { standard: "IEC 62053-23", accuracyClass: "2" },
  },
  startingCurrent: { active: ratio(0.002), reactive: ratio(0.003) },
  startUp: seconds(2),
  selfSupply: "L1-L2",
  digits: 8,
  keys: ["page", "enter"],
  pages: threePhasePages,
  programmable: {
    insertionModes: ctDiagrams.map(({ mode }) => mode),
    ctRatio: { lowest: 1, highest: 9999 },
    vtRatio: { lowest: 1, highest: 999 },
    integrationTimes: [5, 8, 10, 15, 20, 30, 60].map(minutes),
    pulseEnergies: ["active", "reactive"],
    pulseWeights: [wattHours(10), wattHours(100), kilowattHours(1), kilowattHours(10)],
    pulseWidths: [50, 100, 150, 200, 300, 400, 500].map(milliseconds),
    addresses: { lowest: 1, highest: 255 },
    speeds: [4800, 9600, 19200],
  },
  delivered: {
    insertionMode: "3N3E",
    ctRatio: 1,
    vtRatio: 1,
    integrationTime: minutes(15),
    pulse: { energy: "active", weight: wattHours(10), width: milliseconds(100) },
  },
  communication: { address: 1, speed: 9600 },
  method: defaultMeasuringMethod,
  assumptions: {
    singlePhaseSupply: "bridged",
    pulsePause: "asLongAsPulse",
    demandSubintervals: 1,
    demandAtTariffChange: "restart",
    secondTariff: "closed",
    exportRegisters: false,
    energyUnit,
    powerUnit,
    accessCode: 1000,
  },
} as const satisfies Partial<Product>;
