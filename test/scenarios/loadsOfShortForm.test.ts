/** Loads of the short form that are a mix, or distorted without a neutral, held against what is worked out by hand. */
import { describe, expect, it } from "vitest";
import { solve } from "#models/network/solve.ts";
import { argument, modulus } from "#models/phasor.ts";
import { componentAt, rms } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { inDegrees } from "#models/units.ts";
import { readScenario } from "#scenarios/read.ts";
import { writeScenario } from "#scenarios/write.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const scenario = (load: string, mode = "3N3E", source = "{ voltage: 100 %Un }") => `title: A load
theme: balanced
teaches: How a load follows the voltage.
meter: { model: Conto D4-s, insertionMode: ${mode}, ctRatio: 100/5 }
source: ${source}
load: ${load}
steps:
  - { name: held, hold: 1 h }
`;
const read = (text: string) => readScenario(text, "a.scenario.yaml");
const issuesOf = (text: string) => (read(text).issues ?? []).map(formatLocatedIssue);
const scenarioOf = (text: string) => {
  const { scenario: found, issues } = read(text);
  if (!found) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return found;
};
const meterOf = (text: string) => {
  const [step] = scenarioOf(text).steps;
  return solve(step!.network).meteringPoints.meter!;
};

describe("a mix of constant power, current and impedance", () => {
  const mix = "mix: { power: 40 %, current: 35 %, impedance: 25 % }";
  it.each([
    ["3N3E", "power: 9 kW, powerFactor: 0.8 lag"],
    ["3-3E", "power: 9 kW, powerFactor: 0.8 lag"],
    ["3-3E", "power: 9 kW, powerFactor: 0.8 lag, connection: delta"],
  ])("takes 0.4 + 0.35 u + 0.25 u^2 of its power, %s: %s", (mode, load) => {
    for (const u of [1, 0.9, 0.8, 1.15]) {
      const source = `{ voltage: ${100 * u} %Un }`;
      const { activePower, reactivePower } = meterOf(scenario(`{ ${load}, ${mix} }`, mode, source));
      // a delta is rated at 400 V, and 230 V a phase make 398.4 V between two
      const rated = load.includes("delta") ? (u * 230 * Math.sqrt(3)) / 400 : u;
      const follows = 0.4 + 0.35 * rated + 0.25 * rated ** 2;
      expect(activePower).toBeCloseTo(9000 * follows, 3);
      expect(reactivePower).toBeCloseTo(6750 * follows, 3);
    }
  });
  it("may be of one phase, beside another that is none, and may export without an impedance", () => {
    const one = meterOf(
      scenario(
        "{ L1: { power: 1 kW, mix: { impedance: 100 % } }, L2: { power: 1 kW } }",
        "3N3E",
        "{ voltage: 207 V }",
      ),
    );
    expect(one.activePower).toBeCloseTo(1000 * 0.81 + 1000, 6);
    const out = meterOf(
      scenario(
        "{ power: 3 kW, powerFactor: 0.8 lag, direction: export, mix: { power: 50 %, current: 50 % } }",
        "3N3E",
        "{ voltage: 207 V }",
      ),
    );
    expect(out.activePower).toBeCloseTo(-3000 * 0.95, 6);
    expect(out.reactivePower).toBeCloseTo(-2250 * 0.95, 6);
  });
  it("is written out and read back the same", () => {
    const found = scenarioOf(scenario(`{ power: 9 kW, powerFactor: 0.8 lag, ${mix} }`));
    expect(found.steps[0]!.network.components.map(({ id }) => id)).toEqual([
      "supply",
      "load",
      "load at constant current",
      "load at constant impedance",
    ]);
    expect(scenarioOf(writeScenario(found)).steps).toEqual(found.steps);
  });
  it("is refused where it is no mix, at its place and once", () => {
    expect(issuesOf(scenario("{ power: 9 kW, mix: { power: 40 %, current: 30 % } }"))).toEqual([
      "a.scenario.yaml:6:27: the shares of a mix add up to 100 %, not 70 %",
    ]);
    expect(issuesOf(scenario("{ current: 9 A, mix: { power: 100 % } }"))).toEqual([
      "a.scenario.yaml:6:28: a mix is of a power: give the load a power",
    ]);
    expect(issuesOf(scenario("{ power: 9 kW, mix: { power: 120 %, current: -20 % } }"))[0]).toContain(
      "a share of a mix is not negative",
    );
    expect(issuesOf(scenario("{ power: 9 kW, direction: export, mix: { impedance: 100 % } }"))[0]).toContain(
      "an impedance gives nothing back: a mix that exports has none",
    );
    expect(issuesOf(scenario("{ power: 9 kW, mix: { power: 1e300 % } }"))[0]).toContain("too large");
  });
});

describe("a load with harmonics and no neutral", () => {
  const harmonics = "harmonics: [{ order: 5, amount: 20 %, angle: 30 deg }, { order: 7, amount: 10 % }]";
  it("in star draws the waveform said from each phase, a third of a period apart", () => {
    const { current } = meterOf(scenario(`{ current: 10 A, powerFactor: 0.5 lag, ${harmonics} }`, "3-3E"));
    for (const [n, phase] of phases.entries()) {
      const at = (order: number) => componentAt(current[phase], order);
      expect(modulus(at(1))).toBeCloseTo(10, 9);
      expect(modulus(at(5))).toBeCloseTo(2, 9);
      expect(modulus(at(7))).toBeCloseTo(1, 9);
      const off = (angle: number, expected: number) =>
        expect(Math.cos(((angle - expected) * Math.PI) / 180)).toBeCloseTo(1, 9);
      off(inDegrees(argument(at(1))), -60 - 120 * n);
      off(inDegrees(argument(at(5))), 30 - 5 * 120 * n);
      off(inDegrees(argument(at(7))), -7 * 120 * n);
    }
    expect(rms(current.L1)).toBeCloseTo(Math.sqrt(105), 9);
  });
  it("in delta draws it between the phases: sqrt3 times in the lines, and a third harmonic goes round in it", () => {
    const { current, activePower } = meterOf(
      scenario(
        "{ current: 10 A, connection: delta, harmonics: [{ order: 3, amount: 30 % }, { order: 5, amount: 20 % }] }",
        "3-3E",
      ),
    );
    expect(modulus(componentAt(current.L1, 1))).toBeCloseTo(10 * Math.sqrt(3), 9);
    expect(modulus(componentAt(current.L1, 3))).toBeCloseTo(0, 9);
    expect(modulus(componentAt(current.L1, 5))).toBeCloseTo(2 * Math.sqrt(3), 9);
    // in phase with the voltage between the phases, 230 sqrt3 V
    expect(activePower).toBeCloseTo(3 * 230 * Math.sqrt(3) * 10, 6);
  });
  it("in delta, of one pair, in the reversed sequence: against that pair's own voltage", () => {
    const { activePower, reactivePower } = meterOf(
      scenario(
        "{ L2-L3: { current: 10 A, powerFactor: 0.5 lag }, harmonics: [{ order: 5, amount: 20 % }] }",
        "3-3E",
        "{ voltage: 230 V, sequence: L1-L3-L2 }",
      ),
    );
    expect(activePower).toBeCloseTo(230 * Math.sqrt(3) * 10 * 0.5, 6);
    expect(reactivePower).toBeCloseTo(230 * Math.sqrt(3) * 10 * Math.sin(Math.PI / 3), 6);
  });
  it("in star is refused what has no way back: a third harmonic, and phases that do not add up to nothing", () => {
    expect(
      issuesOf(scenario("{ current: 10 A, harmonics: [{ order: 3, amount: 30 % }] }", "3-3E"))[0],
    ).toContain("without a neutral, currents of order 3 that do not add up to nothing have no way back");
    expect(
      issuesOf(
        scenario(
          "{ L1: { current: 10 A }, L2: { current: 10 A }, harmonics: [{ order: 5, amount: 3 % }] }",
          "3-3E",
        ),
      )[0],
    ).toContain("currents of order 1 that do not add up to nothing have no way back");
  });
  it("is written out and read back the same", () => {
    for (const connection of ["star", "delta"]) {
      const found = scenarioOf(
        scenario(`{ current: 10 A, connection: ${connection}, ${harmonics} }`, "3-3E"),
      );
      expect(scenarioOf(writeScenario(found)).steps).toEqual(found.steps);
    }
  });
});
