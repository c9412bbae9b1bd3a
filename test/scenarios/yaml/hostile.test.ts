import { describe, expect, it } from "vitest";
import { readScenario } from "#scenarios/read.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import { limits, refuse } from "#scenarios/yaml/guard.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";
import { shippedFiles } from "../scenarioFiles.ts";

const times = (n: number, text: string): string => text.repeat(n);
const numbered = (n: number, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join("");

/** Files that keep a YAML parser busy, break its stack, or mean something else than they show. */
const hostile: Readonly<Record<string, string>> = {
  "a 20 MB scalar": `title: ${times(20_000_000, "a")}`,
  "a 20 MB quoted scalar over lines": `title: "${times(400_000, `${times(49, "a")}\n`)}"`,
  "an alias bomb": `a: &a [x, x, x]\n${numbered(9, (i) => `${"bcdefghij"[i]}: &${"bcdefghij"[i]} [${times(9, `*${"abcdefghi"[i]}, `)}]\n`)}`,
  "a merge bomb": `a: &a {x: 1}\n${numbered(2_000, (i) => `k${i}: {<<: [*a, *a, *a]}\n`)}`,
  "merge keys": "base: &b {hold: 1 h}\nsteps: [{<<: *b}]",
  "deep brackets": times(200_000, "["),
  "deep brackets over lines": times(11_000, "[\n"),
  "deep braces": times(30_000, "{a: "),
  "deep compact lists": times(50_000, "- "),
  "deep explicit keys": times(50_000, "? "),
  "deep indentation": numbered(700, (i) => `${times(i, " ")}a:\n`),
  "many keys": numbered(11_900, (i) => `k${i}: 1\n`),
  "many equal keys": times(11_900, "a: 1\n"),
  "many keys in brackets": `{${numbered(11_900, (i) => `k${i}: 1${i % 100 === 99 ? ",\n" : ", "}`)}}`,
  "many syntax errors": times(11_900, "]:}{\n"),
  "many tabs": times(11_900, "\t- a:\n"),
  "many quotes": times(11_900, "\"'\n"),
  "many documents": times(5_900, "---\na\n"),
  "many directives": times(11_900, "%YAML 1.2\n"),
  "many anchors": numbered(11_900, (i) => `k${i}: &a${i} x\n`),
  "many tags": numbered(11_900, (i) => `k${i}: !!t${i} x\n`),
  "block scalars": times(6_000, "a: |\n  x\n"),
  "many comments": times(11_900, "# x\n"),
  "a long line of commas": `a: [${times(3_900, ",")}]`,
  "a binary file": String.fromCharCode(...Array.from({ length: 5000 }, (_, i) => (i * 37) % 256)),
  "a file of zeros": times(100_000, "\0"),
  "not a number": "meter: .nan\ntitle: .inf\nsteps: -.inf",
  "keys of prototypes":
    "__proto__: {title: x}\nconstructor: {prototype: {a: 1}}\ntoString: 1\nhasOwnProperty: 2",
  "a tagged function": "title: !!js/function 'function(){}'",
  "a lone surrogate": "title: \ud800",
  "a huge number": `steps: ${times(3000, "9")}`,
  "a scenario of huge numbers":
    "title: x\ntheme: supply\nteaches: y\nmeter: {model: Conto D4-s, ctRatio: 1e308}\nload: {current: 1e300 A, power: 1e300 kW}\nsteps: [{name: a, hold: 1e300 d}]",
  nothing: "",
  "a null": "null",
  "a list": "[1, 2]",
  "a word": "scenario",
};

describe("hostile files", () => {
  it.each(Object.entries(hostile))("%s gives a clean refusal", (_, text) => {
    const { issues } = readScenario(text, "hostile.scenario.yaml");
    expect(issues?.length ?? 0).toBeGreaterThan(0);
    for (const { message, line } of issues ?? []) {
      expect(message.length).toBeLessThan(600);
      expect(message).not.toMatch(/undefined|\[object|Cannot read|is not a function|call stack/i);
      expect(line).toBeGreaterThanOrEqual(1);
    }
    expect(({} as Record<string, unknown>).title).toBeUndefined();
  });

  it("names what is refused", () => {
    const messages = (text: string): string =>
      readYaml(text, "x")
        .issues.map(({ message }) => message)
        .join("\n");
    expect(messages(hostile["a 20 MB scalar"]!)).toContain("at most 400000 are read");
    expect(messages(hostile["deep brackets over lines"]!)).toContain("brackets nested deeper than");
    expect(messages(hostile["merge keys"]!)).toContain("merge keys (<<) are not used");
    expect(messages(hostile["an alias bomb"]!)).toContain("anchors (&) and aliases (*)");
    expect(messages(hostile["a binary file"]!)).toContain("not a text file");
    expect(messages(hostile["not a number"]!)).toContain("'.nan' is not a number");
    expect(messages("a: 1\nb: 2\na: 3")).toBe("'a' is given twice");
    expect(messages("a: 1\n---\nb: 1")).toContain("one document");
  });

  it("reads every kind of line end alike, that of old Macs too, and tells the same places", () => {
    const lines = ["# words", "title: x", "source: { voltage: .nan }", "theme: suply", ""];
    const told = (end: string): readonly string[] =>
      (readScenario(lines.join(end), "x").issues ?? []).map(formatLocatedIssue);
    expect(told("\n")).toContain("x:3:20: '.nan' is not a number that can be used");
    expect(told("\r")).toEqual(told("\n"));
    expect(told("\r\n")).toEqual(told("\n"));
    expect(readYaml("a: 1\rb: |\r  x\r  y\r", "x").value).toEqual({ a: 1, b: "x\ny\n" });
  });

  it.each([
    ["an override of direction", "\u202e", "\\u202E"],
    ["an isolate", "\u2066", "\\u2066"],
    ["a mark of direction", "\u200f", "\\u200F"],
    ["an escape a terminal obeys", "\u001b", "\\e"],
    ["a C1 control", "\u009b", "\\u009B"],
    ["a bell", "\u0007", "\\a"],
    ["half a surrogate pair", "\ud800", "\\uD800"],
  ])("refuses %s at its place, written out or as an escape, in a value and in a key", (_, raw, escaped) => {
    const places = (text: string): readonly string[] =>
      readYaml(text, "x").issues.map(
        ({ line, column, message }) => `${line}:${column} ${/U\+[0-9A-F]{4}/.exec(message)}`,
      );
    const name = `U+${raw.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
    expect(places(`a: 1\ntitle: ab${raw}c`)).toEqual([`2:10 ${name}`]);
    expect(places(`a: 1\nb${raw}: 2`)).toEqual([`2:2 ${name}`]);
    expect(places(`a: 1\ntitle: "ab${escaped}c"`)).toEqual([`2:8 ${name}`]);
    expect(places(`a: 1\n"b${escaped}": 2`)).toEqual([`2:1 ${name}`]);
  });

  it("leaves letters of every direction and faces alone", () => {
    const text = "قلب طور שלב הפוך 👩‍👩‍👧‍👦 naïve";
    expect(readYaml(`a: ${text}\nb: "\\u05D0\\t\\n"`, "x")).toMatchObject({
      issues: [],
      value: { a: text, b: "א\t\n" },
    });
  });

  it("keeps hostile keys as plain keys", () => {
    const { value } = readYaml("__proto__: {polluted: 1}\nconstructor: 2", "x");
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("refuses no file of the library, and not the longest honest one", () => {
    for (const { text } of shippedFiles) expect(refuse(text)).toBeNull();
    const year = `steps:\n  - name: year\n    profile:\n${numbered(8760, (i) => `      - { for: 1 h, factor: ${(i % 97) / 97} }\n`)}`;
    expect(year.length).toBeGreaterThan(limits.size / 2);
    expect(refuse(year.replaceAll(/0\.(\d{3})\d+/g, "0.$1"))).toBeNull();
  });
});

describe("suggestions", () => {
  it("find the slip of a letter and leave other words alone", () => {
    const known = ["hookUp", "load", "source", "steps"];
    expect(suggestionFor("hookup", known)).toBe("hookUp");
    expect(suggestionFor("laod", known)).toBe("load");
    expect(suggestionFor("step", known)).toBe("steps");
    expect(suggestionFor("temperature", known)).toBeNull();
    expect(suggestionFor("x".repeat(10_000), known)).toBeNull();
  });
});
