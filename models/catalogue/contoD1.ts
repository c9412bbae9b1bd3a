/**
 * Conto D1 (notice NTContoD1): one DIN module, single-phase, direct 32 A, active energy of class 1 by EN 61036, seven
 * digits, a pulse output and nothing else: no key, no programming, no field bus.
 */
import type { Product } from "#models/catalogue/product.ts";
import { singlePhase, singlePhaseDoubts, singlePhaseVoltage } from "#models/catalogue/singlePhase.ts";
import { pulse, variant } from "#models/catalogue/threePhase.ts";
import { amperes, milliseconds, seconds, volts, wattHours } from "#models/units.ts";

const constants = (impulsesPerKilowattHour: number) => wattHours(1000 / impulsesPerKilowattHour);
const totalOnly = [["active energy"]] as const;
const width = milliseconds(50);

export const contoD1: Product = {
  ...singlePhase,
  model: "Conto D1",
  document: "NTContoD1",
  enclosure: {
    format: "1 DIN module",
    temperature: { lowest: -20, highest: 55 },
    protection: { front: "IP52", terminals: "IP20" },
  },
  variants: [{ ...variant("6017 2000", pulse), voltage: singlePhaseVoltage(volts(230), volts(230)) }],
  defaultOrderCode: "6017 2000",
  currents: [{ connection: "direct", reference: amperes(32), maximum: amperes(32) }],
  classes: { active: { standard: "IEC 61036", accuracyClass: "1" }, reactive: null },
  digits: 7,
  keys: [],
  pages: {
    "total and partial": totalOnly,
    "partial by contact": totalOnly,
    "double tariff": totalOnly,
  },
  diagrams: [{ mode: "1N1E", diagram: "unnumbered", currentTransformers: 0 }],
  terminals: { line: "L, N", load: "L, N", pulse: "two terminals" },
  programmable: { ...singlePhase.programmable, pulseWeights: [constants(2000)], pulseWidths: [width] },
  delivered: {
    ...singlePhase.delivered,
    pulse: { energy: "active", weight: constants(2000), width },
  },
  assumptions: { ...singlePhase.assumptions, energyUnit: { kind: "fixed", perCount: 10 } },
  doubts: [
    {
      about: "pulse constant",
      chosen: "2000 imp/kWh",
      reason:
        "the technical characteristics say 2000, the order table 1000: the table has less room for detail",
      alternatives: [
        {
          reading: "1000 imp/kWh",
          change: {
            programmable: { pulseWeights: [constants(1000)] },
            delivered: { pulse: { weight: constants(1000) } },
          },
        },
      ],
    },
    {
      about: "basic and maximum current",
      chosen: "Ib 32 A, Imax 32 A",
      reason:
        "32 A is printed as the basic current, and no maximum; a meter of one module rarely has such a basic current",
      alternatives: [
        {
          reading: "Ib 5 A, Imax 32 A",
          change: { currents: [{ connection: "direct", reference: amperes(5), maximum: amperes(32) }] },
        },
      ],
    },
    {
      about: "starting current",
      chosen: "0.4 % of Ib",
      reason: "IEC 61036 was not open; JJG 596-1999, which is based on it, says so",
      alternatives: [],
    },
    {
      about: "duration of a pulse",
      chosen: "50 ms",
      reason: "not stated; at 2000 imp/kWh and 32 A there are 4.1 pulses a second",
      alternatives: [
        {
          reading: "100 ms",
          change: {
            programmable: { pulseWidths: [milliseconds(100)] },
            delivered: { pulse: { width: milliseconds(100) } },
          },
        },
      ],
    },
    {
      about: "register unit",
      chosen: "0.01 kWh: 99 999.99 kWh",
      reason: "seven digits are stated, not where the point is; 4000 h at 32 A are 29 440 kWh",
      alternatives: [
        { reading: "0.1 kWh", change: { assumptions: { energyUnit: { kind: "fixed", perCount: 100 } } } },
      ],
    },
    {
      about: "register",
      chosen: "liquid crystal, seven digits",
      reason: "a mechanical register is made on request, its digits are not stated",
      alternatives: [],
    },
    {
      about: "voltage range",
      chosen: "184...264.5 V (0.8 to 1.15 Un)",
      reason: "only 230 V is stated",
      alternatives: [],
    },
    {
      about: "start-up",
      chosen: "2 s",
      reason: "nothing is stated; its relatives start within 5 s",
      alternatives: [{ reading: "4.9 s", change: { startUp: seconds(4.9) } }],
    },
    ...singlePhaseDoubts,
  ],
};
