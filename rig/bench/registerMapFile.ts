/**
 * A register map in a file of its own: what a person writes down once the maker's document, or a probe of the hardware,
 * has shown what the meter really answers. YAML or JSON, in the shape `conto-rig catalogue MODEL --json` shows.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { readRegisterMap } from "#models/meter/checkRegisterMap.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

export function readRegisterMapFile(path: string): RegisterMap | readonly LocatedIssue[] {
  const file = relative(".", path);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return [{ file, line: 1, column: 1, message: `can't be read: ${(error as Error).message}` }];
  }
  const document = readYaml(text, file);
  if (document.issues.length > 0) return document.issues;
  const map = readRegisterMap(document.value);
  return Array.isArray(map)
    ? map.map(({ path: at, message }) => ({ ...document.locate(at), message }))
    : (map as RegisterMap);
}
