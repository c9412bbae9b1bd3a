import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elapse } from "#models/meter/elapse.ts";
import { heldValue, registeredEnergy } from "#models/meter/heldValue.ts";
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { reset } from "#models/meter/reset.ts";
import { energyUnitOf, registerSpan } from "#models/meter/rules.ts";
import { initialState } from "#models/meter/state.ts";
import { pulseStarts } from "#models/metering/pulseOutput.ts";
import { scaleSpectrum } from "#models/spectrum.ts";
import {
  amperes,
  days,
  degrees,
  hours,
  kilowattHours,
  milliseconds,
  minutes,
  picojoulesPerWattHour,
  type Seconds,
  seconds,
  volts,
  wattHours,
} from "#models/units.ts";
import {
  equalCurrents,
  imperfections,
  type LifeEvent,
  lives,
  loadPoints,
  meters,
  signalsOf,
  slicings,
} from "#scenarios/arbitraries/meter.ts";
import { at, dark, held, idle, live, meter, noCurrent, running } from "./bench.ts";

const load = at({});
const energies: readonly EnergyQuantity[] = [
  "active energy",
  "reactive energy",
  "partial active energy",
  "partial reactive energy",
];

describe("a Conto D4-s under load", () => {
  it("counts 3 x 230 V x 5 A = 3.45 kW: 34.5 kWh in ten hours, nothing reactive", () => {
    const spec = meter();
    const { state } = elapse(spec, running(spec), load, hours(10));
    expect(quantityShown(spec, state, "active energy")).toBe(34_500);
    expect(quantityShown(spec, state, "reactive energy")).toBe(0);
    expect(quantityShown(spec, state, "average power")).toBe(3450);
    expect(quantityShown(spec, state, "active power")).toBe(3450);
  });

  it("counts the primary side: CTs of 1000/5 make it 6.9 MWh, in units of 10 kWh", () => {
    // K = 200 is below 1000: 1 kWh per count.
    const spec = meter({ ctRatio: 200 });
    const { state } = elapse(spec, running(spec), load, hours(10));
    expect(quantityShown(spec, state, "active energy")).toBe(6_900_000);
    expect(energyUnitOf(spec, spec.programmed)).toBe(1000);
  });

  it("counts 60 degrees lagging as half the active and 0.866 of the reactive power", () => {
    const spec = meter();
    const { state } = elapse(spec, running(spec), at({ phi: degrees(60) }), hours(100));
    expect(quantityShown(spec, state, "active energy")).toBe(172_500);
    // 3450 x sin 60 x 100 h = 298.778764 kvarh
    expect(quantityShown(spec, state, "reactive energy")).toBe(298_770);
  });

  it("errs by no more than one count anywhere in its range", () => {
    const anyMeter = meters().chain((spec) => fc.tuple(fc.constant(spec), loadPoints(spec)));
    fc.assert(
      fc.property(anyMeter, fc.integer({ min: 1, max: 2000 }), ([spec, point], quarters) => {
        fc.pre(spec.programmed.insertionMode !== "1N1E");
        const time = minutes(15 * quarters);
        const signals = signalsOf(point);
        const before = running(spec, signals);
        const { state } = elapse(spec, before, signals, time);
        const K = spec.programmed.ctRatio * spec.programmed.vtRatio;
        const apparent = 3 * point.voltage * point.current.L1 * K;
        const unit = energyUnitOf(spec, spec.programmed);
        const span = registerSpan(spec, spec.programmed);
        const quadrature = [Math.cos(point.phi), Math.sin(point.phi)] as const;
        for (const [i, quantity] of (["active energy", "reactive energy"] as const).entries()) {
          const power = apparent * (quadrature[i] ?? 0);
          const start = i === 0 ? spec.startingCurrent.active : spec.startingCurrent.reactive;
          const startingPower = 3 * spec.voltage.phaseToNeutral * spec.current.reference * start * K;
          // Within a hair of the starting power either is right.
          fc.pre(Math.abs(power / startingPower - 1) > 1e-6);
          const truth = power < startingPower ? 0 : (power * time) / 3600;
          const shown = quantityShown(spec, state, quantity) ?? Number.NaN;
          const turns = Math.round((truth - shown) / span);
          const difference = truth - shown - turns * span;
          expect(difference).toBeGreaterThan(-1e-9 * truth - 1e-6);
          expect(difference).toBeLessThan(unit + 1e-9 * truth + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("time", () => {
  it("a year in one call is the year in random slices, register by register, remainder by remainder", () => {
    const year = days(365);
    const slicedYears = meters().chain((spec) =>
      fc.tuple(fc.constant(spec), loadPoints(spec), slicings(year, 40)),
    );
    fc.assert(
      fc.property(slicedYears, ([spec, point, slices]) => {
        const signals = signalsOf(point);
        const whole = elapse(spec, running(spec), signals, year);
        const cut = live(
          spec,
          running(spec),
          slices.map((duration) => ({ signals, duration })),
        );
        expect(cut.state).toEqual(whole.state);
      }),
      { numRuns: 200 },
    );
  });

  const cutEvent = (event: LifeEvent, share: number): LifeEvent[] => {
    const whole = Math.round(event.duration * 1e6);
    const first = Math.floor(whole * share);
    return [first, whole - first].map((part) => ({ ...event, duration: (part / 1e6) as Seconds }));
  };

  it("a life with cuts, faults, tariffs and imperfections does not depend on how it is sliced", () => {
    const cutLives = meters(undefined, imperfections()).chain((spec) =>
      fc.tuple(fc.constant(spec), lives(spec, days(2)), fc.double({ min: 0, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(cutLives, ([spec, life, share]) => {
        const whole = live(spec, initialState(spec), life);
        const cut = live(
          spec,
          initialState(spec),
          life.flatMap((event) => cutEvent(event, share)),
        );
        expect(cut.state).toEqual(whole.state);
        const starts = (x: typeof whole) =>
          x.happenings.flatMap((h) =>
            h.kind === "pulses" ? (h.train.count < 5000 ? [...pulseStarts(h.train)] : [h.train.count]) : [],
          );
        const small = whole.happenings.every((h) => h.kind !== "pulses" || h.train.count < 5000);
        if (small) expect(starts(cut)).toEqual(starts(whole));
      }),
      { numRuns: 150 },
    );
  });

  it("can't run backwards", () => {
    const spec = meter();
    expect(() => elapse(spec, running(spec), load, seconds(-1))).toThrow(RangeError);
    expect(() => elapse(spec, running(spec), load, seconds(Number.NaN))).toThrow(RangeError);
  });
});

describe("registers", () => {
  it("never fall, whatever happens, and energy is additive over the parts of a life", () => {
    const lived = meters().chain((spec) => fc.tuple(fc.constant(spec), lives(spec, days(30))));
    fc.assert(
      fc.property(lived, ([spec, life]) => {
        let state = initialState(spec);
        for (const event of life) {
          const next = elapse(spec, state, event.signals, event.duration).state;
          for (const quantity of energies) {
            const before = registeredEnergy(spec, state, quantity);
            const after = registeredEnergy(spec, next, quantity);
            expect((after?.wattHours ?? 0) - (before?.wattHours ?? 0)).toBeGreaterThanOrEqual(0);
          }
          state = next;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("roll over at eight digits: 99 999 999 counts of 10 Wh, then 0, at the instant it happens", () => {
    const spec = meter();
    const signals = at({});
    const state = running(spec);
    // 1 GWh at 3.45 kW takes 33 years and a bit: 289 855.072 463 h, reached 1 043 478 260.869 566 s after the start.
    const before = elapse(spec, state, signals, seconds(1_043_478_260));
    expect(quantityShown(spec, before.state, "active energy")).toBe(999_999_990);
    const { state: after, happenings } = elapse(spec, state, signals, hours(289_856));
    expect(quantityShown(spec, after, "active energy")).toBe(3200);
    const rolled = happenings.find(({ kind }) => kind === "rolledOver");
    expect(rolled).toMatchObject({ quantity: "active energy", times: 1 });
    // 1e9 Wh / 3450 W = 1 043 478 260.8696 s, plus 2 s of start-up.
    expect(rolled?.kind === "rolledOver" ? rolled.at : 0).toBeCloseTo(1_043_478_262_869_566, -1);
  });

  it("keep every watt-hour of the largest meter over a century of full load", () => {
    const spec = meter({ ctRatio: 9999, vtRatio: 999 }, {}, "6017 8900");
    const signals = at({ voltage: volts(57.7), current: equalCurrents(amperes(6)) });
    const state = elapse(spec, initialState(spec), signals, spec.startUp).state;
    const power = 3 * 57.7 * 6 * 9999 * 999;
    const year = elapse(spec, state, signals, days(36_500)).state;
    const truth = (power * 36_500 * 24) % registerSpan(spec, spec.programmed);
    const shown = quantityShown(spec, year, "active energy") ?? 0;
    // A double carries 1e-16 of 9e15 Wh: a few counts of 1 MWh.
    expect(Math.abs(shown - truth)).toBeLessThan(5e6);
    expect(quantityShown(spec, year, "partial active energy")).toBe(shown);
  });

  it("lose no watt-hour where a step brings more than a double counts: 9.5 PWh in a century, by whole numbers", () => {
    const spec = meter({ ctRatio: 9999, vtRatio: 999 }, {}, "6017 8900");
    const signals = at({ voltage: volts(60), current: equalCurrents(amperes(6)) });
    const start = elapse(spec, initialState(spec), signals, spec.startUp).state;
    const span = BigInt(registerSpan(spec, spec.programmed));
    const whole = BigInt(picojoulesPerWattHour);
    const counted = (time: Seconds) => elapse(spec, start, signals, time).state.energies.active;
    const hour = counted(hours(1));
    // 3 x 60 V x 6 A x 9999 x 999
    expect(hour.wattHours).toBeCloseTo(10_788_121_080, -1);
    const perHour = BigInt(hour.wattHours) * whole + BigInt(hour.picojoules);
    for (let years = 90; years < 130; years++) {
      const { wattHours: Wh, picojoules } = counted(hours(8760 * years));
      const truth = perHour * BigInt(8760 * years);
      expect([BigInt(Wh) % span, BigInt(picojoules)], `${years} years`).toEqual([
        (truth / whole) % span,
        truth % whole,
      ]);
    }
  });

  it("partial registers are reset by whole units; all partial readings together are the total", () => {
    const spec = meter();
    let state = running(spec);
    let sum = 0;
    for (let i = 0; i < 100; i++) {
      state = elapse(spec, state, load, seconds(17)).state;
      sum += quantityShown(spec, state, "partial active energy") ?? 0;
      state = reset(spec, state, "partial active energy");
      expect(quantityShown(spec, state, "partial active energy")).toBe(0);
    }
    // 3450 W x 1700 s = 1629.17 Wh
    expect(quantityShown(spec, state, "active energy")).toBe(1620);
    expect(sum).toBe(1620);
  });
});

describe("supply from L1-L2", () => {
  it("is dead without it, whatever the third phase does, and alive without the third", () => {
    const spec = meter();
    const lost = (lead: "L1" | "L2" | "L3") => ({ ...load, voltage: { ...load.voltage, [lead]: null } });
    const without = (lead: "L1" | "L2" | "L3") => elapse(spec, running(spec), lost(lead), hours(1)).state;
    expect(without("L1").supply.kind).toBe("dead");
    expect(quantityShown(spec, without("L2"), "active energy")).toBe(0);
    expect(without("L3").supply.kind).toBe("running");
    // Two elements of three: 2300 W.
    expect(quantityShown(spec, without("L3"), "active energy")).toBe(2300);
  });

  it("looks at no other line voltage", () => {
    const spec = meter();
    const { L1, L3 } = load.voltage;
    const kind = (voltage: Partial<typeof load.voltage>) =>
      elapse(spec, initialState(spec), { ...load, voltage: { ...load.voltage, ...voltage } }, seconds(10))
        .state.supply.kind;
    expect(kind({ L3: L1 === null ? null : scaleSpectrum(L1, 3) })).toBe("running");
    expect(kind({ L2: L1 })).toBe("dead");
    expect(kind({ L2: L3 })).toBe("running");
  });

  it.each([
    [189.9, "dead"],
    [190.1, "running"],
    [439.9, "running"],
    [440.1, "dead"],
  ])("with %d V between L1 and L2 it is %s (range 190...440 V)", (line, kind) => {
    const spec = meter();
    const signals = at({ voltage: volts(line / Math.sqrt(3)) });
    expect(elapse(spec, initialState(spec), signals, seconds(10)).state.supply.kind).toBe(kind);
  });

  it("a dead meter counts nothing, however long", () => {
    fc.assert(
      fc.property(
        meters().chain((spec) => fc.tuple(fc.constant(spec), loadPoints(spec))),
        ([spec, point]) => {
          const signals = signalsOf({ ...point, voltage: volts(spec.voltage.lowest / 2) });
          const before = elapse(spec, running(spec), load, hours(1)).state;
          const after = elapse(spec, before, signals, days(1000)).state;
          for (const quantity of energies)
            expect(quantityShown(spec, after, quantity)).toBe(quantityShown(spec, before, quantity));
          expect(heldValue(spec, after, "voltage L1")).toBeNull();
        },
      ),
    );
  });

  it("counts from the end of its start-up, to the microsecond, and starts again after a cut", () => {
    const spec = meter({}, { startUp: seconds(1.5) });
    const life = [held(load, 1), held(load, 36), held(dark, 100), held(load, 1.499999), held(load, 0.000001)];
    const { state, happenings } = live(spec, initialState(spec), life);
    // 35.5 s of 3450 W = 34.02 Wh, and not a microsecond of the second start-up.
    expect(state.energies.active).toEqual({ wattHours: 34, picojoules: 75_000_000_000_000 });
    expect(happenings.map(({ kind }) => kind).filter((kind) => kind !== "pulses")).toEqual([
      "supplyReturned",
      "functional",
      "supplyLost",
      "supplyReturned",
      "functional",
    ]);
    expect(state.operated).toBe(35_500_000);
    expect(state.supply.kind).toBe("running");
  });

  it("single-phase, the bridge to N feeds it, or, as wired, nothing does", () => {
    const single = {
      ...load,
      voltage: { ...load.voltage, L2: null, L3: null },
    };
    const bridged = meter({ insertionMode: "1N1E" });
    expect(elapse(bridged, initialState(bridged), single, seconds(5)).state.supply.kind).toBe("running");
    const wired = meter({ insertionMode: "1N1E" }, { assumptions: { singlePhaseSupply: "asWired" } });
    expect(elapse(wired, initialState(wired), single, seconds(5)).state.supply.kind).toBe("dead");
  });
});

describe("starting current (IEC 62053-21, -23: 0.002 In and 0.003 In on CTs)", () => {
  const hoursAt = (milliampere: number, angle: number, reference = 5) => {
    const spec = meter({}, { referenceCurrent: amperes(reference) });
    const signals = at({ current: equalCurrents(amperes(milliampere / 1000)), phi: degrees(angle) });
    const { state } = elapse(spec, running(spec), signals, hours(1000));
    return [quantityShown(spec, state, "active energy"), quantityShown(spec, state, "reactive energy")];
  };
  it.each([
    // 3 x 230 V x 10 mA x 1000 h = 6.9 kWh
    [10, 0, 5, [6900, 0]],
    [9.99, 0, 5, [0, 0]],
    [15, 90, 5, [0, 10_350]],
    [14.99, 90, 5, [0, 0]],
    [2, 0, 1, [1380, 0]],
    [1.99, 0, 1, [0, 0]],
    [3, 90, 1, [0, 2070]],
  ])("%d mA at %d degrees with In %d A", (milliampere, angle, reference, counted) => {
    expect(hoursAt(milliampere, angle, reference)).toEqual(counted);
  });

  it("without current, nothing creeps in a century", () => {
    const spec = meter();
    const { state, happenings } = elapse(spec, running(spec), idle, days(36_500));
    expect(state.energies.active).toEqual({ wattHours: 0, picojoules: 0 });
    expect(happenings.every(({ kind }) => kind === "windowsEnded")).toBe(true);
  });
});

describe("backwards power", () => {
  const backwards = at({ phi: degrees(180) });
  it("counts nothing by default, and runs the register down when the method is signed", () => {
    const clipped = meter();
    expect(
      quantityShown(clipped, elapse(clipped, running(clipped), backwards, hours(1)).state, "active energy"),
    ).toBe(0);
    const signed = meter({}, { method: { signPolicy: "signed" } });
    const state = elapse(
      signed,
      initialState(signed, { active: 10_000, reactive: 0 }),
      idle,
      signed.startUp,
    ).state;
    expect(quantityShown(signed, elapse(signed, state, backwards, hours(1)).state, "active energy")).toBe(
      6550,
    );
  });
  it("goes to export registers where a meter has them", () => {
    const spec = meter({}, { assumptions: { exportRegisters: true } });
    const { state } = elapse(spec, running(spec), backwards, hours(1));
    expect(quantityShown(spec, state, "exported active energy")).toBe(3450);
    expect(quantityShown(meter(), running(meter()), "exported active energy")).toBeNull();
  });
});

describe("double tariff by contact (6017 7750)", () => {
  const spec = meter({}, {}, "6017 7750");
  const night = at({ contact: "closed" });
  it("T1 and T2 share the total, each with its own remainder", () => {
    const { state } = live(spec, running(spec), [held(load, 3600), held(night, 7200), held(load, 1800)]);
    expect(quantityShown(spec, state, "active energy T1")).toBe(5170); // 1.5 h x 3450 W = 5175 Wh
    expect(quantityShown(spec, state, "active energy T2")).toBe(6900);
    expect(quantityShown(spec, state, "active energy")).toBe(12_070); // 12 075 Wh
  });
  it("keeps a maximum for each tariff, and begins a window when the tariff changes", () => {
    const half = at({ current: equalCurrents(amperes(2.5)) });
    const { state, happenings } = live(spec, running(spec), [
      held(half, 1000),
      held(night, 1700),
      held(half, 10),
    ]);
    expect(quantityShown(spec, state, "maximum average power T1")).toBe(1725);
    expect(quantityShown(spec, state, "maximum average power T2")).toBe(3450);
    expect(happenings.filter(({ kind }) => kind === "tariffChanged")).toEqual([
      { kind: "tariffChanged", at: 1_002_000_000, tariff: "T2" },
      { kind: "tariffChanged", at: 2_702_000_000, tariff: "T1" },
    ]);
    // 10 s into its new window
    expect(heldValue(spec, state, "average power elapsed time")).toBe(10);
  });
  it("is not kept by a meter without it", () => {
    expect(quantityShown(meter(), running(meter()), "active energy T1")).toBeNull();
  });
});

describe("pulses", () => {
  // CTs 1000/5 at 400 V and 5 A: 692.8 kW ask for 19.2 pulses of 10 Wh a second.
  it.each([
    ["asLongAsPulse", 100],
    [milliseconds(30), 125],
    [milliseconds(0), 192],
  ] as const)("of 10 Wh and 50 ms, paused %s, are %d in 10 s at 692.8 kW", (pulsePause, given) => {
    const pulse = { energy: "active", weight: wattHours(10), width: milliseconds(50) } as const;
    const spec = meter({ ctRatio: 200, pulse }, { assumptions: { pulsePause } });
    const signals = at({ voltage: volts(400 / Math.sqrt(3)) });
    const { state } = elapse(spec, running(spec), signals, seconds(10));
    expect(state.pulses.started).toBe(given);
    expect(state.pulses.started + state.pulses.waiting).toBe(192);
  });
  it("times their weight are the register, within one pulse, whatever was lived through", () => {
    const lived = meters().chain((spec) => fc.tuple(fc.constant(spec), lives(spec, days(3))));
    fc.assert(
      fc.property(lived, ([spec, life]) => {
        fc.pre(spec.outputs.pulse);
        const { state, happenings } = live(spec, initialState(spec), life);
        const given = happenings.reduce((sum, h) => sum + (h.kind === "pulses" ? h.train.count : 0), 0);
        expect(given).toBe(state.pulses.started);
        const { energy, weight } = spec.programmed.pulse;
        const rest = state.energies[energy].wattHours - (given + state.pulses.waiting) * weight;
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThan(weight);
      }),
      { numRuns: 200 },
    );
  });
  it("of reactive energy, 1 kvarh each: 3450 var give one every 1043.48 s", () => {
    const pulse = { energy: "reactive", weight: kilowattHours(1), width: milliseconds(500) } as const;
    const spec = meter({ pulse });
    const { happenings } = elapse(spec, running(spec), at({ phi: degrees(90) }), seconds(3000));
    const train = happenings.find((h) => h.kind === "pulses");
    // From the end of start-up at 2 s: 3.6e9 J / 3450 var = 1043.478 261 s
    expect(train?.kind === "pulses" ? [...pulseStarts(train.train)] : []).toEqual([
      1_045_478_261, 2_088_956_522,
    ]);
  });
  it("a cut in the middle of a pulse cuts it short, and no pulse is lost or given twice", () => {
    const spec = meter({ pulse: { energy: "active", weight: wattHours(10), width: milliseconds(500) } });
    // 10 Wh at 3450 W take 10.434 783 s: the pulse is 65 ms old when the supply goes.
    const life = [held(load, 10.5), held(dark, 1), held(load, 2 + 0.001), held(load, 20)];
    const { state, happenings } = live(spec, running(spec), life);
    expect(happenings.filter(({ kind }) => kind === "pulseCut")).toHaveLength(1);
    // 30.501 s of 3450 W = 29.23 Wh
    expect(state.pulses.started).toBe(2);
  });
});

describe("after a power cut", () => {
  it("the maximum survives, the window under way does not", () => {
    const spec = meter();
    const half = at({ current: equalCurrents(amperes(1)) });
    const { state } = live(spec, running(spec), [held(load, 1000), held(dark, 5), held(half, 2 + 899)]);
    expect(quantityShown(spec, state, "maximum average power")).toBe(3450);
    expect(quantityShown(spec, state, "average power")).toBe(0);
    expect(quantityShown(spec, elapse(spec, state, half, seconds(1)).state, "average power")).toBe(690);
  });
});

it("no current, no voltage, no time: nothing happens", () => {
  const spec = meter();
  const state = initialState(spec);
  expect(elapse(spec, state, at({ current: noCurrent, voltage: volts(0) }), seconds(0))).toEqual({
    state,
    happenings: [],
  });
});
