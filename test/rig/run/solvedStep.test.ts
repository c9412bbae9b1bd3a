import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Step } from "#scenarios/scenario.ts";

const path = join(packageRoot, "scenarios/library/load-profile/thirty-days.scenario.yaml");
const { scenario } = readScenario(readFileSync(path, "utf8"), path, meterSpec);
const steps = scenario?.steps ?? [];
const spec = specOf();
const [first] = steps;

function specOf() {
  const found = meterSpec(scenario?.meter ?? { model: "", orderCode: null, programmed: {} });
  if (!isSpec(found)) throw new Error(JSON.stringify(found));
  return found;
}

/** The same in every figure and in no object. */
const copy = (step: Step): Step => structuredClone(step);
const powers = (step: Step, of = spec) => {
  const { signals, load, summary, alive } = solvedStep(step, 0, of);
  return { signals, load, summary, alive };
};

describe("A step that comes back", () => {
  it("is what it would be if it had never been there, under its own name and place", () => {
    const day = steps.filter(({ network }) => network === first?.network);
    expect(day.length).toBe(30);
    const fresh = powers(copy(day[0]!));
    day.forEach((step, nth) => {
      expect(powers(step)).toEqual(fresh);
      expect(solvedStep(step, 24 * nth, spec)).toMatchObject({ step, index: 24 * nth });
    });
  });

  it("is not taken for another row of its day", () => {
    for (const step of steps.slice(0, 48)) {
      const found = solvedStep(step, 0, spec).load.referencePower;
      expect(found).toEqual(solvedStep(copy(step), 0, spec).load.referencePower);
    }
  });

  it("is another one with a current transformer turned around, the contact closed, or another meter", () => {
    const right = solvedStep(first!, 0, spec);
    const { L1, ...others } = first!.hookUp.current;
    const turned = {
      ...first!,
      hookUp: { ...first!.hookUp, current: { ...others, L1: L1 && { ...L1, reversed: !L1.reversed } } },
    };
    const power = (step: Step) => solvedStep(step, 0, spec).load.predictedFraction.active ?? Number.NaN;
    const fraction = power(first!);
    // Two phases forward and one backward of three alike: a third of the power.
    expect(power(turned) / fraction).toBeCloseTo(1 / 3, 6);
    expect(power(first!)).toBe(fraction);
    expect(solvedStep({ ...first!, contact: "closed" }, 0, spec).signals.contact).toBe("closed");
    expect(right.signals.contact).toBe("open");
    const halved = { ...spec, imperfections: { ...spec.imperfections, ctRatioFactor: 0.5 } };
    const seen = [solvedStep(first!, 0, spec), solvedStep(first!, 0, halved)];
    const [whole, half] = seen.map(({ load }) => load.twinPower.active);
    expect(half! / whole!).toBeCloseTo(0.5, 6);
  });
});
