/** What is broken, touches, is earthed or distorts in a generated network: each is absent more often than not. */
import fc from "fast-check";
import type { Component } from "#models/network/network.ts";
import { polar, rectangular } from "#models/phasor.ts";
import { type Component as Harmonic, spectrum } from "#models/spectrum.ts";
import { degrees } from "#models/units.ts";
import type { Site } from "./demands.ts";
import type { Bus, Tree } from "./tree.ts";

export const disturbances = fc.record({
  broken: fc
    .array(fc.tuple(fc.nat(8), fc.nat(3)), { maxLength: 2 })
    .chain((some) => fc.constantFrom([], [], some)),
  short: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3),
  shuntAt: fc.tuple(fc.nat(8), fc.nat(3), fc.constantFrom(0, 0, 0, 1, 2, 3, 4)),
  loop: fc.constantFrom(false, false, false, false, true),
  harmonics: fc
    .array(
      fc.record({
        bus: fc.nat(8),
        star: fc.constantFrom("neutral", "neutral", "neutral", "earth" as const),
        phases: fc.constantFrom([0], [1, 2], [0, 1, 2], [0, 1, 2]),
        orders: fc.uniqueArray(fc.constantFrom(3, 3, 3, 5, 5, 5, 7, 7, 9, 9, 1), {
          minLength: 1,
          maxLength: 2,
        }),
        share: fc.integer({ min: 1, max: 40 }),
        angle: fc.integer({ min: -180, max: 180 }),
      }),
      { maxLength: 2 },
    )
    .chain((some) => fc.constantFrom([], [], some)),
});

export type Disturbances = typeof disturbances extends fc.Arbitrary<infer T> ? T : never;

/** Ohms of what earths a conductor: an electrode, a poor connection, a capacitor, a reactor. */
const earthings = [rectangular(150, 0), rectangular(20, 0), rectangular(0, -800), rectangular(0.5, 80)];

export function disturbancesOf(
  { buses, lines }: Tree,
  { broken, short, shuntAt, harmonics }: Disturbances,
  siteOf: (bus: Bus) => Site,
): Component[] {
  const components: Component[] = [];
  const at = (n: number) => buses[n % buses.length]!;
  broken.forEach(([n, c], k) => {
    const line = lines[n % Math.max(1, lines.length)];
    const conductor = line?.impedancePerKilometre.conductors[c];
    if (line === undefined || conductor === undefined) return;
    components.push({ type: "fault", kind: "openConductor", id: `break${k}`, line: line.id, conductor });
  });
  const { bus: last, conductors: has } = buses[buses.length - 1]!;
  const touching = short === 2 ? has[1] : "earth";
  if (short > 0 && touching !== undefined)
    components.push({
      type: "fault",
      kind: "shortCircuit",
      id: "short",
      bus: last,
      conductor: has[0]!,
      to: touching,
      impedance: rectangular(short === 3 ? 50 : 0, 0),
    });
  const [n, c, what] = shuntAt;
  const impedance = earthings[what - 1];
  const place = at(n);
  if (impedance !== undefined)
    components.push({
      type: "shunt",
      id: "shunt",
      bus: place.bus,
      conductor: place.conductors[c % place.conductors.length]!,
      to: "earth",
      impedance,
    });
  harmonics.forEach(({ bus: b, star, phases, orders, share, angle }, k) => {
    const { bus } = at(b);
    const site = siteOf(at(b));
    if (star === "neutral" && !site.hasNeutral) return;
    const size = ((share / 100) * site.usual) / site.voltage;
    const current = Object.fromEntries(
      phases
        .filter((p) => p < site.phases.length)
        .map((p) => [
          site.phases[p]!,
          spectrum(
            orders.map(
              (order): Harmonic => ({ order, phasor: polar(size, degrees(angle + 37 * order * p)) }),
            ),
          ),
        ]),
    );
    if (Object.keys(current).length === 0) return;
    components.push({ type: "harmonicCurrentSource", id: `rectifier${k}`, bus, starPoint: star, current });
  });
  return components;
}
