/** Counts and their words: in English one is singular and nothing is plural, in French both are singular. */
import { describe, expect, it } from "vitest";
import { en } from "#reports/texts/en.ts";
import { fr } from "#reports/texts/fr.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { en as uiEn } from "../../../ui/texts/en.ts";
import { fr as uiFr } from "../../../ui/texts/fr.ts";

/** Every function of one figure or text in a book of words, by its path. */
function wordings(
  book: object,
  path: readonly string[] = [],
): (readonly [string, (count: number) => string])[] {
  return Object.entries(book).flatMap(([key, entry]: [string, unknown]) => {
    if (typeof entry === "function" && entry.length === 1)
      return [[[...path, key].join("."), entry as (count: number) => string] as const];
    return typeof entry === "object" && entry !== null ? wordings(entry, [...path, key]) : [];
  });
}
/** What is said of a count, without the count. */
const wordsOf = (say: (count: number) => string, count: number): string | null => {
  try {
    return String(say(count)).replace(String(count), "#");
  } catch {
    return null; // not of a count
  }
};

const books = [
  ["reports", en, fr],
  ["sheets", sheetTextsOf("en"), sheetTextsOf("fr")],
  ["page", uiEn, uiFr],
] as const;

describe.each(books)("the words of the %s", (_, english, french) => {
  it("take nothing as many in English, and as one in French", () => {
    const unlike = (book: object, one: number, other: number) =>
      wordings(book)
        .filter(([, say]) => wordsOf(say, one) !== wordsOf(say, other))
        .map(([path]) => path);
    expect(wordings(english).length).toBe(wordings(french).length);
    expect(unlike(english, 0, 5)).toEqual([]);
    expect(unlike(french, 0, 1)).toEqual([]);
    expect(unlike(french, 2, 5)).toEqual([]);
    // and the law is about something
    expect(unlike(english, 1, 5).length).toBeGreaterThan(0);
    expect(unlike(french, 1, 5).length).toBeGreaterThan(0);
  });
});

describe("the word of a verdict beside its count", () => {
  it("is plural from two on in French", () => {
    expect([0, 1, 2, 12].map((count) => `${count} ${fr.verdictCounted("fail", count)}`)).toEqual([
      "0 non conforme",
      "1 non conforme",
      "2 non conformes",
      "12 non conformes",
    ]);
    expect(fr.verdictCounted("error", 3)).toBe("erreurs du banc");
  });
});
