/** What is said of a wiring, in both languages, with the numbers of the library's own scenarios. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { solve } from "#models/network/solve.ts";
import { wiringFigure } from "#reports/figures/wiringFigure.ts";
import type { Language } from "#reports/language.ts";
import { signalSummary } from "#reports/signalSummary.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { drawingOf } from "./drawing.ts";

/** A step of a scenario of the library, as a run would tell it. */
function figureOf(reference: string, at: number, language: Language) {
  const scenario = loadScenarios(chooseScenarios([reference]))[0]?.scenario;
  const step = scenario?.steps[at];
  if (scenario === undefined || step === undefined) throw new Error(`no step ${at} of ${reference}`);
  const spec = meterSpec(scenario.meter);
  const point = solve(step.network).meteringPoints[step.meteringPoint];
  if (!isSpec(spec) || point === undefined) throw new Error(reference);
  const { frequency } = step.network;
  const { potential: voltage, current } = point;
  const signals = terminalSignals({ frequency, voltage, current }, step.transformers, step.hookUp, "open");
  const mode = spec.programmed.insertionMode;
  const figure = wiringFigure(signalSummary(signals, step, current), { mode, meter: spec }, language);
  if (figure === null) throw new Error(`no hook-up in ${reference}`);
  return figure;
}

describe("the wiring of the library's scenarios", () => {
  it("gives both ratios of CTs that are not the programmed ones", () => {
    const figure = figureOf("wiring/wrong-ct-ratio", 0, "en");
    expect(figure.faults).toEqual([
      "The CTs on L1, L2 and L3 are 200/5; the meter is programmed for 100/5 (KTA).",
    ]);
    const { names, texts } = drawingOf(figure.diagram.markup);
    expect(names).toEqual(["CT L1 L2 L3: 200/5, KTA 100/5"]);
    expect(texts.filter(({ text, kind }) => text === "200/5" && kind.includes("wrong"))).toHaveLength(3);
    expect(figureOf("wiring/wrong-ct-ratio", 0, "fr").faults).toEqual([
      "Les TC de L1, L2 et L3 sont des 200/5\u00a0; le compteur est programmé pour 100/5 (KTA).",
    ]);
  });
  it("tells a shorted secondary from a lead that is off", () => {
    expect(figureOf("wiring/ct-lost", 0, "en").faults).toEqual(["Input L2 is open."]);
    expect(figureOf("wiring/ct-lost", 1, "en").faults).toEqual([
      "The secondary of the CT on L2 is shorted: the input gets no current.",
    ]);
  });
  it("tells errors of transformers softly, and not as faults", () => {
    const figure = figureOf("balanced/ct-errors", 0, "en");
    expect(figure.faults).toEqual([]);
    expect(figure.notes).toEqual([
      "CTs L1, L2, L3: ratio error +0.50\u202f%, phase displacement +30\u202fmin.",
      "What the meter sees includes these errors; the true power is that of the primary side.",
    ]);
    expect(figureOf("balanced/ct-errors", 0, "fr").notes).toEqual([
      "TC L1, L2, L3\u00a0: erreur de rapport +0,50\u202f%, déphasage +30\u202fmin.",
      "Ce que voit le compteur comprend ces erreurs\u00a0; la puissance vraie est celle du côté primaire.",
    ]);
  });
  it("sees what a direct single-phase meter's conductors do", () => {
    const of = (reference: string, at: number) =>
      figureOf(`wiring/single-phase-${reference}`, at, "en").faults;
    expect(of("line-and-load-exchanged", 0)).toEqual([]);
    expect(of("line-and-load-exchanged", 1)).toEqual(["Line and load side of input L1 are interchanged."]);
    expect(of("neutral-lead-open", 1)).toEqual(["Voltage terminal N is open."]);
    expect(of("phase-and-neutral-exchanged", 1)).toEqual([
      "Phase and neutral are exchanged: the meter measures the current that returns.",
    ]);
  });
  it("says how VTs stand", () => {
    expect(figureOf("balanced/voltage-transformers-four-wire", 0, "en").notes[0]).toMatch(
      /^VTs in star, \d+\/100\.$/,
    );
    expect(figureOf("balanced/voltage-transformers-three-wire", 0, "en").notes[0]).toMatch(
      /^Two VTs in open delta, \d+\/100; L2 is their common, earthed lead\.$/,
    );
  });
});

describe("the wiring of a run", () => {
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { ctRatio: 20 } });
  const meter = isSpec(spec) ? spec : null;
  it("is drawn without ratios where the run does not tell the transformers", () => {
    const signals = { hookUp: "voltage: L1 L2 L3 N, current: L1 -L2 L3" };
    const figure = wiringFigure(signals, { mode: "3N3E", meter }, "en");
    expect(figure?.faults).toEqual(["The CT on input L2 is reversed: its leads S1 and S2 are interchanged."]);
    expect(figure?.notes).toEqual([]);
    const words = drawingOf(figure?.diagram.markup ?? "").texts.map(({ text }) => text);
    expect(words.filter((word) => word.includes("/5"))).toEqual([]);
    expect(words.filter((word) => word === "P1")).toHaveLength(3);
  });
  it("is not drawn where the hook-up can't be read", () =>
    expect(wiringFigure({ hookUp: "as on Monday" }, { mode: "3N3E", meter }, "en")).toBeNull());
});
