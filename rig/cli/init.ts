/**
 * `conto-rig init`: the files a person starts from, in a folder of their own: a first scenario and a bench file for a
 * meter behind an RS485 adapter. It asks nothing and overwrites nothing.
 */
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { BadInput } from "#rig/cli/badInput.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { firstMeter } from "#rig/cli/firstMeter.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { shownPath } from "#rig/named/namedFile.ts";
import { makeFolder, whyNotWritten, whyUnwritable } from "#rig/named/outFolder.ts";
import { firstScenario } from "#scenarios/firstScenario.ts";

const schemaUrl = (file: string): string => pathToFileURL(join(packageRoot, file)).href;

const bench = (): string => `# yaml-language-server: $schema=${schemaUrl("rig/bench/bench.schema.json")}
name: my bench

# The rig tells you what to set, and waits. The limits are checked before you are asked.
source:
  kind: manual
  limits: { voltage: 300 V, current: 6 A }
  # What the source's certificate states, with its coverage factor. A bare percentage means k = 1.
  uncertainty: { value: 0.1 %, k: 2 }

buses:
  main:
    port: /dev/ttyUSB0        # or tcp://192.168.1.10:502
    baud: 9600
    parity: none

positions:
  - name: left
    model: D4-s
    orderCode: "6017 7800"
    bus: main
    unit: 1
    programmed:
      insertionMode: 3N3E
      ctRatio: 20
`;

export const initCommand = (finish: Finish): Command =>
  new Command("init")
    .description(
      "write a first scenario, a bench file, and on wish a meter file into a folder; never overwrites",
    )
    .argument("[folder]", "where", ".")
    .option("--meter", "a meter file too, to describe a meter of any make by", false)
    .option("-y, --yes", "accepted for scripts; init never asks")
    .action((folder: string, { meter }: { meter: boolean }) => {
      const files = {
        "scenarios/first.scenario.yaml": `# yaml-language-server: $schema=${schemaUrl("scenarios/scenario.schema.json")}\n${firstScenario}`,
        "bench.yaml": bench(),
        ...(meter && { "meters/my.meter.yaml": firstMeter(schemaUrl("rig/meterFile/meter.schema.json")) }),
      };
      const why = whyUnwritable(folder);
      if (why !== null) throw new BadInput([`${folder}: can't be written to (${why}): name another folder`]);
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, name);
        const shown = shownPath(path);
        if (existsSync(path)) {
          process.stdout.write(`kept     ${shown} (it exists)\n`);
          continue;
        }
        try {
          makeFolder(dirname(path));
          writeFileSync(path, text, { flag: "wx" });
        } catch (error) {
          throw new BadInput([`${shown}: can't be written (${whyNotWritten(error)}): name another folder`]);
        }
        process.stdout.write(`written  ${shown}\n`);
      }
      process.stdout.write(
        `\nNext:  conto-rig run ${relative(".", join(folder, "scenarios/first.scenario.yaml"))}   (on the virtual bench)\n`,
      );
      const meters = relative(".", join(folder, "meters"));
      if (meter)
        process.stdout.write(
          `\nThen:  conto-rig catalogue "My meter" --meters ${meters}\n       conto-rig run rated-current --meters ${meters} --model "My meter"\n`,
        );
      finish(exitCodes.pass);
    });
