/** Claims and findings as sentences, in both languages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percent, seconds } from "#models/units.ts";
import type { Comparison } from "#reports/events.ts";
import { languages } from "#reports/language.ts";
import { claimSentence, errorFigures, findingSentence } from "#reports/sentences.ts";
import { en } from "#reports/texts/en.ts";
import { fr } from "#reports/texts/fr.ts";
import { verdictArbitrary } from "./eventStreams.ts";
import { comparison } from "./sampleRun.ts";

const plain = (text: string) => text.replace(/\s/g, " ");
const french = (facts: Partial<Comparison>) => plain(findingSentence(comparison(facts), "fr").text);
const nothing = { type: "registersNothing", energy: "active energy" } as const;
const starts = { type: "startsWithin", time: seconds(90) } as const;

describe("claims", () => {
  it("read as a technician would say them", () => {
    const limit = { kind: "percent", value: percent(0.5) } as const;
    const claim = { type: "readsWithin", quantity: "voltage L1", of: 230, limit } as const;
    expect(plain(claimSentence(claim, "en"))).toBe("reads voltage L1 as 230 V within 0.5 %");
    expect(plain(claimSentence(claim, "fr"))).toBe("tension L1 : affiche 230 V à 0,5 % près");
    expect(plain(claimSentence(starts, "fr"))).toBe("démarre en moins de 1 min 30 s");
    expect(plain(claimSentence(nothing, "fr"))).toBe("n’enregistre pas d’énergie active");
  });
});

it("a limit of time has one side, and short times are in milliseconds", () => {
  const claim = { type: "answersWithin", time: seconds(0.3) } as const;
  expect(plain(claimSentence(claim, "en"))).toBe("answers its bus within 300 ms");
  const late = comparison({ claim, verdict: "fail", meter: 0.4, limit: 0.3, error: null, unit: "s" });
  expect(plain(errorFigures(late, "en").limit ?? "")).toBe("300 ms");
  expect(plain(findingSentence(late, "fr").text)).toBe(
    "La réponse la plus lente a commencé au bout de 400 ms, plus tard que les 300 ms permis.",
  );
});

describe("findings", () => {
  it("are the record's own in English", () => {
    expect(findingSentence(comparison({}), "en")).toEqual({
      text: "error +0.10 % is inside the class limit of 1 %",
      recorded: true,
    });
  });
  it("are built from the figures in English too where the record has no words", () => {
    expect(plain(findingSentence(comparison({ finding: "" }), "en").text)).toBe(
      "Error +0.100 %, inside the limit of ± 1 % (uncertainty 0.050 %, k = 2).",
    );
  });
  it("are said from the figures in French", () => {
    expect(french({})).toBe("Erreur +0,100 %, dans la limite de ± 1 % (incertitude 0,050 %, k = 2).");
    expect(french({ verdict: "fail", error: -1.2 })).toBe(
      "Erreur −1,200 %, hors de la limite de ± 1 % (incertitude 0,050 %, k = 2).",
    );
    expect(french({ claim: nothing, verdict: "fail", meter: 20, error: null, limit: null })).toBe(
      "Le registre a avancé de 20 Wh alors qu’il ne doit pas bouger.",
    );
    expect(french({ claim: starts, verdict: "fail", meter: 120 })).toBe(
      "Démarré au bout de 2 min, plus tard que les 1 min 30 s permis.",
    );
    expect(french({ claim: { type: "staysSilent" }, verdict: "pass" })).toBe(
      "Le compteur est resté muet, comme il se doit.",
    );
  });
  it("stay as recorded where the figures do not explain the verdict", () => {
    const facts = [
      { verdict: "fail", error: 0.1 },
      { verdict: "pass", error: 3 },
      { verdict: "inconclusive", error: 0.1 },
      { verdict: "inconclusive", error: null },
      { verdict: "error" },
      { claim: nothing, verdict: "fail", meter: 0 },
      { claim: nothing, verdict: "inconclusive", meter: 0 },
      { claim: starts, verdict: "pass", meter: 120 },
    ] satisfies Partial<Comparison>[];
    for (const fact of facts)
      expect(findingSentence(comparison({ ...fact, finding: "as recorded" }), "fr")).toEqual({
        text: "as recorded",
        recorded: true,
      });
  });
  it("never say inside of an error beyond its limit, nor beyond of one inside it", () => {
    const figure = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        figure,
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        verdictArbitrary,
        (error, limit, verdict) => {
          const text = french({ error, limit, verdict, finding: "recorded" });
          if (text.includes("dans la limite"))
            expect([verdict, Math.abs(error) <= limit]).toEqual(["pass", true]);
          if (text.includes("hors de la limite"))
            expect([verdict, Math.abs(error) > limit]).toEqual(["fail", true]);
        },
      ),
    );
  });
});

describe("the words", () => {
  /** Every text, with its path; sentences with places to fill are filled with marks. */
  function all(texts: object, path = ""): [string, string][] {
    return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? [[`${path}${key}`, value] as [string, string]]
        : typeof value === "function"
          ? [
              [`${path}${key}`, String((value as (...marks: string[]) => string)("«1»", "«2»", "«3»"))] as [
                string,
                string,
              ],
            ]
          : all(value as object, `${path}${key}.`),
    );
  }
  it("are all there and not empty in every language, and keep every place to fill", () => {
    const [english, frenchWords] = [new Map(all(en)), new Map(all(fr))];
    expect([...frenchWords.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      const marks = (words: string) => [...new Set(words.match(/«\d»/g) ?? [])].sort();
      expect([key, marks(frenchWords.get(key) ?? "")]).toEqual([key, marks(text)]);
      expect(frenchWords.get(key)?.trim()).not.toBe("");
    }
    expect(languages).toEqual(["en", "fr"]);
  });
  it("follow French typography: no straight apostrophe, a no-break space before : ; ! ?", () => {
    for (const [key, text] of all(fr)) {
      expect([key, text.includes("'")]).toEqual([key, false]);
      expect([key, /[^\u00a0\u202f][:;!?](\s|$)/.test(text)]).toEqual([key, false]);
    }
  });
});

describe("figures of a comparison", () => {
  it("are percent of the reference though the energies are watt-hours, and seconds for a start-up", () => {
    const energy = errorFigures(comparison({ unit: "Wh", error: 1.2, limit: 1, uncertainty: 0.01 }), "en");
    expect(energy.error).toMatch(/^\+1\.200?\s%$/);
    expect(energy.limit).toMatch(/1\s%$/);
    const start = comparison({ claim: { type: "startsWithin", time: seconds(5) }, unit: "s", limit: 5 });
    expect(errorFigures(start, "en").limit).toMatch(/5\ss$/);
  });
});
