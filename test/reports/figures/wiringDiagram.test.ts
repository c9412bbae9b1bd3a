/** A wiring diagram shows what is really connected: every lead where it goes, every fault where it is, all of it readable. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { correctHookUp, hookUpText } from "#models/connection/hookUp.ts";
import { type InsertionMode, insertionModes } from "#models/connection/insertionMode.ts";
import {
  type InstrumentTransformers,
  ideal,
  idealVoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { openDelta } from "#models/connection/openDelta.ts";
import { mapPhases, phases } from "#models/threePhase.ts";
import type { Wired } from "#reports/figures/wired.ts";
import { wiringDiagram } from "#reports/figures/wiringDiagram.ts";
import { wiringFaults } from "#reports/figures/wiringFaults.ts";
import { wiringFigure } from "#reports/figures/wiringFigure.ts";
import { anyHookUps, instrumentTransformers } from "#scenarios/arbitraries/electrical.ts";
import { type Drawing, drawingOf, overlaps, runsAlong, runsOver } from "./drawing.ts";
import { readHookUp } from "./hookUps.ts";

const meterOf = (
  model: string,
  mode: InsertionMode = "3N3E",
  ratios = {},
  orderCode: string | null = null,
) => {
  const spec = meterSpec({ model, orderCode, programmed: { insertionMode: mode, ...ratios } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
};
const onCts = meterOf("Conto D4-s", "3N3E", { ctRatio: 20 });
const onVts = meterOf("Conto D4-s", "3N3E", { ctRatio: 20, vtRatio: 100 }, "6017 8900");
const direct = meterOf("Conto D4-d");
const singlePhase = meterOf("Conto D2", "1N1E");

const meters = { "on CTs": onCts, "on VTs": onVts, direct, "single phase": singlePhase, "not known": null };

const drawn = (wired: Wired): Drawing =>
  drawingOf(
    wiringDiagram(wired, {
      label: "wiring",
      network: "Network",
      load: "Load",
      fault: ({ kind }) => `fault ${kind}`,
      ctRatio: (ratio) => `${ratio * 5}/5`,
    }).markup,
  );
const wired = (over: Partial<Wired>): Wired => ({
  mode: "3N3E",
  hookUp: correctHookUp(over.mode ?? "3N3E"),
  transformers: ideal(20, 1),
  meter: onCts,
  ...over,
});

/** The same transformers, all of ratio 1: what stands before a direct-connected meter. */
const withoutCts = (of: InstrumentTransformers): InstrumentTransformers => ({
  voltage: { kind: "direct" },
  current: mapPhases(of.current, (ct) => ({ ...ct, ratio: 1 })),
});
/** Meters stand by their names, so that a counterexample can be read. */
const anyWiring = () =>
  fc.record({
    mode: fc.constantFrom(...insertionModes),
    hookUp: anyHookUps(),
    transformers: fc.option(instrumentTransformers(), { freq: 5 }),
    meter: fc.constantFrom("on CTs", "on VTs", "direct", "single phase", "not known"),
  });
type Any = ReturnType<typeof anyWiring> extends fc.Arbitrary<infer T> ? T : never;
const wiringOf = ({ mode, hookUp, transformers, meter }: Any): Wired => ({
  mode: meter === "single phase" ? "1N1E" : mode,
  hookUp,
  transformers:
    transformers !== null && (meter === "direct" || meter === "single phase")
      ? withoutCts(transformers)
      : transformers,
  meter: meters[meter],
});

/** Number of the terminal: who feeds it, and from which column. */
const feeds = ({ leads, terminalAt }: Drawing) =>
  new Map(leads.map(({ from, to, phase }) => [terminalAt(to), { phase, column: from.x }] as const));

describe("the wiring diagram of a meter on CTs", () => {
  it("has S1 of each CT on 1, 4, 7, S2 on 3, 6, 9, and the voltages on 2, 5, 8, 11", () => {
    const picture = drawn(wired({}));
    const fed = feeds(picture);
    expect([...fed].map(([terminal, { phase }]) => `${terminal} ${phase}`).sort()).toEqual(
      ["1 L1", "3 L1", "2 L1", "4 L2", "6 L2", "5 L2", "7 L3", "9 L3", "8 L3", "11 N"].sort(),
    );
    for (const [s1, s2] of [
      ["1", "3"],
      ["4", "6"],
      ["7", "9"],
    ] as const)
      expect(fed.get(s1)!.column).toBeLessThan(fed.get(s2)!.column);
    expect(picture.texts.filter(({ text }) => text === "100/5")).toHaveLength(3);
    expect(picture.texts.filter(({ text }) => text === "P1")).toHaveLength(3);
    expect(picture.classes).not.toContain("wrong");
    expect(picture.leads.every(({ points }) => points.length === 2)).toBe(true);
  });
  it("feeds every terminal as the hook-up has it, whatever it is", () => {
    const numbers = { L1: ["1", "3", "2"], L2: ["4", "6", "5"], L3: ["7", "9", "8"] } as const;
    fc.assert(
      fc.property(fc.constantFrom(...insertionModes), anyHookUps(), (mode, hookUp) => {
        const fed = feeds(drawn(wired({ mode, hookUp })));
        expect(fed.get("11")?.phase ?? null).toBe(hookUp.voltage.N);
        for (const input of ["L1", "L2", "L3"] as const) {
          const [one, two, three] = numbers[input];
          const lead = hookUp.current[input];
          expect(fed.get(three)?.phase ?? null).toBe(hookUp.voltage[input]);
          expect(fed.get(one)?.phase ?? null).toBe(lead?.from ?? null);
          expect(fed.get(two)?.phase ?? null).toBe(lead?.from ?? null);
          if (lead !== null) expect(fed.get(one)!.column > fed.get(two)!.column).toBe(lead.reversed);
        }
      }),
      { numRuns: 60 },
    );
  });
  it("shows a CT mounted the wrong way by its P1, and one with leads interchanged by its leads: both when both", () => {
    const cts = ideal(20, 1);
    const turned: InstrumentTransformers = {
      ...cts,
      current: { ...cts.current, L2: { ...cts.current.L2, polarity: "reversed" } },
    };
    const p1 = (picture: Drawing) =>
      picture.texts.filter(({ text }) => text === "P1").map(({ kind }) => kind.includes("wrong"));
    const mounted = drawn(wired({ transformers: turned }));
    expect(p1(mounted)).toEqual([false, true, false]);
    expect(mounted.names).toEqual(["fault ctReversed"]);
    expect(mounted.leads.some(({ isWrong }) => isWrong)).toBe(false);
    const both = drawn(wired({ transformers: turned, hookUp: readHookUp("L1 L2 L3 N", "L1 -L2 L3") }));
    expect(p1(both)).toEqual([false, true, false]);
    expect(both.names).toEqual(["fault ctReversed", "fault reversed"]);
    expect(both.leads.filter(({ isWrong }) => isWrong).map(({ phase }) => phase)).toEqual(["L2", "L2"]);
  });
  it("ends an open lead in a cross at its terminal", () => {
    expect(drawn(wired({})).crosses).toBe(0);
    expect(drawn(wired({ hookUp: readHookUp("- L2 L3 N", "L1 L2 L3") })).crosses).toBe(1);
    expect(drawn(wired({ hookUp: readHookUp("L1 L2 L3 N", "L1 - L3") })).crosses).toBe(2);
  });
});

describe("the wiring diagram with VTs", () => {
  it("has three to the neutral in star, and two with the common lead L2, earthed, in open delta", () => {
    const star = drawn(wired({ meter: onVts, transformers: ideal(20, 100, "star") }));
    expect(star.count("vt")).toBe(3);
    expect(star.count("earth")).toBe(0);
    // B of each of the three is tapped from N, and A from its phase
    expect(star.primaries).toEqual(["L1", "N", "L2", "N", "L3", "N"]);
    const mode = "3-2E (1-3)";
    const delta = drawn(wired({ mode, meter: onVts, transformers: ideal(20, 100, "openDelta") }));
    expect(delta.count("vt")).toBe(2);
    expect(delta.count("earth")).toBe(1);
    expect(delta.primaries).toEqual(["L1", "L2", "L3", "L2"]);
    // 5 comes from the lead the two secondaries share, lower than both windings
    const from = (terminal: string) =>
      delta.leads.find(({ to }) => delta.terminalAt(to) === terminal)?.from.y ?? Number.NaN;
    expect(from("2")).toBe(from("8"));
    expect(from("5")).toBeGreaterThan(from("2"));
  });
  it.each(phases)(
    "leads both of an open delta to %s, whose lead is earthed and feeds its terminal",
    (common) => {
      const vt = idealVoltageTransformer(100);
      const transformers: InstrumentTransformers = {
        ...ideal(20, 100),
        voltage: { kind: "openDelta", ...openDelta(common, () => vt) },
      };
      const delta = drawn(wired({ mode: "3-3E", meter: onVts, transformers }));
      const [first, second] = phases.filter((phase) => phase !== common);
      expect(delta.primaries).toEqual([first, common, second, common]);
      expect(delta.count("earth")).toBe(1);
      const numbers = { L1: "2", L2: "5", L3: "8" } as const;
      const from = (phase: keyof typeof numbers) =>
        delta.leads.find(({ to }) => delta.terminalAt(to) === numbers[phase])?.from.y ?? Number.NaN;
      expect(from(first!)).toBe(from(second!));
      expect(from(common)).toBeGreaterThan(from(first!));
    },
  );
  it("crosses the primary leads that are open: each VT's own, and at every VT the one they share", () => {
    const vt = idealVoltageTransformer(100);
    const own = {
      kind: "openDelta" as const,
      ...openDelta("L2", () => ({ ...vt, primary: "open" as const })),
    };
    const shared = {
      kind: "openDelta" as const,
      ...openDelta("L2", () => vt),
      commonPrimary: "open" as const,
    };
    for (const voltage of [own, shared]) {
      const transformers = { ...ideal(20, 100), voltage };
      expect(drawn(wired({ mode: "3-2E (1-3)", meter: onVts, transformers })).crosses).toBe(2);
    }
  });
  it("stands them to earth where the network has no neutral", () => {
    const star = drawn(wired({ mode: "3-3E", meter: onVts, transformers: ideal(20, 100, "star") }));
    expect(star.count("earth")).toBe(1);
    expect(star.texts.some(({ kind, text }) => kind.startsWith("tip") && text === "N")).toBe(false);
  });
});

describe("the wiring diagram of a direct-connected meter", () => {
  it("has no CT: each conductor is cut, and passes through the meter's terminals", () => {
    const picture = drawn(wired({ meter: direct, transformers: ideal(1, 1) }));
    expect(picture.count("ct")).toBe(0);
    expect(picture.texts.some(({ text }) => /^[PS][12]$/.test(text))).toBe(false);
    expect([...feeds(picture).keys()].sort()).toEqual(["1", "11", "3", "4", "6", "7", "9"]);
    expect(picture.conductors.map(({ name, parts }) => `${name} ${parts}`)).toEqual([
      "L1 2",
      "L2 2",
      "L3 2",
      "N 1",
    ]);
    // and inside, from the line to the load terminal
    expect(picture.count("inside")).toBe(3);
  });
  it("takes line and neutral through one for a single phase", () => {
    const picture = drawn(wired({ mode: "1N1E", meter: singlePhase, transformers: ideal(1, 1) }));
    expect(picture.conductors.map(({ name, parts }) => `${name} ${parts}`)).toEqual(["L1 2", "N 2"]);
    expect(picture.terminals).toHaveLength(4);
  });
  it("leaves a conductor whole that is led past its input", () => {
    const hookUp = readHookUp("L1 L2 L3 N", "L1 - L3");
    const picture = drawn(wired({ meter: direct, transformers: ideal(1, 1), hookUp }));
    expect(picture.conductors.map(({ parts }) => parts)).toEqual([2, 1, 2, 1]);
    expect(picture.names).toEqual(["fault bypassed"]);
  });
});

describe("the number of a fault", () => {
  const at = (picture: Drawing, text: string) =>
    picture.badges
      .filter((badge) => badge.text === text)
      .map(({ left, right, top }) => ({ x: (left + right) / 2, top }));
  it("stands beside the CT, on its conductor's level", () => {
    for (const phase of ["L1", "L2", "L3"] as const) {
      const right = ideal(20, 1);
      const ct = { ...right.current[phase], polarity: "reversed" as const };
      const picture = drawn(
        wired({ transformers: { ...right, current: { ...right.current, [phase]: ct } } }),
      );
      const p1 = picture.texts.find(({ text, kind }) => text === "P1" && kind.includes("wrong"));
      const [mark] = at(picture, "1");
      expect(Math.abs(mark!.x - p1!.right)).toBeLessThan(20);
      expect(Math.abs(mark!.top - p1!.top)).toBeLessThan(8);
    }
  });
  it("stands beneath the terminal, or between the two of an input", () => {
    const picture = drawn(wired({ hookUp: readHookUp("L1 - L3 N", "L1 L2 -L3") }));
    const columns = (names: readonly string[]) =>
      picture.terminals
        .filter((terminal) => names.includes(picture.terminalAt(terminal) ?? ""))
        .map(({ x }) => x);
    expect([at(picture, "1")[0]?.x]).toEqual(columns(["5"]));
    const [seven = 0, nine = 0] = columns(["7", "9"]);
    expect(at(picture, "2")[0]?.x).toBe((seven + nine) / 2);
  });
});

describe("every wiring diagram", () => {
  it("ends each lead at a terminal, and each fault has one name and its number where it is", () => {
    fc.assert(
      fc.property(anyWiring(), (any) => {
        const of = wiringOf(any);
        const picture = drawn(of);
        const faults = wiringFaults(of);
        for (const { to } of picture.leads) expect(picture.terminalAt(to)).not.toBeNull();
        expect(picture.names).toEqual(faults.map(({ kind }) => `fault ${kind}`));
        const numbers = picture.badges.map(({ text }) => Number(text));
        // once in the list, and at least once in the picture
        faults.forEach((_, i) => {
          expect(numbers.filter((n) => n === i + 1).length).toBeGreaterThanOrEqual(2);
        });
        expect(Math.max(0, ...numbers)).toBe(faults.length);
      }),
      { numRuns: 300 },
    );
  });
  it("runs no lead along another, unless they come from the same place", () => {
    fc.assert(
      fc.property(anyWiring(), (any) => {
        const { leads } = drawn(wiringOf(any));
        const along = leads.flatMap((a, i) =>
          leads
            .slice(i + 1)
            .filter((b) => a.from.x !== b.from.x || a.from.y !== b.from.y)
            .filter((b) => runsAlong(a.points, b.points))
            .map((b) => [a.points, b.points]),
        );
        expect(along).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  it("keeps every word in the picture, off every other and off every lead", () => {
    fc.assert(
      fc.property(anyWiring(), fc.constantFrom("en" as const, "fr" as const), (any, language) => {
        const { transformers, meter, mode, hookUp } = wiringOf(any);
        const signals = { hookUp: hookUpText(hookUp), ...(transformers && { transformers }) };
        const figure = wiringFigure(signals, { mode, meter }, language);
        const picture = drawingOf(figure?.diagram.markup ?? "");
        const { width, height } = picture;
        const boxes = [...picture.texts, ...picture.badges];
        const outside = boxes.filter(
          ({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
        );
        const covered = boxes.flatMap((a, i) => [
          ...boxes
            .slice(i + 1)
            .filter((b) => overlaps(a, b))
            .map((b) => `${a.text} on ${b.text}`),
          ...picture.lines
            .filter((line) => runsOver(line, a))
            .map((line) => `${a.text} on ${JSON.stringify(line)}`),
        ]);
        expect({ outside, covered }).toEqual({ outside: [], covered: [] });
      }),
      { numRuns: 300 },
    );
  });
});
