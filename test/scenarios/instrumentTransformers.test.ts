/** Instrument transformers as a scenario file says them, and what the terminals then see of a network at 20 kV. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { TerminalPotential } from "#models/connection/terminalSignals.ts";
import { modulus, subtract } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { appliedStep } from "#scenarios/applied/appliedStep.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { writeScenario } from "#scenarios/write.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const mediumVoltage = (voltage: string, mode = "3-2E (1-3)") => `title: VTs
theme: wiring
teaches: What VTs make of a network at 20 kV.
meter: { model: Conto D4-s, orderCode: 6017 8900, insertionMode: ${mode}, ctRatio: 100/5, vtRatio: 20000/100 }
source: { lineVoltage: 20 kV }
load: { current: 100 %In, powerFactor: 0.866 lag }
transformers:
  voltage: ${voltage}
steps:
  - { name: held, hold: 10 d }
`;
const read = (text: string) => readScenario(text, "a.scenario.yaml");
const scenarioOf = (text: string): Scenario => {
  const { scenario, issues } = read(text);
  if (!scenario) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return scenario;
};
const issuesOf = (text: string): string[] => (read(text).issues ?? []).map(formatLocatedIssue);

function appliedOf(text: string) {
  const scenario = scenarioOf(text);
  const spec = meterSpec(scenario.meter);
  if (!isSpec(spec)) throw new Error("no such meter");
  return scenario.steps.map((step) => appliedStep(step, spec)!);
}
/** U12, U23, U31 at the terminals, V. */
function lineVoltages(text: string): readonly (number | null)[] {
  const [applied] = appliedOf(text);
  const { L1, L2, L3 } = applied!.signals.voltage;
  const between = (a: TerminalPotential, b: TerminalPotential) =>
    a === null || b === null
      ? null
      : Math.round(1e3 * modulus(subtract(fundamental(a), fundamental(b)))) / 1e3;
  return [between(L1, L2), between(L2, L3), between(L3, L1)];
}

const lowVoltage = (current: string, load = "current: 100 %In, powerFactor: 0.5 lag") => `title: CTs
theme: balanced
teaches: What CTs lose under their burden.
meter: { model: Conto D4-s, insertionMode: 3N3E, ctRatio: 100/5 }
source: { voltage: 230 V }
load: { ${load} }
transformers:
  current: ${current}
steps:
  - { name: held, hold: 30 d }
`;

describe("CTs given by class and burden in a file", () => {
  it("err by current and burden: what the terminals see does, and the true power is the primary one", () => {
    // Class 0.5, 10 VA at 0.8 lagging, no winding: 0.535 % of exciting current at rated current, by hand in
    // test/models/connection/currentTransformerCore.test.ts; 0.870 of it in the ratio, 0.493 in the phase.
    const [applied] = appliedOf(
      lowVoltage("{ class: 0.5, burden: { rated: 10 VA, connected: 10 VA, winding: 0 VA } }"),
    );
    expect(applied!.load.referencePower.active).toBeCloseTo(3 * 230 * 100 * 0.5, 6);
    const secondary = modulus(fundamental(applied!.signals.current.L1));
    expect(secondary / 5 - 1).toBeCloseTo(-0.00535 * 0.87, 4);
    // (1 - 0.465 %) cos(60 deg - 9.1 min) / cos 60 deg
    const minutes = (0.00535 * 0.4932) / 1.00465;
    const expected = (1 - 0.00465) * (Math.cos(Math.PI / 3 - minutes) / 0.5);
    expect(applied!.load.predictedFraction.active).toBeCloseTo(expected, 4);
  });
  it("err more at a twentieth of the current, and saturate under a burden beyond their nameplate", () => {
    const errorAt = (current: string, load?: string) => {
      const [applied] = appliedOf(lowVoltage(current, load));
      const { L1 } = applied!.point.current;
      return modulus(fundamental(applied!.signals.current.L1)) / (modulus(fundamental(L1)) / 20) - 1;
    };
    const rated = "{ class: 0.5, burden: { rated: 10 VA, winding: 0 VA } }";
    expect(errorAt(rated, "current: 5 %In") / errorAt(rated)).toBeCloseTo(20 ** 0.3, 1);
    expect(errorAt("{ class: 0.5, burden: { rated: 2.5 VA, connected: 25 VA } }")).toBeLessThan(-0.03);
    // FS 5 at five times rated current: 4.78 in the secondary and 0.5 x (4.78 / 5)^15 = 0.255 of exciting current, 0.815 of
    // it in phase (5 VA at 36.9 degrees and 1 VA of the winding), make 5 together
    expect(errorAt("{ class: 0.5, securityFactor: 5 }", "current: 500 %In")).toBeCloseTo(4.78 / 5 - 1, 2);
  });
  it("may differ: one of another class, one with errors of its own, the burden of all kept", () => {
    const [step] = scenarioOf(
      lowVoltage(
        "{ class: 0.5S, burden: { rated: 10 VA, connected: 3 VA }, L2: { class: 1, burden: { connected: 30 VA } }, L3: { ratioError: 0.2 % } }",
      ),
    ).steps;
    const { L1, L2, L3 } = step!.transformers.current;
    expect([L1.core?.accuracyClass, L1.core?.burden]).toEqual(["0.5S", 3]);
    expect([L2.core?.accuracyClass, L2.core?.burden, L2.core?.ratedBurden]).toEqual(["1", 30, 10]);
    expect([L3.core, L3.ratioError]).toEqual([undefined, 0.002]);
  });
  it("are written out and read back the same, and so are VTs", () => {
    const texts = [
      lowVoltage("{ class: 0.2S, classShare: 60 %, burden: { connected: 1.25 VA, powerFactor: 0.9 lag } }"),
      lowVoltage(
        "{ class: 3, securityFactor: 5, excitation: { powerFactor: 0.3, exponent: 0.2, initial: 2 %, kneeExponent: 9 }, L2: { secondary: shorted } }",
      ),
      mediumVoltage("{ class: 0.5, burden: { rated: 50 VA, connected: 80 VA }, impedanceAngle: 60 deg }"),
    ];
    for (const text of texts) {
      const scenario = scenarioOf(text);
      expect(scenarioOf(writeScenario(scenario)).steps).toEqual(scenario.steps);
    }
  });
  it("are refused where class and errors, or burden and no class, stand together, at the place and once", () => {
    expect(issuesOf(lowVoltage("{ class: 0.5, ratioError: 0.1 % }"))).toEqual([
      "a.scenario.yaml:8:38: 'class' gives the errors by current and burden: leave 'ratioError' out",
    ]);
    expect(issuesOf(lowVoltage("{ burden: { connected: 3 VA } }"))).toEqual([
      "a.scenario.yaml:8:22: 'burden' needs a 'class' beside it, such as 0.5",
    ]);
    expect(issuesOf(lowVoltage("{ class: 0.7 }"))).toEqual([
      "a.scenario.yaml:8:21: expected an accuracy class: 0.1, 0.2, 0.2S, 0.5, 0.5S, 1, 3, 5, got 0.7",
    ]);
    expect(issuesOf(lowVoltage("{ class: 0.5, burden: { rated: 0 VA } }"))[0]).toContain(
      "a rated burden is above 0 VA",
    );
    expect(issuesOf(lowVoltage("{ class: 0.5, burden: { rated: 1e300 VA } }"))[0]).toContain("too large");
    expect(issuesOf(lowVoltage("{ ratio: 1, class: 0.5 }"))[0]).toContain(
      "a ratio of 1 is a direct connection, which has no class",
    );
  });
});

describe("VTs given by class and burden in a file", () => {
  it("are half a per cent low at rated burden, 2 % at four times it", () => {
    const seen = (voltage: string) => lineVoltages(mediumVoltage(voltage))[0];
    expect(seen("{ class: 0.5, burden: { rated: 25 VA } }")).toBeCloseTo(99.5, 3);
    expect(seen("{ class: 0.5, burden: { rated: 25 VA, connected: 100 VA } }")).toBeCloseTo(98.03, 2);
    expect(seen("{ class: 0.5, burden: { rated: 25 VA, connected: 0 VA } }")).toBeCloseTo(100, 9);
  });
});

describe("two VTs in open delta in a file", () => {
  it("have any common phase, and faults of their own; the terminals see what is worked out by hand", () => {
    expect(lineVoltages(mediumVoltage("{ arrangement: openDelta }"))).toEqual([100, 100, 100]);
    expect(lineVoltages(mediumVoltage("{ common: L1 }"))).toEqual([100, 100, 100]);
    // U21 turned round: U23 = U21 - U31 becomes -U21 - U31, sqrt3 as large
    expect(lineVoltages(mediumVoltage("{ common: L1, L2-L1: { polarity: reversed } }"))).toEqual([
      100, 173.205, 100,
    ]);
    expect(lineVoltages(mediumVoltage("{ common: L3, L1-L3: { primary: open } }"))).toEqual([100, 100, 0]);
    expect(lineVoltages(mediumVoltage("{ common: L3, L2-L3: { secondary: open } }"))).toEqual([
      null,
      null,
      100,
    ]);
    expect(lineVoltages(mediumVoltage("{ commonPrimary: open }"))).toEqual([50, 50, 100]);
    expect(lineVoltages(mediumVoltage("{ common: L1, commonPrimary: open }"))).toEqual([50, 100, 50]);
  });

  it("are written out and read back the same", () => {
    for (const voltage of [
      "{ common: L1, commonPrimary: open, L2-L1: { primary: open, ratioError: 0.3 % } }",
      "{ common: L3, L1-L3: { polarity: reversed }, L2-L3: { secondary: open } }",
      "{ arrangement: star, commonPrimary: open, L2: { primary: open } }",
    ]) {
      const scenario = scenarioOf(mediumVoltage(voltage));
      expect(scenarioOf(writeScenario(scenario)).steps).toEqual(scenario.steps);
    }
  });

  it("are refused where they do not fit together, at the place", () => {
    expect(issuesOf(mediumVoltage("{ L3-L1: { polarity: reversed } }"))).toEqual([
      "a.scenario.yaml:8:21: there is no 'L3-L1' when the VTs are in open delta with L2 common",
    ]);
    expect(issuesOf(mediumVoltage("{ arrangement: star, common: L1 }"))).toEqual([
      "a.scenario.yaml:8:41: there is no 'common' when the VTs are in star",
    ]);
    expect(issuesOf(mediumVoltage("{ arrangement: openDelta, L1: { polarity: reversed } }"))[0]).toContain(
      "there is no 'L1' when the VTs are in open delta with L2 common",
    );
  });
});
