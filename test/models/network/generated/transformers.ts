/** Generated transformers: two or three windings of any vector group, single-phase ones, every kind of core. */
import fc from "fast-check";
import type { Clock, Core, Transformer, Winding, WindingConnection } from "#models/network/transformer.ts";
import { percent, ratio, voltAmperes, volts } from "#models/units.ts";
import { starPoints } from "./supplies.ts";

const tap = fc.constantFrom(1, 1, 1, 0.95, 1.025).map(ratio);
const resistance = fc.integer({ min: 0, max: 15 }).map((n) => percent(n / 10));
const clocks = (isSame: boolean): fc.Arbitrary<Clock> =>
  fc.constantFrom<Clock>(...(isSame ? ([0, 2, 4, 6, 8, 10] as const) : ([1, 3, 5, 7, 9, 11] as const)));
const core: fc.Arbitrary<{ core?: Core }> = fc.constantFrom<{ core?: Core }>(
  {},
  {},
  {},
  { core: { kind: "threeLimb", magnetising: percent(100) } },
  { core: { kind: "independent" } },
);
const common = {
  power: fc.integer({ min: 450, max: 600 }).map((n) => voltAmperes(10 ** (n / 100))),
  core,
  noLoad: fc.constantFrom(
    {},
    {
      noLoad: { loss: percent(0.2), magnetisingCurrent: percent(0.8), winding: 1 },
    },
  ),
  isOwn: fc.constantFrom(false, false, false, true),
};

const winding = (
  bus: string,
  lineVoltage: number,
  connection: fc.Arbitrary<WindingConnection>,
): fc.Arbitrary<Winding> =>
  fc
    .record({ connection, tap, resistance })
    .map((rest) => ({ bus, ratedVoltage: volts(lineVoltage), ...rest }));

const wye = (clock: Clock, neutral: "broughtOut" | "notBroughtOut", voltage: number) =>
  starPoints(neutral, voltage).map((starPoint) => ({ kind: "wye" as const, clock, starPoint }));

/** From bus to bus, and to a third one where there is one; line to line in volts. */
export const threePhase = (
  first: { readonly bus: string; readonly voltage: number },
  others: readonly { readonly bus: string; readonly voltage: number; readonly hasNeutral: boolean }[],
): fc.Arbitrary<Transformer> =>
  fc
    .tuple(fc.boolean(), ...others.map(({ hasNeutral }) => (hasNeutral ? fc.constant(false) : fc.boolean())))
    .chain(([isDelta, ...deltas]) =>
      fc
        .record({
          windings: fc.tuple(
            winding(
              first.bus,
              first.voltage,
              isDelta
                ? fc.constant({ kind: "delta" as const, clock: 0 as const })
                : wye(0, "notBroughtOut", first.voltage),
            ),
            ...others.map(({ bus, voltage, hasNeutral }, k) =>
              winding(
                bus,
                voltage,
                clocks(isDelta === deltas[k]).chain(
                  (clock): fc.Arbitrary<WindingConnection> =>
                    deltas[k]
                      ? fc.constant({ kind: "delta", clock })
                      : wye(clock, hasNeutral ? "broughtOut" : "notBroughtOut", voltage),
                ),
              ),
            ),
          ),
          reactance: fc.array(fc.integer({ min: 30, max: 80 }), { minLength: 3, maxLength: 3 }),
          ...common,
        })
        .map(({ windings, reactance, power, core: limbs, noLoad, isOwn }): Transformer => {
          const pairs = reactance.slice(0, others.length === 1 ? 1 : 3).map((n) => percent(n / 10));
          return {
            type: "transformer",
            id: "transformer",
            ratedPower: power,
            windings,
            reactance: pairs,
            ...limbs,
            ...noLoad,
            ...(isOwn
              ? {
                  zeroSequence: {
                    resistance: windings.map(() => percent(0.7)),
                    reactance: pairs.map((x) => percent(0.85 * x)),
                  },
                }
              : {}),
          };
        }),
    );

/** One coil between two phases, or a phase and the other, to one between a phase and the neutral. */
export const singlePhase = (
  from: { readonly bus: string; readonly voltage: number; readonly hasNeutral: boolean },
  to: { readonly bus: string; readonly voltage: number },
): fc.Arbitrary<Transformer> =>
  fc
    .record({
      ends: fc.constantFrom(["L1", "L2"] as const, ["L3", "L1"] as const, ["L2", "N"] as const),
      tap,
      resistance: fc.tuple(resistance, resistance),
      reactance: fc.integer({ min: 20, max: 60 }).map((n) => percent(n / 10)),
      ...common,
    })
    .map(({ ends: [a, b], tap: used, resistance: [r1, r2], reactance, power, noLoad }): Transformer => {
      const isLine = b !== "N" || !from.hasNeutral;
      return {
        type: "transformer",
        id: "transformer",
        ratedPower: voltAmperes(power / 3),
        windings: [
          {
            bus: from.bus,
            connection: { kind: "coil", from: a, to: b === "N" && !from.hasNeutral ? "L3" : b },
            ratedVoltage: volts(isLine ? from.voltage * Math.sqrt(3) : from.voltage),
            tap: used,
            resistance: r1,
          },
          {
            bus: to.bus,
            connection: { kind: "coil", from: "L1", to: "N" },
            ratedVoltage: volts(to.voltage),
            tap: ratio(1),
            resistance: r2,
          },
        ],
        reactance: [reactance],
        ...noLoad,
      };
    });
