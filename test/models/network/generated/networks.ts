/**
 * Generated networks, from 2 to about 40 nodes: a supply, a tree of lines and switches with a loop now and then, loads on
 * most buses, transformers in front of some, and what may be broken, touch, distort or be earthed. Loads are sized against
 * the lines, so that most networks are ordinary and some are near what they can deliver or beyond it.
 */
import fc from "fast-check";
import type { Component, Network } from "#models/network/network.ts";
import { validate } from "#models/network/validate.ts";
import { type Conductor, conductors } from "#models/threePhase.ts";
import { hertz } from "#models/units.ts";
import { type LoadOn, loads, type Site } from "./demands.ts";
import { type Disturbances, disturbances, disturbancesOf } from "./disturbances.ts";
import { supplies } from "./supplies.ts";
import { singlePhase, threePhase } from "./transformers.ts";
import { type Branch, branches, type Root, treeOf } from "./tree.ts";

export const kinds = [
  "fourWire",
  "threeWire",
  "stepDown",
  "threeWinding",
  "singlePhase",
  "isolatedStars",
] as const;
export type Kind = (typeof kinds)[number];

const lowVoltage = 230;
const mediumVoltage = 20e3 / Math.sqrt(3);

interface Shape {
  readonly branches: readonly Branch[];
  readonly loads: readonly (readonly [number, LoadOn])[];
  readonly disturbances: Disturbances;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  branches,
  loads: fc.array(fc.tuple(fc.nat(8), loads), { minLength: 1, maxLength: 6 }),
  disturbances,
});

/** A network of a kind. */
export const networks = (kind: Kind): fc.Arbitrary<Network> => {
  const neutral =
    kind === "threeWire" || kind === "stepDown" || kind === "threeWinding" ? "notBroughtOut" : "broughtOut";
  const atMedium = fc.constantFrom(lowVoltage, mediumVoltage);
  const made: fc.Arbitrary<readonly Component[]> = (() => {
    const [three, four] = [conductors.slice(0, 3), conductors];
    switch (kind) {
      case "fourWire":
        return fc
          .tuple(supplies(neutral, lowVoltage), shapes)
          .map(([supply, shape]) => [
            supply,
            ...grown({ bus: "0", conductors: four, voltage: lowVoltage }, shape),
          ]);
      case "threeWire":
        return atMedium.chain((voltage) =>
          fc
            .tuple(supplies(neutral, voltage), shapes)
            .map(([supply, shape]) => [supply, ...grown({ bus: "0", conductors: three, voltage }, shape)]),
        );
      case "stepDown":
        return fc
          .boolean()
          .chain((hasNeutral) =>
            fc
              .tuple(
                supplies(neutral, mediumVoltage),
                threePhase({ bus: "0", voltage: 20e3 }, [{ bus: "s", voltage: 400, hasNeutral }]),
                shapes,
              )
              .map(([supply, transformer, shape]) => [
                supply,
                transformer,
                ...grown({ bus: "s", conductors: hasNeutral ? four : three, voltage: lowVoltage }, shape),
              ]),
          );
      case "threeWinding":
        return fc
          .tuple(
            supplies(neutral, mediumVoltage),
            threePhase({ bus: "0", voltage: 20e3 }, [
              { bus: "s", voltage: 400, hasNeutral: true },
              { bus: "t", voltage: 400, hasNeutral: false },
            ]),
            shapes,
            loads,
          )
          .map(([supply, transformer, shape, load]) => [
            supply,
            transformer,
            ...grown({ bus: "s", conductors: four, voltage: lowVoltage }, shape),
            load("third", "t", siteOf(three, lowVoltage)),
          ]);
      case "singlePhase":
        return fc
          .tuple(
            supplies(neutral, lowVoltage),
            singlePhase(
              { bus: "0", voltage: lowVoltage, hasNeutral: true },
              { bus: "s", voltage: lowVoltage },
            ),
            shapes,
          )
          .map(([supply, transformer, shape]) => [
            supply,
            transformer,
            ...grown({ bus: "s", conductors: ["L1", "N"], voltage: lowVoltage }, shape),
          ]);
      case "isolatedStars":
        // Stars of loads that nothing but themselves holds, near together and far apart in size.
        return fc
          .tuple(supplies(neutral, lowVoltage), shapes)
          .map(([supply, shape]) => [
            supply,
            ...grown({ bus: "0", conductors: four, voltage: lowVoltage }, shape).map(
              (c): Component =>
                c.type === "load" && c.connection === "wye" && Object.keys(c.demand).length > 1
                  ? { ...c, starPoint: "floating" }
                  : c,
            ),
          ]);
    }
  })();
  return made
    .map(
      (components): Network => ({
        frequency: hertz(50),
        components,
        meteringPoints: [{ id: "main", at: "supply", end: "terminals" }],
      }),
    )
    .filter((network) => validate(network).length === 0);
};

const siteOf = (has: readonly Conductor[], voltage: number): Site => ({
  hasNeutral: has.includes("N"),
  phases: has.filter((c) => c !== "N"),
  voltage,
  usual: voltage === lowVoltage ? 1500 : 40e3,
});

function grown(root: Root, { branches: made, loads: hung, disturbances: disturbed }: Shape): Component[] {
  const tree = treeOf(root, made, disturbed.loop);
  return [
    ...tree.switches,
    ...tree.lines,
    ...hung.map(([n, load], k): Component => {
      const { bus, conductors: has } = tree.buses[n % tree.buses.length]!;
      return load(`load${k}`, bus, siteOf(has, root.voltage));
    }),
    ...disturbancesOf(tree, disturbed, ({ conductors: has }) => siteOf(has, root.voltage)),
  ];
}
