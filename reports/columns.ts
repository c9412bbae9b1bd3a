/**
 * Text as it lies on a screen: how many columns it takes (a Chinese character takes two, a colour none) and in which
 * rows it stands. The last column stays free, since terminals differ in where the cursor goes after a full row.
 */
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** The rows of a text, broken between words where there are any, figures with their units, each shorter than `columns`. */
export const rowsOf = (text: string, columns: number): string[] =>
  wrapAnsi(keptTogether(text), Math.max(1, columns - 1), { hard: true })
    .split("\n")
    .map(plainSpaces);

const unit = "(?:%|°|ms|s|min|h|d|[kM]?(?:Wh|varh|W|var|VA|V|A)|Hz)(?![\\w°])";
const beforeUnit = new RegExp(`(\\d) (?=${unit})`, "g");
const beforeRest = /(\d\u00a0(?:min|h|d)) (?=\d)/g;
/** With spaces that do not break in what is read as one: a figure and its unit, "2 h 41 min", "k = 2". */
export const keptTogether = (text: string): string =>
  text
    .replace(beforeUnit, "$1\u00a0")
    .replace(beforeRest, "$1\u00a0")
    .replace(/ = (?=\S)/g, "\u00a0=\u00a0");
/** Once it is in rows: people search and copy what a terminal shows. */
export const plainSpaces = (row: string): string => row.replaceAll("\u00a0", " ");

/**
 * The same for sentences: a word that is longer than a row (a path, an address) is never broken, and a figure stays with
 * its unit.
 */
export const sentenceRows = (text: string, columns: number): string[] =>
  wrapAnsi(keptTogether(text), Math.max(1, columns - 1))
    .split("\n")
    .map(plainSpaces);

/** As much of the beginning as fits one row, with "…" where something is left out. */
export function beginningOf(text: string, columns: number): string {
  const room = Math.max(1, columns - 1);
  if (stringWidth(text) <= room) return text;
  return `${charactersWithin([...text], room - 1).join("")}…`;
}

/** The same with the end, for a line that is being typed. */
export function endOf(text: string, columns: number): string {
  const room = Math.max(1, columns - 1);
  if (stringWidth(text) <= room) return text;
  return `…${charactersWithin([...text].reverse(), room - 1)
    .reverse()
    .join("")}`;
}

function charactersWithin(characters: readonly string[], room: number): string[] {
  const fitting: string[] = [];
  let taken = 0;
  for (const character of characters) {
    taken += stringWidth(character);
    if (taken > room) break;
    fitting.push(character);
  }
  return fitting;
}
