/** A person's own meters on the command line: listed, solved, run, begun from a template; a wrong file ends with 2. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { examples, productOf } from "../meterFile/files.ts";
import { cli, folder } from "./cli.ts";

const place = folder();
afterAll(() => place.remove());
const run = (...args: string[]) => cli(args, place.path);
const noTrace = /\n\s+at .*:\d+:\d+/;

describe("meters of one's own", () => {
  it("are listed beside the catalogue's, with the file they come from, and shown with their doubts", async () => {
    const { stdout } = await run("catalogue", "--meters", examples);
    expect(stdout).toMatch(/^ABB B23 +meter +standard +\[from .*abb-b23\.meter\.yaml\]$/m);
    expect(stdout).toMatch(/^Conto D4-s +meter +6017 7700/m);
    const sheet = (await run("catalogue", "eastron sdm630", "--meters", join(examples, "sdm630.meter.yaml")))
      .stdout;
    expect(sheet).toMatch(/Ib 10 A, Imax 100 A/);
    expect(sheet).toMatch(/step of the energy registers/);
  });
  it("are judged by scenarios of the library, and the report names the file and the table", async () => {
    const args = ["run", "rated-current", "--meters", examples, "--model", "ABB B23"];
    const { code, stdout, stderr } = await run(...args, "--json");
    expect(code, stderr).toBe(0);
    const record: unknown = JSON.parse(stdout);
    const text = JSON.stringify(record);
    expect(text).toMatch(/abb-b23\.meter\.yaml/);
    expect(text).toMatch(/register map \\"ABB B23\\", B23\/B24 user manual 2CMC485003M0201/);
    const lying = await run(...args, "--bench", "gain");
    expect(lying.code).toBe(1);
    expect(lying.stdout).toMatch(/reproduce: conto-rig run .*--meters .* --model 'ABB B23'/);
  });
  it("may be what a scenario file asks for", async () => {
    writeFileSync(
      join(place.path, "own.scenario.yaml"),
      `title: A reversed CT
theme: wiring
teaches: One element against two.
meter: { model: Eastron SDM630, insertionMode: 3N3E }
source: { voltage: 230 V, frequency: 50 Hz }
load: { current: 10 A, powerFactor: 1 }
steps:
  - name: reversed
    hold: planned
    hookUp: { current: L1 -L2 L3 }
    claims: [{ registersFraction: { energy: active energy, fraction: 1/3, limit: 1 % } }]
`,
    );
    const solved = await run("solve", "own.scenario.yaml", "--meters", examples);
    expect(solved.stdout, solved.stderr).toMatch(/registers 2300\.00 W/);
    expect((await run("run", "own.scenario.yaml", "--meters", examples)).code).toBe(0);
    const without = await run("run", "own.scenario.yaml");
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(/^own\.scenario\.yaml:4:17: no model "Eastron SDM630" in the catalogue/m);
  });
  it("begin from a template that is right as it stands, and is found by what is printed", async () => {
    const { stdout, code } = await run("init", "mine", "--meter");
    expect(code).toBe(0);
    expect(stdout).toMatch(/written {2}mine\/meters\/my\.meter\.yaml/);
    expect(productOf(readFileSync(join(place.path, "mine/meters/my.meter.yaml"), "utf8")).model).toBe(
      "My meter",
    );
    const ran = await run("run", "rated-current", "--meters", "mine/meters", "--model", "My meter");
    expect(ran.code, ran.stderr).toBe(0);
  });
  it("in a bench file are named by their position, and wrong ones told before anything is opened", async () => {
    writeFileSync(
      join(place.path, "bench.yaml"),
      `name: mine
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: /dev/ttyNone } }
positions:
  - { name: left, meters: b23.meter.yaml, model: ABB B23, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }
`,
    );
    const b23 = readFileSync(join(examples, "abb-b23.meter.yaml"), "utf8");
    writeFileSync(join(place.path, "b23.meter.yaml"), b23);
    const opened = await run("run", "rated-current", "--model", "ABB B23", "--bench", "bench.yaml");
    expect(opened.code).toBe(3);
    expect(opened.stderr).toMatch(/ttyNone/);
    writeFileSync(join(place.path, "b23.meter.yaml"), b23.replace("type: u64", "type: u63"));
    const wrong = await run("run", "rated-current", "--bench", "bench.yaml");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(
      /^b23\.meter\.yaml:\d+:\d+: expected u16, .*got 'u63'; did you mean 'u64'\?$/m,
    );
  });
  it.each([
    [["catalogue", "--meters", "bad.meter.yaml"], /^bad\.meter\.yaml:\d+:\d+: /m],
    [["catalogue", "--meters", "nowhere"], /^nowhere:1:1: no such file or folder$/m],
    [["run", "--meters", "d4.meter.yaml"], /^d4\.meter\.yaml:1:1: Conto D4-s is in the catalogue already/m],
    [
      ["twin", "Nobody", "--meters", examples, "--tcp", "127.0.0.1:0"],
      /no model "Nobody" in the catalogue \(known: .*ABB B23/,
    ],
  ])("that can't be used end with 2, a line per problem, and no stack trace: %s", async (args, message) => {
    const b23 = readFileSync(join(examples, "abb-b23.meter.yaml"), "utf8");
    writeFileSync(join(place.path, "bad.meter.yaml"), "model: [1\nmodel: 2\n");
    writeFileSync(join(place.path, "d4.meter.yaml"), b23.replace("model: ABB B23", "model: Conto D4-s"));
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(noTrace);
  });
});
