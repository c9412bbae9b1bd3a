/**
 * Conto 72-Pt (notice NT697) and 96-Pt (NT698): the D4-s for flush mounting, 72 x 72 and 96 x 96 mm, without the seal. An
 * order code has either the pulse output or RS485.
 */
import type { Product } from "#models/catalogue/product.ts";
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

interface Codes {
  readonly pulse: { readonly direct: string; readonly vt: string };
  readonly rs485: { readonly direct: string; readonly vt: string };
}
const variants = (codes: Codes, withRs485: Product["variants"][number]["outputs"]) => [
  variant(codes.pulse.direct, pulse),
  variant(codes.rs485.direct, withRs485),
  variant(codes.pulse.vt, pulse, "vt"),
  variant(codes.rs485.vt, withRs485, "vt"),
];

const flushMounted = (model: string, document: string, format: string, codes: Codes): Product => ({
  ...threePhase,
  model,
  document,
  enclosure: {
    format,
    temperature: { lowest: -5, highest: 55 },
    protection: { front: "IP54", terminals: "IP20" },
  },
  variants: variants(codes, rs485),
  defaultOrderCode: codes.rs485.direct,
  currents: ctCurrents,
  sealable: false,
  diagrams: ctDiagrams,
  terminals: ctTerminals,
  doubts: [
    {
      about: "which order code has which output",
      chosen: `${codes.pulse.direct} and ${codes.pulse.vt} pulse, ${codes.rs485.direct} and ${codes.rs485.vt} RS485`,
      reason:
        "the order table lost its columns; lower codes first, as on the pages where the columns are clear",
      alternatives: [
        {
          reading: "pulse on all codes, RS485 beside it on the second of each pair",
          change: { variants: variants(codes, pulseAndRs485) },
        },
      ],
    },
    ...ctDoubts,
  ],
});

export const conto72pt = flushMounted("Conto 72-Pt", "NT697", "flush, 72 x 72 x 70 mm", {
  pulse: { direct: "6017 5100", vt: "6017 5200" },
  rs485: { direct: "6017 5150", vt: "6017 5250" },
});

export const conto96pt = flushMounted("Conto 96-Pt", "NT698", "flush, 96 x 96 x 92 mm", {
  pulse: { direct: "6017 5300", vt: "6017 5400" },
  rs485: { direct: "6017 5350", vt: "6017 5500" },
});
