/**
 * A site: one network with meters at its metering points, gas, water and heat meters beside it, the concentrators their
 * pulses go to, and the field buses it is all read over. What happens on it is a sequence of steps, each of them held
 * for a while: loads and flows scaled, and devices that have lost their supply.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import type { ConcentratorSpec } from "#models/devices/d4cr8.ts";
import type { FlowMeterSpec } from "#models/devices/flowMeter.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Network } from "#models/network/network.ts";
import { milliseconds, type Seconds } from "#models/units.ts";
import type { BusTopology } from "#rig/fieldbus/busTopology.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";

/** How a bus is reached from the outside. */
export type BusAccess =
  /** IF2E001: a socket, with what the catalogue leaves open told. */
  | {
      readonly kind: "gateway";
      readonly listen: string;
      readonly framing: TcpFraming;
      readonly answerTimeout: Seconds;
    }
  /** IF2E002: a serial line, made for the occasion and linked at this name. */
  | { readonly kind: "converter"; readonly line: string };

/** Of a gateway nobody programmed otherwise: longer than the 300 ms the slowest device may take. */
export const usualAnswerTimeout = milliseconds(500);

export interface SiteBus {
  readonly topology: BusTopology;
  /** How often everything on it is polled; null: again and again. */
  readonly pollEvery: Seconds | null;
  readonly access: BusAccess;
}

export interface SiteMeter {
  readonly name: string;
  readonly spec: MeterSpec;
  readonly meteringPoint: string;
  readonly transformers: InstrumentTransformers;
  readonly hookUp: HookUp;
  readonly contact: "open" | "closed";
}

export interface SiteFlowMeter {
  readonly name: string;
  readonly spec: FlowMeterSpec;
  /** Whole microlitres per hour, heat: microwatts; at factor 1. */
  readonly flow: number;
}

export interface SiteConcentrator {
  readonly name: string;
  readonly spec: ConcentratorSpec;
  /** Name of the meter on each input, in sequence; null: nothing. */
  readonly sources: readonly (string | null)[];
}

export interface SiteStep {
  readonly name: string;
  readonly hold: Seconds;
  /** By what loads (by id) and flows (by name) are multiplied; 1 where not named. */
  readonly factors: ReadonlyMap<string, number>;
  /** Devices without supply: meters cut off from their voltages, concentrators, repeaters (see `repeaterName`). */
  readonly dead: ReadonlySet<string>;
}

export interface Site {
  readonly title: string;
  readonly network: Network;
  readonly meters: readonly SiteMeter[];
  readonly flowMeters: readonly SiteFlowMeter[];
  readonly concentrators: readonly SiteConcentrator[];
  readonly buses: readonly SiteBus[];
  /** At least one; the last one stays. */
  readonly steps: readonly SiteStep[];
}

/** What a repeater is called in a step: the bus and the segment it feeds. */
export const repeaterName = (bus: string, segment: string): string => `${bus}/${segment}`;
