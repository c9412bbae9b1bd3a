/** Generated loads: every kind of demand, every exponent from 0 to 2.5, producing ones, in wye, delta and floating. */
import fc from "fast-check";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type DeltaLoad,
  type Demand,
  exponential,
  type Load,
  type WyeLoad,
} from "#models/network/load.ts";
import { polar } from "#models/phasor.ts";
import { amperes, degrees, ratio, vars, volts, watts } from "#models/units.ts";

/** A demand at so many volts across it, of a size against what is usual there. */
type DemandAt = (voltage: number, usual: number) => Demand;

const apparent = fc
  .oneof(
    { weight: 12, arbitrary: fc.integer({ min: -100, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 130 }) },
  )
  .map((hundredths) => 10 ** (hundredths / 100));
const exponent = fc.integer({ min: 0, max: 25 }).map((tenths) => tenths / 10);

const demand: fc.Arbitrary<DemandAt> = fc
  .record({
    kind: fc.constantFrom("power", "power", "current", "impedance", "exponential", "exponential" as const),
    apparent,
    angle: fc.integer({ min: -60, max: 60 }).map(degrees),
    produces: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    a: exponent,
    b: exponent,
  })
  .map(
    ({ kind, apparent: share, angle, produces, a, b }): DemandAt =>
      (voltage, usual) => {
        const s = share * usual;
        const [p, q] = [(produces ? -1 : 1) * s * Math.cos(angle), s * Math.sin(angle)];
        switch (kind) {
          case "power":
            return constantPower(watts(p), vars(q));
          case "current":
            return constantCurrent(amperes(s / voltage), angle);
          case "impedance":
            return constantImpedance(polar(voltage ** 2 / s, angle));
          case "exponential":
            return exponential(watts(p), vars(q), a, b);
        }
      },
  );

/** As it comes to stand on a bus with these conductors and this voltage from a phase to neutral. */
export type LoadOn = (id: string, bus: string, site: Site) => Load;

export interface Site {
  readonly hasNeutral: boolean;
  readonly phases: readonly ("L1" | "L2" | "L3")[];
  readonly voltage: number;
  /** Volt-amperes that are usual for one phase of a load. */
  readonly usual: number;
}

const minimumVoltage = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(0.02, 0.3, 0.7, 0.85) },
);

export const loads: fc.Arbitrary<LoadOn> = fc
  .record({
    connection: fc.constantFrom(
      "neutral",
      "neutral",
      "neutral",
      "delta",
      "floating",
      "floating",
      "earth" as const,
    ),
    demands: fc.tuple(demand, demand, demand),
    alike: fc.constantFrom("all", "one", "none", "none" as const),
    present: fc.constantFrom([0, 1, 2], [0, 1, 2], [0, 1, 2], [0], [1], [2], [0, 1], [1, 2]),
    minimum: minimumVoltage,
  })
  .map(
    ({ connection, demands, alike, present, minimum }): LoadOn =>
      (id, bus, site) => {
        const isDelta = connection === "delta" || (connection === "neutral" && !site.hasNeutral);
        const voltage = isDelta ? site.voltage * Math.sqrt(3) : site.voltage;
        const facts = {
          type: "load" as const,
          id,
          bus,
          ratedVoltage: volts(voltage),
          ...(minimum === undefined ? {} : { minimumVoltage: ratio(minimum) }),
        };
        const each = (k: number): Demand => demands[alike === "all" ? 0 : k]!(voltage, site.usual);
        const only = present.filter((k) => alike !== "one" || k === present[0]);
        if (isDelta && site.phases.length === 3) {
          const pairs = ["L1-L2", "L2-L3", "L3-L1"] as const;
          return {
            ...facts,
            connection: "delta",
            demand: Object.fromEntries(only.map((k) => [pairs[k]!, each(k)])),
          } satisfies DeltaLoad;
        }
        const starPoint =
          connection === "delta" || (connection === "neutral" && !site.hasNeutral) ? "earth" : connection;
        const on = only.filter((k) => k < site.phases.length);
        return {
          ...facts,
          connection: "wye",
          starPoint,
          demand: Object.fromEntries((on.length > 0 ? on : [0]).map((k) => [site.phases[k]!, each(k)])),
        } satisfies WyeLoad;
      },
  );
