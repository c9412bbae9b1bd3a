/** What the scenario page says of all the steps at once: how long, wired how, solved or not, and what of a long profile. */
import { describe, expect, it } from "vitest";
import { hours } from "#models/units.ts";
import { firstScenario } from "#scenarios/firstScenario.ts";
import { type Predicted, predict } from "../../ui/scenario/prediction.ts";
import { shippedFiles } from "../scenarios/scenarioFiles.ts";

function predicted(text: string): Predicted {
  const prediction = predict(text);
  if (prediction.kind !== "predicted") throw new Error(JSON.stringify(prediction.issues));
  return prediction;
}

describe("all steps at once", () => {
  it("take what their holds sum to, and those to be planned are counted apart", () => {
    expect(predicted(firstScenario)).toMatchObject({ held: hours(20), planned: 0, stepCount: 2 });
    const text = firstScenario.replace("hold: 10 h", "hold: planned");
    expect(predicted(text)).toMatchObject({ held: hours(10), planned: 1 });
  });
  it("say what of a hook-up departs from the diagram, and nothing of a right one", () => {
    const wired = (text: string) =>
      predicted(text).steps.map((step) => (step.kind === "solved" ? step.miswired : null));
    expect(wired(firstScenario)).toEqual(["", "current: L1 -L2 L3"]);
    expect(wired(firstScenario.replace("voltage: L1 L2 L3 N, ", "voltage: L1 L3 L2 N, "))).toEqual([
      "",
      "voltage: L1 L3 L2 N, current: L1 -L2 L3",
    ]);
  });
  it("hold each claim against an ideal meter", () => {
    const claims = (text: string) =>
      predicted(text).steps.map((step) =>
        step.kind === "solved" ? step.claims.map(({ foreseen }) => foreseen.kind) : [],
      );
    expect(claims(firstScenario)).toEqual([["agrees"], ["agrees"]]);
    expect(claims(firstScenario.replace("fraction: 1/3", "fraction: 1/2"))).toEqual([
      ["agrees"],
      ["disagrees"],
    ]);
  });
  it("mark the one that nothing carries, and solve the others", () => {
    // 10 MW through 10 ohm: no voltage there is carries it, and the load is an impedance at next to none
    const text = `${firstScenario
      .replace("voltage: 230 V", "voltage: 230 V\n  impedance: 10 ohm")
      .replace("current: 80 A ", "power: 1 kW ")}
  - name: too much
    hold: 10 h
    load: { power: 10 MW, powerFactor: 1 }
`.replace("10 MW", "10000 kW");
    const lacking = predicted(text).steps.map((step) => (step.kind === "solved" ? step.unmet.length : -1));
    expect(lacking).toEqual([0, 0, 3]);
  });
  it("mark the one whose network is not solved, with the reason, and solve the others", () => {
    // 3 x 400 kV x 100 kA = 120 GW, and at most 100 GW are within bounds
    const text = `${firstScenario.replace("voltage: 230 V", "voltage: 400 kV")}
  - name: too much
    hold: 10 h
    load: { current: 100000 A }
`;
    const { steps } = predicted(text);
    expect(steps.map(({ kind }) => kind)).toEqual(["solved", "solved", "noSolution"]);
    expect(steps[2]).toMatchObject({
      why: { kind: "beyondBounds", what: { where: "flowing", of: "active" } },
    });
  });
  it("are as many as anyone looks at, and what they are the first of is told", () => {
    const month = shippedFiles.find(({ name }) => name === "load-profile/thirty-days");
    const { steps, stepCount, held } = predicted(month?.text ?? "");
    expect(stepCount).toBe(30 * 24);
    expect(held).toBe(hours(30 * 24));
    expect(steps.length).toBeLessThan(stepCount);
    expect(steps.every(({ kind }) => kind === "solved")).toBe(true);
  });
  it("are plain data, as what comes from a worker must be, for every scenario of the library", () => {
    for (const { text } of shippedFiles) {
      const prediction = predict(text);
      expect(structuredClone(prediction)).toEqual(prediction);
    }
  });
});
