/** docs/figures.md: the last figures of every simulation, a section each, which only that simulation writes anew. */

const heading = /^(?=## )/m;
const titleOf = (section: string): string => section.split("\n", 1)[0] ?? "";

/** `page` with `sections` (each from its `## title` on) in the places of those with the same titles, or behind the last. */
export function withSections(page: string, sections: string): string {
  const [head = "", ...old] = page.split(heading);
  const fresh = sections.split(heading).filter((section) => section.startsWith("## "));
  const titles = new Set(old.map(titleOf));
  const kept = old.map((section) => fresh.find((each) => titleOf(each) === titleOf(section)) ?? section);
  const added = fresh.filter((section) => !titles.has(titleOf(section)));
  const ended = (section: string): string => `${section.trimEnd()}\n`;
  return [head.trimEnd() === "" ? "# Figures\n" : ended(head), ...[...kept, ...added].map(ended)].join("\n");
}
