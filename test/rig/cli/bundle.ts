/**
 * The command line as one file, made once for a test run: the sources translated at every start would be most of what the
 * tests of commands cost. What it is to start is provided to the tests as `program`.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the file that Node starts as `conto-rig`. */
    program: string;
  }
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

export default async function bundleProgram(project: TestProject): Promise<() => void> {
  // Inside the package: the program looks upwards for the package it belongs to.
  const cache = join(root, "node_modules", ".cache", "conto-rig");
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, "program-"));
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    build: { ssr: join(root, "rig/cli/main.ts"), outDir, target: "node20", emptyOutDir: false },
  });
  project.provide("program", join(outDir, "main.js"));
  return () => rmSync(outDir, { recursive: true, force: true });
}
