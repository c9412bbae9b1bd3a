/** What `solve` prints: units with every figure, eighty columns, what is not supplied first, and no noise said as a figure. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { type StepDocument, stepDocument } from "#rig/cli/solveDocument.ts";
import { stepText } from "#rig/cli/solveText.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { scenarioIn, shippedFiles } from "../../scenarios/scenarioFiles.ts";

function documents({ meter, steps }: Scenario): readonly StepDocument[] {
  const spec = meterSpec(meter);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return steps.slice(0, 30).map((step, index) => stepDocument(solvedStep(step, index, spec)));
}
function solved(more: string): StepDocument {
  const { scenario, issues } = readScenario(
    `title: t\ntheme: supply\nteaches: t\nmeter: { model: D4-s, insertionMode: 3N3E }\n${more}\nsteps: [{ name: s, hold: 1 h }]\n`,
    "t.scenario.yaml",
  );
  if (issues) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return documents(scenario)[0]!;
}

describe("a solved step", () => {
  it("has amounts with units and, below them, angles with theirs: 5 A lagging 30 degrees at 230 V", () => {
    // cos phi 0.8660254 is 30 degrees; 3 x 230 x 5 x 0.8660254 = 2987.79 W, and half of 3450, 1725 var
    const text = stepText(
      solved("source: { voltage: 230 V }\nload: { current: 5 A, powerFactor: 0.8660254038 lag }"),
      80,
    );
    expect(text.split("\n").slice(1)).toEqual([
      "                                L1             L2             L3              N",
      "    bus supply           230.000 V      230.000 V      230.000 V        0.000 V",
      "                             0.00°       -120.00°        120.00°",
      "    I at meter             5.000 A        5.000 A        5.000 A        0.000 A",
      "                           -30.00°       -150.00°         90.00°",
      "    true power     2987.79 W, 1725.00 var",
      "    terminal U           230.000 V      230.000 V      230.000 V        0.000 V",
      "                             0.00°       -120.00°        120.00°",
      "    terminal I             5.000 A        5.000 A        5.000 A              -",
      "                           -30.00°       -150.00°         90.00°",
      ...text.split("\n").filter((line) => /^ {4}setting|^ {19}[\dNIc]/.test(line)),
      "    ideal meter    registers 2987.79 W, 1725.00 var",
      "    registration   active 1.0000, reactive 1.0000 of the true power",
      "    power balance  closed to 1e-12, 1 iteration",
    ]);
  });
  it("says first what is not supplied", () => {
    const [name, lacking, header] = stepText(
      solved("line: { impedance: 0.1 ohm, neutral: 0.1 ohm, broken: [L1] }\nload: { current: 5 A }"),
      80,
    ).split("\n");
    expect([name, lacking]).toEqual(["  s", "    not supplied   load L1: no voltage"]);
    expect(header).toMatch(/^ +L1 +L2 +L3 +N$/);
  });
  it("has no registration of a power that is only rounding, and says which", () => {
    expect(stepText(solved("load: { current: 5 A }"), 80)).toContain(
      "    registration   active 1.0000 of the true power, no reactive power\n",
    );
    expect(stepText(solved("load: { current: 5 A, powerFactor: 0 lag }"), 80)).toContain(
      "    registration   reactive 1.0000 of the true power, no active power\n",
    );
    const dead = stepText(solved("source: { voltage: 0 V }\nload: { current: 5 A }"), 80);
    expect(dead).toContain("    registration   no power to register\n");
    expect(dead).toContain("    not supplied   load L1, L2, L3: no voltage\n");
    expect(dead).toContain("    power balance  closed to 1e-12, ");
  });
  it("says that a register counts by its sign policy where it does not count what flows", () => {
    const text = stepText(solved("load: { current: 5 A, powerFactor: 0.8 lead }"), 80);
    expect(text).toContain("registers 2760.00 W, 0.00 var (as its sign policy counts)\n");
  });
  it("keeps to eighty columns and to figures, for every scenario of the library", () => {
    for (const file of shippedFiles)
      for (const step of documents(scenarioIn(file))) {
        const text = stepText(step, 80);
        // A word of the setting line is not broken: people copy it.
        const long = text.split("\n").filter((line) => line.length > 79 && line.trim().includes(" "));
        expect(long.filter((line) => !/^ {4}setting|^ {19}\S+$/.test(line))).toEqual([]);
        expect(text).not.toMatch(/NaN|undefined|null|-0\.00? |-180\.00|e-\d+ (?:V|A|W)/);
        expect(text).toMatch(/^ {4}power balance {2}closed to 1e-(9|1[012]), \d+ iterations?$/m);
      }
  });
  it("stands whole where it is written to a file", () => {
    const lines = stepText(solved("load: { current: 5 A }"), null).split("\n");
    expect(lines.filter((line) => line.includes("setting") && line.includes("contact="))).toHaveLength(1);
  });
});
