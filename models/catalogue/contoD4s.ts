/**
 * Conto D4-s (notice NT672): four DIN modules, three-phase energy meter on CTs, fed from its own L1-L2 voltage, active
 * class 1, reactive class 2, six display pages, pulse and RS485 outputs, sealable. Figures are those of the catalogue's
 * page; what the page leaves open is listed under `doubts` with the value chosen here.
 */
import type { Product } from "#models/catalogue/product.ts";
import { nemo96hdWithTariffs } from "#models/catalogue/registerMaps/nemo96hd.ts";
import {
  ctCurrents,
  ctDiagrams,
  ctTerminals,
  pulse,
  pulseAndRs485,
  rs485,
  threePhase,
  variant,
} from "#models/catalogue/threePhase.ts";
import { ctDoubts } from "#models/catalogue/threePhaseDoubts.ts";

export const contoD4s: Product = {
  ...threePhase,
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
      ...variant("6017 7750", pulseAndRs485),
      countings: ["double tariff"],
      registerMap: nemo96hdWithTariffs,
    },
    variant("6017 7800", rs485),
    variant("6017 7900", pulseAndRs485),
    variant("6017 8700", pulse, "vt"),
    variant("6017 8800", rs485, "vt"),
    variant("6017 8900", pulseAndRs485, "vt"),
  ],
  defaultOrderCode: "6017 7900",
  currents: ctCurrents,
  sealable: true,
  diagrams: ctDiagrams,
  terminals: ctTerminals,
  doubts: [
    {
      about: "which order code has which output",
      chosen: "7700/8700 pulse, 7800/8800 RS485, 7900/8900 both",
      reason:
        "the order table lost its columns; codes appear as 7900, 7800, 7700 under 'Pulse + RS485', 'RS485', 'Pulse' headings read upwards, 7750 beside 7700",
      alternatives: [
        {
          reading: "7900/8900 pulse, 7800/8800 RS485, 7700/8700 both",
          change: {
            variants: [
              variant("6017 7700", pulseAndRs485),
              {
                ...variant("6017 7750", pulseAndRs485),
                countings: ["double tariff"],
                registerMap: nemo96hdWithTariffs,
              },
              variant("6017 7800", rs485),
              variant("6017 7900", pulse),
              variant("6017 8700", pulseAndRs485, "vt"),
              variant("6017 8800", rs485, "vt"),
              variant("6017 8900", pulse, "vt"),
            ],
          },
        },
      ],
    },
    {
      about: "outputs of 6017 7750",
      chosen: "pulse and RS485, so that the tariff registers can be read",
      reason:
        "the page says only 'double tariff by external contact'; a bench that can't read it can't test it",
      alternatives: [],
    },
    ...ctDoubts,
  ],
};
