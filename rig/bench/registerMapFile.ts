/**
 * A register map in a file of its own: what a person writes down once the maker's document, or a probe of the hardware,
 * has shown what the meter really answers. YAML or JSON, in the shape `conto-rig catalogue MODEL --json` shows.
 */
import { readRegisterMap } from "#models/meter/checkRegisterMap.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import { isRead, type ReadDocument, readNamedFile } from "#rig/named/namedFile.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

export function readRegisterMapFile(path: string): RegisterMap | readonly LocatedIssue[] {
  const read = readNamedFile(path);
  return isRead(read) ? registerMapOf(read) : [read];
}

export function registerMapOf({ text, shown }: ReadDocument): RegisterMap | readonly LocatedIssue[] {
  const document = readYaml(text, shown);
  if (document.issues.length > 0) return document.issues;
  const map = readRegisterMap(document.value);
  return Array.isArray(map)
    ? map.map(({ path: at, message }) => ({ ...document.locate(at), message }))
    : (map as RegisterMap);
}
