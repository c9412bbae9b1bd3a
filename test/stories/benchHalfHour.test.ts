/**
 * The suite for a sitting at a real bench, on the bench that `init` writes down: all of it is real but the copper and the
 * waiting. A person takes a minute for each setting; the meter is hosted on a simulated line, and is in order or lies.
 */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import { inMinutes, minutes, seconds } from "#models/units.ts";
import { type RunRecord, recordOf } from "#reports/record.ts";
import { wholeTime } from "#reports/runPlan.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { firstBench } from "#rig/cli/firstBench.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { hostTwins } from "#rig/host/hostTwins.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { planRun } from "#rig/run/plan.ts";
import { planDocument } from "#rig/run/planDocument.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { virtualMeter } from "./runOn.ts";
import { told } from "./told.ts";

const suite = () => loadScenarios(chooseScenarios(["bench-half-hour"]));

async function sitting(
  lie: string,
): Promise<{ readonly record: RunRecord; readonly took: number; readonly planned: number }> {
  const file = readBenchFile(firstBench("schemas/bench.schema.json"), "bench.yaml");
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  const [position] = file.positions;
  const spec = meterSpec(position!.meter, { imperfections: virtualMeter(lie).imperfections });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const host = await hostTwins({
    clock,
    busClock: clock,
    places: [{ at: { kind: "line", line, name: "meter", format }, meters: [{ unit: position!.unit, spec }] }],
    say: () => {},
  });
  const operator: Operator = {
    tell: () => {},
    async confirm(question) {
      if (question.kind === "set") {
        await clock.sleep(minutes(1));
        expect(host.applied(formatSettingLine(question.channels))).toBe(true);
      }
      if (question.kind === "off") host.applied("off");
    },
  };
  const bench = await hardwareBench(file, {
    clock,
    busClock: clock,
    operator,
    openPort: () => line.attach("rig", format),
  });
  const plan = await planRun(suite(), bench);
  const events = await told(plan, bench);
  const took = bench.now();
  await bench.close();
  await host.close();
  return { record: recordOf(events), took, planned: wholeTime(planDocument(plan, bench, minutes(1))) };
}

const failing = ({ scenarios }: RunRecord): readonly string[] =>
  scenarios.flatMap((each) =>
    each.kind === "attempted" && each.end?.verdict === "fail" ? [each.scenario] : [],
  );

describe("half an hour at the bench that init writes down", () => {
  it("is over in half an hour, as planned, and a meter in order passes all of it", async () => {
    const { record, took, planned } = await sitting("good");
    expect(record.end?.counts).toEqual({ pass: 6, inconclusive: 0, fail: 0, error: 0 });
    expect(record.end?.skipped).toBe(0);
    expect(inMinutes(seconds(planned))).toBeLessThanOrEqual(28);
    expect(inMinutes(seconds(took))).toBeLessThanOrEqual(30);
    // Readings and start-ups are the only time the plan does not reckon.
    expect(took - planned).toBeLessThan(120);
  });

  it.each([
    ["gain", "1-right-hook-up"],
    ["phase", "1-right-hook-up"],
    ["sign", "2-ct-L2-reversed"],
    ["ratio", "5-displayed-values"],
  ])("finds out the %s of a lying meter", async (lie, scenario) => {
    const { record } = await sitting(lie);
    expect(record.end?.verdict).toBe("fail");
    expect(failing(record)).toContain(scenario);
  });

  it("says all of it in French too", () => {
    for (const { scenario } of suite()) {
      const french = scenario.translations?.fr;
      expect(french?.title).not.toBe(scenario.title);
      expect(french?.teaches.length).toBeGreaterThan(40);
      for (const { name } of scenario.steps) expect(french?.steps[name]).toBeDefined();
      const said = [french?.title, french?.teaches, ...Object.values(french?.steps ?? {})].join("\n");
      expect(said).not.toMatch(/\d\.\d|'|[^ \n][;:!?%]/);
    }
  });
});
