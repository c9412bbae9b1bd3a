/** A wiring diagram shows every departure from the right hook-up, by shape and word as well as by colour. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp, parseHookUp } from "#models/connection/hookUp.ts";
import { insertionModes } from "#models/connection/insertionMode.ts";
import { wiringDiagram } from "#reports/figures/wiringDiagram.ts";
import { wiringFaults } from "#reports/figures/wiringFaults.ts";
import { anyHookUps } from "#scenarios/arbitraries/electrical.ts";
import { readMarkup } from "../wellFormed.ts";

const hookUp = (voltage: string, current: string) => {
  const parsed = parseHookUp(voltage, current);
  if (Array.isArray(parsed)) throw new Error("not a hook-up");
  return parsed as Exclude<typeof parsed, readonly unknown[]>;
};
const drawn = (mode: (typeof insertionModes)[number], of: ReturnType<typeof hookUp>) =>
  wiringDiagram(mode, of, {
    label: "wiring",
    network: "network",
    load: "load",
    meter: "",
    fault: ({ kind }) => `fault-${kind}`,
  }).markup;

describe("wiring faults", () => {
  it("are what a fitter would say", () => {
    expect(wiringFaults("3N3E", hookUp("L1 L2 L3 N", "L1 -L2 L3"))).toEqual([
      { kind: "reversed", input: "L2" },
    ]);
    expect(wiringFaults("3N3E", hookUp("L1 L3 L2 -", "L2 L1 -"))).toEqual([
      { kind: "otherConductor", terminal: "L2", from: "L3" },
      { kind: "otherConductor", terminal: "L3", from: "L2" },
      { kind: "openVoltage", terminal: "N" },
      { kind: "otherPhase", input: "L1", from: "L2" },
      { kind: "otherPhase", input: "L2", from: "L1" },
      { kind: "openCurrent", input: "L3" },
    ]);
    expect(wiringFaults("3-2E (1-3)", hookUp("L1 L2 L3", "L1 L2 L3"))).toEqual([
      { kind: "extraCurrent", input: "L2" },
    ]);
  });
  it("are none exactly where the hook-up is the mode's own", () => {
    fc.assert(
      fc.property(fc.constantFrom(...insertionModes), anyHookUps(), (mode, of) => {
        const right = correctHookUp(mode);
        expect(wiringFaults(mode, right)).toEqual([]);
        const same = JSON.stringify(of) === JSON.stringify(right);
        expect(wiringFaults(mode, of).length === 0).toBe(same);
      }),
    );
  });
});

describe("the wiring diagram", () => {
  it("is well formed and names each fault beneath its terminal", () => {
    fc.assert(
      fc.property(fc.constantFrom(...insertionModes), anyHookUps(), (mode, of) => {
        const svg = drawn(mode, of);
        readMarkup(svg, "xml");
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg.match(/class="fault-name"/g) ?? []).toHaveLength(wiringFaults(mode, of).length);
      }),
      { numRuns: 60 },
    );
  });
  it("draws a reversed CT as two crossed leads, and a right one as straight ones", () => {
    const right = drawn("3N3E", correctHookUp("3N3E"));
    expect(right).not.toContain("wrong");
    expect(right).not.toMatch(/V\d+H\d+V/);
    const reversed = drawn("3N3E", hookUp("L1 L2 L3 N", "-L1 L2 L3"));
    // S1 stands at 62 and S2 at 96: crossed, the first ends at 96 and the second at 62
    expect(reversed).toMatch(/lead phase-L1 wrong"><path d="M62 [^"]*H96V/);
    expect(reversed).toMatch(/lead phase-L1 wrong"><path d="M96 [^"]*H62V/);
  });
  it("ends an open lead in a cross", () =>
    expect(drawn("3N3E", hookUp("- L2 L3 N", "L1 L2 L3")).match(/class="lead wrong open"/g)).toHaveLength(1));
});
