import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { siteText } from "../host/siteStories.ts";
import { cli, folder, start } from "./cli.ts";

const here = folder();
afterAll(() => here.remove());
/** Each command is a process of its own, on a machine with other things to do. */
const patience = 90_000;

describe("bus plan", () => {
  it(
    "prints the buses of a shipped site, and ends with 0",
    async () => {
      const { code, stdout } = await cli(["bus", "plan", "tower-254"], here.path);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^A +19200 +9 +254 +508 +2778\.1 ms +4563\.9 ms +7\.6 % +none +1$/m);
      expect(stdout).toMatch(/^bus A: remark: units 248\.\.\.254 are beyond 1\.\.\.247/m);
      const data = JSON.parse((await cli(["bus", "plan", "tower-254", "--json"], here.path)).stdout);
      expect(data.buses[0]).toMatchObject({ problems: [], remarks: [expect.stringMatching(/^units 248/)] });
    },
    patience,
  );

  it(
    "tells what will not work of a bus as laid, and ends with 1",
    async () => {
      const shop = { phase: "L1", active: 1000, reactive: 0 } as const;
      const text = siteText([shop, shop], [{ hold: 1, factor: 1, dead: [] }]).replace(
        "unit: 3 }",
        "unit: 2 }",
      );
      writeFileSync(join(here.path, "twice.site.yaml"), text);
      const { code, stdout } = await cli(["bus", "plan", "twice.site.yaml"], here.path);
      expect(code).toBe(1);
      expect(stdout).toContain(
        "bus A: unit 2 is m1 and m2: both answer at once, and nobody understands either",
      );
      const data = JSON.parse((await cli(["bus", "plan", "twice.site.yaml", "--json"], here.path)).stdout);
      expect(data).toMatchObject({
        schema: "conto-rig.busPlan/1",
        buses: [{ bus: "A", devices: 4, frames: 8 }],
      });
    },
    patience,
  );

  it(
    "ends with 2 and one line for everything wrong with the file, or a name meant",
    async () => {
      writeFileSync(join(here.path, "bad.site.yaml"), "title: Bad\nmetres: []\n");
      const bad = await cli(["bus", "plan", "bad.site.yaml"], here.path);
      expect(bad.code).toBe(2);
      expect(bad.stderr).toMatch(/^bad\.site\.yaml:2:1: unknown key 'metres'; did you mean 'meters'\?$/m);
      const unknown = await cli(["bus", "plan", "towr-254"], here.path);
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).toBe("towr-254: no such file, and no shipped site: did you mean 'tower-254'?\n");
    },
    patience,
  );
});

describe("a meter without RS485", () => {
  it(
    "is refused on the bus of a site, at its place, whatever is asked of the site",
    async () => {
      const text = siteText([{ phase: "L1", active: 1000, reactive: 0 }], [{ hold: 1, factor: 1, dead: [] }])
        .replace(
          "model: Conto D4-s, insertionMode: 3N3E, ctRatio: 20",
          'model: Conto D4-s, orderCode: "6017 7700", insertionMode: 3N3E, ctRatio: 20',
        )
        .replace(
          "{ name: m1, model: Conto D4-s, insertionMode: 3N3E, ctRatio: 8, pulse: { weight: 10 Wh, width: 100 ms }",
          "{ name: m1, model: Conto D1",
        );
      writeFileSync(join(here.path, "mute.site.yaml"), text);
      for (const command of [
        ["bus", "plan", "mute.site.yaml"],
        ["twin", "--site", "mute.site.yaml"],
      ]) {
        const { code, stderr } = await cli(command, here.path);
        expect(code).toBe(2);
        expect(stderr).toMatch(
          /^mute\.site\.yaml:\d+:\d+: .*Conto D4-s 6017 7700 has no RS485 output and answers on no bus; order codes with one: 6017 7750/m,
        );
        expect(stderr).toMatch(
          /^mute\.site\.yaml:\d+:\d+: .*Conto D1 6017 2000 has no RS485 output .*; no Conto D1 has one$/m,
        );
      }
    },
    patience,
  );

  it(
    "is refused as a twin, with the order codes that have one; so is what is no meter, and an address twice",
    async () => {
      const tcp = ["--tcp", "127.0.0.1:0"];
      for (const [args, line] of [
        [
          ["D1", ...tcp],
          "twin: Conto D1 6017 2000 has no RS485 output and answers on no bus; no Conto D1 has one",
        ],
        [
          ["D4-d", "--order-code", "6017 9000", "--line", "./m"],
          "twin: Conto D4-d 6017 9000 has no RS485 output and answers on no bus; order code with one: 6017 9500",
        ],
        [
          ["D4CR8", ...tcp],
          "twin: Conto D4CR8 is no meter but a concentrator: it is hosted as a part of a site (--site)",
        ],
        [
          ["D4-s", "--unit", "1,2,1", ...tcp],
          "error: option '-u, --unit <addresses>' argument '1,2,1' is invalid. 1 is there twice: one twin has one address",
        ],
      ] as const) {
        const { code, stderr } = await cli(["twin", ...args], here.path);
        expect(stderr).toBe(`${line}\n`);
        expect(code).toBe(2);
      }
    },
    patience,
  );
});

describe("a site with meters of a user's own", () => {
  it(
    "finds them in the files it names, beside it",
    async () => {
      const text = siteText([{ phase: "L1", active: 1000, reactive: 0 }], [{ hold: 1, factor: 1, dead: [] }]);
      const own = text.replace(
        "model: Conto D4-s, insertionMode: 3N3E, ctRatio: 20, at: main",
        "model: Eastron SDM630, at: main",
      );
      const meters = fileURLToPath(new URL("../../../examples/meters", import.meta.url));
      writeFileSync(join(here.path, "own.site.yaml"), `meterFiles: [${meters}]\n${own}`);
      writeFileSync(join(here.path, "lost.site.yaml"), `meterFiles: [./nowhere]\n${own}`);
      expect((await cli(["bus", "plan", "own.site.yaml"], here.path)).code).toBe(0);
      const lost = await cli(["bus", "plan", "lost.site.yaml"], here.path);
      expect(lost.code).toBe(2);
      expect(lost.stderr).toMatch(/nowhere:1:1: no such file or folder\n.*no model "Eastron SDM630"/);
    },
    patience,
  );
});

describe("twin --site", () => {
  it(
    "says where every bus is, what goes on, and ends with 0 when it is told to",
    async () => {
      const started = start(
        ["twin", "--site", "ethernet", "--place", "A=tcp://127.0.0.1:0", "--scale", "60"],
        here.path,
      );
      await started.hears(/bus A: 31 devices at 9600 bit\/s, listening on tcp:\/\/127\.0\.0\.1:\d+/);
      await started.hears(/step 1 of 1/);
      started.process.kill("SIGTERM");
      expect((await started.ended).code).toBe(0);
    },
    patience,
  );

  it(
    "ends with 2 when a bus to be placed is not there, or nothing says what to host",
    async () => {
      const nowhere = await cli(["twin", "--site", "ethernet", "--place", "B=./b"], here.path);
      expect(nowhere.code).toBe(2);
      expect(nowhere.stderr).toBe("--place B=./b: there is no bus 'B', only A\n");
      expect((await cli(["twin"], here.path)).stderr).toBe(
        "twin: which model? such as D4-s, or --site FILE\n",
      );
      expect((await cli(["twin", "D4-s", "--site", "ethernet"], here.path)).code).toBe(2);
    },
    patience,
  );
});
