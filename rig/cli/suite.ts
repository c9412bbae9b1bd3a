/**
 * The scenarios a person asks for: files, folders of them, or names from the shipped library (an id, a theme, or
 * `theme/id`); all of the library when nothing is asked. Every file is read, and everything wrong in any of them is
 * told at once.
 */
import { basename, dirname, join } from "node:path";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import type { OtherModel } from "#models/catalogue/onAnotherModel.ts";
import type { Product } from "#models/catalogue/product.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { retarget } from "#rig/cli/retarget.ts";
import { isRead, readNamedFile, shownPath } from "#rig/named/namedFile.ts";
import { filesInFolder, placeAt } from "#rig/named/namedFolder.ts";
import { fileEnding, readScenario, scenarioId } from "#scenarios/read.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

export interface SuiteFile {
  readonly file: string;
  /** How a person asks for it again. */
  readonly reference: string;
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly reference: string;
  readonly source: { readonly file: string; readonly sha256: string };
  /** Why the model asked for can't run it; null when it can, or none was asked for. */
  readonly notApplicable?: string | null;
}

const library = join(packageRoot, "scenarios/library");
/** For a sitting at a real bench; asked for by name, no part of the library. */
const suites = join(packageRoot, "scenarios/suites");

/** @throws {BadInput} the folder can't be gone through. */
function scenarioFilesIn(folder: string): readonly string[] {
  const files = filesInFolder(folder, fileEnding);
  if ("message" in files) throw new BadInput([formatLocatedIssue(files)]);
  return files;
}

const shippedIn = (folder: string): readonly SuiteFile[] =>
  scenarioFilesIn(folder).map((file) => ({
    file,
    reference: `${basename(dirname(file))}/${scenarioId(file)}`,
  }));

export const libraryFiles = (): readonly SuiteFile[] => shippedIn(library);
export const suiteFiles = (): readonly SuiteFile[] => shippedIn(suites);

/** @throws {BadInput} one line per name that is neither a file, a folder nor in the library. */
export function chooseScenarios(asked: readonly string[]): readonly SuiteFile[] {
  if (asked.length === 0) return libraryFiles();
  const shipped = [...libraryFiles(), ...suiteFiles()];
  const unknown: string[] = [];
  const chosen = asked.flatMap((word): readonly SuiteFile[] => {
    const named = shipped.filter(
      ({ file, reference }) =>
        reference === word || scenarioId(file) === word || reference.startsWith(`${word}/`),
    );
    if (named.length > 0) return named;
    const there = placeAt(word);
    if (there.kind === "folder") {
      const files = scenarioFilesIn(word);
      if (files.length === 0) unknown.push(`${word}: no *${fileEnding} in this folder`);
      return files.map((file) => ({ file, reference: shownPath(file) }));
    }
    if (there.kind === "other") return [{ file: word, reference: shownPath(word) }];
    if (there.kind === "closed") {
      unknown.push(`${word}:1:1: ${there.why}`);
      return [];
    }
    const known = shipped.flatMap(({ file, reference }) => [
      scenarioId(file),
      reference,
      ...reference.split("/").slice(0, 1),
    ]);
    const meant = suggestionFor(word, known);
    unknown.push(
      `${word}: no such file, and no scenario of the library${meant ? `: did you mean '${meant}'?` : " (conto-rig run --list shows them)"}`,
    );
    return [];
  });
  if (unknown.length > 0) throw new BadInput(unknown);
  return [...new Map(chosen.map((each) => [each.file, each])).values()];
}

/**
 * `model`: the one to put in the place of the one each file names; `further`: meters beside those of the catalogue.
 * @throws {BadInput} every issue of every file, as file:line:col, and ids used twice.
 */
export function loadScenarios(
  files: readonly SuiteFile[],
  model: OtherModel | null = null,
  further: readonly Product[] = [],
): readonly LoadedScenario[] {
  const lines: string[] = [];
  const byId = new Map<string, string>();
  const loaded = files.flatMap(({ file, reference }): readonly LoadedScenario[] => {
    const read = readNamedFile(file);
    if (!isRead(read)) {
      lines.push(formatLocatedIssue(read));
      return [];
    }
    const { text, sha256, shown } = read;
    const { scenario, issues } = readScenario(text, shown, (choice) => meterSpec(choice, {}, further));
    if (issues) {
      lines.push(...issues.map(formatLocatedIssue));
      return [];
    }
    const other = byId.get(scenario.id);
    if (other !== undefined)
      lines.push(`${shown}: the id '${scenario.id}' is taken by ${other}: rename one of the files`);
    byId.set(scenario.id, shown);
    const onOther = model === null ? null : retarget(text, scenario, model, further);
    return [
      {
        scenario: onOther?.kind === "scenario" ? onOther.scenario : scenario,
        notApplicable: onOther?.kind === "notApplicable" ? onOther.reason : null,
        reference,
        source: { file: shown, sha256 },
      },
    ];
  });
  if (lines.length > 0) throw new BadInput(lines);
  return loaded;
}
