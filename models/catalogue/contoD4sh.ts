/**
 * Conto D4-Sh (notice NT739): the D4-s for CTs of its own, which come with it. No voltage transformers, five diagrams, no
 * two-element (Aron) one among them.
 */
import type { InsertionDiagram, Product } from "#models/catalogue/product.ts";
import {
  ctCurrents,
  ctTerminals,
  pulse,
  pulseAndRs485,
  rs485,
  threePhase,
  variant,
} from "#models/catalogue/threePhase.ts";
import { ctDoubts } from "#models/catalogue/threePhaseDoubts.ts";

const threeWire: readonly InsertionDiagram[] = [
  { mode: "1N1E", diagram: "S1000/326", currentTransformers: 1 },
  { mode: "3-1E", diagram: "S1000/327", currentTransformers: 1 },
  { mode: "3-3E", diagram: "S1000/331", currentTransformers: 3 },
];
const fourWire = (oneCt: string, threeCts: string): readonly InsertionDiagram[] => [
  { mode: "3N1E", diagram: oneCt, currentTransformers: 1 },
  { mode: "3N3E", diagram: threeCts, currentTransformers: 3 },
];
const diagrams = [...threeWire, ...fourWire("S1000/332", "S1000/333")];

export const contoD4sh: Product = {
  ...threePhase,
  model: "Conto D4-Sh",
  document: "NT739",
  enclosure: {
    format: "4 DIN modules",
    temperature: { lowest: -5, highest: 55 },
    protection: { front: "IP54", terminals: "IP20" },
  },
  variants: [variant("6017 9600", pulse), variant("6017 9700", rs485)],
  defaultOrderCode: "6017 9700",
  currents: ctCurrents,
  sealable: true,
  diagrams,
  terminals: ctTerminals,
  programmable: {
    ...threePhase.programmable,
    insertionModes: diagrams.map(({ mode }) => mode),
    vtRatio: { lowest: 1, highest: 1 },
  },
  doubts: [
    {
      about: "which order code has which output",
      chosen: "9600 pulse, 9700 RS485",
      reason:
        "the codes stand side by side under 'pulse outputs' and 'RS485' headings whose columns are lost",
      alternatives: [
        {
          reading: "9600 pulse, 9700 pulse and RS485",
          change: { variants: [variant("6017 9600", pulse), variant("6017 9700", pulseAndRs485)] },
        },
      ],
    },
    {
      about: "the two four-wire diagrams",
      chosen: "S1000/332 has one CT (3N1E), S1000/333 three (3N3E)",
      reason:
        "both are titled '4 wires, unbalanced'; the drawing beside 332 shows one CT, so its title is taken for a misprint",
      alternatives: [
        {
          reading: "S1000/333 has one CT",
          change: { diagrams: [...threeWire, ...fourWire("S1000/333", "S1000/332")] },
        },
        {
          reading: "both have three CTs: no one-element four-wire mode",
          change: {
            diagrams: [
              ...threeWire,
              { mode: "3N3E", diagram: "S1000/332, S1000/333", currentTransformers: 3 },
            ],
            programmable: { insertionModes: ["1N1E", "3-1E", "3-3E", "3N3E"] },
          },
        },
      ],
    },
    ...ctDoubts,
  ],
};
