/** What the sheets of all products have in common: headings, rows, the enclosure, the doubts. */
import type { CatalogueEntry } from "#models/catalogue/catalogue.ts";
import type { Enclosure } from "#models/catalogue/enclosure.ts";

export const heading = (text: string): string => `\n${text}\n${"-".repeat(text.length)}`;
export const row = (name: string, value: string): string => `  ${name.padEnd(22)}${value}`;

export const enclosureRows = ({ format, temperature, protection }: Enclosure): string[] => [
  row("enclosure", format),
  row("temperature", `${temperature.lowest}...${temperature.highest} degrees Celsius`),
  ...(protection === null
    ? []
    : [row("protection", `${protection.front} front, ${protection.terminals} terminals`)]),
];

export const doubtLines = (doubts: CatalogueEntry["doubts"]): string[] =>
  doubts.map(({ about, chosen, reason, alternatives }) =>
    [
      `  - ${about}`,
      `      chosen: ${chosen}`,
      ...alternatives.map(({ reading }) => `      or:     ${reading}`),
      `      because ${reason}`,
    ].join("\n"),
  );
