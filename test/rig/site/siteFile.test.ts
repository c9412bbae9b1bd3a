import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf } from "#rig/fieldbus/busPlan.ts";
import { readSite } from "#rig/site/siteFile.ts";
import { siteJsonSchema } from "#rig/site/siteForm.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const library = fileURLToPath(new URL("../../../rig/site/library/", import.meta.url));
const shipped = readdirSync(library).filter((name) => name.endsWith(".site.yaml"));
const textOf = (name: string): string => readFileSync(`${library}${name}`, "utf8");

describe("the form of a site file", () => {
  it("is shipped to editors as a schema", async () => {
    await expect(`${JSON.stringify(siteJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../../rig/site/site.schema.json",
    );
  });
});

describe("the shipped sites", () => {
  it("are the three topologies of the catalogue, and its largest network", () => {
    expect(shipped.sort()).toEqual([
      "ethernet.site.yaml",
      "pulses-to-concentrator.site.yaml",
      "serial.site.yaml",
      "tower-254.site.yaml",
    ]);
  });

  it.each(shipped)("%s reads without an issue, and its buses have no problem", (name) => {
    const { site, issues } = readSite(textOf(name), name);
    expect(issues?.map(formatLocatedIssue) ?? []).toEqual([]);
    expect(site?.buses.flatMap(({ topology }) => problemsOf(topology))).toEqual([]);
  });

  it("has 254 devices in nine segments of at most 31, one behind the other", () => {
    const { site } = readSite(textOf("tower-254.site.yaml"), "tower");
    const { devices, segments } = site!.buses[0]!.topology;
    expect(devices.length).toBe(254);
    expect(segments.map(({ name }) => devices.filter(({ segment }) => segment === name).length)).toEqual([
      ...Array(8).fill(31),
      6,
    ]);
  });
});

const network = `network:
  components:
    - source: { id: supply, bus: main, voltage: { L1: 230 V, L2: 230 V at -120 deg, L3: 230 V at 120 deg } }
    - load: { id: shop, bus: main, ratedVoltage: 230 V, demand: { L1: { active: 1 kW } } }
  meteringPoints:
    - { id: main, at: supply, end: terminals }
`;
const buses = `buses:
  A:
    baud: 9600
    via: { IF2E002: { line: ./a } }
`;
const issuesOf = (text: string): readonly string[] =>
  readSite(text, "f.site.yaml").issues?.map(formatLocatedIssue) ?? [];

describe("a site file with mistakes", () => {
  it("tells all of them at once, each with its line and column", () => {
    const text = `title: Wrong
${network}meters:
  - { name: one, model: Conto D4-s, at: mian, bus: A, unit: 1 }
  - { name: one, model: Conto D4-s, at: main, bus: B, unit: 2 }
  - { name: two, model: Conto D4-s, at: main, bus: A }
  - { name: odd, model: Conto D4-s, at: main, bus: A, unit: 4, segment: cellar }
concentrators:
  - name: c
    bus: A
    unit: 3
    inputs:
      - { input: 1, from: two }
      - { input: 1, from: nobody }
      - { input: 2, from: two }
${buses}steps:
  - { name: night, hold: 8 h, factors: { shpo: 0.1 }, dead: [on] }
`;
    expect(issuesOf(text)).toEqual([
      "f.site.yaml:9:41: no metering point 'mian': did you mean 'main'?",
      "f.site.yaml:10:13: another device is called 'one'",
      "f.site.yaml:10:52: no bus 'B': did you mean 'A'?",
      "f.site.yaml:11:5: 'unit' is missing: the address of 'two' on bus 'A'",
      "f.site.yaml:12:73: no segment 'cellar': there is 1",
      "f.site.yaml:19:18: input 1 has a contact already",
      "f.site.yaml:19:27: there is no meter 'nobody' on this site",
      "f.site.yaml:20:27: the contact of 'two' is on an input already",
      "f.site.yaml:26:48: no load or flow 'shpo': did you mean 'shop'?",
      "f.site.yaml:26:62: no device with a supply of its own 'on': did you mean 'one'?",
    ]);
  });

  it("refuses two speeds on one bus, and speeds and addresses a device does not have", () => {
    const text = `title: Speeds
${network}meters:
  - { name: fast, model: Conto D4-s, at: main, bus: A, unit: 1, speed: 19200 }
  - { name: odd, model: Conto D4-s, at: main, bus: A, unit: 2, speed: 1200 }
concentrators:
  - { name: c, bus: B, unit: 3, inputs: [{ input: 1, from: fast }] }
${buses}  B:
    baud: 19200
    via: { IF2E001: { listen: "tcp://127.0.0.1:0" } }
`;
    const found = issuesOf(text);
    expect(found).toContain(
      "f.site.yaml:9:72: bus 'A' runs at 9600 bit/s and 'fast' is set to 19200: all devices of a bus have one speed",
    );
    expect(found.join("\n")).toMatch(/f\.site\.yaml:10:71: .*1200/);
    expect(found.join("\n")).toMatch(/f\.site\.yaml:12:5: .*4800, 9600 bit\/s, not 19200/);
  });

  it("refuses segments without a way to the master", () => {
    const text = `title: Circles
${network}meters:
  - { name: one, model: Conto D4-s, at: main, bus: A, unit: 1 }
buses:
  A:
    segments: [{ name: a, behind: b }, { name: b, behind: a }, { name: c, behind: d }]
    via: { IF2E002: { line: ./a } }
`;
    expect(issuesOf(text)).toEqual([
      "f.site.yaml:12:35: segment 'a' is behind itself: none leads to the master",
      "f.site.yaml:12:59: segment 'b' is behind itself: none leads to the master",
      "f.site.yaml:12:83: no segment 'd': did you mean 'a'?",
    ]);
  });

  it("does not throw, whatever is cut out of it", () => {
    const whole = textOf("pulses-to-concentrator.site.yaml");
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(200), (from, length) => {
        const { site, issues } = readSite(whole.slice(0, from) + whole.slice(from + length), "cut");
        expect(site !== undefined || (issues?.length ?? 0) > 0).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
