/**
 * The commands as a newcomer types them: what they print, what they leave on disk, and the exit codes a script relies on
 * (0 all pass, 1 failed or inconclusive, 2 usage or bad file, 3 bench trouble).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli, folder } from "./cli.ts";

const place = folder();
afterAll(() => place.remove());
const run = (...args: string[]) => cli(args, place.path);
const write = (name: string, text: string): string => {
  writeFileSync(join(place.path, name), text);
  return name;
};
const noTrace = /\n\s+at .*:\d+:\d+/;

describe("run", () => {
  it("passes a good meter with 0, and leaves a report for people, for CI and for programs", async () => {
    const { code, stdout, stderr } = await run("run", "rated-current", "--out", "kept");
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/1 pass, 0 inconclusive, 0 fail, 0 error, 0 skipped/);
    const [, report] = /^report: (.*report\.html)$/m.exec(stdout) ?? [];
    expect(report && existsSync(join(place.path, report))).toBe(true);
    const [id] = readdirSync(join(place.path, "kept")).filter((name) => !name.startsWith("conto-rig.sqlite"));
    expect(readdirSync(join(place.path, "kept", id ?? "")).sort()).toEqual([
      "junit.xml",
      "report.html",
      "run.json",
    ]);
  });
  it("fails a lying meter with 1, names the scenario and the command that reproduces it", async () => {
    const { code, stdout } = await run(
      "run",
      "rated-current",
      "light-load",
      "--bench",
      "gain",
      "--seed",
      "7",
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /fail +rated-current @ virtual, rated current: registered 83\.(79|80)0 kWh of 82\.800 kWh/,
    );
    expect(stdout).toContain("reproduce: conto-rig run balanced/rated-current --bench gain --seed 7");
  });
  it("prints a versioned object with --json and nothing else on stdout", async () => {
    const { stdout } = await run("run", "rated-current", "--json", "--quiet");
    expect(JSON.parse(stdout)).toMatchObject({ schema: "conto-rig.run/1" });
  });
  it("writes the report in French when asked", async () => {
    const { stdout } = await run("run", "rated-current", "--language", "fr", "--out", "fr");
    const [, report] = /^report: (.*report\.html)$/m.exec(stdout) ?? [];
    expect(readFileSync(join(place.path, report ?? ""), "utf8")).toMatch(/<html lang="fr"/);
  });
  it("is inconclusive with 1 when a step is too short, and says how long it should be held", async () => {
    const file = write(
      "short.scenario.yaml",
      `title: Too short
theme: balanced
teaches: A register of 10 Wh decides nothing in a minute.
meter: { model: D4-s, insertionMode: 3N3E }
load: { current: 5 A }
steps:
  - name: a minute
    hold: 1 min
    claims:
      - registersWithin: { energy: active energy, limit: class }
`,
    );
    const { code, stdout } = await run("run", file);
    expect(code).toBe(1);
    expect(stdout).toMatch(/inconclusive[\s\S]*hold it for/);
  });
});

const bench = `name: shelf
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: { value: 0.1 %, k: 2 } }
buses: { main: { port: /dev/there-is-no-such-port } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E, ctRatio: 20 } }]
`;

describe("run --plan", () => {
  it("prints every step, its hold and why, and the total; opens no port and ends with 0", async () => {
    write("shelf.yaml", bench);
    const { code, stdout, stderr } = await run(
      ...["run", "bench-half-hour", "--bench", "shelf.yaml", "--plan", "--out", "never"],
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^Plan for bench "shelf" \(hardware\)/);
    expect(stdout).toMatch(/26 min in\s+all\n$/);
    expect(stderr).toBe("");
    expect(existsSync(join(place.path, "never"))).toBe(false);
  });
  it("is JSON with --json, and nothing else on stdout; a duration that is none is refused", async () => {
    write("shelf.yaml", bench);
    const { code, stdout } = await run(
      ...["run", "no-load", "--bench", "shelf.yaml", "--plan", "--json", "--working-day", "30 min"],
    );
    expect(code).toBe(0);
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({ schema: "conto-rig.plan/1", holds: "planned", bench: { kind: "hardware" } });
    expect(plan.scenarios[0].steps[0]).toMatchObject({ origin: { kind: "planned" }, hold: 43_500 });
    const wrong = await run("run", "no-load", "--plan", "--working-day", "long");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/expected a duration such as/);
  });
});

describe("run --list", () => {
  it("is JSON with --json: scenarios with their steps and planned holds, benches", async () => {
    const { code, stdout } = await run("run", "--list", "--json");
    expect(code).toBe(0);
    const list = JSON.parse(stdout);
    expect(list).toMatchObject({ schema: "conto-rig.list/1", benches: expect.any(Array) });
    const found = list.scenarios.find(({ id }: { id: string }) => id === "rated-current");
    expect(found).toMatchObject({
      reference: "balanced/rated-current",
      theme: "balanced",
      model: "Conto D4-s",
    });
    // 10 Wh counts at 3.45 kW and 1 %: 71 min, as in the plan's own tests.
    expect(found.steps[0]).toMatchObject({ hold: 86_400, plannedHold: 72 * 60 });
    expect(list.benches[0]).toMatchObject({ name: "good", kind: "virtual" });
  });
});

describe("--hold", () => {
  it("planned is told in the record and in the command that shows a scenario again", async () => {
    const { code, stdout } = await run("run", "rated-current", "--hold", "planned", "--json", "--quiet");
    expect(code).toBe(0);
    const record = JSON.parse(stdout);
    expect(record.run).toMatchObject({ holds: "planned", planned: 72 * 60 });
    expect(record.run.notes.join()).toMatch(/steps are held as planned/);
    expect(JSON.stringify(record)).toContain("--bench good --seed 1 --hold planned");
  });
});

describe("init", () => {
  it("writes files that name the schemas beside them, so that the folder can be moved", async () => {
    expect((await run("init", "moved", "--meter")).code).toBe(0);
    for (const [file, schema] of [
      ["scenarios/first.scenario.yaml", "../schemas/scenario.schema.json"],
      ["bench.yaml", "schemas/bench.schema.json"],
      ["meters/my.meter.yaml", "../schemas/meter.schema.json"],
    ] as const) {
      const path = join(place.path, "moved", file);
      expect(readFileSync(path, "utf8").split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
      expect(JSON.parse(readFileSync(join(path, "..", schema), "utf8"))).toHaveProperty("$schema");
    }
  });
});

describe("bad input ends with 2, one line per problem, nothing run", () => {
  it.each([
    [
      ["run", "ratd-current"],
      /ratd-current: no such file, and no scenario of the library: did you mean 'rated-current'\?/,
    ],
    [["run", "--bench", "gian"], /--bench gian: no such file, and no embedded bench: did you mean 'gain'\?/],
    [["run", "--seed", "-3"], /--seed/],
    [["run", "--colour"], /unknown option '--colour'/],
    [["rnu"], /unknown command 'rnu'/],
    [["catalogue", "D9"], /no model "D9" in the catalogue/],
    [["twin", "D4-s"], /give --line NAME, --port PATH or --tcp HOST:PORT/],
    [["schema", "banch"], /Allowed choices are scenario, bench/],
  ])("%j", async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(noTrace);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });
  it("tells every mistake of every file at its line", async () => {
    const one = write(
      "one.scenario.yaml",
      "title: One\ntheme: balansed\nmeter: { model: D4-s }\nlaod: { current: 5 A }\nsteps: []\n",
    );
    const two = write("two.scenario.yaml", "title: [\n");
    const { code, stderr } = await run("run", one, two);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^one\.scenario\.yaml:2:8: .*balanced/m);
    expect(stderr).toMatch(/^one\.scenario\.yaml:4:1: .*did you mean 'load'\?/m);
    expect(stderr).toMatch(/^two\.scenario\.yaml:\d+:\d+: /m);
    expect(stderr).not.toMatch(noTrace);
  });
});

describe("bench trouble ends with 3, one line with the remedy, nothing energised", () => {
  it("when the port is not there", async () => {
    const file = write(
      "bench.yaml",
      `name: no adapter
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: /dev/conto-rig-not-there } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
`,
    );
    const { code, stderr } = await run("run", "rated-current", "--bench", file);
    expect(stderr).toMatch(/cannot open \/dev\/conto-rig-not-there: it does not exist: plug the adapter in/);
    expect(stderr).not.toMatch(/Is the source/);
    expect(stderr).not.toMatch(noTrace);
    expect(code).toBe(3);
  });
});

describe("the other commands", () => {
  it("init writes a scenario that runs and a bench file that reads, and never overwrites", async () => {
    const first = await run("init", "mine", "--yes");
    expect(first.stdout).toMatch(/written {2}mine\/scenarios\/first\.scenario\.yaml/);
    const file = join(place.path, "mine/scenarios/first.scenario.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("My first scenario", "Mine, changed"));
    expect((await run("init", "mine")).stdout).toMatch(/kept {5}mine\/scenarios\/first\.scenario\.yaml/);
    expect(readFileSync(file, "utf8")).toContain("Mine, changed");
    const { code, stdout, stderr } = await run("run", "mine/scenarios");
    expect(code, stdout + stderr).toBe(0);
    // The bench file reads: what ends the run is the missing adapter.
    expect((await run("run", "mine/scenarios", "--bench", "mine/bench.yaml")).stderr).toMatch(
      /\/dev\/ttyUSB0: it does not exist/,
    );
  });
  it("solve shows the prediction of a reversed CT before anything is run", async () => {
    const { stdout } = await run("solve", "ct-L2-reversed");
    expect(stdout).toMatch(/registration +active 0\.3333/);
    const json = JSON.parse((await run("solve", "ct-L2-reversed", "--json")).stdout);
    expect(json).toMatchObject({ schema: "conto-rig.solve/1" });
    expect(json.scenarios[0].steps[0].meter.registration.active).toBeCloseTo(1 / 3, 9);
  });
  it("solve names the file and the step of every network that was not solved, and ends with 2", async () => {
    const steps = "abcdefgh"
      .split("")
      .map((name) => `{ name: ${name}, hold: 1 h }`)
      .join(", ");
    const file = write(
      "beyond.scenario.yaml",
      `title: x\ntheme: supply\nteaches: y\nmeter: { model: D4-s, insertionMode: 3N3E }\nsource: { voltage: 400 kV }\nload: { current: 100000 A }\nsteps: [${steps}]\n`,
    );
    const { code, stdout, stderr } = await run("solve", "rated-current", file);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe(
      'beyond.scenario.yaml: "a": 120000000000 W flow at the meter, and at most 100000000 kW can be reckoned with',
    );
    expect(lines.at(-1)).toBe("beyond.scenario.yaml: and 3 more steps that were not solved");
    const asRun = await run("run", file);
    expect(asRun.code).toBe(2);
    expect(asRun.stderr).toContain(`${lines[0]}\n`);
  });
  it("solve says what loads do not get, as text and as data", async () => {
    const { stdout } = await run("solve", "phase-lost-upstream");
    expect(stdout).toContain("  L3 interrupted\n    not supplied   load L3: no voltage\n");
    const [{ steps }] = JSON.parse((await run("solve", "phase-lost-upstream", "--json")).stdout).scenarios;
    expect(steps.map(({ unmet }: { unmet: unknown }) => unmet)).toMatchObject([
      [],
      [{ kind: "belowMinimumVoltage", load: "load", phase: "L3", asked: { active: 1150 } }],
    ]);
    expect(steps[0].meter.registration.reactive).toBeNull();
  });
  it("catalogue prints a sheet with its doubts, and the data with --json", async () => {
    const { stdout } = await run("catalogue", "D4-s");
    expect(stdout).toMatch(/6017 7750/);
    expect(stdout).toMatch(/In doubt, and what was chosen/);
    const entries: { document: string }[] = JSON.parse((await run("catalogue", "--json")).stdout);
    expect(entries.map(({ document }) => document)).toContain("NT672");
  });
  it("schema prints draft-7 schemas", async () => {
    for (const kind of ["scenario", "bench", "meter"])
      expect(JSON.parse((await run("schema", kind)).stdout).$schema).toMatch(/draft-07/);
  });
  it("run --list names every scenario and every embedded bench", async () => {
    const { stdout, code } = await run("run", "--list");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}wiring\/ct-L2-reversed /m);
    expect(stdout).toMatch(/^ {2}forgetful /m);
    const french = (await run("run", "--list", "--language", "fr")).stdout;
    expect(french).toMatch(/^ {2}wiring\/ct-L2-reversed +TC de L2 inversé$/m);
    expect(french).toMatch(
      /^ {2}gain +enregistre 1,2\u00a0% de trop à toute charge \(décelé par rated-current\)$/m,
    );
  });
});
