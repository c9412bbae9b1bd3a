/** Every meter of the family: its front, its pulses, a year of life, and the law that an ideal twin errs by a count. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "#models/catalogue/catalogue.ts";
import { isSpec, meterSpec, type SpecOptions } from "#models/catalogue/meterSpec.ts";
import { insertionModeFacts } from "#models/connection/insertionMode.ts";
import { display } from "#models/meter/display.ts";
import { elapse } from "#models/meter/elapse.ts";
import { enter, holdEnter, holdPage, type KeyPress, page, pressAll } from "#models/meter/program.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { energyUnitOf, pagesOf } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { pulseStarts } from "#models/metering/pulseOutput.ts";
import { amperes, days, degrees, hours, seconds, volts } from "#models/units.ts";
import { equalCurrents, meters, signalsOf } from "#scenarios/arbitraries/meter.ts";

function ordered(
  model: string,
  orderCode: string | null = null,
  programmed: Partial<ProgrammedParameters> = {},
  options: SpecOptions = {},
): MeterSpec {
  const spec = meterSpec({ model, orderCode, programmed }, options);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}
const load = (voltage: number, current: number, phi = 0, contact: "open" | "closed" = "open") =>
  signalsOf({
    voltage: volts(voltage),
    current: equalCurrents(amperes(current)),
    phi: degrees(phi),
    contact,
  });
const started = (spec: MeterSpec, signals = load(230, 0), registers?: { active: number; reactive: number }) =>
  elapse(spec, initialState(spec, registers), signals, spec.startUp).state;
const times = (n: number, key: KeyPress): KeyPress[] => Array<KeyPress>(n).fill(key);
const front = (spec: MeterSpec, state: MeterState): string => {
  const { figure, unit, caption, below } = display(spec, state);
  return `${caption} ${figure} ${unit}${below === null ? "" : ` | ${below.caption} ${below.figure} ${below.unit}`}`;
};
const code = [holdEnter, page, enter, enter, enter, enter];

describe("the fronts", () => {
  it("of the D1 shows seven digits and rolls over after 99 999.99 kWh; it has no key", () => {
    const spec = ordered("D1");
    const full = started(spec, load(230, 0), { active: 99_999_990, reactive: 0 });
    expect(front(spec, full)).toBe("active energy 99999.99 kWh");
    // 230 V x 32 A x 1 h = 7360 Wh over the edge.
    const over = elapse(spec, full, load(230, 32), hours(1)).state;
    expect(front(spec, over)).toBe("active energy 00007.35 kWh");
    expect(pressAll(spec, over, [page, holdPage, holdEnter, enter])).toBe(over);
  });

  it("of the D2 has four pages, six digits and one key, which resets the partial register where it is shown", () => {
    const spec = ordered("D2");
    // 2300 W for 100 h: 230 kWh.
    const state = elapse(spec, started(spec), load(230, 10), hours(100)).state;
    const pages = [0, 1, 2, 3, 4].map((n) => front(spec, pressAll(spec, state, times(n, page))));
    expect(pages).toEqual([
      "active energy 00230.0 kWh | partial active energy 00230.0 kWh",
      "current L1   10.00 A",
      "voltage L1   230.0 V",
      "active power   2.300 kW",
      "active energy 00230.0 kWh | partial active energy 00230.0 kWh",
    ]);
    expect(front(spec, pressAll(spec, state, [holdPage]))).toBe(
      "active energy 00230.0 kWh | partial active energy 00000.0 kWh",
    );
    expect(pressAll(spec, state, [page, holdPage]).partialFrom).toEqual(state.partialFrom);
    expect(pressAll(spec, state, code).panel.kind).toBe("page");
  });

  it("of the D4-d is programmed from six pages to the seven of two tariffs, and back, behind the code", () => {
    const spec = ordered("D4-d");
    const six = started(spec);
    // The first item is the insertion mode, the second the counting: two steps on its list.
    const seven = pressAll(spec, six, [...code, enter, page, page, holdEnter]);
    expect(seven.storedSettings.programmed.counting).toBe("double tariff");
    const captions = (state: MeterState) =>
      pagesOf(spec, state.settings.programmed).map(
        (_, n) => display(spec, pressAll(spec, state, times(n, page))).caption,
      );
    expect(captions(six)).toHaveLength(6);
    expect(captions(seven)).toEqual([
      "active energy T1",
      "reactive energy T1",
      "active energy T2",
      "reactive energy T2",
      "average power",
      "maximum average power T1",
      "maximum average power T2",
    ]);
    expect(captions(pressAll(spec, seven, [...code, enter, page, holdEnter]))).toHaveLength(6);
    const sealed = ordered("D4-d", null, {}, { sealed: true });
    expect(
      pressAll(sealed, started(sealed), [...code, enter, page, holdEnter]).settings.programmed.counting,
    ).toBe("total and partial");
  });

  it("keeps the maximum of each tariff, and resets each on its own page, sealed or not", () => {
    const spec = ordered("D4-d", null, { counting: "double tariff" }, { sealed: true });
    const day = elapse(spec, started(spec), load(230, 10), hours(1)).state;
    const night = elapse(spec, day, load(230, 20, 0, "closed"), hours(1)).state;
    // 3 x 230 V x 10 A, and twice as much by night.
    expect(quantityShown(spec, night, "maximum average power T1")).toBe(6900);
    expect(quantityShown(spec, night, "maximum average power T2")).toBe(13_800);
    const reset = pressAll(spec, night, [...times(5, page), holdPage]);
    expect(quantityShown(spec, reset, "maximum average power T1")).toBe(0);
    expect(quantityShown(spec, reset, "maximum average power T2")).toBe(13_800);
  });
});

describe("counting by contact", () => {
  it("gates the partial registers of the D4-d: open they stand, closed they count; the totals never stand", () => {
    const spec = ordered("D4-d", null, { counting: "partial by contact" });
    const open = elapse(spec, started(spec), load(230, 10, 60), hours(10)).state;
    const closed = elapse(spec, open, load(230, 10, 60, "closed"), hours(4)).state;
    // 6900 VA at 0.5: 3450 W, 14 h and 4 h.
    expect(quantityShown(spec, open, "partial active energy")).toBe(0);
    expect(quantityShown(spec, closed, "partial active energy")).toBe(13_800);
    expect(quantityShown(spec, closed, "active energy")).toBe(48_300);
    expect(quantityShown(spec, closed, "partial reactive energy")).toBe(
      Math.floor((4 * 6900 * Math.sin(Math.PI / 3)) / 10) * 10,
    );
    expect(quantityShown(spec, closed, "active energy T1")).toBeNull();
  });

  it("changed by the keys leaves what every register shows", () => {
    const spec = ordered("D4-d");
    const counted = elapse(spec, started(spec), load(230, 10, 0, "closed"), hours(3)).state;
    const gated = pressAll(spec, counted, [...code, enter, page, holdEnter]);
    expect(gated.settings.programmed.counting).toBe("partial by contact");
    for (const quantity of ["active energy", "partial active energy"] as const)
      expect(quantityShown(spec, gated, quantity)).toBe(20_700);
    const later = elapse(spec, gated, load(230, 10, 0, "open"), hours(3)).state;
    expect(quantityShown(spec, later, "partial active energy")).toBe(20_700);
    expect(quantityShown(spec, later, "active energy")).toBe(41_400);
  });
});

describe("pulses", () => {
  it("of the D1 are half a Wh: 2000 in an hour at 1 kW, one every 1.8 s", () => {
    const spec = ordered("D1");
    const began = started(spec);
    const { state, happenings } = elapse(spec, began, load(250, 4), hours(1));
    expect(state.pulses.started).toBe(2000);
    const [train] = happenings.flatMap((each) => (each.kind === "pulses" ? [each.train] : []));
    if (train === undefined) throw new Error("no pulses");
    const starts = [...pulseStarts(train)];
    expect(starts.slice(0, 3).map((at) => at - began.clock)).toEqual([1_800_000, 3_600_000, 5_400_000]);
    expect(starts.at(-1)).toBe(began.clock + 3_600_000_000);
  });

  it("of any model tell its energy to one pulse, in whatever slices the time comes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("D1", "D2", "D4-d", "D4-s"),
        fc.integer({ min: 50, max: 1000 }),
        fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 8 }),
        (model, permille, slices) => {
          const spec = ordered(
            model,
            { D1: "6017 2000", D2: "6017 4850", "D4-d": "6017 9000", "D4-s": "6017 7700" }[model],
          );
          const signals = load(230, (spec.current.maximum * permille) / 1000);
          let state = started(spec, signals);
          for (const slice of slices) state = elapse(spec, state, signals, seconds(slice / 1e3)).state;
          const { weight } = spec.programmed.pulse;
          const { wattHours, picojoules } = state.energies.active;
          const counted = (state.pulses.started + state.pulses.waiting) * weight;
          const energy = wattHours + picojoules / 3.6e15;
          expect(energy - counted).toBeGreaterThanOrEqual(0);
          expect(energy - counted).toBeLessThan(weight);
        },
      ),
    );
  });
});

describe("every order code", () => {
  const codes = catalogue.flatMap((product) =>
    product.variants.map(({ orderCode }) => [product.model, orderCode] as const),
  );

  it.each(codes)(
    "%s %s lives a year at half of its maximum current, and lands on the arithmetic",
    (model, orderCode) => {
      const spec = ordered(model, orderCode);
      const single = spec.programmed.insertionMode === "1N1E";
      const U = single ? spec.voltage.singlePhase : spec.voltage.phaseToNeutral;
      const signals = load(U, spec.current.maximum / 2);
      const year = elapse(spec, started(spec, signals), signals, days(365)).state;
      const energy = (single ? 1 : 3) * U * (spec.current.maximum / 2) * 8760;
      const span = 10 ** spec.digits * energyUnitOf(spec, spec.programmed);
      const total =
        spec.programmed.counting === "double tariff" ? "active energy T1" : ("active energy" as const);
      const shown = quantityShown(spec, year, total) ?? Number.NaN;
      const error = (energy % span) - shown;
      expect(error).toBeGreaterThanOrEqual(-1e-3);
      expect(error).toBeLessThan(energyUnitOf(spec, spec.programmed) + 1e-3);
      expect(year.operated).toBe(365 * 86_400e6);
    },
  );

  it("constructs with any programming its ranges allow", () => {
    for (const product of catalogue)
      fc.assert(
        fc.property(meters(product), (spec) => {
          expect(spec.model).toBe(product.model);
          expect(pagesOf(spec, spec.programmed).length).toBeGreaterThan(0);
        }),
        { numRuns: 50 },
      );
  });
});

describe("the accuracy of an ideal twin", () => {
  const modes = catalogue.flatMap((product) =>
    product.programmable.insertionModes.map((mode) => [product.model, mode] as const),
  );

  /** Symmetrical and balanced: every mode sees U I cos phi in each of its phases (derived in the wiring tables). */
  it.each(modes)(
    "%s, %s: no more than its count, over all currents and power factors",
    (model, insertionMode) => {
      const product = catalogue.find((each) => each.model === model);
      if (product === undefined) throw new Error(model);
      fc.assert(
        fc.property(
          fc.constantFrom(...product.variants),
          fc.double({ min: 0.05, max: 1, noNaN: true }),
          fc.integer({ min: -75, max: 75 }),
          fc.integer({ min: 1, max: 500 }),
          fc.nat(),
          ({ orderCode, voltageInput }, share, phi, duration, ratio) => {
            const direct = product.programmable.ctRatio.highest === 1;
            const ctRatio = direct ? 1 : 1 + (ratio % 9999);
            const vtRatio = voltageInput === "vt" ? 1 + (ratio % 300) : 1;
            const spec = ordered(model, orderCode, { insertionMode, ctRatio, vtRatio });
            const single = insertionMode === "1N1E";
            const U = single ? spec.voltage.singlePhase : spec.voltage.phaseToNeutral;
            const I = spec.current.maximum * share;
            const signals = load(U, I, phi);
            const state = elapse(spec, started(spec, signals), signals, hours(duration)).state;
            const phasesCounted = insertionModeFacts[insertionMode].voltageTerminals.length === 2 ? 1 : 3;
            const apparent = phasesCounted * U * I * ctRatio * vtRatio * duration;
            const angle = (phi * Math.PI) / 180;
            const unit = energyUnitOf(spec, spec.programmed);
            const span = 10 ** spec.digits * unit;
            const tariffs = spec.programmed.counting === "double tariff";
            const checks = [
              [tariffs ? "active energy T1" : "active energy", apparent * Math.cos(angle)],
              ...(spec.classes.reactive === null || (I / spec.current.reference) * Math.sin(angle) < 0.006
                ? []
                : [
                    [tariffs ? "reactive energy T1" : "reactive energy", apparent * Math.sin(angle)] as const,
                  ]),
            ] as const;
            for (const [quantity, energy] of checks) {
              const shown = quantityShown(spec, state, quantity as "active energy") ?? Number.NaN;
              const rounding = 1e-6 + 1e-9 * energy;
              const error = energy - shown - Math.floor((energy + rounding) / span) * span;
              expect(error).toBeGreaterThanOrEqual(-rounding);
              expect(error).toBeLessThan(unit + rounding);
            }
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});
