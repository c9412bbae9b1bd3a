/**
 * What a meter's terminals see: the potential of each voltage terminal and the secondary current into each current
 * input, as RMS spectra that share one `orders` array. It is all a meter knows of the network, and all a source has to
 * reproduce on a bench. Terminals 2, 5, 8, 11 are L1, L2, L3, N; pairs 1-3, 4-6, 7-9 are the current inputs.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import { type InstrumentTransformers, secondaryCurrent } from "#models/connection/instrumentTransformers.ts";
import { voltageLeads } from "#models/connection/voltageLeads.ts";
import type { Spectrum } from "#models/spectrum.ts";
import {
  type Conductor,
  conductors,
  mapPhases,
  type PerConductor,
  type PerPhase,
  perConductor,
} from "#models/threePhase.ts";
import type { Hertz } from "#models/units.ts";

/** `null`: the lead is open, the terminal hangs on the meter's own input impedance. */
export type TerminalPotential = Spectrum | null;

export interface TerminalSignals {
  readonly frequency: Hertz;
  /** Volts rms, all to one common reference of any choice. */
  readonly voltage: Readonly<Record<Conductor, TerminalPotential>>;
  /** Amperes rms, positive from S1 to S2; zero where the secondary is open or shorted. */
  readonly current: PerPhase<Spectrum>;
  /** The external contact that switches the tariff or gates the partial counter. */
  readonly contact: "open" | "closed";
}

/** The metering point of a network: conductor potentials to earth, currents flowing toward the consumer. */
export interface MeteringPoint {
  readonly frequency: Hertz;
  readonly voltage: PerConductor<Spectrum>;
  readonly current: PerConductor<Spectrum>;
}

/** One `orders` array for all: the very array they share already, else the ascending union. */
export function commonOrders(spectra: readonly Spectrum[]): readonly number[] {
  const first = spectra[0]?.orders ?? [];
  if (spectra.every((s) => s.orders === first)) return first;
  return [...new Set(spectra.flatMap((s) => s.orders))].sort((x, y) => x - y);
}

/** The same spectrum written over the given ascending orders, zero where it has none; itself when it is so already. */
export function overOrders(s: Spectrum, orders: readonly number[]): Spectrum {
  if (s.orders === orders) return s;
  const re = new Float64Array(orders.length);
  const im = new Float64Array(orders.length);
  // Both ascend, so one walk along both finds every component.
  let k = 0;
  for (let i = 0; i < orders.length; i++) {
    const order = orders[i]!;
    while (k < s.orders.length && s.orders[k]! < order) k++;
    if (s.orders[k] !== order) continue;
    re[i] = s.re[k]!;
    im[i] = s.im[k]!;
  }
  return { orders, re, im };
}

/**
 * The signals at the meter's terminals when the metering point is seen through the transformers and the hook-up. With
 * VTs potentials are to their common secondary lead (N in star, the common phase in open delta); directly connected, to
 * earth.
 */
export function terminalSignals(
  point: MeteringPoint,
  transformers: InstrumentTransformers,
  hookUp: HookUp,
  contact: "open" | "closed",
): TerminalSignals {
  const orders = commonOrders(conductors.flatMap((c) => [point.voltage[c], point.current[c]]));
  const over = (s: Spectrum): Spectrum => overOrders(s, orders);
  const shared: MeteringPoint = {
    frequency: point.frequency,
    voltage: perConductor((c) => over(point.voltage[c])),
    current: perConductor((c) => over(point.current[c])),
  };
  const available = voltageLeads(shared.voltage, transformers.voltage);
  const none: Spectrum = { orders, re: new Float64Array(orders.length), im: new Float64Array(orders.length) };
  return {
    frequency: point.frequency,
    voltage: perConductor((terminal) => {
      const conductor = hookUp.voltage[terminal];
      return conductor === null ? null : available[conductor];
    }),
    current: mapPhases(hookUp.current, (lead) =>
      lead === null
        ? none
        : (secondaryCurrent(transformers.current[lead.from], shared.current[lead.from], lead.reversed) ??
          none),
    ),
    contact,
  };
}
