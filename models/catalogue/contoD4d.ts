/**
 * Conto D4-d (notice NT669): the three-phase meter without CTs, 10(63) A through its own terminals, three or four wires,
 * sealable. What its registers count is programmed: total and partial, partial while an external contact says so, or two
 * tariffs by that contact. One order code has pulses, one RS485.
 */
import type { InsertionDiagram, Product } from "#models/catalogue/product.ts";
import { nemo96hdWithTariffs } from "#models/catalogue/registerMaps/nemo96hd.ts";
import { pulse, pulseAndRs485, rs485, threePhase, variant } from "#models/catalogue/threePhase.ts";
import { threePhaseDoubts } from "#models/catalogue/threePhaseDoubts.ts";
import { countings } from "#models/meter/programmedParameters.ts";
import { amperes, ratio, wattHours } from "#models/units.ts";

const diagrams: readonly InsertionDiagram[] = [
  { mode: "3N3E", diagram: "S1000/254", currentTransformers: 0 },
  { mode: "3-3E", diagram: "S1000/255", currentTransformers: 0 },
];
const ordered = (orderCode: string, outputs: typeof pulse) => ({
  ...variant(orderCode, outputs),
  countings,
  registerMap: nemo96hdWithTariffs,
});
const programmable: Product["programmable"] = {
  ...threePhase.programmable,
  insertionModes: diagrams.map(({ mode }) => mode),
  ctRatio: { lowest: 1, highest: 1 },
  vtRatio: { lowest: 1, highest: 1 },
  pulseWeights: [wattHours(1), ...threePhase.programmable.pulseWeights],
};

export const contoD4d: Product = {
  ...threePhase,
  model: "Conto D4-d",
  document: "NT669",
  enclosure: {
    format: "4 DIN modules",
    temperature: { lowest: -5, highest: 55 },
    protection: { front: "IP52", terminals: "IP20" },
  },
  variants: [ordered("6017 9000", pulse), ordered("6017 9500", rs485)],
  defaultOrderCode: "6017 9500",
  currents: [{ connection: "direct", reference: amperes(10), maximum: amperes(63) }],
  startingCurrent: { active: ratio(0.004), reactive: ratio(0.005) },
  sealable: true,
  diagrams,
  terminals: {
    current: "1-3 L1, 4-6 L2, 7-9 L3; voltage taken inside",
    neutral: "11",
    output: "A, B, D: pulse or RS485 +, -, GND",
    contact: "DT/PE: double tariff, partial energy",
  },
  programmable,
  doubts: [
    {
      about: "supply",
      chosen: "from L1-L2, as its relatives",
      reason: "the page says fed from the measured voltage, not between which terminals",
      alternatives: [{ reading: "from any two terminals", change: { selfSupply: "any" } }],
    },
    {
      about: "single-phase connection",
      chosen: "not offered",
      reason: "'on request' on its page; the guide lists it as if it were standard",
      alternatives: [
        {
          reading: "offered",
          change: {
            diagrams: [...diagrams, { mode: "1N1E", diagram: "on request", currentTransformers: 0 }],
            programmable: { insertionModes: [...programmable.insertionModes, "1N1E"] },
          },
        },
      ],
    },
    {
      about: "outputs of 6017 9500",
      chosen: "RS485 only",
      reason:
        "its table has one column for pulses and one for RS485, the diagrams draw both at the terminals",
      alternatives: [
        {
          reading: "pulses and RS485",
          change: { variants: [ordered("6017 9000", pulse), ordered("6017 9500", pulseAndRs485)] },
        },
      ],
    },
    {
      about: "1 Wh per pulse",
      chosen: "of active energy only in print, of either in the menu",
      reason: "the page lists 1 imp/1 Wh, and no 1 varh; the menu has one list for both energies",
      alternatives: [],
    },
    {
      about: "contact in which the second tariff (or the partial register) counts",
      chosen: "closed",
      reason: "a contact input is drawn, its sense is not stated",
      alternatives: [{ reading: "open", change: { assumptions: { secondTariff: "open" } } }],
    },
    {
      about: "average power at a change of tariff",
      chosen: "a new integration time begins",
      reason: "the maximum is kept per tariff; whether the window is cut is not stated",
      alternatives: [
        { reading: "the window goes on", change: { assumptions: { demandAtTariffChange: "continue" } } },
      ],
    },
    {
      about: "programming while sealed",
      chosen: "refused, as on the D4-s",
      reason: "it is sealable; that the seal bars programming is printed for the D4-s and the D4-Sh only",
      alternatives: [],
    },
    ...threePhaseDoubts,
  ],
};
