/** What the catalogue leaves in doubt of all its three-phase meters, or of all those on CTs. */
import type { Product } from "#models/catalogue/product.ts";
import { ctCurrents } from "#models/catalogue/threePhase.ts";
import { milliseconds, seconds } from "#models/units.ts";

/** Of every three-phase meter. */
export const threePhaseDoubts: Product["doubts"] = [
  {
    about: "start-up",
    chosen: "2 s",
    reason: "less than 5 s is stated (under a mistranslated heading), no figure",
    alternatives: [{ reading: "4.9 s", change: { startUp: seconds(4.9) } }],
  },
  {
    about: "integration times",
    chosen: "5, 8, 10, 15, 20, 30, 60 min; 15 min as delivered",
    reason: "programmable without a list; the list is that of the F4N200",
    alternatives: [],
  },
  {
    about: "integration window",
    chosen: "one window follows the other",
    reason: "an integration time is stated, not whether the window is fixed or slides",
    alternatives: [{ reading: "slides by a fifteenth", change: { assumptions: { demandSubintervals: 15 } } }],
  },
  {
    about: "pause between pulses",
    chosen: "as long as the pulse",
    reason: "not stated; at 50 ms it allows 10 pulses a second",
    alternatives: [{ reading: "50 ms", change: { assumptions: { pulsePause: milliseconds(50) } } }],
  },
  {
    about: "register unit and roll-over",
    chosen: "10 Wh to 1 MWh by K, roll-over after 99 999 999 counts",
    reason: "8 digits are stated; the unit by K is the family's rule (PY106), the roll-over an inference",
    alternatives: [
      {
        reading: "1 kWh whatever the ratios",
        change: { assumptions: { energyUnit: { kind: "fixed", perCount: 1000 } } },
      },
    ],
  },
  {
    about: "register map, address range, speed as delivered",
    chosen: "hypothesis: Nemo 96 HD family; address 1...255, 1 as delivered; 9600 bit/s",
    reason: "no map of a Conto is public; the sibling's range is 1...255; drawings show networks of 254",
    alternatives: [
      {
        reading: "addresses to 247, as Modbus has them",
        change: { programmable: { addresses: { highest: 247 } } },
      },
      {
        reading: "addresses to 254, as the drawings have them",
        change: { programmable: { addresses: { highest: 254 } } },
      },
    ],
  },
  {
    about: "access code",
    chosen: "1000",
    reason: "an access code is stated, its value is not",
    alternatives: [{ reading: "0000", change: { assumptions: { accessCode: 0 } } }],
  },
  {
    about: "power that flows backwards",
    chosen: "the total is clipped at zero, no export register",
    reason: "no export register is listed",
    alternatives: [
      { reading: "its magnitude counts", change: { method: { signPolicy: "absoluteTotal" } } },
      { reading: "the registers run backwards", change: { method: { signPolicy: "signed" } } },
      { reading: "each element is clipped at zero", change: { method: { signPolicy: "clipElement" } } },
    ],
  },
];

/** Of every meter on CTs. */
export const ctDoubts: Product["doubts"] = [
  {
    about: "rated current",
    chosen: "5 A",
    reason: "In is printed as '1 and 5 A, one model for both'; which one holds decides the starting current",
    alternatives: [{ reading: "1 A", change: { currents: [...ctCurrents].reverse() } }],
  },
  {
    about: "single-phase supply",
    chosen: "L1 and N feed the supply when connected single-phase",
    reason: "the supply is drawn from L1-L2, which a single-phase network has not; a bridge is implied",
    alternatives: [
      { reading: "only what is wired feeds it", change: { assumptions: { singlePhaseSupply: "asWired" } } },
    ],
  },
  {
    about: "pulse weight on CTs",
    chosen: "primary energy",
    reason: "not stated; the registers show primary energy and the weights suit it",
    alternatives: [],
  },
  ...threePhaseDoubts,
];
