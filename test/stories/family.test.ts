/**
 * The shipped library put to every model of the catalogue: what each passes, what is not applicable and why. A meter in
 * order passes everything that applies to it, read over its bus or by its pulses alone; one that lies is found out.
 */
import { describe, expect, it } from "vitest";
import { catalogue, findModel } from "#models/catalogue/catalogue.ts";
import type { RigEvent } from "#reports/events.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { readScenario } from "#scenarios/read.ts";
import { eventsOf, virtualMeter } from "./runOn.ts";

const onModel = (model: string, orderCode: string | null, names: readonly string[] = [], meter = "good") =>
  eventsOf(virtualMeter(meter), loadScenarios(chooseScenarios(names), { model, orderCode }));

interface Row {
  readonly pass: number;
  readonly other: readonly string[];
  readonly notApplicable: Readonly<Record<string, number>>;
}

/** Reasons by what they have in common. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/insertion mode is one of/, "no such insertion mode"],
  [/no input for voltage transformers/, "no VTs"],
  [/can't count so/, "no double tariff"],
  [/has no CTs/, "no CTs"],
  [/below the starting current/, "below its starting current"],
  [/beyond the Imax/, "beyond its maximum current"],
  [/without supply|is fed/, "its supply comes and goes elsewhere"],
  [/sets no limit/, "no limit of its class there"],
  [/states a/, "states a value of another load"],
  [/roll over/, "would roll over unseen"],
  [/sign of life/, "pulses give no sign of life"],
  [/read by its pulses/, "pulses tell of active energy only"],
  [/neither RS485 nor pulses/, "nothing to read it by"],
];

function rowOf(events: readonly RigEvent[]): Row {
  const notApplicable: Record<string, number> = {};
  const other: string[] = [];
  let pass = 0;
  for (const event of events) {
    if (event.type === "scenarioSkipped") {
      const kind = kinds.find(([pattern]) => pattern.test(event.reason))?.[1] ?? event.reason;
      notApplicable[kind] = (notApplicable[kind] ?? 0) + 1;
    } else if (event.type === "scenarioFinished") {
      if (event.verdict === "pass") pass++;
      else other.push(`${event.scenario}: ${event.verdict}`);
    }
  }
  return { pass, other, notApplicable };
}

const library = loadScenarios(chooseScenarios([])).length;
const total = ({ pass, other, notApplicable }: Row): number =>
  pass + other.length + Object.values(notApplicable).reduce((a, b) => a + b, 0);

describe("the library on every model", () => {
  it.each([
    ["D1", null, ["no such insertion mode", "beyond its maximum current"]],
    ["D2", null, ["no such insertion mode"]],
    ["D2", "6017 4700", ["no such insertion mode", "nothing to read it by"]],
    ["D4-s", null, []],
    ["D4-s", "6017 7700", ["no VTs", "no double tariff", "pulses give no sign of life"]],
    ["D4-s", "6017 7750", ["no VTs"]],
    ["D4-Sh", null, ["no such insertion mode", "no VTs", "no double tariff"]],
    ["D4-d", null, ["no such insertion mode", "no VTs", "no CTs", "below its starting current"]],
    ["D4-d", "6017 9000", ["no CTs", "pulses tell of active energy only", "pulses give no sign of life"]],
    ["72-Pt", null, ["no double tariff"]],
    ["96-Pt", null, ["no double tariff"]],
    ["96-Pt", "6017 5500", ["no double tariff", "states a value of another load"]],
  ] as const)("%s %s: all that applies passes", async (model, orderCode, reasons) => {
    const row = rowOf(await onModel(model, orderCode));
    expect(row.other).toEqual([]);
    expect(total(row)).toBe(library);
    expect(Object.keys(row.notApplicable)).toEqual(expect.arrayContaining([...reasons]));
    // No reason that is none of the family's.
    const known = kinds.map(([, kind]) => kind);
    expect(Object.keys(row.notApplicable).filter((reason) => !known.includes(reason))).toEqual([]);
    // What was written for a D1 or D2 and a D4-s has not: 63 A through the meter, a supply that lives at 185 V.
    if (model === "D4-s" && orderCode === null)
      expect(row.notApplicable).toEqual({
        "beyond its maximum current": 1,
        "its supply comes and goes elsewhere": 1,
      });
    if (orderCode !== "6017 4700") expect(row.pass).toBeGreaterThan(0);
  });
});

describe("a single-phase meter", () => {
  const names = chooseScenarios([])
    .map(({ reference }) => reference)
    .filter((reference) => reference.includes("/single-phase"));

  it.each([
    ["D1", "6017 2000", { "beyond its maximum current": 1 }],
    ["D2", "6017 4750", { "beyond its maximum current": 1 }],
    ["D2", "6017 4850", {}],
  ] as const)(
    "%s %s passes what is said of one phase, in every theme that has one",
    async (model, code, not) => {
      expect(names.length).toBeGreaterThanOrEqual(18);
      const themesMet = new Set(names.map((name) => name.split("/")[0]));
      expect(themesMet).toEqual(new Set(["balanced", "load-profile", "supply", "wiring"]));
      const row = rowOf(await onModel(model, code, names));
      expect(row).toEqual({ pass: names.length - Object.keys(not).length, other: [], notApplicable: not });
    },
  );

  const wiring = "wiring/single-phase-line-and-load-exchanged";
  it.each([
    ["D1", "gain", "balanced/single-phase-rated-current"],
    ["D2", "gain", "balanced/single-phase-maximum-current"],
    ["D1", "phase", "balanced/single-phase-half-power-factor-lag"],
    ["D2", "phase", "balanced/single-phase-half-power-factor-lag"],
    ["D1", "creep", "supply/single-phase-no-load"],
    ["D2", "creep", "supply/single-phase-no-load"],
    ["D1", "sign", wiring],
    ["D2", "sign", wiring],
    ["D1", "ratio", "load-profile/single-phase-day"],
  ] as const)("%s that lies by %s is found out by %s", async (model, lie, name) => {
    expect(rowOf(await onModel(model, null, [name], lie)).other).toEqual([`${name.split("/")[1]}: fail`]);
  });

  it("hides behind its pulses what its register forgets, and has no bus to be late on", async () => {
    for (const lie of ["forgetful", "late"])
      expect(rowOf(await onModel("D1", null, ["single-phase-power-cuts"], lie))).toMatchObject({
        pass: 1,
        other: [],
      });
  });
});

describe("every order code", () => {
  const codes = catalogue.flatMap(({ model, variants }) =>
    variants
      .filter(({ outputs }) => outputs.pulse || outputs.rs485)
      .map(({ orderCode }) => [model, orderCode] as const),
  );

  it.each(codes)(
    "%s %s registers its rated current, and a gain of 1.2 per cent is found",
    async (model, orderCode) => {
      const single = findModel(model)?.programmable.insertionModes.length === 1;
      const scenario = findModel(model)
        ?.variants.find((each) => each.orderCode === orderCode)
        ?.countings.includes("total and partial")
        ? single
          ? "single-phase"
          : "rated-current"
        : "double-tariff";
      expect(rowOf(await onModel(model, orderCode, [scenario]))).toMatchObject({ pass: 1, other: [] });
      const found = rowOf(await onModel(model, orderCode, [scenario], "gain"));
      // The three-fold hold of the single-phase scenario decides it; a stated 1 % or the class does elsewhere.
      expect(found.other).toEqual([`${scenario}: fail`]);
    },
  );
});

describe("a meter read by its pulses", () => {
  it("has the weight of a pulse in its uncertainty, and the count in its evidence", async () => {
    const events = await onModel("D4-d", "6017 9000", ["rated-current"]);
    const reading = events.flatMap((event) => (event.type === "sampled" ? [event.reading] : [])).at(-1);
    expect(reading).toMatchObject({ kind: "read", by: "pulses", resolution: 10, sampledWithin: 0 });
    const compared = events.flatMap((event) => (event.type === "compared" ? [event.comparison] : []));
    expect(compared).toHaveLength(1);
    // 3 x 230 V x 10 A x 24 h = 165 600 Wh; 10 Wh / sqrt 6 of it is 0.002465 %.
    expect(compared[0]?.budget.map(({ source }) => source)).toEqual(["pulse resolution"]);
    expect(compared[0]?.budget[0]?.standard).toBeCloseTo(0.002465, 6);
    expect(compared[0]?.reference).toBeCloseTo(165_600, 0);
  });

  it("is not charged with the seconds its start-up takes", async () => {
    const text = `title: ten minutes at Imax
theme: balanced
teaches: Two seconds of start-up are a third of a per cent of ten minutes.
meter: { model: D4-d, orderCode: 6017 9000 }
load: { current: 63 A }
steps:
  - name: ten minutes
    hold: 10 min
    claims:
      - registersWithin: { energy: active energy, limit: class }
`;
    const { scenario, issues } = readScenario(text, "ten-minutes.scenario.yaml");
    if (!scenario) throw new Error(JSON.stringify(issues));
    const events = await eventsOf(virtualMeter("good"), [{ scenario, reference: "ten-minutes" }]);
    const [comparison] = events.flatMap((event) => (event.type === "compared" ? [event.comparison] : []));
    // 3 x 230 V x 63 A x 600 s = 7245 Wh: one pulse of 10 Wh is 0.138 %, two seconds would be 0.333 %.
    expect(comparison?.reference).toBeCloseTo(7245, 3);
    expect(Math.abs(comparison?.error ?? Number.NaN)).toBeLessThan(0.139);
  });
});
