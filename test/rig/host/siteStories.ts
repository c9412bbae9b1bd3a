/** Sites written out for laws: a main meter, shops behind a line that loses energy, their contacts on a concentrator. */
import fc from "fast-check";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import type { Energy } from "#models/metering/register.ts";
import { picojoulesPerWattHour } from "#models/units.ts";
import type { Site } from "#rig/site/site.ts";
import { readSite } from "#rig/site/siteFile.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

export interface Shop {
  readonly phase: "L1" | "L2" | "L3";
  /** Watts and var. */
  readonly active: number;
  readonly reactive: number;
}

export interface Day {
  /** Seconds. */
  readonly hold: number;
  readonly factor: number;
  readonly dead: readonly string[];
}

/** Ohms of each conductor of the line between the main meter and the shops. */
export const lineOhms = 0.05;

export function siteText(shops: readonly Shop[], days: readonly Day[]): string {
  const n = shops.map((_, i) => i + 1);
  const z = (i: number) =>
    [0, 1, 2, 3].map((j) => (i === j ? `${lineOhms} + j0.03 ohm` : "0 ohm")).join(", ");
  return `title: A street
network:
  components:
    - source: { id: supply, bus: main, voltage: { L1: 230 V, L2: 230 V at -120 deg, L3: 230 V at 120 deg } }
    - line:
        id: street
        from: main
        to: shops
        length: 1 km
        impedancePerKilometre: { conductors: [L1, L2, L3, N], values: [${[0, 1, 2, 3].map((i) => `[${z(i)}]`).join(", ")}] }
${shops
  .map(
    ({ phase, active, reactive }, i) =>
      `    - load: { id: shop${i + 1}, bus: shops, ratedVoltage: 230 V, demand: { ${phase}: { active: ${active} W, reactive: ${reactive} var } } }`,
  )
  .join("\n")}
  meteringPoints:
    - { id: main, at: street, end: from }
${n.map((i) => `    - { id: shop${i}, at: shop${i}, end: terminals }`).join("\n")}
meters:
  - { name: main, model: Conto D4-s, insertionMode: 3N3E, ctRatio: 20, at: main, bus: A, unit: 1 }
${n.map((i) => `  - { name: m${i}, model: Conto D4-s, insertionMode: 3N3E, ctRatio: 8, pulse: { weight: 10 Wh, width: 100 ms }, at: shop${i}, bus: A, unit: ${i + 1} }`).join("\n")}
concentrators:
  - { name: c, bus: A, unit: 100, inputs: [${n.map((i) => `{ input: ${i}, from: m${i} }`).join(", ")}] }
buses:
  A: { via: { IF2E002: { line: ./a } } }
steps:
${days
  .map(
    ({ hold, factor, dead }, i) =>
      `  - { name: step ${i + 1}, hold: ${hold} s, factors: { ${n.map((k) => `shop${k}: ${factor}`).join(", ")} }${dead.length > 0 ? `, dead: [${dead.join(", ")}]` : ""} }`,
  )
  .join("\n")}
`;
}

export function siteOf(shops: readonly Shop[], days: readonly Day[]): Site {
  const { site, issues } = readSite(siteText(shops, days), "street.site.yaml");
  if (issues !== undefined) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return site;
}

export const shops: fc.Arbitrary<readonly Shop[]> = fc.array(
  fc.record({
    phase: fc.constantFrom("L1", "L2", "L3"),
    // At half load still above what every meter starts at.
    active: fc.integer({ min: 500, max: 4000 }),
    reactive: fc.integer({ min: -1000, max: 2000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Wh, with their fraction. */
export const inWattHours = ({ wattHours, picojoules }: Energy): number =>
  wattHours + picojoules / picojoulesPerWattHour;

/** The eight counts a concentrator shows. */
export function countsOf(device: RegisterDevice): readonly number[] {
  const answer = device.read(0x1000, 16);
  if (answer.kind !== "words") throw new Error(JSON.stringify(answer));
  return Array.from({ length: 8 }, (_, i) => answer.words[2 * i]! * 65_536 + answer.words[2 * i + 1]!);
}
