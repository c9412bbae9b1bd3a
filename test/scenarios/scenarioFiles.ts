/** The shipped scenario files, as tests find them on disk. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const library = join(import.meta.dirname, "../../scenarios/library");

export interface ShippedFile {
  /** `wiring/ct-lost` */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

export const shippedFiles: readonly ShippedFile[] = readdirSync(library, {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => path.endsWith(".yaml"))
  .sort()
  .map((path) => ({
    name: join(dirname(path), basename(path, ".scenario.yaml")),
    folder: dirname(path),
    text: readFileSync(join(library, path), "utf8"),
  }));

export function scenarioIn({ name, text }: ShippedFile): Scenario {
  const { scenario, issues } = readScenario(text, `${name}.scenario.yaml`);
  if (scenario) return scenario;
  throw new Error(issues.map(formatLocatedIssue).join("\n"));
}

export const shipped = (name: string): Scenario => {
  const file = shippedFiles.find((each) => each.name === name);
  if (!file) throw new Error(`no scenario ${name} in the library`);
  return scenarioIn(file);
};
