import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rms } from "#models/spectrum.ts";
import { scenarios, scenarioTexts } from "#scenarios/arbitraries/scenario.ts";
import { readScenario, scenarioId } from "#scenarios/read.ts";
import { writeScenario } from "#scenarios/write.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const minimal = `title: One step
theme: balanced
teaches: How little a scenario needs.
meter: { model: Conto D4-s }
load: { current: 5 A }
steps:
  - name: only
    hold: 1 h
`;

const issuesOf = (text: string): string[] =>
  (readScenario(text, "a.scenario.yaml").issues ?? []).map(formatLocatedIssue);
const scenarioOf = (text: string) => {
  const { scenario, issues } = readScenario(text, "a.scenario.yaml");
  if (!scenario) throw new Error(issues.map(formatLocatedIssue).join("\n"));
  return scenario;
};
const loadOf = (text: string, step = 0) => {
  const load = scenarioOf(text).steps[step]?.network.components.find(({ type }) => type === "load");
  if (load?.type !== "load") throw new Error("no load");
  return load;
};

const withFrench = (words: string, steps = "  - name: only\n    hold: 1 h\n"): string =>
  `${minimal.slice(0, minimal.indexOf("steps:"))}fr:\n${words}steps:\n${steps}`;

it("of a text that is no YAML says that alone: its keys are guesswork", () => {
  expect(issuesOf("a: [1\nname: x\n")).toEqual([
    expect.stringMatching(/^a\.scenario\.yaml:2:1: Flow sequence/),
  ]);
});

describe("the words of a scenario in French", () => {
  const french = (words: string, steps?: string) => scenarioOf(withFrench(words, steps)).translations?.fr;

  it("are its title, what it teaches, and the names of its steps as far as they are given", () => {
    const words = "  title: Un palier\n  teaches: Combien peu il faut.\n";
    expect(french(words)).toEqual({ title: "Un palier", teaches: "Combien peu il faut.", steps: {} });
    expect(french(`${words}  steps: { only: seul }\n`)?.steps).toEqual({ only: "seul" });
    expect(scenarioOf(minimal).translations).toBeUndefined();
  });

  it("compose the names of profiles, groups and repetitions of what the file says", () => {
    const steps = `  - name: day
    repeat: 2
    profile: [{ for: 1 h, factor: 0 }, { for: 1 h, factor: 1 }]
  - name: reading
    repeat: 2
    steps:
      - { name: two minutes, hold: 2 min }
      - { name: rest, hold: 1 h }
`;
    const words = `  title: T
  teaches: U
  steps: { day: jour, reading: relevé, two minutes: deux minutes }
`;
    expect(french(words, steps)?.steps).toEqual({
      "day, row 1 (1/2)": "jour, tranche 1 (1/2)",
      "day, row 2 (1/2)": "jour, tranche 2 (1/2)",
      "day, row 1 (2/2)": "jour, tranche 1 (2/2)",
      "day, row 2 (2/2)": "jour, tranche 2 (2/2)",
      "reading: two minutes (1/2)": "relevé : deux minutes (1/2)",
      "reading: rest (1/2)": "relevé : rest (1/2)",
      "reading: two minutes (2/2)": "relevé : deux minutes (2/2)",
      "reading: rest (2/2)": "relevé : rest (2/2)",
    });
  });

  it("are wrong where they name a step there is not, at its line, with the one that was meant", () => {
    const words = "  title: T\n  teaches: U\n  steps:\n    onli: seul\n    before: avant\n";
    expect(issuesOf(withFrench(words))).toEqual([
      "a.scenario.yaml:10:5: no step is called 'onli'; did you mean 'only'?",
      "a.scenario.yaml:11:5: no step is called 'before'; there are: only",
    ]);
  });

  it("are wrong where they are empty, missing, too long or not words", () => {
    expect(issuesOf(withFrench('  title: ""\n  teaches: U\n'))).toEqual([
      "a.scenario.yaml:7:10: expected a sentence, got an empty text",
    ]);
    expect(issuesOf(withFrench("  titel: T\n  teaches: U\n"))).toEqual([
      "a.scenario.yaml:7:3: 'title' is missing: expected a sentence",
      "a.scenario.yaml:7:3: unknown key 'titel'; did you mean 'title'?",
    ]);
    expect(issuesOf(withFrench(`  title: T\n  teaches: U\n  steps: { only: "" }\n`))).toEqual([
      "a.scenario.yaml:9:18: a name is one line of at most 80 characters",
    ]);
    expect(issuesOf(withFrench(`  title: ${"x".repeat(2001)}\n  teaches: U\n`))).toHaveLength(1);
    expect(issuesOf(withFrench("  title: T\n  teaches: U\n  steps: [seul]\n"))).toEqual([
      "a.scenario.yaml:9:10: expected a mapping from name to text, got a list",
    ]);
  });
});

describe("reading a scenario", () => {
  it("completes what a short file leaves out: 230 V, 50 Hz, four wires, ideal CTs, the wiring diagram", () => {
    const { id, steps, claims } = scenarioOf(minimal);
    const [step] = steps;
    const supply = step?.network.components.find(({ type }) => type === "source");
    expect(id).toBe("a");
    expect(step?.network.frequency).toBe(50);
    expect(supply?.type === "source" && rms(supply.voltage.L2!)).toBeCloseTo(230, 9);
    expect(step?.hold).toBe(3600);
    expect(step?.hookUp.voltage).toEqual({ L1: "L1", L2: "L2", L3: "L3", N: "N" });
    expect(step?.transformers.voltage).toEqual({ kind: "direct" });
    expect(claims).toEqual([]);
  });

  it("takes %In through the CTs that are there, not through the ratio programmed", () => {
    // In 5 A, CTs 200/5: 10 %In are 20 A on the primary side although the meter believes in 100/5
    const text = minimal
      .replace("{ model: Conto D4-s }", "{ model: Conto D4-s, ctRatio: 100/5 }")
      .replace(
        "load: { current: 5 A }",
        "load: { current: 10 %In }\ntransformers: { current: { ratio: 200/5 } }",
      );
    const load = loadOf(text);
    expect(load.connection === "wye" && load.demand.L1).toEqual({ kind: "current", current: 20, phi: 0 });
    expect(scenarioOf(text).steps[0]?.transformers.current.L3.ratio).toBe(40);
  });

  it("shares a balanced power among the phases and gives it the sign and the angle that were said", () => {
    // 3 kW at 0.8 lag: 1 kW and 0.75 kvar on each phase
    const load = loadOf(minimal.replace("current: 5 A", "power: 3 kW, powerFactor: 0.8 lag"));
    const given = load.connection === "wye" ? load.demand.L2 : undefined;
    expect(given?.kind === "power" && given.active).toBeCloseTo(1000, 9);
    expect(given?.kind === "power" && given.reactive).toBeCloseTo(750, 9);
    const back = loadOf(
      minimal.replace("current: 5 A", "power: 3 kW, powerFactor: 0.8 lead, direction: export"),
    );
    const taken = back.connection === "wye" ? back.demand.L2 : undefined;
    expect(taken?.kind === "power" && taken.active).toBeCloseTo(-1000, 9);
    expect(taken?.kind === "power" && taken.reactive).toBeCloseTo(750, 9);
  });

  it("lays a step over the site key by key, and a new measure over the former one", () => {
    const text = `${minimal.replace("load: { current: 5 A }", "load: { current: 5 A, powerFactor: 0.5 lag }")}  - name: second
    hold: 1 h
    load: { current: 1 A }
  - name: third
    hold: 1 h
    load: { power: 3 kW }
`;
    const second = loadOf(text, 1);
    const third = loadOf(text, 2);
    expect(second.connection === "wye" && second.demand.L1).toEqual({
      kind: "current",
      current: 1,
      phi: Math.PI / 3,
    });
    expect(third.connection === "wye" && third.demand.L1?.kind).toBe("power");
  });

  it("makes a profile as many steps as rows, and remembers equal rows as one network", () => {
    const { steps } = scenarioOf(
      minimal.replace(
        "hold: 1 h",
        "repeat: 2\n    profile: [{ for: 6 h, factor: 0.2 }, { for: 18 h, factor: 1 }, { for: 1 h, factor: 0.2 }]",
      ),
    );
    expect(steps.map(({ name }) => name)).toEqual([
      "only, row 1 (1/2)",
      "only, row 2 (1/2)",
      "only, row 3 (1/2)",
      "only, row 1 (2/2)",
      "only, row 2 (2/2)",
      "only, row 3 (2/2)",
    ]);
    expect(steps.map(({ hold }) => hold)).toEqual([21600, 64800, 3600, 21600, 64800, 3600]);
    expect(steps[0]?.network).toBe(steps[2]?.network);
    expect(steps[0]?.network).toBe(steps[3]?.network);
    expect(steps[0]?.network).not.toBe(steps[1]?.network);
  });

  it("tells everything that is wrong, each at its line and column, with a guess at what was meant", () => {
    const issues = issuesOf(`title: x
theme: balancd
teaches: y
meter:
  model: Conto D4-s
  ctratio: 5
source:
  voltage: 230
load:
  powerFactor: 0.5
hookup:
  voltage: L1 L2
hookUp:
  current: L1 L2 L4
steps:
  - name: a
    hold: 5 minutes
    hold: 6 h
    claims:
      - registersWithin: { energy: active enrgy, limit: klass }
      - registerNothing: { energy: active energy }
      - readsWithin: { quantity: voltage L1, of: 230, limit: 1 % }
  - name: b
    load: { current: 3 A, power: 3 kW }
`);
    const places = [
      [2, 8, "did you mean 'balanced'?"],
      [6, 3, "unknown key 'ctratio'; did you mean 'ctRatio'?"],
      [8, 12, "expected a voltage such as 230 V or 10 %Un, got 230"],
      [10, 16, "got 0.5 (say whether it is lag or lead)"],
      [11, 1, "unknown key 'hookup'; did you mean 'hookUp'?"],
      [14, 12, '"L4" is not L1, L2, L3'],
      [17, 11, "expected a duration such as 30 min, 24 h or 30 d, or planned, got '5 minutes'"],
      [18, 5, "'hold' is given twice"],
      [20, 36, "did you mean 'active energy'?"],
      [20, 57, "expected a limit such as class or 1 %, got 'klass'"],
      [21, 9, "unknown key 'registerNothing'; did you mean 'registersNothing'?"],
      [22, 50, "expected a voltage such as 230 V, got '230' (or reference)"],
      [23, 5, "'hold' is missing"],
      [24, 11, "expected one of current, power, impedance, got current and power"],
    ] as const;
    for (const [line, column, message] of places) {
      const here = issues.filter((each) => each.startsWith(`a.scenario.yaml:${line}:${column}: `));
      expect(here.join("\n"), `line ${line}`).toContain(message);
    }
    expect(issues).toHaveLength(places.length);
  });

  it("shows the catalogue's objections at the meter, and the network's at the part of the site", () => {
    expect(issuesOf(minimal.replace("Conto D4-s", "Conto D9"))[0]).toContain(
      "a.scenario.yaml:4:17: no model",
    );
    expect(issuesOf(minimal.replace("Conto D4-s }", "Conto D4-s, ctRatio: 100000 }"))[0]).toMatch(
      /:4:38: .*ratio/i,
    );
    expect(issuesOf(minimal.replace("load: {", "source: { frequency: 0 Hz }\nload: {"))[0]).toMatch(
      /:5:9: .*frequency/,
    );
  });

  it("refuses what contradicts itself", () => {
    const said = (change: (text: string) => string): string => issuesOf(change(minimal)).join("\n");
    expect(said((t) => t.replace("current: 5 A", "current: 5 A, L1: { current: 1 A }"))).toContain(
      "not both",
    );
    expect(said((t) => t.replace("current: 5 A", "impedance: 10 ohm, direction: export"))).toContain(
      "gives nothing back",
    );
    expect(said((t) => t.replace("hold: 1 h", "repeat: 3\n    hold: 1 h"))).toContain("repeat goes with");
    expect(
      said((t) =>
        t.replace("hold: 1 h", "profile: [{ for: 1 h, factor: 1 }]\n    claims: [{ staysSilent: {} }]"),
      ),
    ).toContain("claims over a profile belong to the scenario");
    expect(said((t) => `${t}  - { name: only, hold: 1 h }\n`)).toContain("two steps are called 'only'");
    expect(
      said((t) =>
        t.replace(
          "hold: 1 h",
          "repeat: 10000\n    profile: [{for: 1 s, factor: 1}, {for: 1 s, factor: 0}, {for: 1 s, factor: 1}, {for: 1 s, factor: 1}, {for: 1 s, factor: 1}, {for: 1 s, factor: 1}]",
        ),
      ),
    ).toContain("more than 50000 steps");
  });

  it("takes the id of a scenario from its file", () => {
    expect(scenarioId("a/b\\ct-lost.scenario.yaml")).toBe("ct-lost");
    expect(scenarioId("plain.yaml")).toBe("plain");
  });
});

describe("laws of reading", () => {
  it("any text gives a scenario or issues, never an exception", () => {
    const near = fc
      .tuple(scenarioTexts(), fc.nat(), fc.nat({ max: 12 }), fc.string({ maxLength: 8, unit: "binary" }))
      .map(([text, at, gone, put]) => {
        const place = at % text.length;
        return text.slice(0, place) + put + text.slice(place + gone);
      });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), near), (text) => {
        const { scenario, issues } = readScenario(text, "x.scenario.yaml");
        expect((scenario === undefined) !== (issues === undefined)).toBe(true);
        for (const { line, column, message } of issues ?? []) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe("");
        }
        if (issues) expect(issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it("a scenario written out and read again is the same scenario", () => {
    fc.assert(
      fc.property(scenarios(), (scenario) => {
        const text = writeScenario(scenario);
        const again = readScenario(text, `${scenario.id}.scenario.yaml`);
        expect(again.issues?.map(formatLocatedIssue)).toBeUndefined();
        expect(again.scenario).toEqual(scenario);
      }),
      { numRuns: 60 },
    );
  });
});
