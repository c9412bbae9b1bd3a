/** The core of a transformer as a file says it, in the short form and in the full one, and what it makes of one loaded phase. */
import { describe, expect, it } from "vitest";
import type { Transformer } from "#models/network/transformer.ts";
import { readScenario } from "#scenarios/read.ts";
import { writeScenario } from "#scenarios/write.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const short = (more: string) => `title: A transformer
theme: unbalanced
teaches: Three limbs lead the zero sequence through oil.
meter: { model: Conto D4-s, insertionMode: 3N3E, ctRatio: 100/5 }
source: { lineVoltage: 20 kV }
transformer: { ratedPower: 100 kVA, primary: 20 kV, secondary: 400 V, vectorGroup: Yyn0, reactance: 4 %${more} }
load: { L1: { impedance: 10 ohm } }
steps:
  - { name: held, hold: 1 h }
`;
const transformerOf = (text: string): Transformer => {
  const { scenario, issues } = readScenario(text, "a.scenario.yaml");
  if (!scenario) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  const found = scenario.steps[0]!.network.components.find(({ type }) => type === "transformer");
  if (found?.type !== "transformer") throw new Error("no transformer");
  return found;
};
const issuesOf = (text: string) =>
  (readScenario(text, "a.scenario.yaml").issues ?? []).map(formatLocatedIssue);

describe("the core in the short form", () => {
  it("is left to what is usual, or said with or without its figure", () => {
    expect(transformerOf(short("")).core).toBeUndefined();
    expect(transformerOf(short(", core: threeLimb")).core).toEqual({ kind: "threeLimb", magnetising: 50 });
    expect(transformerOf(short(", zeroSequenceMagnetising: 75 %")).core).toEqual({
      kind: "threeLimb",
      magnetising: 75,
    });
    expect(transformerOf(short(", core: independent")).core).toEqual({ kind: "independent" });
  });
  it("is written out and read back the same", () => {
    for (const more of ["", ", core: threeLimb", ", zeroSequenceMagnetising: 75 %", ", core: independent"]) {
      const { scenario } = readScenario(short(more), "a.scenario.yaml");
      expect(transformerOf(writeScenario(scenario!))).toEqual(transformerOf(short(more)));
    }
  });
  it("is refused where it contradicts itself or is no reactance, at the place", () => {
    expect(issuesOf(short(", core: independent, zeroSequenceMagnetising: 50 %"))).toEqual([
      expect.stringMatching(/^a\.scenario\.yaml:6:\d+: independent legs have no zero-sequence magnetising/),
    ]);
    for (const figure of ["0 %", "-5 %"])
      expect(issuesOf(short(`, zeroSequenceMagnetising: ${figure}`))).toEqual([
        expect.stringMatching(/^a\.scenario\.yaml:6:\d+: a magnetising reactance is positive/),
      ]);
    expect(issuesOf(short(", zeroSequenceMagnetising: 1e300 %"))[0]).toContain("too large");
    expect(issuesOf(short(", core: five"))[0]).toContain("expected threeLimb or independent");
  });
});
