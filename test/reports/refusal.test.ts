/** Why a network was not solved, as a person reads it: true figures only, the same facts in both languages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Refusal } from "#models/network/solveError.ts";
import { amperes, ratio, vars, volts, watts } from "#models/units.ts";
import { printableLine } from "#reports/printable.ts";
import { refusalSentence } from "#reports/refusal.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { refusalsInEnglish } from "#reports/texts/refusalWords.ts";

const english = (refusal: Refusal): string => printableLine(refusalSentence(refusal, "en").text);
const overloaded = (deliverable: number): Refusal => ({
  kind: "overloaded",
  deliverable: ratio(deliverable),
});
const open = (current: number, order = 1): Refusal => ({
  kind: "doesNotClose",
  node: "house.N",
  order,
  current: amperes(current),
});

describe("a refusal", () => {
  it("of loads says for how much of them there is a state, never more than there is", () => {
    expect(english(overloaded(0.3127))).toBe(
      "no state was found that gives the loads all they ask for: the largest part there is one for is 31.2 %",
    );
    expect(english(overloaded(0.99999))).toMatch(/ 99\.9 %$/);
    expect(english(overloaded(1))).toMatch(/ 99\.9 %$/);
    expect(english(overloaded(0))).toBe(
      "no state was found that gives the loads what they ask for, nor any part of it",
    );
  });
  it("of what does not close says by how much where that is a figure, and at which harmonic", () => {
    expect(english(open(3.21))).toBe("no state was found that closes: 3.21 A are left over at house.N");
    expect(english(open(Number.NaN))).toBe("no state was found that closes at house.N");
    expect(english(open(0.5, 5))).toBe(
      "no state was found that closes: 0.5 A are left over at house.N (harmonic order 5)",
    );
  });
  it("says the fundamental by saying nothing of it", () => {
    expect(english({ kind: "undetermined", node: "star.N", order: 1 })).toBe(
      "nothing determines the potential of star.N",
    );
  });
  it("of a network that is not sound has what its checks say, marked as English", () => {
    const issues = [{ path: ["components", 2], message: "no bus b" }];
    expect(refusalSentence({ kind: "invalidNetwork", issues }, "fr")).toEqual({
      text: "le réseau n’est pas correct\u00a0: components.2: no bus b",
      recorded: true,
    });
  });
});

const figures = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 1e-300, 1e300),
  fc.double({ min: 0, max: 500, noNaN: true }),
);
const names = fc.constantFrom("house.N", "secondary.L1", "load star");
const refusals: fc.Arbitrary<Refusal> = fc.oneof(
  fc.record({ kind: fc.constant("undetermined" as const), node: names, order: fc.nat(40) }),
  fc.record({ kind: fc.constant("overloaded" as const), deliverable: figures.map(ratio) }),
  fc.record({
    kind: fc.constant("doesNotClose" as const),
    node: names,
    order: fc.nat(40),
    current: figures.map(amperes),
  }),
  fc.record({
    kind: fc.constant("noWayBack" as const),
    node: names,
    order: fc.nat(40),
    potential: figures.map(volts),
  }),
  fc.record({
    kind: fc.constant("beyondBounds" as const),
    what: fc.record({
      where: fc.constantFrom("flowing" as const, "registered" as const),
      of: fc.constant("reactive" as const),
      power: figures.map(vars),
    }),
    most: fc.constant(watts(1e11)),
  }),
);

describe("every refusal", () => {
  it("is a sentence on one line without anything that is no number, in each language", () => {
    fc.assert(
      fc.property(refusals, fc.constantFrom("en" as const, "fr" as const), (refusal, language) => {
        const { text } = refusalSentence(refusal, language);
        expect(text).not.toMatch(/NaN|Infinity|undefined|null|\n/);
        expect(text.length).toBeGreaterThan(20);
      }),
    );
  });
  it("is said in French too where a run was refused for it in English", () => {
    const kinds: readonly Refusal[] = [
      overloaded(0.31),
      overloaded(0),
      open(3.2),
      open(Number.NaN),
      open(3.2, 5),
      { kind: "undetermined", node: "secondary.L1", order: 3 },
      { kind: "noWayBack", node: "star", order: 3, potential: volts(6.5e7) },
      {
        kind: "beyondBounds",
        what: { where: "registered", of: "active", power: watts(1.2e12) },
        most: watts(1e11),
      },
    ];
    /** Thousands apart or not. */
    const spaces = (text: string) => text.replace(/\s/g, " ").replace(/(?<=\d) (?=\d)/g, "");
    for (const refusal of kinds) {
      const told = `supply/mine: ${refusalsInEnglish.inStep("phase lost", english(refusal))}`;
      const { text, recorded } = recordedSentence(told, "fr");
      expect(recorded, told).toBe(false);
      const direct =
        refusal.kind === "beyondBounds" ? /1200000000000/ : spaces(refusalSentence(refusal, "fr").text);
      if (typeof direct === "string") expect(spaces(text)).toContain(direct);
      else expect(spaces(text)).toMatch(direct);
    }
  });
});
