import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp, formatHookUp, type HookUp, parseHookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import {
  type InstrumentTransformers,
  ideal,
  idealCurrentTransformer,
  idealVoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
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

const hookUp = (voltage: string, current: string): HookUp => {
  const read = parseHookUp(voltage, current);
  if (Array.isArray(read)) throw new Error(read.map(({ message }) => message).join("; "));
  return read;
};

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

/** Reads the fault column: "CT1 CT2 lost", "CT1 x2", "VT1 reversed", "VT12 reversed", "programmed x0.5". */
function faulty(words: string): { transformers: InstrumentTransformers; programmed: ProgrammedRatios }[] {
  const sound = ideal(1, 1);
  const programmed = { ctRatio: 1, vtRatio: 1 };
  const ofCt = (n: string | undefined, phase: Phase) => `L${n}` === phase;
  const cts = (make: (phase: Phase) => InstrumentTransformers["current"][Phase]): InstrumentTransformers => ({
    ...sound,
    current: perPhase(make),
  });
  const good = idealCurrentTransformer(1);
  const vt = idealVoltageTransformer(1);
  const turned = { ...vt, polarity: "reversed" as const };
  const [, factor] = /^programmed x(.+)$/.exec(words) ?? [];
  if (factor !== undefined)
    return [{ transformers: sound, programmed: { ...programmed, ctRatio: Number(factor) } }];
  const [, ct, times] = /^CT(\d) x(.+)$/.exec(words) ?? [];
  if (times !== undefined)
    // A secondary current twice the rated one is a CT of half the programmed ratio.
    return [
      {
        transformers: cts((phase) => idealCurrentTransformer(ofCt(ct, phase) ? 1 / Number(times) : 1)),
        programmed,
      },
    ];
  if (words.endsWith("lost"))
    return (["open", "shorted"] as const).map((secondary) => ({
      transformers: cts((phase) => (words.includes(`CT${phase[1]}`) ? { ...good, secondary } : good)),
      programmed,
    }));
  const [, vtName] = /^VT(\d+) reversed$/.exec(words) ?? [];
  if (vtName?.length === 1)
    return [
      {
        transformers: {
          ...sound,
          voltage: { kind: "star", transformers: perPhase((p) => (ofCt(vtName, p) ? turned : vt)) },
        },
        programmed,
      },
    ];
  if (vtName !== undefined)
    return [
      {
        transformers: {
          ...sound,
          voltage: {
            kind: "openDelta",
            L1L2: vtName === "12" ? turned : vt,
            L3L2: vtName === "32" ? turned : vt,
          },
        },
        programmed,
      },
    ];
  if (words !== "") throw new Error(`no such fault: ${words}`);
  return [{ transformers: sound, programmed }];
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

/** Half of the last printed digit, and room for rounding at the exact half. */
const sixDecimals = 5.1e-7;
const near = (actual: number, expected: number, tolerance: number) =>
  expect(Math.abs(actual - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);

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

describe("published tables", () => {
  // Schneider Electric PM820 63230-500-225A2 appendix A and PM750 63230-507-201A1 appendix C, balanced load.
  const fraction = (mode: InsertionMode, voltage: string, current: string, fault = "") =>
    faulty(fault).map(({ transformers }) =>
      predictedRegistration(mode, defaultMeasuringMethod, hookUp(voltage, current), transformers),
    );
  it.each([
    ["one CT backwards", "L1 L2 L3 N", "-L1 L2 L3", "", "1/3"],
    ["one PT backwards", "L1 L2 L3 N", "L1 L2 L3", "VT1 reversed", "1/3"],
    ["one PT input missing", "L1 - L3 N", "L1 L2 L3", "", "2/3"],
    ["all three CTs backwards", "L1 L2 L3 N", "-L1 -L2 -L3", "", "-1"],
  ])("Schneider, 4-wire: %s", (_, voltage, current, fault, kilowatts) => {
    for (const { active, reactive } of fraction("3N3E", voltage, current, fault)) {
      expect(active).toBe(kilowatts);
      expect(reactive).toBe(kilowatts);
    }
  });
  it.each([
    ["CT leads swapped A<->C", "L1 L2 L3 -", "L3 - L1", "", 0],
    ["one CT backwards: kVA about a half", "L1 L2 L3 -", "-L1 - L3", "", 0.577],
    ["one PT backwards (open delta): kVA about a half", "L1 L2 L3 -", "L1 - L3", "VT32 reversed", 0.577],
    [
      "two V leads swapped and one CT backwards: kvar close to expected kW",
      "L3 L2 L1 -",
      "-L1 - L3",
      "",
      1.155,
    ],
    [
      "two I leads swapped and one CT backwards: kvar close to expected kW",
      "L1 L2 L3 -",
      "L3 - -L1",
      "",
      1.155,
    ],
    ["one CT shorted: kVA about a half", "L1 L2 L3 -", "L1 - L3", "CT1 lost", 0.577],
  ])("Schneider, 3-wire, two elements: %s", (_, voltage, current, fault, apparent) => {
    for (const { factor } of fraction("3-2E (1-3)", voltage, current, fault))
      near(modulus(factor), apparent, 5e-4);
  });

  // Worked billing cases: ixiawen 54622757, zhaokaoti, gaojiufeng 2833218, wangchao 674951, juduo 2855057.
  it("three 200/5 of which one is replaced by 300/5: 50000 kWh settled with 200/5 want 12.5 % or 6250 kWh more", () => {
    const transformers = {
      ...ideal(40, 1),
      current: perPhase((p) => idealCurrentTransformer(p === "L2" ? 60 : 40)),
    };
    const programmed = { ctRatio: 40, vtRatio: 1 };
    const mode = "3N3E";
    const k = predictedRegistration(
      mode,
      defaultMeasuringMethod,
      correctHookUp(mode),
      transformers,
      programmed,
    );
    expect(k.active).toBe("8/9");
    expect(50000 / k.factor.re - 50000).toBeCloseTo(6250, 6);
  });
  it("one voltage lead broken, 10000 kWh registered: 5000 kWh to add", () => {
    const [k] = fraction("3N3E", "L1 L2 - N", "L1 L2 L3");
    expect(10000 / (k?.factor.re ?? 0) - 10000).toBeCloseTo(5000, 6);
  });
  it("a 300/5 replaced by a 400/5, 3000 kWh read at 0.45 yuan: 122.715 yuan due", () => {
    const transformers = {
      ...ideal(60, 1),
      current: perPhase((p) => idealCurrentTransformer(p === "L3" ? 80 : 60)),
    };
    const programmed = { ctRatio: 60, vtRatio: 1 };
    const hooked = correctHookUp("3N3E");
    const k = predictedRegistration("3N3E", defaultMeasuringMethod, hooked, transformers, programmed);
    // The source rounds 272.727 kWh to 272.7 before it multiplies.
    near((3000 / k.factor.re - 3000) * 0.45, 122.715, 0.02);
  });
  it("only phase A's current: 1/3; voltages A and C interchanged: 0; a phase and N interchanged: 2/3", () => {
    expect(fraction("3N3E", "L1 L2 L3 N", "L1 - -")[0]?.active).toBe("1/3");
    expect(fraction("3N3E", "L3 L2 L1 N", "L1 L2 L3")[0]?.active).toBe("0");
    expect(fraction("3N3E", "L1 N L3 L2", "L1 L2 L3")[0]?.active).toBe("2/3");
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
