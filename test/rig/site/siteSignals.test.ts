import { describe, expect, it } from "vitest";
import { readSite } from "#rig/site/siteFile.ts";
import { solvedSteps } from "#rig/site/siteSignals.ts";

/** 1150 W at 230 V in each of the four ways a load may be said, and half, none and twice of it. */
const demands = {
  power: "{ active: 1150 W, reactive: 460 var }",
  current: "{ current: 5 A }",
  impedance: "{ impedance: 46 ohm }",
  exponential: "{ active: 1150 W, activeExponent: 1, reactiveExponent: 1 }",
};
const factors = [1, 0.5, 0, 2];

const siteWith = (demand: string) => {
  const { site, issues } = readSite(
    `title: One load
network:
  components:
    - source: { id: supply, bus: main, voltage: { L1: 230 V, L2: 230 V at -120 deg, L3: 230 V at 120 deg } }
    - load: { id: shop, bus: main, ratedVoltage: 230 V, demand: { L1: ${demand} } }
  meteringPoints: [{ id: main, at: supply, end: terminals }]
meters: [{ name: m, model: Conto D4-s, at: main, bus: A, unit: 1 }]
buses: { A: { via: { IF2E002: { line: ./a } } } }
steps:
${factors.map((factor, i) => `  - { name: step ${i}, hold: 1 h, factors: { shop: ${factor} } }`).join("\n")}
`,
    "one.site.yaml",
  );
  if (issues !== undefined) throw new Error(JSON.stringify(issues));
  return site;
};

describe("a factor of a step", () => {
  it.each(Object.entries(demands))("multiplies what a load of constant %s takes", (_, demand) => {
    const powers = solvedSteps(siteWith(demand)).map(
      ({ meteringPoints }) => meteringPoints.main!.activePower,
    );
    powers.forEach((power, i) => {
      expect(power).toBeCloseTo(1150 * factors[i]!, 4);
    });
  });

  it("multiplies reactive power as well", () => {
    const powers = solvedSteps(siteWith(demands.power)).map(
      ({ meteringPoints }) => meteringPoints.main!.reactivePower,
    );
    powers.forEach((power, i) => {
      expect(power).toBeCloseTo(460 * factors[i]!, 4);
    });
  });
});
