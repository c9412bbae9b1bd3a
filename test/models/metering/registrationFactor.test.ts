import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp, formatHookUp, type HookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import { type InstrumentTransformers, ideal } from "#models/connection/instrumentTransformers.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import { defaultMeasuringMethod, type MeasuringMethod } from "#models/metering/measuringMethod.ts";
import {
  fourWireHookUps,
  type ProgrammedRatios,
  predictedRegistration,
  registeredFraction,
  threeWireHookUps,
} from "#models/metering/registrationFactor.ts";
import { modulus, type Phasor } from "#models/phasor.ts";
import { type Phase, perPhase, phases } from "#models/threePhase.ts";
import { amperes, degrees, type Radians, volts } from "#models/units.ts";
import {
  balancedLoads,
  balancedPoint,
  completeHookUps,
  instrumentTransformers,
  measuringMethods,
  modes,
} from "#scenarios/arbitraries/electrical.ts";
import { registrationFactorTable } from "./registrationFactors.golden.ts";
import { faulty, hookUp, near, sixDecimals } from "./wired.ts";

/** Measured over true complex power of a balanced load, measured by the twin and worked out by hand for the load. */
function measuredFactor(
  mode: InsertionMode,
  method: MeasuringMethod,
  connected: HookUp,
  phi: Radians,
  transformers: InstrumentTransformers = ideal(1, 1),
  { ctRatio, vtRatio }: ProgrammedRatios = { ctRatio: 1, vtRatio: 1 },
): { active: number; reactive: number } {
  const point = balancedPoint({ voltage: volts(230), current: amperes(5), phi });
  const seen = measure(mode, method, terminalSignals(point, transformers, connected, "open"));
  const trueApparent = (mode === "1N1E" ? 1 : 3) * 230 * 5;
  const programmed = ctRatio * vtRatio;
  return {
    active: (seen.totalActivePower * programmed) / trueApparent / Math.cos(phi),
    reactive: (seen.totalReactivePower * programmed) / trueApparent / Math.sin(phi),
  };
}

interface Row {
  readonly name: string;
  readonly mode: InsertionMode;
  readonly method: MeasuringMethod;
  readonly connected: HookUp;
  readonly fault: string;
  readonly factor: Phasor;
  readonly formula: string;
  readonly atMinus60: number;
  readonly at30: number;
}

const rows: readonly Row[] = registrationFactorTable
  .trim()
  .split("\n## ")
  .flatMap((section) => {
    const [heading = "", ...lines] = section.replace(/^## /, "").split("\n");
    const [, variant] = /^3-1E (\w+)$/.exec(heading) ?? [];
    return lines.map((line) => {
      const cells = line.split("|").map((cell) => cell.trim());
      const [name = "", voltage = "", current = "", fault = "", re, im, formula = "", atMinus60, at30] =
        cells;
      return {
        name: `${heading}: ${name}`,
        mode: (variant === undefined ? heading : "3-1E") as InsertionMode,
        method: {
          ...defaultMeasuringMethod,
          ...(variant === undefined
            ? {}
            : { oneElementThreeWire: variant as MeasuringMethod["oneElementThreeWire"] }),
        },
        connected: hookUp(voltage, current),
        fault,
        factor: { re: Number(re), im: Number(im) },
        formula,
        atMinus60: Number(atMinus60),
        at30: Number(at30),
      };
    });
  });

describe("the table of wiring errors", () => {
  it("is complete", () => expect(rows).toHaveLength(184));

  it.each(rows)("$name", ({ mode, method, connected, fault, factor, formula, atMinus60, at30 }) => {
    for (const { transformers, programmed } of faulty(fault)) {
      const predicted = predictedRegistration(mode, method, connected, transformers, programmed);
      near(predicted.factor.re, factor.re, sixDecimals);
      near(predicted.factor.im, factor.im, sixDecimals);
      expect(predicted.active).toBe(formula);
      near(registeredFraction(predicted.factor, degrees(-60)).active, atMinus60, sixDecimals);
      near(registeredFraction(predicted.factor, degrees(30)).active, at30, sixDecimals);

      const leading = measuredFactor(mode, method, connected, degrees(-60), transformers, programmed);
      const lagging = measuredFactor(mode, method, connected, degrees(30), transformers, programmed);
      near(leading.active, atMinus60, sixDecimals);
      near(lagging.active, at30, sixDecimals);
      near(leading.reactive, factor.re - factor.im / Math.sqrt(3), 2e-6);
      near(lagging.reactive, factor.re + factor.im * Math.sqrt(3), 2e-6);
    }
  });
});

describe("open leads that depend on the meter's inputs", () => {
  const factorOf = (
    mode: InsertionMode,
    voltage: string,
    current: string,
    method: Partial<MeasuringMethod>,
  ) => predictedRegistration(mode, { ...defaultMeasuringMethod, ...method }, hookUp(voltage, current)).active;

  it("Aron 1-3 without V1: 1/2 + tan(phi)/(2 sqrt3) with two inputs, 1/2 with a star or inputs between phases", () => {
    const of = (method: Partial<MeasuringMethod>) => factorOf("3-2E (1-3)", "- L2 L3 -", "L1 - L3", method);
    expect(of({})).toBe("1/2 + (sqrt3/6) tan(phi)");
    expect(of({ twoElement: "star" })).toBe("1/2");
    expect(of({ openLead: "midpoint" })).toBe("1/2");
  });
  it("four wires without V1: 2/3 when the inputs are tied to N, 1/2 when they are not", () => {
    expect(factorOf("3N3E", "- L2 L3 N", "L1 L2 L3", {})).toBe("2/3");
    expect(factorOf("3N3E", "- L2 L3 N", "L1 L2 L3", { openLead: "midpoint" })).toBe("1/2");
  });
  it("registers nothing with one lead left, or none", () => {
    for (const voltage of ["L1 - - -", "- - L3 -", "- - - N", "- - - -"])
      for (const mode of ["3-3E", "3N3E", "3-2E (1-3)", "3-1E"] as const)
        expect(factorOf(mode, voltage, "L1 L2 L3", {}), `${mode} ${voltage}`).toBe("0");
  });
});

const laps = { numRuns: 300 };
const factorOf = (connected: HookUp): Phasor =>
  predictedRegistration("3N3E", defaultMeasuringMethod, connected).factor;

describe("laws of the factor", () => {
  it("is what a meter measures, whatever the mode, method, hook-up, transformers and load", () => {
    const by90Degrees = measuringMethods().filter(
      ({ reactive }) => reactive !== "crossPhase" && reactive !== "powerTriangle",
    );
    fc.assert(
      fc.property(
        modes(),
        by90Degrees,
        completeHookUps(),
        instrumentTransformers(),
        balancedLoads(),
        (mode, method, connected, transformers, load) => {
          const { re, im } = predictedRegistration(mode, method, connected, transformers).factor;
          const signals = terminalSignals(balancedPoint(load), transformers, connected, "open");
          const seen = measure(mode, method, signals);
          const apparent = (mode === "1N1E" ? 1 : 3) * load.voltage * load.current;
          const cos = Math.cos(load.phi);
          const sin = Math.sin(load.phi);
          near(seen.totalActivePower / apparent, re * cos - im * sin, 1e-9);
          near(seen.totalReactivePower / apparent, re * sin + im * cos, 1e-9);
        },
      ),
      laps,
    );
  });
  it("swapping the voltage leads by a permutation is swapping the CTs by its inverse", () => {
    fc.assert(
      fc.property(completeHookUps(), ({ voltage }) => {
        const straight = correctHookUp("3N3E");
        const back = (from: Phase): Phase => phases.find((terminal) => voltage[terminal] === from) ?? from;
        const current = perPhase((input) => ({ from: back(input), reversed: false }));
        const byLeads = factorOf({ ...straight, voltage });
        const byCts = factorOf({ ...straight, current });
        near(byLeads.re, byCts.re, 1e-12);
        near(byLeads.im, byCts.im, 1e-12);
      }),
      laps,
    );
  });
  it("reversing every CT multiplies by -1", () => {
    fc.assert(
      fc.property(completeHookUps(), (connected) => {
        const current = perPhase((input) => {
          const lead = connected.current[input];
          return lead === null ? null : { ...lead, reversed: !lead.reversed };
        });
        const k = factorOf(connected);
        const turned = factorOf({ ...connected, current });
        near(turned.re, -k.re, 1e-12);
        near(turned.im, -k.im, 1e-12);
      }),
      laps,
    );
  });
});

describe("the 288 hook-ups of a four-wire meter", () => {
  const all = fourWireHookUps();
  const lines = all.map(({ hookUp: h }) => Object.values(formatHookUp(h)).join(" / "));

  it("are 288 different ones, the correct one first", () => {
    expect(new Set(lines).size).toBe(288);
    expect(lines[0]).toBe("L1 L2 L3 N / L1 L2 L3");
    expect(all[0]?.active).toBe("1");
  });
  it("register rightly in six ways only: leads and CTs moved alike, none reversed", () => {
    const right = all.filter(({ active }) => active === "1").map(({ hookUp: h }) => h);
    expect(right).toHaveLength(6);
    const movedAlike = ({ voltage, current }: HookUp): boolean =>
      phases.every((p) => current[p]?.from === voltage[p] && current[p]?.reversed === false);
    expect(right.every(movedAlike)).toBe(true);
  });
  it("never register more than the true volt-amperes, and add up to nothing", () => {
    for (const { factor } of all) expect(modulus(factor)).toBeLessThanOrEqual(1 + 1e-12);
    near(
      all.reduce((total, { factor }) => total + factor.re, 0),
      0,
      1e-9,
    );
    near(
      all.reduce((total, { factor }) => total + factor.im, 0),
      0,
      1e-9,
    );
  });
  it("depend on which terminal meets which CT only: every relative wiring occurs six times", () => {
    const relative = all.map(({ hookUp: { voltage, current } }) =>
      phases
        .map((p) => `${voltage[p]}x${current[p]?.reversed === true ? "-" : ""}${current[p]?.from}`)
        .sort()
        .join(),
    );
    const count = new Map<string, number>();
    for (const word of relative) count.set(word, (count.get(word) ?? 0) + 1);
    expect(new Set(count.values())).toEqual(new Set([6]));
    expect(count.size).toBe(48);
  });
});

describe("the hook-ups of three-wire meters", () => {
  it.each([
    ["3-1E", 36],
    ["3-2E (1-2)", 144],
    ["3-2E (1-3)", 144],
    ["3-2E (2-3)", 144],
    ["3-3E", 288],
  ] as const)("%s: %i of them, the correct one first", (mode, count) => {
    const all = threeWireHookUps(mode);
    expect(new Set(all.map(({ hookUp: h }) => JSON.stringify(h))).size).toBe(count);
    expect(all[0]?.hookUp).toEqual(correctHookUp(mode));
    expect(all[0]?.active).toBe("1");
  });
  it("3-3E registers like four wires, balanced as the load is", () => {
    const fourWires = fourWireHookUps().map(({ active }) => active);
    expect(threeWireHookUps("3-3E").map(({ active }) => active)).toEqual(fourWires);
  });
});
