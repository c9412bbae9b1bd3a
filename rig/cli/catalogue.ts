/** `conto-rig catalogue`: what the rig knows of the products, as a sheet people read or as data. */
import { Command } from "commander";
import { allEntries, type CatalogueEntry, findEntry } from "#models/catalogue/catalogue.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { concentratorSheet, interfaceSheet } from "#rig/cli/deviceSheets.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { meterSheet } from "#rig/cli/meterSheet.ts";
import { metersOption, type OwnMeters, ownMeters } from "#rig/cli/ownMeters.ts";
import { doubtLines } from "#rig/cli/sheet.ts";

function sheet(entry: CatalogueEntry): string {
  switch (entry.kind) {
    case "meter":
      return meterSheet(entry);
    case "concentrator":
      return concentratorSheet(entry);
    case "interface":
      return interfaceSheet(entry);
  }
}

const kinds: Readonly<Record<CatalogueEntry["kind"], string>> = {
  meter: "meter",
  concentrator: "concentrator",
  interface: "interface",
};

function listed(entries: readonly CatalogueEntry[], { filed }: OwnMeters): string {
  const width = Math.max(...entries.map(({ model }) => model.length));
  return entries
    .map((entry) => {
      const { model, kind, variants } = entry;
      const file = filed.find(({ product }) => product === entry)?.file;
      const codes = variants.map(({ orderCode }) => orderCode).join(", ");
      return `${model.padEnd(width)} ${kinds[kind].padEnd(13)} ${codes}${file === undefined ? "" : `   [from ${file}]`}\n`;
    })
    .join("");
}

const doubtful = (entries: readonly CatalogueEntry[]): string =>
  entries
    .map(({ model, document, doubts }) => [`${model} (${document})`, ...doubtLines(doubts), ""].join("\n"))
    .join("\n");

interface Options {
  readonly meters: readonly string[];
  readonly json: boolean;
  readonly doubts: boolean;
}

export const catalogueCommand = (finish: Finish): Command =>
  new Command("catalogue")
    .description("the products the rig knows: list them, or show one")
    .argument("[model]", "such as D4-s")
    .option(
      "--doubts",
      "only what the catalogue leaves in doubt, what was chosen, and what else may hold",
      false,
    )
    .addOption(metersOption())
    .option("--json", "as data", false)
    .action((model: string | undefined, { json, doubts, meters }: Options) => {
      const own = ownMeters(meters);
      const entries: readonly CatalogueEntry[] = [...allEntries, ...own.products];
      const found = model === undefined ? undefined : (findEntry(model) ?? own.find(model));
      if (model !== undefined && found === undefined)
        throw new BadInput([
          `no model "${model}" in the catalogue (known: ${entries.map((entry) => entry.model).join(", ")})`,
        ]);
      const shown = found === undefined ? entries : [found];
      const text = doubts ? doubtful(shown) : found === undefined ? listed(entries, own) : sheet(found);
      process.stdout.write(json ? asData(found, entries, doubts) : text);
      finish(exitCodes.pass);
    });

function asData(
  found: CatalogueEntry | undefined,
  entries: readonly CatalogueEntry[],
  doubts: boolean,
): string {
  const shown = (entry: CatalogueEntry) => (doubts ? { model: entry.model, doubts: entry.doubts } : entry);
  return `${JSON.stringify(found === undefined ? entries.map(shown) : shown(found), null, 2)}\n`;
}
