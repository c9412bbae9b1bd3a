/** What is a power and what only rounding: registrations and errors are never taken "of" the latter. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { appliedStep } from "#scenarios/applied/appliedStep.ts";
import { claimForeseen } from "#scenarios/applied/claimForeseen.ts";
import { beside, truePower } from "#scenarios/applied/truePower.ts";
import { readScenario } from "#scenarios/read.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { shipped } from "../scenarioFiles.ts";

function applied(text: string) {
  const { scenario, issues } = readScenario(text, "t.scenario.yaml");
  if (issues) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  const spec = meterSpec(scenario.meter);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const found = appliedStep(scenario.steps[0]!, spec);
  if (found === null) throw new Error("no metering point");
  return { ...found, spec };
}
const written = (load: string, meter = "insertionMode: 3N3E", more = "") => `title: t
theme: balanced
teaches: t
meter: { model: D4-s, ${meter} }
source: { voltage: 230 V }
${more}
load: ${load}
steps: [{ name: s, hold: 1 h }]
`;

describe("a true power", () => {
  it("is none where it is 1e-14 var beside 2 kW, and one at a power factor of 1e-6", () => {
    expect(beside(2000, 1e-14)).toBe(0);
    expect(beside(2000, -1e-14)).toBe(0);
    expect(beside(2000, 2000 * 1e-6)).toBe(2e-3);
    expect(beside(0, 0)).toBe(0);
  });
  it("keeps its size and sign, or is nothing, at any scale", () => {
    const size = fc.double({ min: 1e-6, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(size, fc.double({ min: -1, max: 1, noNaN: true }), (apparent, share) => {
        const power = share * apparent;
        expect(beside(apparent, power)).toBe(Math.abs(share) > 1.001e-9 ? power : beside(apparent, power));
        expect([0, power]).toContain(beside(apparent, power));
        if (Math.abs(share) < 0.999e-9) expect(beside(apparent, power)).toBe(0);
      }),
    );
  });
  it.each([
    ["constant currents at unity", written("{ current: 5 A }")],
    [
      "constant powers in a floating star",
      written(
        "{ L1: { power: 1 kW }, L2: { power: 1.01 kW }, L3: { power: 0.99 kW } }",
        "insertionMode: 3-3E",
      ),
    ],
    [
      "currents behind a line",
      written(
        "{ current: 5 A }",
        "insertionMode: 3N3E",
        "line: { impedance: 0.5 ohm, neutral: 2 ohm, broken: [L3] }",
      ),
    ],
  ])("that is reactive has no registration with %s", (_, text) => {
    const { load, point } = applied(text);
    expect(Math.abs(point.reactivePower)).toBeLessThan(1e-6);
    expect(load.referencePower.reactive).toBe(0);
    expect(load.predictedFraction.reactive).toBeNull();
    expect(load.predictedFraction.active).toBeCloseTo(1, 9);
  });
  it("that is active has none where all of it is reactive", () => {
    const { load } = applied(written("{ current: 5 A, powerFactor: 0 lag }"));
    expect(load.predictedFraction.active).toBeNull();
    expect(load.predictedFraction.reactive).toBeCloseTo(1, 9);
    expect(load.referencePower.reactive).toBeCloseTo(3 * 230 * 5, 6);
  });
  it("that is small beside the other is one all the same: a power factor of 0.001 has its registration", () => {
    const { load } = applied(written("{ current: 5 A, powerFactor: 0.001 lag }"));
    expect(load.referencePower.active).toBeCloseTo(3.45, 9);
    expect(load.predictedFraction.active).toBeCloseTo(1, 6);
  });
  it("that is only rounding gives no percentage to foresee a claim by", () => {
    const step = applied(written("{ current: 5 A }"));
    const limit = { kind: "percent", value: 1 as never } as const;
    expect(
      claimForeseen({ type: "registersWithin", energy: "reactive energy", limit }, step, step.spec),
    ).toEqual({
      kind: "open",
      why: "noReference",
    });
    expect(
      claimForeseen(
        { type: "readsWithin", quantity: "reactive power", of: "reference", limit },
        step,
        step.spec,
      ),
    ).toEqual({ kind: "open", why: "noReference" });
  });
  it("is what the network says it is wherever it is not rounding", () => {
    const { meter, steps } = shipped("wiring/ct-L2-reversed");
    const spec = meterSpec(meter);
    if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
    const { point } = appliedStep(steps[0]!, spec)!;
    expect(truePower(point).active).toBe(point.activePower);
  });
});
