import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { solve } from "#models/network/solve.ts";
import { readScenario } from "#scenarios/read.ts";
import { writeScenario } from "#scenarios/write.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { play } from "./playedOnTwin.ts";

/** Every component the full form has. */
const everything = `title: Everything a network can have
theme: supply
teaches: The full form spells out any network the model can solve.
meter: { model: Conto D4-s, insertionMode: 3N3E, ctRatio: 100/5 }
network:
  frequency: 50 Hz
  components:
    - source:
        id: grid
        bus: medium voltage
        voltage:
          L1: [{ order: 1, value: 11547 V at 0 deg }, { order: 5, value: 100 V at 10 deg }]
          L2: [{ order: 1, value: 11547 V at -120 deg }]
          L3: 11547 V at 120 deg
        impedance: { positive: 0.1 + j1 ohm, zero: 0.3 + j3 ohm }
        starPoint: { neutral: notBroughtOut, earthing: 20 ohm }
    - transformer:
        id: station
        ratedPower: 630 kVA
        windings:
          - { bus: medium voltage, connection: delta, ratedVoltage: 20 kV, resistance: 0.5 % }
          - { bus: board, connection: wye, clock: 11, ratedVoltage: 410 V, tap: 1.025, starPoint: { neutral: broughtOut, earthing: solid } }
        reactance: [4 %]
        noLoad: { loss: 0.2 %, magnetisingCurrent: 0.5 %, winding: 1 }
        core: threeLimb
        zeroSequenceMagnetising: 60 %
        zeroSequence: { resistance: [0.5 %, 0.4 %], reactance: [3.4 %] }
    - line:
        id: cable
        from: board
        to: house
        length: 120 m
        impedancePerKilometre:
          conductors: [L1, L2, L3, N]
          values:
            - [0.3 + j0.1 ohm, j0.03 ohm, j0.03 ohm, j0.03 ohm]
            - [j0.03 ohm, 0.3 + j0.1 ohm, j0.03 ohm, j0.03 ohm]
            - [j0.03 ohm, j0.03 ohm, 0.3 + j0.1 ohm, j0.03 ohm]
            - [j0.03 ohm, j0.03 ohm, j0.03 ohm, 0.3 + j0.1 ohm]
        capacitance: { conductors: [L1, N], faradsPerKilometre: [[3.0e-7, -1.0e-7], [-1.0e-7, 3.0e-7]] }
        conductance: { conductors: [L1, N], siemensPerKilometre: [[3.0e-6, -1.0e-6], [-1.0e-6, 3.0e-6]] }
    - switch: { id: main switch, from: house, to: inside, position: { L1: closed, L2: closed, L3: closed, N: closed } }
    - shunt: { id: electrode, bus: house, conductor: N, to: earth, impedance: 10 ohm }
    - load: { id: oven, bus: inside, ratedVoltage: 230 V, demand: { L1: { impedance: 20 + j1 ohm } } }
    - load: { id: pump, bus: inside, connection: delta, ratedVoltage: 400 V, demand: { L1-L2: { active: 2 kW, reactive: 1 kvar }, L2-L3: { current: 3 A, powerFactor: 0.8 lag } } }
    - load: { id: lamps, bus: inside, ratedVoltage: 230 V, minimumVoltage: 20 %, demand: { L3: { active: 300 W, activeExponent: 1.5, reactiveExponent: 3 } } }
    - harmonicCurrentSource: { id: charger, bus: inside, current: { L2: [{ order: 3, value: 2 A at 30 deg }] } }
    - harmonicCurrentSource: { id: welder, bus: inside, connection: delta, current: { L2-L3: [{ order: 5, value: 1 A at 10 deg }] } }
    - openConductor: { id: break, line: cable, conductor: L3 }
    - shortCircuit: { id: leak, bus: inside, conductor: L1, to: N, impedance: 500 ohm }
  meteringPoints:
    - { id: house meter, at: cable, end: to }
    - { id: station meter, at: station, end: winding2 }
meteringPoint: house meter
steps:
  - { name: held, hold: 24 h }
`;

const scenarioOf = (text: string) => {
  const { scenario, issues } = readScenario(text, "all.scenario.yaml");
  if (!scenario) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return scenario;
};
const issuesOf = (text: string): string[] =>
  (readScenario(text, "a.scenario.yaml").issues ?? []).map(formatLocatedIssue);

describe("the full form of a site", () => {
  it("holds every component there is, and can be solved", () => {
    const [step] = scenarioOf(everything).steps;
    const kinds = step!.network.components.map((each) => (each.type === "fault" ? each.kind : each.type));
    expect(new Set(kinds)).toEqual(
      new Set([
        ...["source", "transformer", "line", "switch", "shunt", "load", "harmonicCurrentSource"],
        ...["openConductor", "shortCircuit"],
      ]),
    );
    const meter = solve(step!.network).meteringPoints["house meter"]!;
    // oven 2.6 kW, pump 2 kW on L1-L2: between 2 and 6 kW whatever the lost phase does
    expect(meter.activePower).toBeGreaterThan(2000);
    expect(meter.activePower).toBeLessThan(6000);
    expect(step!.meteringPoint).toBe("house meter");
  });

  it("is written out and read back the same", () => {
    const scenario = scenarioOf(everything);
    expect(scenarioOf(writeScenario(scenario)).steps).toEqual(scenario.steps);
  });

  it("shows the network's objections at the component", () => {
    const lines = (text: string) => text.split("\n");
    const line = (found: string) => lines(everything).findIndex((each) => each.includes(found)) + 1;
    expect(issuesOf(everything.replace("line: cable, conductor", "line: kable, conductor"))[0]).toContain(
      `:${line("openConductor")}:`,
    );
    expect(issuesOf(everything.replace("at: cable, end: to", "at: kable, end: to"))[0]).toContain(
      `:${line("at: cable")}:`,
    );
    expect(issuesOf(everything.replace("meteringPoint: house meter\n", ""))[0]).toContain(
      "say at which meteringPoint the meter sits: house meter, station meter",
    );
    expect(issuesOf(`${everything}load: { current: 5 A }\n`)[0]).toContain(
      "'load' has no place beside 'network'",
    );
    expect(
      issuesOf(everything.replace("{ impedance: 20 + j1 ohm }", "{ impedance: 20 ohm, active: 1 kW }"))[0],
    ).toContain("expected one of current, active, impedance");
  });
});

describe("a harmonic current source in the full form", () => {
  it("has phases in a wye and pairs in a delta, and a star point in a wye only", () => {
    const welder = (said: string) =>
      issuesOf(everything.replace("connection: delta, current: { L2-L3", said))[0];
    expect(welder("connection: delta, current: { L2")).toContain("a delta has L1-L2, L2-L3 and L3-L1");
    expect(welder("current: { L2-L3")).toContain("a wye has L1, L2 and L3");
    expect(welder("connection: delta, starPoint: neutral, current: { L2-L3")).toContain(
      "a delta has no star point",
    );
  });
});

describe("a scenario too short for its registers", () => {
  it("is read all the same, and one count of the register is 17 % of its energy", () => {
    const text = readFileSync(join(import.meta.dirname, "files/too-short.scenario.yaml"), "utf8");
    const { steps, count } = play(scenarioOf(text));
    expect((100 * count) / steps[0]!.reference.active).toBeCloseTo(17.4, 1);
  });
});

describe("the page on scenarios", () => {
  it("shows an example that is a scenario, whose claims an ideal meter satisfies", () => {
    const page = readFileSync(join(import.meta.dirname, "../../scenarios/README.md"), "utf8");
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const { steps } = play(scenarioOf(example));
    expect(steps).toHaveLength(2);
    for (const { registered, reference } of steps)
      expect(registered["active energy"]! / reference.active).toBeCloseTo(1 / 3, 3);
  });
});
