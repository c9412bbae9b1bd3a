/**
 * The register map of the Nemo 96 HD family of multimeters, the nearest relative with a complete public map. It is a
 * hypothesis for the Conto meters, never "the Conto map": no map of a catalogue meter is public. Sources: PR106 (as
 * transcribed by third parties), NA96 (Schrack re-brand, pages of the protocol), PYLOG (a live meter), MBM-N96, F4N200.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import type {
  ProgrammingWrites,
  Provenance,
  RegisterMap,
  RegisterRow,
  RowContent,
  Scale,
  WordType,
} from "#models/meter/registerMap.ts";

const pr106: Provenance = { source: "PR106 rev 4 as transcribed (PY106)", confidence: "B" };
const na96: Provenance = { source: "NA96 protocol p. 17/18", confidence: "A" };
const assumedTariff: Provenance = {
  source: "assumption: F4N200 T1/T2 layout at 0x1258, no tariff register of a Conto is public",
  confidence: "D",
};

/** Power unit: 0.01 W per count below K = 5000, then 1 W (PY106, MBM-N96, MBM-412045). */
export const powerUnit: Scale = {
  kind: "byRatio",
  steps: [
    { below: 5000, perCount: 0.01 },
    { below: null, perCount: 1 },
  ],
};
/** Energy unit: 10 Wh per count below K = 10, to 1 MWh per count at K of 100 000 and more (PY106, MBM-412045). */
export const energyUnit: Scale = {
  kind: "byRatio",
  steps: [
    { below: 10, perCount: 10 },
    { below: 100, perCount: 100 },
    { below: 1000, perCount: 1000 },
    { below: 10_000, perCount: 10_000 },
    { below: 100_000, perCount: 100_000 },
    { below: null, perCount: 1_000_000 },
  ],
};
const fixed = (perCount: number): Scale => ({ kind: "fixed", perCount });

const row = (address: number, type: WordType, content: RowContent, provenance = pr106): RegisterRow => ({
  address,
  type,
  content,
  provenance,
});
const value = (quantity: QuantityName, scale: Scale): RowContent => ({
  kind: "quantity",
  quantity,
  form: "value",
  scale,
});
const magnitude = (quantity: QuantityName, scale: Scale): RowContent => ({
  kind: "quantity",
  quantity,
  form: "magnitude",
  scale,
});
const signOf = (quantity: QuantityName): RowContent => ({ kind: "sign", quantity });
const notKept = (name: string): RowContent => ({ kind: "constant", name, value: 0 });
/** Rows of one shape at consecutive addresses. */
const run = (start: number, type: WordType, contents: readonly RowContent[], provenance = pr106) =>
  contents.map((content, i) => row(start + i * (type.endsWith("32") ? 2 : 1), type, content, provenance));

const milli = fixed(0.001);
const hundredth = fixed(0.01);

const rows: readonly RegisterRow[] = [
  ...run(0x1000, "u32", [
    value("voltage L1", milli),
    value("voltage L2", milli),
    value("voltage L3", milli),
    value("current L1", milli),
    value("current L2", milli),
    value("current L3", milli),
    value("current N", milli),
    value("voltage L1-L2", milli),
    value("voltage L2-L3", milli),
    value("voltage L3-L1", milli),
    magnitude("active power", powerUnit),
    magnitude("reactive power", powerUnit),
    value("apparent power", powerUnit),
  ]),
  ...run(0x101a, "u16", [signOf("active power"), signOf("reactive power")]),
  ...run(0x101c, "u32", [value("active energy", energyUnit), value("reactive energy", energyUnit)], na96),
  ...run(0x1020, "u32", [
    value("exported active energy", energyUnit),
    value("exported reactive energy", energyUnit),
  ]),
  row(0x1024, "s16", value("power factor", hundredth)),
  row(0x1025, "u16", { kind: "sector", of: "total" }),
  row(0x1026, "u16", value("frequency", fixed(0.1))),
  ...run(0x1027, "u32", [value("average power", powerUnit), value("maximum average power", powerUnit)]),
  row(0x102b, "u16", value("average power elapsed time", fixed(60))),
  ...run(0x102c, "u32", [
    magnitude("active power L1", powerUnit),
    magnitude("active power L2", powerUnit),
    magnitude("active power L3", powerUnit),
  ]),
  ...run(0x1032, "u16", [signOf("active power L1"), signOf("active power L2"), signOf("active power L3")]),
  ...run(0x1035, "u32", [
    magnitude("reactive power L1", powerUnit),
    magnitude("reactive power L2", powerUnit),
    magnitude("reactive power L3", powerUnit),
  ]),
  ...run(0x103b, "u16", [
    signOf("reactive power L1"),
    signOf("reactive power L2"),
    signOf("reactive power L3"),
  ]),
  ...run(0x103e, "u32", [
    value("apparent power L1", powerUnit),
    value("apparent power L2", powerUnit),
    value("apparent power L3", powerUnit),
  ]),
  ...run(0x1044, "s16", [
    value("power factor L1", hundredth),
    value("power factor L2", hundredth),
    value("power factor L3", hundredth),
  ]),
  ...run(0x1047, "u16", [
    { kind: "sector", of: "L1" },
    { kind: "sector", of: "L2" },
    { kind: "sector", of: "L3" },
  ]),
  ...run(
    0x104a,
    "u16",
    ["U1", "U2", "U3", "I1", "I2", "I3"].map((input) => notKept(`THD ${input}`)),
  ),
  ...run(
    0x1050,
    "u32",
    ["I1", "I2", "I3"].map((input) => notKept(`average ${input}`)),
  ),
  ...run(
    0x1056,
    "u32",
    ["I1", "I2", "I3"].map((input) => notKept(`maximum average ${input}`)),
  ),
  row(0x105c, "u32", notKept("mean current")),
  ...run(
    0x105e,
    "u32",
    ["U1", "U2", "U3"].map((input) => notKept(`minimum ${input}`)),
  ),
  ...run(
    0x1064,
    "u32",
    ["U1", "U2", "U3"].map((input) => notKept(`maximum ${input}`)),
  ),
  ...run(0x106a, "u32", [
    value("partial active energy", energyUnit),
    value("partial reactive energy", energyUnit),
  ]),
  row(0x106e, "u16", { kind: "operatingHours" }),
  row(0x106f, "u16", notKept("output relay")),
  row(0x1070, "u32", value("average power", powerUnit)),
  ...run(0x1072, "u32", [notKept("average reactive power"), notKept("average apparent power")]),
  row(0x1076, "u32", value("maximum average power", powerUnit)),
  ...run(0x1078, "u32", [
    notKept("maximum average reactive power"),
    notKept("maximum average apparent power"),
  ]),
  row(0x1200, "u16", { kind: "parameter", parameter: "ctRatio", perCount: 1 }),
  row(0x1201, "u16", { kind: "parameter", parameter: "vtRatio", perCount: 0.1 }),
  row(0x1202, "u32", notKept("device configuration")),
  row(0x1204, "u16", { kind: "constant", name: "device identifier", value: 0x10 }),
  row(0x1205, "u16", { kind: "sequence" }),
  row(0x1206, "u16", notKept("reserved")),
  row(0x1207, "u16", { kind: "parameter", parameter: "vtRatio", perCount: 0.01 }),
];

/** Tariff rows: an assumption from end to end, kept apart so that it can be replaced as a block. */
const assumedTariffRows: readonly RegisterRow[] = [
  ...run(
    0x1258,
    "u32",
    [
      value("active energy T1", energyUnit),
      value("active energy T2", energyUnit),
      value("reactive energy T1", energyUnit),
      value("reactive energy T2", energyUnit),
      value("maximum average power T1", powerUnit),
      value("maximum average power T2", powerUnit),
    ],
    assumedTariff,
  ),
];

const writes: ProgrammingWrites = {
  unlock: { address: 0x2700, value: 0x5aa5, provenance: na96 },
  reset: {
    address: 0x2400,
    bits: [
      { bit: 1, resets: "maximum average power" },
      { bit: 5, resets: "partial active energy" },
      { bit: 6, resets: "partial reactive energy" },
    ],
    provenance: { source: "NA96 p. 18 (bits), PYLOG and F4N200 (address)", confidence: "B" },
  },
  save: { address: 0x2600, provenance: na96 },
  restore: { address: 0x2800, provenance: { source: "NA96 p. 18; F4N200 differs", confidence: "C" } },
  parameters: [
    {
      address: 0x0100,
      parameter: "ctRatio",
      perCount: 1,
      provenance: { source: "F4N200 no. 0x0101", confidence: "C" },
    },
    {
      address: 0x0102,
      parameter: "vtRatio",
      perCount: 0.1,
      provenance: { source: "tenths: NA96 p. 18; address: F4N200 no. 0x0103", confidence: "C" },
    },
  ],
  refusals: { unknown: 2, locked: 3, value: 3 },
};

/**
 * Limits of a read, gaps and halves are not stated anywhere: the protocol's own 125 words, a refusal and an answer are
 * the choices here. 0x1207 is one word in the source: KTV x 100 above 65 535 stands at the top of the word.
 */
export const nemo96hd: RegisterMap = {
  name: "nemo96hd",
  status: "hypothesis: Nemo 96 HD family",
  wordOrder: "highFirst",
  functionCodes: [0x03, 0x10],
  maximumReadWords: 125,
  gaps: "refuse",
  halves: "answer",
  rows,
  writes,
};
export const nemo96hdWithTariffs: RegisterMap = {
  ...nemo96hd,
  name: "nemo96hd with assumed tariff rows",
  rows: [...rows, ...assumedTariffRows],
};
