/** Where the package stands, from the sources and from `dist` alike: the folder of its package.json. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RigError } from "#rig/rigError.ts";

const find = (folder: string): string => {
  const file = join(folder, "package.json");
  // The compiled tree has a package.json of its own, which only says where its imports are.
  if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "conto-rig") return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new RigError("packageMissing", "the conto-rig package has lost its package.json");
  return find(parent);
};

export const packageRoot = find(dirname(fileURLToPath(import.meta.url)));
export const packageVersion: string = JSON.parse(
  readFileSync(join(packageRoot, "package.json"), "utf8"),
).version;
