/**
 * The meters of a person's own, beside those of the catalogue: meter files named on the command line, and those the
 * positions of a bench file name. Wherever a model is looked up, these are looked up too.
 */
import { dirname, resolve } from "node:path";
import { Option } from "commander";
import type { Product } from "#models/catalogue/product.ts";
import { meterPathsOf } from "#rig/bench/benchFile.ts";
import { isVirtual } from "#rig/bench/virtualMeters.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { type FiledMeter, readMeterFiles } from "#rig/meterFile/meterFiles.ts";
import { isRead, readNamedFile } from "#rig/named/namedFile.ts";
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

/** Whatever else there is to say of the bench file is said when it is opened. */
function pathsOnBench(bench: string): readonly string[] {
  const read = isVirtual(bench) ? null : readNamedFile(bench);
  if (read === null || !isRead(read)) return [];
  return meterPathsOf(read.text, read.shown).map((path) => resolve(dirname(bench), path));
}
