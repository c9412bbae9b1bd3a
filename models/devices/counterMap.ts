/**
 * Where a pulse concentrator keeps its counters on the field bus. The map of the D4CR8 is not public, nor that of its
 * successor (CONTO IMP: only the opening of its document was seen), so the layout is data with its provenance and a user
 * of the rig puts the right one in its place: eight counts as 32-bit values side by side is the plainest that can be.
 */
import type { Provenance, WireOrder } from "#models/meter/registerMap.ts";

export interface CounterMap extends WireOrder {
  readonly name: string;
  /** What a report prints beside every count read through this map. */
  readonly status: string;
  readonly functionCodes: readonly number[];
  readonly maximumReadWords: number;
  /** Wire (PDU) address of the first counter; the others follow, two words each. */
  readonly start: number;
  readonly provenance: Provenance;
}

/** FC 03 and highest word first are of IME's message layer; start and sequence are guesses. */
export const assumedCounterMap: CounterMap = {
  name: "D4CR8 assumption",
  status: "assumption: no register map of the D4CR8 is public; eight 32-bit counts from 1000h",
  functionCodes: [3],
  maximumReadWords: 125,
  start: 0x1000,
  wordOrder: "highFirst",
  provenance: {
    source:
      "inference: 9 digits fit 32 bits; FC 03 from the opening of CONTO IMP (2012); NA96 for word order",
    confidence: "D",
  },
};
