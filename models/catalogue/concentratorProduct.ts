/**
 * A pulse concentrator of the catalogue as data: inputs that count the pulses of meters of any kind (energy, gas, water,
 * heat) and a field bus that carries the counters. How it behaves is not here, only what its page says of it.
 */
import type { Doubt } from "#models/catalogue/doubt.ts";
import type { Enclosure } from "#models/catalogue/enclosure.ts";
import type { Seconds } from "#models/units.ts";

interface ConcentratorFacts {
  readonly kind: "concentrator";
  readonly model: string;
  readonly document: string;
  readonly variants: readonly { readonly orderCode: string; readonly supplies: readonly string[] }[];
  readonly defaultOrderCode: string;
  readonly enclosure: Enclosure;
  readonly diagram: string;
  /** Volt-free contacts with one common. */
  readonly inputs: number;
  /** A pulse counts when the contact was closed, and open before it, for longer than this. */
  readonly pulse: { readonly on: Seconds; readonly off: Seconds };
  /** Digits of a counter before it begins again at zero; counters have no reset and survive power-off. */
  readonly digits: number;
  /** `rollOver`: after the last digit comes zero; `stop`: it stays at the largest count. */
  readonly whenFull: "rollOver" | "stop";
  readonly communication: {
    readonly addresses: { readonly lowest: number; readonly highest: number };
    readonly speeds: readonly number[];
    /** As the switches stand when it leaves the works. */
    readonly delivered: { readonly address: number; readonly speed: number };
    readonly answersWithin: Seconds;
    readonly devicesPerSegment: number;
    readonly devicesWithRepeaters: number;
  };
}

export interface ConcentratorProduct extends ConcentratorFacts {
  readonly doubts: readonly Doubt<ConcentratorFacts>[];
}
