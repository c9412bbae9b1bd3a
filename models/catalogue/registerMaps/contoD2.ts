/**
 * The part of a Conto D2's register map that a third party lists (AGG-D2: a data logger's tutorial): nine rows, of a
 * Modbus variant that is not in the catalogue. The scale of its energies and of its power factor is not given, nor the
 * bits of its reset word, whose address may be 0x00C8 or 0x0200: it is left out, so that nothing is ever reset by guess.
 */
import type { Provenance, RegisterMap, RegisterRow, Scale } from "#models/meter/registerMap.ts";

const listed: Provenance = { source: "AGG-D2, third-party list", confidence: "C" };
const scaleAssumed = (what: string): Provenance => ({
  source: `AGG-D2, third-party list; ${what} is an assumption`,
  confidence: "D",
});
const fixed = (perCount: number): Scale => ({ kind: "fixed", perCount });

const rows: readonly RegisterRow[] = [
  {
    address: 0x2004,
    type: "u32",
    content: { kind: "quantity", quantity: "active power", form: "magnitude", scale: fixed(1) },
    provenance: listed,
  },
  { address: 0x2006, type: "u16", content: { kind: "sign", quantity: "active power" }, provenance: listed },
  {
    address: 0x2007,
    type: "s16",
    content: { kind: "quantity", quantity: "power factor", form: "value", scale: fixed(0.01) },
    provenance: scaleAssumed("hundredths"),
  },
  { address: 0x2008, type: "u16", content: { kind: "sector", of: "total" }, provenance: listed },
  {
    address: 0x200a,
    type: "u32",
    content: { kind: "quantity", quantity: "active energy", form: "value", scale: fixed(100) },
    provenance: scaleAssumed("0.1 kWh per count, as the display"),
  },
  {
    address: 0x200c,
    type: "u32",
    content: { kind: "quantity", quantity: "partial active energy", form: "value", scale: fixed(100) },
    provenance: scaleAssumed("0.1 kWh per count, as the display"),
  },
  { address: 0x200e, type: "u32", content: { kind: "operatingSeconds" }, provenance: listed },
  {
    address: 0x0300,
    type: "u16",
    content: { kind: "constant", name: "device identifier", value: 0 },
    provenance: scaleAssumed("its value"),
  },
];

export const contoD2: RegisterMap = {
  name: "contoD2 (partial)",
  status: "third-party list of a Modbus variant that is not the catalogue's; scales assumed",
  wordOrder: "highFirst",
  functionCodes: [0x03],
  maximumReadWords: 125,
  gaps: "refuse",
  halves: "answer",
  rows,
  writes: null,
};
