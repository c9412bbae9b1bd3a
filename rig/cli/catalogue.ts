/** `conto-rig catalogue`: what the rig knows of the products, as a sheet people read or as data. */
import { Command } from "commander";
import { allEntries, type CatalogueEntry, findEntry } from "#models/catalogue/catalogue.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { concentratorSheet, interfaceSheet } from "#rig/cli/deviceSheets.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { meterSheet } from "#rig/cli/meterSheet.ts";
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

const listed = (entries: readonly CatalogueEntry[]): string =>
  entries
    .map(
      ({ model, kind, variants }) =>
        `${model.padEnd(13)} ${kinds[kind].padEnd(13)} ${variants.map(({ orderCode }) => orderCode).join(", ")}\n`,
    )
    .join("");

const doubtful = (entries: readonly CatalogueEntry[]): string =>
  entries
    .map(({ model, document, doubts }) => [`${model} (${document})`, ...doubtLines(doubts), ""].join("\n"))
    .join("\n");

interface Options {
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
    .option("--json", "as data", false)
    .action((model: string | undefined, { json, doubts }: Options) => {
      const found = model === undefined ? undefined : findEntry(model);
      if (model !== undefined && found === undefined)
        throw new BadInput([
          `no model "${model}" in the catalogue (known: ${allEntries.map((entry) => entry.model).join(", ")})`,
        ]);
      process.stdout.write(json ? asData(found, doubts) : asText(found, doubts));
      finish(exitCodes.pass);
    });

function asText(found: CatalogueEntry | undefined, doubts: boolean): string {
  if (doubts) return doubtful(found === undefined ? allEntries : [found]);
  return found === undefined ? listed(allEntries) : sheet(found);
}

function asData(found: CatalogueEntry | undefined, doubts: boolean): string {
  const shown = (entry: CatalogueEntry) => (doubts ? { model: entry.model, doubts: entry.doubts } : entry);
  return `${JSON.stringify(found === undefined ? allEntries.map(shown) : shown(found), null, 2)}\n`;
}
