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
