/**
 * HTML, SVG and XML text that is safe by construction: in a template everything that is not itself markup is escaped,
 * so a meter that calls itself `<script>` is printed under that name. Attribute values must stand in quotes.
 */
import { printable } from "#reports/printable.ts";

export interface Markup {
  readonly markup: string;
}
/** `null` is nothing; a list is its pieces one after the other. */
export type Piece = Markup | string | number | null | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeMarkup = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");

const isList = (piece: Piece): piece is readonly Piece[] => Array.isArray(piece);
const write = (piece: Piece): string =>
  piece === null
    ? ""
    : typeof piece === "string"
      ? escapeMarkup(piece)
      : typeof piece === "number"
        ? String(piece)
        : isList(piece)
          ? piece.map(write).join("")
          : piece.markup;

export const markup = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: parts.map((part, i) => part + write(pieces[i] ?? null)).join(""),
});
/** Text written by this program itself (a style sheet), put in as it is. */
export const trusted = (text: string): Markup => ({ markup: text });
