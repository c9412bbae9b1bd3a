/**
 * Conto D4-s (notice NT672): four DIN modules, three-phase energy meter on CTs, fed from its own L1-L2 voltage, active
 * class 1, reactive class 2, six display pages, pulse and RS485 outputs, sealable. Figures are those of the catalogue's
 * page; what the page leaves open is listed under `doubts` with the value chosen here.
 */
import type { InsertionDiagram, Product, Variant } from "#models/catalogue/product.ts";
import {
  energyUnit,
  nemo96hd,
  nemo96hdWithTariffs,
  powerUnit,
} from "#models/catalogue/registerMaps/nemo96hd.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
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

const ct = (reference: number): CurrentRatings => ({
  connection: "ct",
  reference: amperes(reference),
  maximum: amperes(6),
});

const pages: readonly QuantityName[] = [
  "active energy",
  "reactive energy",
  "partial active energy",
  "partial reactive energy",
  "average power",
  "maximum average power",
];
const tariffPages: readonly QuantityName[] = [
  "active energy T1",
  "reactive energy T1",
  "active energy T2",
  "reactive energy T2",
  "average power",
  "maximum average power T1",
  "maximum average power T2",
];

const pulse = { pulse: true, rs485: false };
const rs485 = { pulse: false, rs485: true };
const both = { pulse: true, rs485: true };
const variant = (
  orderCode: string,
  outputs: Variant["outputs"],
  voltageInput: Variant["voltageInput"] = "direct",
): Variant => ({
  orderCode,
  voltage: voltageInput === "direct" ? direct : onTransformers,
  voltageInput,
  outputs,
  tariff: "single",
  pages,
  registerMap: nemo96hd,
});

const diagrams: readonly InsertionDiagram[] = [
  { mode: "1N1E", diagram: "S1000/232", currentTransformers: 1 },
  { mode: "3-1E", diagram: "S1000/248", currentTransformers: 1 },
  { mode: "3-2E (1-2)", diagram: "S1000/245", currentTransformers: 2 },
  { mode: "3-2E (1-3)", diagram: "S1000/246", currentTransformers: 2 },
  { mode: "3-2E (2-3)", diagram: "S1000/247", currentTransformers: 2 },
  { mode: "3-3E", diagram: "S1000/250", currentTransformers: 3 },
  { mode: "3N1E", diagram: "S1000/249", currentTransformers: 1 },
  { mode: "3N3E", diagram: "S1000/231", currentTransformers: 3 },
];

const doubts: Product["doubts"] = [
  {
    about: "which order code has which output",
    chosen: "7700/8700 pulse, 7800/8800 RS485, 7900/8900 both",
    reason:
      "the order table lost its columns; codes appear as 7900, 7800, 7700 under 'Pulse + RS485', 'RS485', 'Pulse' headings read upwards, 7750 beside 7700",
    alternatives: [],
  },
  {
    about: "outputs of 6017 7750",
    chosen: "pulse and RS485, so that the tariff registers can be read",
    reason:
      "the page says only 'double tariff by external contact'; a bench that can't read it can't test it",
    alternatives: [],
  },
  {
    about: "rated current",
    chosen: "5 A",
    reason: "In is printed as '1 and 5 A, one model for both'; which one holds decides the starting current",
    alternatives: [],
  },
  {
    about: "single-phase supply",
    chosen: "L1 and N feed the supply when connected single-phase",
    reason: "the supply is drawn from L1-L2, which a single-phase network has not; a bridge is implied",
    alternatives: [],
  },
  {
    about: "start-up",
    chosen: "2 s",
    reason: "less than 5 s is stated (under a mistranslated heading), no figure",
    alternatives: [],
  },
  {
    about: "integration times",
    chosen: "5, 8, 10, 15, 20, 30, 60 min; 15 min as delivered",
    reason: "programmable without a list; the list is that of the F4N200",
    alternatives: [],
  },
  {
    about: "pause between pulses",
    chosen: "as long as the pulse",
    reason: "not stated; at 50 ms it allows 10 pulses a second",
    alternatives: [],
  },
  {
    about: "pulse weight on CTs",
    chosen: "primary energy",
    reason: "not stated; the registers show primary energy and the weights suit it",
    alternatives: [],
  },
  {
    about: "register unit and roll-over",
    chosen: "10 Wh to 1 MWh by K, roll-over after 99 999 999 counts",
    reason: "8 digits are stated; the unit by K is the family's rule (PY106), the roll-over an inference",
    alternatives: [],
  },
  {
    about: "register map, address range, speed as delivered",
    chosen: "hypothesis: Nemo 96 HD family; address 1...255, 1 as delivered; 9600 bit/s",
    reason: "no map of a Conto is public; the sibling's range is 1...255",
    alternatives: [],
  },
  {
    about: "access code",
    chosen: "1000",
    reason: "an access code is stated, its value is not",
    alternatives: [],
  },
  {
    about: "power that flows backwards",
    chosen: "the total is clipped at zero, no export register",
    reason: "no export register is listed",
    alternatives: [],
  },
];

export const contoD4s: Product = {
  kind: "meter",
  model: "Conto D4-s",
  document: "NT672",
  enclosure: {
    format: "4 DIN modules",
    temperature: { lowest: -5, highest: 55 },
    protection: { front: "IP54", terminals: "IP20" },
  },
  variants: [
    variant("6017 7700", pulse),
    {
      ...variant("6017 7750", both),
      tariff: "doubleByContact",
      pages: tariffPages,
      registerMap: nemo96hdWithTariffs,
    },
    variant("6017 7800", rs485),
    variant("6017 7900", both),
    variant("6017 8700", pulse, "vt"),
    variant("6017 8800", rs485, "vt"),
    variant("6017 8900", both, "vt"),
  ],
  defaultOrderCode: "6017 7900",
  currents: [ct(5), ct(1)],
  classes: {
    active: { standard: "IEC 62053-21", accuracyClass: "1" },
    reactive: { standard: "IEC 62053-23", accuracyClass: "2" },
  },
  startingCurrent: { active: ratio(0.002), reactive: ratio(0.003) },
  startUp: seconds(2),
  selfSupply: "L1-L2",
  digits: 8,
  sealable: true,
  diagrams,
  programmable: {
    insertionModes: diagrams.map(({ mode }) => mode),
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
  doubts,
};
