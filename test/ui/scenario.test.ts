/** What the page says of a scenario's text while it is typed: completions from the schema, and what it promises. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstScenario } from "#scenarios/firstScenario.ts";
import { scenarioJsonSchema } from "#scenarios/form/jsonSchema.ts";
import { completionsAt } from "../../ui/scenario/completion.ts";
import { predict } from "../../ui/scenario/prediction.ts";

const schema = scenarioJsonSchema();
/** Completions where the bar stands. */
const at = (text: string): readonly string[] => {
  const caret = text.indexOf("|");
  return completionsAt(text.replace("|", ""), caret, schema).list.map(({ shown }) => shown);
};

describe("completion", () => {
  it("offers the keys of a file that are not there yet", () => {
    expect(at("title: a\nth|")).toEqual(["theme"]);
    expect(at("title: a\nt|\nload: none")).toEqual(["theme", "teaches", "transformer", "transformers"]);
  });
  it("offers the keys of the mapping the caret is in", () => {
    expect(at("meter:\n  model: D4-s\n  inser|")).toEqual(["insertionMode"]);
    expect(at("title: a\nfr|")).toEqual(["fr"]);
    expect(at("fr:\n  t|")).toEqual(["title", "teaches"]);
    expect(at("steps:\n  - name: a\n    ho|")).toEqual(["hold", "hookUp"]);
    expect(at("steps:\n  - name: a\n    claims:\n      - registersF|")).toEqual(["registersFraction"]);
    expect(at("steps:\n  - name: a\n    claims:\n      - registersWithin: { en|")).toEqual(["energy"]);
  });
  it("offers the words a value may be", () => {
    expect(at("theme: wi|")).toEqual(["wiring"]);
    expect(at("contact: |")).toEqual(expect.arrayContaining(["open", "closed"]));
  });
  it("replaces just the word begun", () => {
    const { from, list } = completionsAt("theme: wi", 9, schema);
    expect(["theme: wi".slice(0, from) + list[0]?.insert]).toEqual(["theme: wiring"]);
  });
  it("never stumbles, whatever stands in the text and wherever the caret", () => {
    const pieces = fc.constantFrom(
      "\n",
      "  ",
      "- ",
      "steps:",
      "claims:",
      "load: ",
      "{ ",
      "}",
      "x",
      ": ",
      "#",
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.nat(60), (parts, place) => {
        const text = parts.join("");
        const caret = Math.min(place, text.length);
        const { from } = completionsAt(text, caret, schema);
        expect(from).toBeLessThanOrEqual(caret);
      }),
    );
  });
});

describe("a prediction", () => {
  it("of the first scenario is all that passes, then a third, of 49.68 kW", () => {
    const prediction = predict(firstScenario);
    if (prediction.kind !== "predicted") throw new Error("the first scenario has issues");
    const [right, reversed] = prediction.steps;
    if (right?.kind !== "solved" || reversed?.kind !== "solved") throw new Error("a step has no solution");
    // 3 x 230 V x 80 A x 0.9
    expect(right.truth.active).toBeCloseTo(49_680, 3);
    expect(right.registered.active).toBeCloseTo(49_680, 0);
    expect(right.fraction).toBeCloseTo(1, 9);
    expect(reversed.fraction).toBeCloseTo(1 / 3, 9);
    expect(reversed.registered.active).toBeCloseTo(16_560, 0);
  });
  it("names every mistake at its place instead", () => {
    const wrong = firstScenario.replace("80 A", "80 X").replace("hold: 10 h", "hlod: 10 h");
    const prediction = predict(wrong);
    if (prediction.kind !== "issues") throw new Error("two mistakes were overlooked");
    expect(prediction.issues.map(({ line }) => line)).toEqual([
      15,
      20,
      ...prediction.issues.slice(2).map(({ line }) => line),
    ]);
  });
  it("of meters whose supply is out of range is that they are dead", () => {
    const prediction = predict(firstScenario.replace("voltage: 230 V", "voltage: 20 V"));
    if (prediction.kind !== "predicted") throw new Error("a low voltage is no mistake");
    expect(prediction.steps[0]).toMatchObject({ kind: "solved", isAlive: false, fraction: 0 });
  });
});
