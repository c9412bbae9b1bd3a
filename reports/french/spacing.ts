/**
 * French sets `: ; ! ? %`, guillemets and a unit apart from what they follow by a space at which no line breaks
 * (Imprimerie nationale, Lexique des règles typographiques). Who writes a file types a plain one.
 */
export const frenchSpaces = (text: string): string =>
  text
    .replace(/ (?=[:;!?%»])|(?<=«) /g, "\u00a0")
    .replace(/(?<=\d) (?=[kMGm]?(?:VA|varh?|V|A|Wh?|Hz|s|h|min)(?![\p{L}\d]))/gu, "\u00a0");
