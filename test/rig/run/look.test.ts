/** What the events of a run tell the people who look: each meter once, and what it showed at each load. */
import { describe, expect, it } from "vitest";
import { specOf } from "#reports/meters.ts";
import { recordOf } from "#reports/record.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { eventsOf, eventsOn, runOn, virtualMeter } from "../../stories/runOn.ts";

describe("a look at the meter", () => {
  it("tells what it shows of the load, the hook-up's fault included", async () => {
    const { scenarios } = await runOn(virtualMeter("good"), ["ct-L2-reversed"]);
    const [attempt] = scenarios;
    if (attempt?.kind !== "attempted") throw new Error("not run");
    // 5 A a phase at 230 V; unity: 1150 W each, L2 backwards, so a third of 3450 W is left
    const [unity, lagging] = attempt.steps;
    expect(unity?.look?.values["voltage L2"]).toBeCloseTo(230, 2);
    expect(unity?.look?.values["current L2"]).toBeCloseTo(5, 3);
    expect(unity?.look?.values["active power"]).toBeCloseTo(1150, 0);
    expect(lagging?.look?.values["active power"]).toBeCloseTo(575, 0);
    expect(unity?.look?.values).not.toHaveProperty("active energy");
  });

  it("is the meter's own word: 1.2 % too much where it registers 1.2 % too much", async () => {
    const { scenarios } = await runOn(virtualMeter("gain"), ["rated-current"]);
    const [attempt] = scenarios;
    if (attempt?.kind !== "attempted") throw new Error("not run");
    expect(attempt.steps[0]?.look?.values["active power"]).toBeCloseTo(3450 * 1.012, 0);
  });

  it("is not taken of a meter without supply, nor of steps too short for it", async () => {
    const { scenarios } = await runOn(virtualMeter("good"), ["power-cuts"]);
    const [attempt] = scenarios;
    if (attempt?.kind !== "attempted") throw new Error("not run");
    for (const { look, hold, signals } of attempt.steps) {
      const isDark = Object.values(signals.voltage).every((u) => u === null || u.rms === 0);
      if (isDark || hold < 60) expect(look).toBeNull();
      else expect(look?.values["voltage L1"]).toBeCloseTo(230, 1);
    }
    expect(attempt.steps.some(({ look }) => look === null)).toBe(true);
    expect(attempt.steps.some(({ look }) => look !== null)).toBe(true);
  });

  it("leaves every verdict where it was", async () => {
    const events = await eventsOn(virtualMeter("gain"), ["balanced", "wiring"]);
    const without = events.filter(({ type }) => type !== "looked");
    const compared = (of: typeof events) => recordOf(of).scenarios.map((s) => ({ ...s, steps: [] }));
    expect(without.length).toBeLessThan(events.length);
    expect(compared(without)).toEqual(compared(events));
  });
});

describe("the meters of a run", () => {
  it("are described once each, and every attempt finds its own, programmed as it was", async () => {
    const suite = loadScenarios(chooseScenarios(["rated-current", "two-elements-1-3", "ct-ratio-200-5"]));
    const record = recordOf(await eventsOf(virtualMeter("good"), suite));
    expect(record.meters.map(({ position }) => position)).toEqual(["virtual"]);
    const specs = record.scenarios.map((s) => (s.kind === "attempted" ? specOf(record, s) : null));
    expect(specs.map((spec) => spec?.programmed.insertionMode)).toEqual(["3N3E", "3-2E (1-3)", "3N3E"]);
    expect(specs.map((spec) => spec?.programmed.ctRatio)).toEqual([1, 1, 40]);
    // Nobody tells the reader of a report what is wrong with a virtual meter.
    const [honest] = (await runOn(virtualMeter("gain"), ["rated-current"])).meters;
    expect(honest?.spec.imperfections).toEqual(record.meters[0]?.spec.imperfections);
  });
});
