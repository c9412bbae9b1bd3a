/**
 * The meters of a user's own: every meter file named, and every one in a folder named. Two files for one model, or a
 * model the catalogue has already, are trouble: a name must mean one meter.
 */
import { resolve } from "node:path";
import { findModel } from "#models/catalogue/catalogue.ts";
import type { Product } from "#models/catalogue/product.ts";
import { readMeterFile } from "#rig/meterFile/readMeterFile.ts";
import { isRead, readNamedFile } from "#rig/named/namedFile.ts";
import { filesInFolder, folderLimits, placeAt } from "#rig/named/namedFolder.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

const fileEnding = ".meter.yaml";

export interface FiledMeter {
  readonly product: Product;
  /** As shown to a person. */
  readonly file: string;
  readonly sha256: string;
}

export interface MeterFiles {
  readonly meters: readonly FiledMeter[];
  readonly issues: readonly LocatedIssue[];
}

const at = (file: string, message: string): LocatedIssue => ({ file, line: 1, column: 1, message });

/** Reads files and folders of them; everything wrong in any of them is told. */
export function readMeterFiles(paths: readonly string[]): MeterFiles {
  const meters = new Map<string, FiledMeter>();
  const issues: LocatedIssue[] = [];
  for (const path of new Set(paths.flatMap((each) => filesAt(each, issues)).map((each) => resolve(each)))) {
    const read = readNamedFile(path);
    if (!isRead(read)) {
      issues.push(read);
      continue;
    }
    const { text, sha256, shown: file } = read;
    const product = readMeterFile(text, file);
    if (!isProduct(product)) {
      issues.push(...product);
      continue;
    }
    const name = product.model.trim().toLowerCase();
    const other = meters.get(name);
    if (other !== undefined) issues.push(at(file, `${product.model} is in ${other.file} already`));
    else if (findModel(product.model) !== undefined)
      issues.push(at(file, `${product.model} is in the catalogue already: give it another name`));
    else meters.set(name, { product, file, sha256 });
  }
  return { meters: [...meters.values()], issues };
}

const isProduct = (result: Product | readonly LocatedIssue[]): result is Product => !Array.isArray(result);

function filesAt(path: string, issues: LocatedIssue[]): string[] {
  if (placeAt(path).kind !== "folder") return [path];
  const files = filesInFolder(path, fileEnding, { ...folderLimits, levels: 0 });
  if ("message" in files) {
    issues.push(files);
    return [];
  }
  if (files.length === 0) issues.push(at(path, `no *${fileEnding} in this folder`));
  return [...files];
}
