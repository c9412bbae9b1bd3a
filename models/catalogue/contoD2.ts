/**
 * Conto D2 (notice NT603): two DIN modules, single-phase, direct to 36 A or 63 A by order code, active energy of class 1,
 * six digits. One key turns four pages - energy, total and partial together, current, voltage, power - and held on the
 * first sets the partial register to zero. A pulse output on some order codes, no programming.
 */

import { onePerPage } from "#models/catalogue/pages.ts";
import type { Product, Variant } from "#models/catalogue/product.ts";
import { contoD2 as contoD2Map } from "#models/catalogue/registerMaps/contoD2.ts";
import { singlePhase, singlePhaseDoubts, singlePhaseVoltage } from "#models/catalogue/singlePhase.ts";
import { pulse, variant } from "#models/catalogue/threePhase.ts";
import type { CurrentRatings, Page, Pages } from "#models/meter/spec.ts";
import { amperes, milliseconds, seconds, volts, wattHours } from "#models/units.ts";

const none = { pulse: false, rs485: false };
const ratings = (basic: number, maximum: number): CurrentRatings => ({
  connection: "direct",
  reference: amperes(basic),
  maximum: amperes(maximum),
});

/** Codes 47xx serve the smaller maximum, 48xx the larger; xx00 without, xx50 with pulses. */
const ordered = (
  smaller: CurrentRatings,
  larger: CurrentRatings,
  outputs: readonly [Variant["outputs"], Variant["outputs"]] = [none, pulse],
): readonly Variant[] =>
  [
    { code: "6017 4700", current: smaller, output: outputs[0] },
    { code: "6017 4750", current: smaller, output: outputs[1] },
    { code: "6017 4800", current: larger, output: outputs[0] },
    { code: "6017 4850", current: larger, output: outputs[1] },
  ].map(({ code, current, output }) => ({
    ...variant(code, output),
    voltage: singlePhaseVoltage(volts(230), volts(240)),
    current,
  }));

const manual = (pages: readonly Page[]): Pages => ({
  "total and partial": pages,
  "partial by contact": pages,
  "double tariff": pages,
});
const energies: Page = ["active energy", "partial active energy"];

export const contoD2: Product = {
  ...singlePhase,
  model: "Conto D2",
  document: "NT603",
  enclosure: {
    format: "2 DIN modules",
    temperature: { lowest: -10, highest: 45 },
    protection: { front: "IP52", terminals: "IP20" },
  },
  variants: ordered(ratings(10, 36), ratings(10, 63)),
  defaultOrderCode: "6017 4850",
  currents: [ratings(10, 63), ratings(10, 36)],
  classes: { active: { standard: "IEC 62053-21", accuracyClass: "1" }, reactive: null },
  digits: 6,
  keys: ["page"],
  pages: manual([energies, ["current L1"], ["voltage L1"], ["active power"]]),
  diagrams: [{ mode: "1N1E", diagram: "S1000/186", currentTransformers: 0 }],
  terminals: { line: "L, N", load: "L, N; numbers 1, 4, 6 are drawn", pulse: "on the codes that have it" },
  programmable: {
    ...singlePhase.programmable,
    pulseWeights: [wattHours(10)],
    pulseWidths: [milliseconds(100)],
  },
  delivered: {
    ...singlePhase.delivered,
    pulse: { energy: "active", weight: wattHours(10), width: milliseconds(100) },
  },
  assumptions: {
    ...singlePhase.assumptions,
    energyUnit: { kind: "fixed", perCount: 100 },
    powerUnit: { kind: "fixed", perCount: 1 },
  },
  doubts: [
    {
      about: "basic current",
      chosen: "10 A",
      reason:
        "the guide prints 10(36) and 10(63) A and the page Ib 10 A; the page then adds (Ib 20 A) and (Ib 32 A), and the order table has 20(36) and 32(63) A. The smaller asks more of the meter at every current",
      alternatives: [
        {
          reading: "20 A and 32 A",
          change: {
            variants: ordered(ratings(20, 36), ratings(32, 63)),
            currents: [ratings(32, 63), ratings(20, 36)],
          },
        },
      ],
    },
    {
      about: "which order code has which current and output",
      chosen: "47xx 36 A, 48xx 63 A; xx00 without output, xx50 with pulses",
      reason: "the order table lost its columns; 4750 and 4850 stand together, as do 4700 and 4800",
      alternatives: [
        {
          reading: "47xx 63 A, 48xx 36 A",
          change: { variants: ordered(ratings(10, 63), ratings(10, 36)) },
        },
        {
          reading: "xx00 with pulses, xx50 without output",
          change: { variants: ordered(ratings(10, 36), ratings(10, 63), [pulse, none]) },
        },
      ],
    },
    {
      about: "communication",
      chosen: "none, as in the catalogue",
      reason:
        "a Modbus variant exists elsewhere under the same name: nine rows of its map are known from a third party",
      alternatives: [
        {
          reading: "the Modbus variant of third-party lists",
          change: {
            variants: ordered(ratings(10, 36), ratings(10, 63)).map((each) => ({
              ...each,
              outputs: { ...each.outputs, rs485: true },
              registerMap: contoD2Map,
            })),
          },
        },
      ],
    },
    {
      about: "four pages",
      chosen: "total and partial energy on one page",
      reason: "four pages are stated and five quantities listed",
      alternatives: [
        {
          reading: "a page for each of the five",
          change: {
            pages: manual(
              onePerPage([
                "active energy",
                "partial active energy",
                "current L1",
                "voltage L1",
                "active power",
              ]),
            ),
          },
        },
      ],
    },
    {
      about: "double tariff",
      chosen: "none",
      reason:
        "'(double tariff)' stands beside the partial energy on its page, but no contact is drawn or ordered",
      alternatives: [],
    },
    {
      about: "register unit",
      chosen: "0.1 kWh: 99 999.9 kWh",
      reason:
        "six digits are stated, not where the point is; 4000 h at 63 A are 57 960 kWh, which must fit (MID, annex V)",
      alternatives: [
        { reading: "1 kWh", change: { assumptions: { energyUnit: { kind: "fixed", perCount: 1000 } } } },
      ],
    },
    {
      about: "duration of a pulse",
      chosen: "100 ms",
      reason: "not stated; at 63 A there is a pulse every 2.5 s",
      alternatives: [],
    },
    {
      about: "voltage range",
      chosen: "184...276 V (0.8 Un of 230 V to 1.15 Un of 240 V)",
      reason: "only 230-240 V is stated",
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
