/** Claims held against an ideal meter before anything is run: worked by hand, and over the whole library. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { appliedStep } from "#scenarios/applied/appliedStep.ts";
import { type ClaimForeseen, claimForeseen } from "#scenarios/applied/claimForeseen.ts";
import type { Claim } from "#scenarios/claim.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { scenarioIn, shippedFiles } from "../scenarioFiles.ts";

function specOf({ meter }: Pick<Scenario, "meter">): MeterSpec {
  const spec = meterSpec(meter);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}
function foreseen(claim: Claim, step: Step, spec: MeterSpec): ClaimForeseen {
  const applied = appliedStep(step, spec);
  if (applied === null) throw new Error("no metering point");
  return claimForeseen(claim, applied, spec);
}

/** 3 x 230 V, 80 A through 100/5, cos phi 0.9: 49.68 kW; with the CT of L2 reversed an ideal meter counts 16.56 kW. */
const written = (claims: string, more = "") => {
  const text = `title: t
theme: wiring
teaches: t
meter: { model: D4-s, insertionMode: 3N3E, ctRatio: 20 }
source: { voltage: 230 V }
load: { current: 80 A, powerFactor: 0.9 lag }
${more}
steps:
  - name: s
    hold: 10 h
    claims:
${claims.replace(/^/gm, "      ")}
`;
  const { scenario, issues } = readScenario(text, "t.scenario.yaml");
  if (issues) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  const [step] = scenario.steps;
  return step!.claims.map((claim) => foreseen(claim, step!, specOf(scenario)));
};
const reversed = "hookUp: { current: L1 -L2 L3 }";

describe("a claim foreseen", () => {
  it("of everything agrees when connected right, and misses two thirds with a CT reversed", () => {
    const everything = "- registersWithin: { energy: active energy, limit: 1 % }";
    const [right] = written(everything);
    expect(right).toMatchObject({ kind: "agrees", limit: 1 });
    const [wrong] = written(everything, reversed);
    expect(wrong).toMatchObject({ kind: "disagrees", limit: 1 });
    expect(wrong?.kind === "disagrees" ? wrong.error : 0).toBeCloseTo((-100 * 2) / 3, 6);
  });
  it("of how soon it answers is left to a run, and of a dead meter to nobody", () => {
    const soon = "- answersWithin: { time: 300 ms }";
    expect(written(soon)).toEqual([{ kind: "open", why: "history" }]);
    expect(written(soon, 'hookUp: { voltage: "- L2 L3 N" }')).toEqual([{ kind: "open", why: "dead" }]);
    expect(() => written("- answersWithin: { time: 300 }")).toThrow(
      /t\.scenario\.yaml:12:\d+: expected a duration/,
    );
  });
  it("of a third agrees with a CT reversed; of a half it is a third short", () => {
    const [third, half, predicted] = written(
      [
        "- registersFraction: { energy: active energy, fraction: 1/3, limit: 1 % }",
        "- registersFraction: { energy: active energy, fraction: 1/2, limit: 1 % }",
        "- registersFraction: { energy: active energy, fraction: predicted, limit: 1 % }",
      ].join("\n"),
      reversed,
    );
    expect(third).toMatchObject({ kind: "agrees" });
    // 16.56 of 24.84 kW
    expect(half?.kind === "disagrees" ? half.error : 0).toBeCloseTo(-100 / 3, 6);
    expect(predicted).toMatchObject({ kind: "agrees" });
  });
  it("takes the class limit of the load point, and says when no class speaks of it", () => {
    const [energy, voltage] = written(
      [
        "- registersWithin: { energy: active energy, limit: class }",
        "- readsWithin: { quantity: voltage L1, of: 230 V, limit: class }",
      ].join("\n"),
    );
    // class 1 at 80 % of the rated current, cos phi 0.9 (IEC 62053-21 table 5)
    expect(energy).toMatchObject({ kind: "agrees", limit: 1 });
    expect(voltage).toEqual({ kind: "open", why: "noLimit" });
  });
  it("reads what an ideal meter would show, of the network's side", () => {
    const [right, wrong, reference, average] = written(
      [
        "- readsWithin: { quantity: current L1, of: 80 A, limit: 1 % }",
        "- readsWithin: { quantity: current L1, of: 100 A, limit: 1 % }",
        "- readsWithin: { quantity: active power, of: reference, limit: 2 % }",
        "- readsWithin: { quantity: average power, of: 49.68 kW, limit: 1 % }",
      ].join("\n"),
    );
    expect(right).toMatchObject({ kind: "agrees" });
    expect(wrong?.kind === "disagrees" ? wrong.error : 0).toBeCloseTo(-20, 6);
    expect(reference).toMatchObject({ kind: "agrees" });
    expect(average).toEqual({ kind: "open", why: "history" });
  });
  it("knows a dead meter: it stays silent, and nothing can be read of it", () => {
    const claims = [
      "- staysSilent: {}",
      "- registersWithin: { energy: active energy, limit: 1 % }",
      "- registersNothing: { energy: active energy }",
    ].join("\n");
    const dead = "hookUp: { voltage: '- - - N' }";
    expect(written(claims, dead).map(({ kind }) => kind)).toEqual(["agrees", "open", "open"]);
    expect(written(claims).map(({ kind }) => kind)).toEqual(["disagrees", "agrees", "disagrees"]);
  });

  it("never goes against a scenario of the library, which good meters pass, and is seldom left open", () => {
    const all = shippedFiles.flatMap((file) => {
      const scenario = scenarioIn(file);
      const spec = specOf(scenario);
      return scenario.steps.slice(0, 30).flatMap((step) =>
        step.claims.map((claim) => ({
          of: `${file.name}, ${step.name}: ${claim.type}`,
          kind: foreseen(claim, step, spec).kind,
        })),
      );
    });
    expect(all.filter(({ kind }) => kind === "disagrees").map(({ of }) => of)).toEqual([]);
    expect(all.filter(({ kind }) => kind === "agrees").length).toBeGreaterThan(0.8 * all.length);
  });
});
