/** What a step should make of the meter, in words of both languages. */
import { describe, expect, it } from "vitest";
import { expectationText } from "../../ui/run/expectation.ts";

describe("the expectation of a step", () => {
  it.each([
    [1, "the meter should register everything that passes"],
    [1 / 3, "the meter should register one third"],
    [2 / 3, "the meter should register two thirds"],
    [0.5, "the meter should register one half"],
    [0, "the meter should register nothing"],
    [null, "no power passes"],
    // one reversed CT of three at three times the load of the others: 1 + 1 - 3 over 5
    [-0.2, "the meter should register less than nothing (−20.0\u202f%: power flows backwards)"],
    [0.866, "the meter should register 86.6\u202f% of what passes"],
  ])("%s: %s", (fraction, words) => expect(expectationText(fraction, "en")).toBe(words));

  it("has a decimal comma in French", () =>
    expect(expectationText(0.866, "fr")).toBe("le compteur devrait enregistrer 86,6\u202f% de ce qui passe"));

  it("does not take a CT error for a fault, nor a fault for a CT error", () => {
    expect(expectationText(1.0015, "en")).toContain("everything");
    expect(expectationText(0.995, "en")).toContain("99.5\u202f%");
  });
});
