/**
 * The house in order: imports go along the chain models <- scenarios <- reports <- rig (ui never imports rig, nobody
 * imports test), the pure folders touch no Node module, no file imports itself in a circle, and each folder's type
 * check knows the world its code runs in and no other.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Which folders each folder may import from. */
const mayImport: Record<string, readonly string[]> = {
  models: ["models"],
  scenarios: ["models", "scenarios"],
  reports: ["models", "scenarios", "reports"],
  rig: ["models", "scenarios", "reports", "rig"],
  ui: ["models", "scenarios", "reports", "ui"],
};
const pure = ["models", "scenarios", "reports", "ui"];

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** Path inside the project, or null for a package or a Node module. */
  readonly target: string | null;
}

function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s+["']([^"']+)["']/g,
  );
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    if (specifier.startsWith("#")) return { file, specifier, target: specifier.slice(1) };
    if (specifier.startsWith(".")) return { file, specifier, target: join(dirname(file), specifier) };
    return { file, specifier, target: null };
  });
}

function breaches(imports: readonly Import[]): string[] {
  return imports.flatMap(({ file, specifier, target }) => {
    const folder = file.split("/")[0] ?? "";
    if (target === null)
      return pure.includes(folder) && specifier.startsWith("node:")
        ? [`${file} imports ${specifier}: ${folder} is pure`]
        : [];
    const into = target.split("/")[0] ?? "";
    return mayImport[folder]?.includes(into) === false
      ? [`${file} imports ${target}: ${folder} may not import ${into}`]
      : [];
  });
}

/** The files of every circle, each circle once, as "a -> b -> a". */
function circles(imports: readonly Import[]): string[] {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports)
    if (target !== null) edges.set(file, [...(edges.get(file) ?? []), target]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push([...path.slice(start), file].join(" -> "));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) walk(file, []);
  return found;
}

const sources = Object.keys(mayImport).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
);
const imports = sources.flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")));

describe("the house", () => {
  it("has sources to look at", () => expect(imports.length).toBeGreaterThan(100));
  it("keeps the dependency chain", () => expect(breaches(imports)).toEqual([]));
  it("has no circular imports", () => expect(circles(imports)).toEqual([]));
});

/** The type check of one configuration, as `npm run check` runs it, on something else than its folders. */
function tsc(configuration: string, change: object, ...flags: string[]): string {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "worlds-"));
  try {
    const config = { extends: join(root, configuration), compilerOptions: { incremental: false }, ...change };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    writeFileSync(join(folder, "seed.ts"), "export const seen = [Math, document, process, Buffer, URL];\n");
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const run = spawnSync(process.execPath, [compiler, "-p", folder, ...flags], { encoding: "utf8" });
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Which of the two worlds' names do not compile. */
const unknownNames = (configuration: string): string[] => {
  const said = tsc(configuration, { files: ["seed.ts"], include: [] });
  return [...said.matchAll(/Cannot find name '(\w+)'/g)].map((match) => match[1] ?? "");
};

describe("each folder's type check knows its own world", () => {
  it.each([
    { configuration: "tsconfig.pure.json", unknown: ["document", "process", "Buffer", "URL"] },
    { configuration: "tsconfig.rig.json", unknown: ["document"] },
    { configuration: "tsconfig.ui.json", unknown: ["process", "Buffer"] },
    { configuration: "tsconfig.test.json", unknown: [] },
  ])("$configuration refuses $unknown", ({ configuration, unknown }) => {
    expect(unknownNames(configuration)).toEqual(unknown);
  });

  const read = new Map(
    ["pure", "rig", "ui"].map((name) => [
      name,
      tsc(`tsconfig.${name}.json`, {}, "--listFilesOnly")
        .split("\n")
        .map((file) => relative(root, file)),
    ]),
  );
  it("and every source is checked in the world of its folder", () => {
    const world = (folder: string) => (["models", "scenarios", "reports"].includes(folder) ? "pure" : folder);
    const missed = sources.filter((file) => !read.get(world(file.split("/")[0] ?? ""))?.includes(file));
    // The one file of ui that Node runs.
    expect(missed).toEqual(["ui/vite.config.ts"]);
  });
  it.each([
    { name: "pure", foreign: /@types\/node\/|lib\.dom\./ },
    { name: "rig", foreign: /lib\.dom\./ },
    { name: "ui", foreign: /@types\/node\// },
  ])("and no package brings the other world into $name", ({ name, foreign }) => {
    expect(read.get(name)?.filter((file) => foreign.test(file))).toEqual([]);
  });
  it("and `npm run check` checks them all", () => {
    const text = (file: string) => readFileSync(join(root, file), "utf8");
    const named = [...text("tsconfig.json").matchAll(/"path": "\.\/([^"]+)"/g)].map((match) => match[1]);
    const worlds = readdirSync(root).filter((file) => /^tsconfig\.(pure|rig|ui|test)\.json$/.test(file));
    expect(named.toSorted()).toEqual(worlds.toSorted());
    expect(JSON.parse(text("package.json")).scripts.check).toMatch(/^tsc -b && /);
  });
});

describe("this very test", () => {
  const read = (file: string, text: string) => importsOf(file, text);
  it("sees an import against the chain, in any form", () => {
    expect(breaches(read("models/a.ts", 'import { x } from "#rig/b.ts";'))).toHaveLength(1);
    expect(breaches(read("scenarios/a.ts", 'export * from "../reports/b.ts";'))).toHaveLength(1);
    expect(breaches(read("ui/a.tsx", 'const b = await import("#rig/b.ts");'))).toHaveLength(1);
    expect(breaches(read("reports/a.ts", 'import type {\n  X,\n} from "#rig/b.ts";'))).toHaveLength(1);
    expect(breaches(read("models/a.ts", 'import { readFileSync } from "node:fs";'))).toHaveLength(1);
    expect(
      breaches(read("rig/a.ts", 'import { readFileSync } from "node:fs";\nimport "#models/b.ts";')),
    ).toEqual([]);
  });
  it("sees a circle", () => {
    const circle = [
      ...read("models/a.ts", 'import "#models/b.ts";'),
      ...read("models/b.ts", 'import "./a.ts";'),
    ];
    expect(circles(circle)).toEqual(["models/a.ts -> models/b.ts -> models/a.ts"]);
  });
});
