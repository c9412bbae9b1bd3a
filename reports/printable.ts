/**
 * Text that came from a meter, a file or a bus, made fit to be shown: it may hold anything a foreign program wrote.
 * Control characters (a terminal obeys them), halves of surrogate pairs and what XML 1.0 forbids become U+FFFD;
 * characters that steer its direction, which make a line read as another, go altogether. A file a person wrote is refused
 * for any of these (scenarios/yaml); what is shown may come from elsewhere.
 */
import { steersDirection } from "#scenarios/text/characters.ts";

/** Char of XML 1.0 (5th edition, production 2), less the C1 controls and DEL, which it allows but discourages. */
const isPrintable = (code: number) =>
  code === 0x09 ||
  code === 0x0a ||
  (code >= 0x20 && code <= 0x7e) ||
  (code >= 0xa0 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

/** Tabs and line ends stay. */
export function printable(text: string): string {
  let result = "";
  for (const character of text.replaceAll("\r\n", "\n")) {
    const code = character.codePointAt(0) ?? 0;
    if (steersDirection(code)) continue;
    result += isPrintable(code) ? character : "\ufffd";
  }
  return result;
}

/**
 * The same on one line for terminals and build servers, where people search and copy: every run of white space, no-break
 * spaces included, is one space, and a true minus sign is a hyphen.
 */
export const printableLine = (text: string): string =>
  printable(text).replace(/\s+/g, " ").replaceAll("\u2212", "-").trim();
