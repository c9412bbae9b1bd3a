import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  correctHookUp,
  formatHookUp,
  hookUpText,
  parseHookUp,
  readHookUpText,
} from "#models/connection/hookUp.ts";
import { insertionModes } from "#models/connection/insertionMode.ts";
import { anyHookUps } from "#scenarios/arbitraries/electrical.ts";

describe("a hook-up written down", () => {
  it("names what is on each terminal and each input", () => {
    expect(parseHookUp("L1 L3 L2 N", "L2 -L1 -")).toEqual({
      voltage: { L1: "L1", L2: "L3", L3: "L2", N: "N" },
      current: { L1: { from: "L2", reversed: false }, L2: { from: "L1", reversed: true }, L3: null },
    });
  });
  it("may leave the N terminal out, and be separated by commas", () => {
    expect(parseHookUp("L1, L2, L3", "L1,-,L3")).toEqual(correctHookUp("3-2E (1-3)"));
  });
  it("reads back what it writes, whatever is connected", () => {
    fc.assert(
      fc.property(anyHookUps(), (hookUp) => {
        const { voltage, current } = formatHookUp(hookUp);
        expect(parseHookUp(voltage, current)).toEqual(hookUp);
      }),
    );
  });
  it("is one line in the events of a run, which reads back too", () => {
    const reversed = parseHookUp("L1 L2 L3", "L1 -L2 -");
    if (Array.isArray(reversed)) throw new Error("not a hook-up");
    expect(hookUpText(reversed as Exclude<typeof reversed, readonly unknown[]>)).toBe(
      "voltage: L1 L2 L3 -, current: L1 -L2 -",
    );
    fc.assert(
      fc.property(anyHookUps(), (hookUp) => {
        expect(readHookUpText(hookUpText(hookUp))).toEqual(hookUp);
      }),
    );
  });
  it("is no hook-up where the line is another", () => {
    expect(readHookUpText("L1 L2 L3 N")).toEqual([
      { path: [], message: 'expected "voltage: L1 L2 L3 N, current: L1 L2 L3", got "L1 L2 L3 N"' },
    ]);
    expect(readHookUpText("voltage: L1 L2 L3 N, current: L1 L9 L3")).toEqual([
      { path: ["current", 1], message: '"L9" is not L1, L2, L3, reversed -L1, -L2, -L3, or -' },
    ]);
  });
  it("says all that is wrong at once, and where", () => {
    const issues = parseHookUp("L1 L4 R N", "L1 +L2 N");
    expect(issues).toEqual([
      { path: ["voltage", 1], message: '"L4" is not L1, L2, L3, N or - (open)' },
      { path: ["voltage", 2], message: '"R" is not L1, L2, L3, N or - (open)' },
      { path: ["current", 1], message: '"+L2" is not L1, L2, L3, reversed -L1, -L2, -L3, or -' },
      { path: ["current", 2], message: '"N" is not L1, L2, L3, reversed -L1, -L2, -L3, or -' },
    ]);
  });
  it.each([
    ["L1 L2", "L1 L2 L3", ["voltage"]],
    ["L1 L2 L3 N N", "L1 L2 L3", ["voltage"]],
    ["", "L1 L2 L3", ["voltage"]],
    ["L1 L2 L3 N", "L1 L2", ["current"]],
    ["L1 L2 L3 N", "L1 L2 L3 N", ["current"]],
    ["L1 L2 L3 N", "--L1 L2 L3", ["current", 0]],
    ["-L1 L2 L3 N", "L1 L2 L3", ["voltage", 0]],
  ])("refuses voltage %j with current %j", (voltage, current, path) => {
    const issues = parseHookUp(voltage, current);
    expect(Array.isArray(issues) && issues[0]?.path).toEqual(path);
  });
});

describe("the wiring diagrams", () => {
  it("connect what each mode uses, and nothing else", () => {
    const lines = insertionModes.map((mode) => {
      const { voltage, current } = formatHookUp(correctHookUp(mode));
      return `${mode}: ${voltage} / ${current}`;
    });
    expect(lines).toEqual([
      "1N1E: L1 - - N / L1 - -",
      "3-1E: L1 L2 L3 - / L1 - -",
      "3-2E (1-2): L1 L2 L3 - / L1 L2 -",
      "3-2E (1-3): L1 L2 L3 - / L1 - L3",
      "3-2E (2-3): L1 L2 L3 - / - L2 L3",
      "3-3E: L1 L2 L3 - / L1 L2 L3",
      "3N1E: L1 L2 L3 N / L1 - -",
      "3N3E: L1 L2 L3 N / L1 L2 L3",
    ]);
  });
});
