/** What the editor does to a text and makes of it: indentation, new lines, colours, places. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstScenario } from "#scenarios/firstScenario.ts";
import { partsOf } from "../../ui/scenario/colours.ts";
import { type Edit, indented, newLine, outdented } from "../../ui/scenario/indentation.ts";
import { indexAt, placeOf, wordEnd } from "../../ui/scenario/textBox.ts";

/** A text with its selection between two bars, or its caret at one. */
type Change = (text: string, start: number, end: number) => Edit;
function edited(change: Change, marked: string): string {
  const [before = "", middle = "", rest] = marked.split("|");
  const text = rest === undefined ? before + middle : before + middle + rest;
  const start = before.length;
  const edit = change(text, start, rest === undefined ? start : start + middle.length);
  const [from, to] = edit.selection;
  const made = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return from === to
    ? `${made.slice(0, from)}|${made.slice(from)}`
    : `${made.slice(0, from)}|${made.slice(from, to)}|${made.slice(to)}`;
}

describe("Tab", () => {
  it("goes to the next step at a caret, and moves every line of a selection one step in", () => {
    expect(edited(indented, "a|b")).toBe("a |b");
    expect(edited(indented, "  |b")).toBe("    |b");
    expect(edited(indented, "steps:\n- a|\n\n- b|\nc")).toBe("steps:\n  - a|\n\n  - b|\nc");
  });
  it("moves lines out with Shift as far as there is room", () => {
    expect(edited(outdented, "    a|")).toBe("  a|");
    expect(edited(outdented, " |a")).toBe("|a");
    expect(edited(outdented, "a|")).toBe("a|");
    expect(edited(outdented, "  a|\n b\n|  c")).toBe("a|\nb\n|  c");
  });
  it("and Shift+Tab are each other's undoing", () => {
    const line = fc.constantFrom("a", "  b: 1", "- c", "    - d: { e: 1 }", "      f");
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
        const text = lines.join("\n");
        const inward = indented(text, 0, text.length);
        const once = text.slice(0, inward.from) + inward.insert + text.slice(inward.to);
        const outward = outdented(once, ...inward.selection);
        expect(once.slice(0, outward.from) + outward.insert + once.slice(outward.to)).toBe(text);
      }),
    );
  });
});

describe("Enter", () => {
  it("begins the new line where the one before did, deeper after a colon, under the keys of an entry", () => {
    expect(edited(newLine, "load:|")).toBe("load:\n  |");
    expect(edited(newLine, "  current: 80 A|")).toBe("  current: 80 A\n  |");
    expect(edited(newLine, "  - name: a|")).toBe("  - name: a\n    |");
    expect(edited(newLine, "load:   # what is taken|")).toBe("load:   # what is taken\n  |");
    expect(edited(newLine, "# a note:|")).toBe("# a note:\n|");
    expect(edited(newLine, "a: |old|")).toBe("a: \n  |");
  });
});

describe("colours", () => {
  const kinds = (line: string) =>
    partsOf(line)
      .filter(({ kind, text }) => kind !== "plain" && text.trim() !== "")
      .map(({ kind, text }) => `${kind} ${text}`);
  it("tell keys, figures with units, quoted words and comments apart", () => {
    expect(kinds("  ctRatio: 20          # 100/5 A")).toEqual([
      "key ctRatio",
      "sign :",
      "figure 20",
      "comment # 100/5 A",
    ]);
    expect(kinds("- registersFraction: { energy: active energy, fraction: 1/3, limit: 1 % }")).toEqual([
      "sign -",
      "key registersFraction",
      "sign :",
      "sign {",
      "key energy",
      "sign :",
      "sign ,",
      "key fraction",
      "sign :",
      "figure 1/3",
      "sign ,",
      "key limit",
      "sign :",
      "figure 1 %",
      "sign }",
    ]);
    expect(kinds('title: "a: b # c"')).toEqual(["key title", "sign :", 'quoted "a: b # c"']);
    expect(kinds("current: L1 -L2 L3")).toEqual(["key current", "sign :"]);
    expect(kinds("insertionMode: 3N3E")).toEqual(["key insertionMode", "sign :"]);
  });
  it("are the text and nothing but the text, whatever is written", () => {
    const pieces = fc.constantFrom(
      "a",
      " ",
      "- ",
      ": ",
      "{",
      "}",
      "#",
      '"',
      "'",
      "1",
      "1/3 %",
      "é",
      "\u{1f50c}",
      "\\",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join("")),
        ),
        (line) => {
          expect(
            partsOf(line)
              .map(({ text }) => text)
              .join(""),
          ).toBe(line);
        },
      ),
    );
  });
});

describe("a place in a text", () => {
  it("is found by line and column, and told by them", () => {
    const at = indexAt(firstScenario, 15, 12);
    expect(firstScenario.slice(at, at + 4)).toBe("80 A");
    expect(placeOf(firstScenario, at)).toEqual({ line: 15, column: 12 });
    expect(firstScenario.slice(at, wordEnd(firstScenario, at))).toBe("80");
  });
  it("beyond the text is its end, beyond a line the line's end", () => {
    expect(indexAt("a\nbc", 9, 1)).toBe(4);
    expect(indexAt("a\nbc", 1, 9)).toBe(1);
  });
  it("comes back from its line and column", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\n") }), fc.nat(40), (text, at) => {
        const index = Math.min(at, text.length);
        const { line, column } = placeOf(text, index);
        expect(indexAt(text, line, column)).toBe(index);
      }),
    );
  });
});
