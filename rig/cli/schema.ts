/** `conto-rig schema`: the JSON Schemas of the files people write, for their editors. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Argument, Command } from "commander";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";

const schemas = {
  scenario: "scenarios/scenario.schema.json",
  bench: "rig/bench/bench.schema.json",
  meter: "rig/meterFile/meter.schema.json",
  site: "rig/site/site.schema.json",
} as const;

export const schemaCommand = (finish: Finish): Command =>
  new Command("schema")
    .description("print the JSON Schema (draft 7) of scenario, bench, meter or site files")
    .addArgument(new Argument("<file kind>").choices(Object.keys(schemas)))
    .action((kind: keyof typeof schemas) => {
      process.stdout.write(readFileSync(join(packageRoot, schemas[kind]), "utf8"));
      finish(exitCodes.pass);
    });
