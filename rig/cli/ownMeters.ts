/**
 * The meters of a person's own, beside those of the catalogue: meter files named on the command line, and those the
 * positions of a bench file name. Wherever a model is looked up, these are looked up too.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Option } from "commander";
import type { Product } from "#models/catalogue/product.ts";
import { meterPathsOf } from "#rig/bench/benchFile.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { type FiledMeter, readMeterFiles } from "#rig/meterFile/meterFiles.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

export interface OwnMeters {
  readonly filed: readonly FiledMeter[];
  readonly products: readonly Product[];
  /** By its name, capitals optional. */
  readonly find: (model: string) => Product | undefined;
}

export const noOwnMeters: OwnMeters = { filed: [], products: [], find: () => undefined };

export const metersOption = (): Option =>
  new Option("--meters <path>", "a meter file of your own, or a folder of them; may be given again")
    .argParser((path: string, before: readonly string[]) => [...before, path])
    .default([], "only the catalogue");

/**
 * Reads the meter files; `bench`: a bench's name or file.
 * @throws {BadInput} everything wrong in any of the files.
 */
export function ownMeters(paths: readonly string[], bench?: string): OwnMeters {
  const onBench = bench === undefined ? [] : pathsOnBench(bench);
  const { meters: filed, issues } = readMeterFiles([...paths, ...onBench]);
  if (issues.length > 0) throw new BadInput(issues.map(formatLocatedIssue));
  const products = filed.map(({ product }) => product);
  const find = (name: string): Product | undefined => {
    const plain = name.trim().toLowerCase();
    return products.find((product) => product.model.trim().toLowerCase() === plain);
  };
  return { filed, products, find };
}

function pathsOnBench(bench: string): readonly string[] {
  if (!existsSync(bench) || !statSync(bench).isFile()) return [];
  const named = meterPathsOf(readFileSync(bench, "utf8"), relative(".", bench));
  return named.map((path) => join(dirname(bench), path));
}
