/**
 * `conto-rig init`: the files a person starts from, in a folder of their own: a first scenario and a bench file for a
 * meter behind an RS485 adapter. It asks nothing and overwrites nothing.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Command } from "commander";
import { BadInput } from "#rig/cli/badInput.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { firstBench } from "#rig/cli/firstBench.ts";
import { firstMeter } from "#rig/cli/firstMeter.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { shownPath } from "#rig/named/namedFile.ts";
import { makeFolder, whyNotWritten, whyUnwritable } from "#rig/named/outFolder.ts";
import { firstScenario } from "#scenarios/firstScenario.ts";

/** The schemas that come along, so that the folder can be moved, copied and checked in: a file names the one beside it. */
const schemas = {
  scenario: "scenarios/scenario.schema.json",
  bench: "rig/bench/bench.schema.json",
  meter: "rig/meterFile/meter.schema.json",
} as const;
const schemaFile = (kind: keyof typeof schemas): string => `schemas/${kind}.schema.json`;
const schemaText = (kind: keyof typeof schemas): string =>
  readFileSync(join(packageRoot, schemas[kind]), "utf8");

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
        "scenarios/first.scenario.yaml": `# yaml-language-server: $schema=../${schemaFile("scenario")}\n${firstScenario}`,
        "bench.yaml": firstBench(schemaFile("bench")),
        ...(meter && { "meters/my.meter.yaml": firstMeter(`../${schemaFile("meter")}`) }),
        [schemaFile("scenario")]: schemaText("scenario"),
        [schemaFile("bench")]: schemaText("bench"),
        ...(meter && { [schemaFile("meter")]: schemaText("meter") }),
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
        `\nNext:  conto-rig run ${relative(".", join(folder, "scenarios/first.scenario.yaml"))}   (on the virtual bench)
       conto-rig run bench-half-hour --bench ${relative(".", join(folder, "bench.yaml"))} --plan   (what half an hour at a real one would be)\n`,
      );
      const meters = relative(".", join(folder, "meters"));
      if (meter)
        process.stdout.write(
          `\nThen:  conto-rig catalogue "My meter" --meters ${meters}\n       conto-rig run rated-current --meters ${meters} --model "My meter"\n`,
        );
      finish(exitCodes.pass);
    });
