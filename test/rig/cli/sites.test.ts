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
      expect(stdout).toMatch(/^A +19200 +9 +254 +508 +2778\.1 ms +4563\.9 ms +7\.6 % +none$/m);
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
