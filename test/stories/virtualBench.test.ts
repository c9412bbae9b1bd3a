/**
 * The main job on the virtual bench: a meter in order passes the whole library, and every lying meter is found out by
 * the scenario named for it, which the meter in order passes.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { attemptsOf, runVerdict, verdictOf } from "#reports/conclusion.ts";
import { findingsOf } from "#reports/findings.ts";
import type { RunRecord } from "#reports/record.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { libraryFiles, loadScenarios } from "#rig/cli/suite.ts";
import { eventsOn, runOn, virtualMeter } from "./runOn.ts";

const library = loadScenarios(libraryFiles()).map(({ scenario }) => scenario);

describe("a meter in order", () => {
  let record: RunRecord;
  beforeAll(async () => {
    record = await runOn(virtualMeter("good"), []);
  }, 120_000);

  it.each(library.map(({ id }) => id))("passes %s", (id) => {
    const attempt = attemptsOf(record).find(({ scenario }) => scenario === id);
    expect(attempt, "the scenario was run").toBeDefined();
    const findings = findingsOf(record).filter((finding) => JSON.stringify(finding).includes(`"${id}"`));
    expect(attempt && verdictOf(record, attempt), JSON.stringify(findings)).toBe("pass");
  });
  it("passes the run as a whole, every step compared or serving a comparison", () => {
    expect(runVerdict(record)).toBe("pass");
    expect(attemptsOf(record)).toHaveLength(library.length);
  });
  it("leaves no network's books unbalanced", () => {
    const residuals = attemptsOf(record).flatMap(({ steps }) =>
      steps.map(({ auditResidual }) => auditResidual),
    );
    expect(Math.max(...residuals)).toBeLessThan(1e-9);
  });
});

describe("the library", () => {
  it("has more than thirty scenarios over all the themes it names", () => {
    expect(library.length).toBeGreaterThanOrEqual(30);
    expect(new Set(library.map(({ theme }) => theme)).size).toBe(8);
  });
  it("uses all eight insertion modes", () => {
    expect(new Set(library.map(({ meter }) => meter.programmed.insertionMode))).toEqual(
      new Set(["1N1E", "3-1E", "3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)", "3-3E", "3N1E", "3N3E"]),
    );
  });
});

describe("a lying meter is found out", () => {
  const lying = virtualMeters.flatMap((meter) =>
    meter.caughtBy === null ? [] : [{ ...meter, by: meter.caughtBy }],
  );
  it.each(lying)("$name ($lie) by $by", async (meter) => {
    const record = await runOn(meter, [meter.by]);
    expect(runVerdict(record)).toBe("fail");
  });
});

describe("a run", () => {
  it("is the same events again from the same scenarios and the same meter", async () => {
    const once = await eventsOn(virtualMeter("gain"), ["ct-L2-reversed", "day"]);
    const again = await eventsOn(virtualMeter("gain"), ["ct-L2-reversed", "day"]);
    expect(again).toEqual(once);
  });
});
