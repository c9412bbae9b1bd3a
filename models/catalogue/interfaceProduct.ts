/**
 * A communication interface of the catalogue as data: what stands between an RS485 segment and what is beyond it, another
 * medium or another segment. How it behaves is not here, only what its page says of it.
 */
import type { Doubt } from "#models/catalogue/doubt.ts";
import type { Enclosure } from "#models/catalogue/enclosure.ts";
import type { Metres, VoltAmperes } from "#models/units.ts";

interface InterfaceFacts {
  readonly kind: "interface";
  /** `gateway`: RS485 to Ethernet; `converter`: RS485 to RS232 and back; `repeater`: RS485 to RS485. */
  readonly role: "gateway" | "converter" | "repeater";
  readonly model: string;
  readonly document: string;
  readonly variants: readonly { readonly orderCode: string; readonly supplies: readonly string[] }[];
  readonly defaultOrderCode: string;
  readonly enclosure: Enclosure;
  readonly diagram: string;
  readonly sides: readonly [string, string];
  /** Which of its sides are isolated from each other. */
  readonly isolation: string;
  /** Consumption it stays below; null where not stated. */
  readonly consumption: VoltAmperes | null;
  readonly lamps: readonly { readonly name: string; readonly colour: "green" | "yellow" | null }[];
  readonly limits: {
    /** Devices on one RS485 segment behind it. */
    readonly devicesPerSegment: number;
    /** Devices in the whole network, segments joined by repeaters. */
    readonly devices: number;
    /** Longest RS485 line on either side of it; null where not stated. */
    readonly lineLength: Metres | null;
  };
  /** How frames travel on Ethernet; null where there is none. */
  readonly ethernet: { readonly port: number; readonly framing: "mbap" | "rtu" } | null;
}

export interface InterfaceProduct extends InterfaceFacts {
  readonly doubts: readonly Doubt<InterfaceFacts>[];
}
