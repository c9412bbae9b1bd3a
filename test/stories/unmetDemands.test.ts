/**
 * A load that does not get what it asks for, from the scenario's text to the report of its run: the network says it, the
 * step's event carries it, the report tells it, and the verdict is about the meter all the same.
 */
import { expect, it } from "vitest";
import { attemptsOf, runVerdict } from "#reports/conclusion.ts";
import { htmlReport } from "#reports/html.ts";
import { recordOf } from "#reports/record.ts";
import { readScenario } from "#scenarios/read.ts";
import { eventsOf, runOn, virtualMeter } from "./runOn.ts";

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

it("a lost phase is told as what it is, and a meter in order passes", async () => {
  const record = await runOn(virtualMeter("good"), ["phase-lost-upstream"]);
  expect(runVerdict(record)).toBe("pass");
  const [attempt] = attemptsOf(record);
  expect(attempt?.steps.map(({ unmet }) => unmet?.map((demand) => [demand.kind, demand.phase]))).toEqual([
    [],
    [["belowMinimumVoltage", "L3"]],
  ]);
  expect(htmlReport(record, "en")).toContain("<li>Step 2: load L3: no voltage</li>");
  expect(plainSpaces(htmlReport(record, "fr"))).toContain("<li>Palier 2 : charge L3 : aucune tension</li>");
});

it("forty power cuts of one load are told once", async () => {
  const record = await runOn(virtualMeter("good"), ["power-cuts"]);
  const [attempt] = attemptsOf(record);
  expect(attempt?.steps.filter(({ unmet }) => unmet?.length === 3)).toHaveLength(40);
  const html = htmlReport(record, "en");
  expect(html.split("no voltage</li>")).toHaveLength(2);
  expect(html).toMatch(/<li>Step \d+ and 39 more steps like it: load L1, L2, L3: no voltage<\/li>/);
});

it("two loads on one phase, 1 ohm and 2 kW, and a neutral that is gone: each is told by its own name", async () => {
  // L2 and L3 have no load: without the neutral the star of both loads has the potential of L1, and they have no voltage.
  const { scenario, issues } = readScenario(
    `title: x
theme: supply
teaches: y
meter: { model: D4-s, insertionMode: 3N3E }
meteringPoint: m
network:
  components:
    - source: { id: grid, bus: pole, voltage: { L1: 230 V, L2: 230 V at -120 deg, L3: 230 V at 120 deg } }
    - line: { id: service, from: pole, to: house, length: 100 m, impedancePerKilometre: { conductors: [L1, L2, L3, N], values: [[0.6 ohm, 0 ohm, 0 ohm, 0 ohm], [0 ohm, 0.6 ohm, 0 ohm, 0 ohm], [0 ohm, 0 ohm, 0.6 ohm, 0 ohm], [0 ohm, 0 ohm, 0 ohm, 0.6 ohm]] } }
    - load: { id: oven, bus: house, ratedVoltage: 230 V, demand: { L1: { active: 2 kW, reactive: 0 var } } }
    - load: { id: kettle, bus: house, ratedVoltage: 230 V, demand: { L1: { current: 4 A } } }
    - openConductor: { id: break, line: service, conductor: N }
  meteringPoints: [{ id: m, at: service, end: from }]
steps: [{ name: s, hold: 1 h }]
`,
    "x.scenario.yaml",
  );
  if (issues) throw new Error(JSON.stringify(issues));
  const record = recordOf(await eventsOf(virtualMeter("good"), [{ scenario, reference: "x" }]));
  expect(htmlReport(record, "en")).toContain("<li>Step 1: load oven L1; load kettle L1: no voltage</li>");
});
