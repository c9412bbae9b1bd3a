/**
 * The plan of a run on a bench that is only declared: which holds are the plan's and which stay the file's, scenarios put
 * to the bench's CT ratio, what is said before anything is armed, and the document of it.
 */
import { describe, expect, it } from "vitest";
import { argument, modulus } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { hours, inMinutes, minutes, seconds } from "#models/units.ts";
import { planText, planWarnings, totalWords } from "#reports/planText.ts";
import { skippedReasons, wholeTime } from "#reports/runPlan.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { declaredBench } from "#rig/bench/declaredBench.ts";
import { firstBench } from "#rig/cli/firstBench.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { type PlanOptions, planRun } from "#rig/run/plan.ts";
import { planDocument } from "#rig/run/planDocument.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario } from "#scenarios/scenario.ts";

const bench = (change: (text: string) => string = (text) => text) => {
  const file = readBenchFile(change(firstBench("bench.schema.json")), "bench.yaml");
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  return declaredBench(file);
};
const planned = async (names: readonly string[], options: PlanOptions = {}, on = bench()) => {
  const plan = await planRun(loadScenarios(chooseScenarios(names)), on, options);
  return { plan, document: planDocument(plan, on, minutes(1)) };
};
const scenarioOf = (text: string): Scenario => {
  const { scenario, issues } = readScenario(text, "mine.scenario.yaml");
  if (issues) throw new Error(JSON.stringify(issues));
  return scenario;
};
const mine = (steps: string, more = ""): Scenario =>
  scenarioOf(`title: Mine
theme: balanced
teaches: How long is it held?
meter: { model: D4-s, insertionMode: 3N3E, ctRatio: 20 }
load: { current: 100 %In }
${more}
steps:
${steps}
`);
const energy = "claims: [{ registersWithin: { energy: active energy, limit: 10 % } }]";
const holdsOf = async (scenario: Scenario, options: PlanOptions = {}) => {
  const plan = await planRun([{ scenario, reference: "mine" }], bench(), options);
  return plan.scenarios.flatMap(({ steps }) =>
    steps.map(({ hold, origin }) => [inMinutes(hold), origin.kind === "file" ? origin.because : "planned"]),
  );
};

describe("which holds are planned", () => {
  it("on a real bench those of steps that only claim something of their own load; as the file says when asked", async () => {
    const scenario = mine(`  - { name: a, hold: 10 d, ${energy} }`);
    // 100 Wh counts at 69 kW and 2 % of a limit of 10 %: 2 x 100 / sqrt 6 Wh are 2 % of 4082 Wh, 213 s.
    expect(await holdsOf(scenario)).toEqual([[4, "planned"]]);
    expect(await holdsOf(scenario, { holds: "file" })).toEqual([[14400, "asked"]]);
  });

  it("not where something else hangs on the time", async () => {
    const load = `{ name: load, hold: 2 h, ${energy} }`;
    expect(await holdsOf(mine(`  - ${load}`, "aboutTime: true"))).toEqual([[120, "about time"]]);
    expect(
      await holdsOf(mine(`  - ${load}`, "claims: [{ equalsTwin: { quantity: active energy, limit: 1 % } }]")),
    ).toEqual([[120, "claims over all steps"]]);
    expect(await holdsOf(mine(`  - { name: warm up, hold: 1 h }\n  - ${load}`))).toEqual([
      [60, "no claims"],
      [4, "planned"],
    ]);
    expect(
      await holdsOf(
        mine(
          "  - { name: a, hold: 2 h, claims: [{ readsWithin: { quantity: average power, of: 69 kW, limit: 1 % } }] }",
        ),
      ),
    ).toEqual([[120, "average"]]);
  });

  it("what the file leaves to the plan is planned whatever is asked, longer than the file where that decides", async () => {
    expect(await holdsOf(mine(`  - { name: a, hold: planned, ${energy} }`), { holds: "file" })).toEqual([
      [4, "planned"],
    ]);
    expect(await holdsOf(mine(`  - { name: a, hold: 1 min, ${energy} }`))).toEqual([[4, "planned"]]);
  });

  it("in virtual time the files' own, unless asked", async () => {
    const virtual = { ...bench(), kind: "virtual" as const };
    const scenario = mine(`  - { name: a, hold: 10 d, ${energy} }`);
    expect((await planRun([{ scenario, reference: "mine" }], virtual)).duration).toBe(864_000);
  });

  it("every scenario of the library that is about time keeps its time", async () => {
    const { plan } = await planned([]);
    const kept = plan.scenarios.filter(({ steps }) => steps.some(({ origin }) => origin.kind === "file"));
    const ids = kept.map(({ scenario }) => scenario.id);
    expect(ids).toContain("day");
    expect(ids).toContain("power-cuts");
    expect(ids).not.toContain("rated-current");
    for (const { steps } of kept)
      for (const { hold, step } of steps)
        if (step.hold !== "planned") expect([hold, step.name]).toContain(hold);
  });
});

describe("a scenario written for another CT ratio", () => {
  it("is put to the bench's: the meter sees the very currents the file means", async () => {
    const [loaded] = loadScenarios(chooseScenarios(["ct-L2-reversed"]));
    const { plan } = await planned(["ct-L2-reversed"]);
    const [adapted] = plan.scenarios;
    expect(adapted).toMatchObject({ ctRatio: { written: 1, bench: 20 }, skipped: [] });
    expect(adapted?.positions.map(({ spec }) => spec.programmed.ctRatio)).toEqual([20]);
    loaded!.scenario.steps.forEach((step, index) => {
      const own = solvedStep(step, index, {
        ...adapted!.positions[0]!.spec,
        programmed: { ...adapted!.positions[0]!.spec.programmed, ctRatio: 1 },
      });
      const there = adapted!.steps[index]!;
      for (const phase of phases) {
        const [a, b] = [own, there].map(({ signals }) => fundamental(signals.current[phase]));
        expect(modulus(b!)).toBeCloseTo(modulus(a!), 6);
        expect(argument(b!)).toBeCloseTo(argument(a!), 6);
      }
      expect(there.load.referencePower.active).toBeCloseTo(20 * own.load.referencePower.active, 3);
      expect(there.load.predictedFraction.active).toBeCloseTo(own.load.predictedFraction.active!, 9);
    });
  });

  it("stays skipped where it states primary figures or is about time, and where that is asked", async () => {
    const skipped = async (names: readonly string[], options: PlanOptions = {}) =>
      (await planned(names, options)).plan.scenarios.map(({ scenario, positions }) => [
        scenario.id,
        positions.length,
      ]);
    expect(await skipped(["demand-maximum", "roll-over", "rated-current"])).toEqual([
      ["demand-maximum", 0],
      ["roll-over", 0],
      ["rated-current", 1],
    ]);
    expect(await skipped(["rated-current"], { ctRatio: "file" })).toEqual([["rated-current", 0]]);
    // 5 A are In at a ratio of 1, and a twentieth of it here.
    const stated = (quantity: string, of: string) =>
      mine(
        `  - { name: a, hold: 1 h, claims: [{ readsWithin: { quantity: ${quantity}, of: ${of}, limit: 1 % } }] }`,
      );
    const asWritten = (scenario: Scenario): Scenario => ({
      ...scenario,
      meter: { ...scenario.meter, programmed: { ...scenario.meter.programmed, ctRatio: 1 } },
    });
    const placesOf = async (scenario: Scenario) =>
      (await planRun([{ scenario: asWritten(scenario), reference: "mine" }], bench())).scenarios[0]?.positions
        .length;
    expect(await placesOf(stated("current L1", "5 A"))).toBe(0);
    expect(await placesOf(stated("voltage L1", "230 V"))).toBe(1);
    // Nothing to adapt where the ratio is the file's.
    const { plan } = await planned(["bench-half-hour"]);
    expect(plan.scenarios.map(({ ctRatio }) => ctRatio)).toEqual(plan.scenarios.map(() => null));
  });
});

describe("what is said of a plan", () => {
  it("adds up: every step, the settings, the total", async () => {
    const { plan, document } = await planned(["bench-half-hour"]);
    const steps = plan.scenarios.flatMap((scenario) => scenario.steps);
    expect(document.settings).toEqual({ count: steps.length, each: 60 });
    expect(document.duration).toBe(steps.reduce((sum, { hold }) => sum + hold, 0));
    expect(wholeTime(document)).toBe(document.duration + 60 * steps.length);
    expect(totalWords(document)).toBe(
      "9 steps of 6 scenarios: 17 min held and 9 settings by hand, 1 min allowed for each: 26 min in all",
    );
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    const text = planText(document, 80);
    for (const { step } of steps) expect(text).toContain(`    ${step.name}: `);
    expect(text).toMatch(
      /registers active energy within 10 % \(register, read\s+before\s+and\s+after\):\s+3 min 33 s/,
    );
    for (const row of text.split("\n")) expect(row.length).toBeLessThan(80);
    for (const width of [40, 60, 80]) {
      const narrow = planText(document, width);
      // No figure without its unit, no amount broken in two.
      expect(narrow).not.toMatch(/\d\n\s+(?:%|s|min|h)\b|\b(?:min|h)\n\s+\d|=\n/);
      expect(narrow.replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
    }
  });

  it("warns beyond a working day, with the longest steps; not of a rehearsal that is over sooner", async () => {
    const { document } = await planned(["no-load", "rated-current"]);
    const warnings = (workingDay: number, of = document) =>
      planWarnings(of, { width: 100, workingDay }).join("\n");
    expect(warnings(hours(8))).toMatch(
      /longer than a working day \(8 h\)\. The longest steps:\n {2}12 h 5 min supply\/no-load, 25 hours \(planned\)\n/,
    );
    expect(warnings(hours(1000))).toBe("");
    const rehearsed = { ...document, bench: { ...document.bench, scale: 600 } };
    expect(warnings(hours(8), rehearsed)).toBe("");
  });

  it("says how many are skipped for which reason, and what to do", async () => {
    const { document } = await planned(["wiring"], { ctRatio: "file" });
    const [most] = skippedReasons(document);
    expect(most?.reason).toMatch(/is programmed to CT ratio 20, the scenario needs 1$/);
    expect(most?.scenarios.length).toBeGreaterThan(5);
    const said = planWarnings(document, { width: 200, workingDay: hours(1e6) }).join("\n");
    expect(said).toContain(`${most?.scenarios.length} x position left is programmed to CT ratio 20`);
    expect(said).toMatch(/to run them: program the meter so/);
  });

  it("says before anything is armed what a bench can't decide, with the figures", async () => {
    const poor = bench((text) => text.replace("value: 0.1 %", "value: 0.95 %"));
    const { document } = await planned(["rated-current"], {}, poor);
    const said = planWarnings(document, { width: 200, workingDay: hours(8) }).join("\n");
    expect(said).toMatch(
      /can't decide 1 claim:\n.*rated current: registers active energy within its class limit: the reference leaves no room: U = 0\.95 % \(k = 2\) of a limit of 1\.0 %/,
    );
    expect(planText(document, 200)).toContain("CAN'T BE DECIDED: the reference leaves no room");
    expect(seconds(document.duration)).toBe(60 * document.scenarios[0]!.steps.length);
  });
});
