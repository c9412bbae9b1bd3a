import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, findModel } from "#models/catalogue/catalogue.ts";
import { contoD4s } from "#models/catalogue/contoD4s.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { insertionModes } from "#models/connection/insertionMode.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import { amperes, inMilliseconds, milliseconds, minutes, seconds, wattHours } from "#models/units.ts";
import { meterChoices } from "#scenarios/arbitraries/meter.ts";

const choice = (programmed: MeterChoice["programmed"], orderCode: string | null = null): MeterChoice => ({
  model: "Conto D4-s",
  orderCode,
  programmed,
});
const issues = (given: MeterChoice, options = {}) => {
  const result = meterSpec(given, options);
  return isSpec(result) ? [] : result.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

describe("the catalogue", () => {
  it("finds a model by its name, with or without Conto", () => {
    expect(findModel("conto d4-s")).toBe(contoD4s);
    expect(findModel("D4-s")).toBe(contoD4s);
    expect(findModel("D5")).toBeUndefined();
    expect(catalogue).toContain(contoD4s);
  });

  // Catalogue page of NT672.
  it("has the D4-s as its page prints it", () => {
    expect(contoD4s.variants.map(({ orderCode }) => orderCode)).toEqual([
      "6017 7700",
      "6017 7750",
      "6017 7800",
      "6017 7900",
      "6017 8700",
      "6017 8800",
      "6017 8900",
    ]);
    expect(contoD4s.diagrams.map(({ mode }) => mode).sort()).toEqual([...insertionModes].sort());
    expect(contoD4s.programmable.pulseWeights).toEqual([10, 100, 1000, 10_000]);
    expect(contoD4s.programmable.pulseWidths.map((width) => Math.round(inMilliseconds(width)))).toEqual([
      50, 100, 150, 200, 300, 400, 500,
    ]);
    expect(contoD4s.doubts.every(({ chosen, reason }) => chosen !== "" && reason !== "")).toBe(true);
    for (const variant of contoD4s.variants)
      expect([variant.voltage.lowest, variant.voltage.highest]).toEqual(
        variant.orderCode.startsWith("6017 8") ? [80, 150] : [190, 440],
      );
  });
});

describe("a chosen meter", () => {
  it("is complete, as delivered where nothing is programmed", () => {
    const spec = meterSpec(choice({ ctRatio: 200 }));
    expect(spec).toMatchObject({
      model: "Conto D4-s",
      orderCode: "6017 7900",
      digits: 8,
      sealed: false,
      current: { connection: "ct", reference: 5, maximum: 6 },
      startingCurrent: { active: 0.002, reactive: 0.003 },
      programmed: {
        insertionMode: "3N3E",
        ctRatio: 200,
        vtRatio: 1,
        integrationTime: 900,
        counting: "total and partial",
      },
    });
    expect(meterSpec(choice({}), { referenceCurrent: amperes(1) })).toMatchObject({
      current: { reference: 1 },
    });
  });

  it("can be any that the catalogue allows", () => {
    fc.assert(fc.property(meterChoices(), (any) => issues(any).length === 0));
  });

  it("has a VT ratio only on voltage transformers, and no ratio out of range", () => {
    expect(issues(choice({ vtRatio: 2 }))).toEqual(["programmed.vtRatio: VT ratio can only be 1, not 2"]);
    expect(issues(choice({ vtRatio: 999 }, "6017 8900"))).toEqual([]);
    expect(issues(choice({ vtRatio: 1000 }, "6017 8900"))).toEqual([
      "programmed.vtRatio: VT ratio is a whole number from 1 to 999, not 1000",
    ]);
    for (const ctRatio of [0, 10_000, 1.5, -1, Number.NaN])
      expect(issues(choice({ ctRatio }))).toHaveLength(1);
    for (const ctRatio of [1, 9999]) expect(issues(choice({ ctRatio }))).toEqual([]);
  });

  it("brings everything that is wrong with it at once", () => {
    const wrong = choice({
      ctRatio: 0,
      integrationTime: minutes(7),
      pulse: { energy: "active", weight: wattHours(1), width: milliseconds(60) },
    });
    const options = {
      referenceCurrent: amperes(2),
      startUp: seconds(-1),
      assumptions: { demandSubintervals: 0 },
    };
    expect(issues(wrong, options)).toEqual([
      "programmed.ctRatio: CT ratio is a whole number from 1 to 9999, not 0",
      "programmed.integrationTime: integration time is one of 300, 480, 600, 900, 1200, 1800, 3600 s, not 420",
      "programmed.pulse.weight: pulse weight is one of 10, 100, 1000, 10000 Wh, not 1",
      "programmed.pulse.width: pulse width is one of 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5 s, not 0.06",
      "options.assumptions.demandSubintervals: a whole number of parts, at least 1",
      "options.startUp: can't be negative",
      "options.referenceCurrent: Conto D4-s has no 2 A input (5 A, 1 A)",
    ]);
    expect(issues({ model: "D9", orderCode: null, programmed: {} })).toEqual([
      'model: no model "D9" in the catalogue (known: Conto D1, Conto D2, Conto D4-s, Conto D4-Sh, Conto D4-d, Conto 72-Pt, Conto 96-Pt)',
    ]);
    expect(issues(choice({}, "6017 1234"))[0]).toContain(
      'orderCode: Conto D4-s has no order code "6017 1234"',
    );
  });
});
