import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp, type HookUp } from "#models/connection/hookUp.ts";
import { ideal, idealVoltageTransformer } from "#models/connection/instrumentTransformers.ts";
import { type MeteringPoint, terminalSignals } from "#models/connection/terminalSignals.ts";
import { modulus, subtract } from "#models/phasor.ts";
import { fundamental, type Spectrum } from "#models/spectrum.ts";
import { conductors, phases } from "#models/threePhase.ts";
import { amperes, degrees, volts } from "#models/units.ts";
import {
  anyHookUps,
  balancedPoint,
  fourWirePoints,
  instrumentTransformers,
} from "#scenarios/arbitraries/electrical.ts";

const mediumVoltage = balancedPoint({
  voltage: volts(20000 / Math.sqrt(3)),
  current: amperes(80),
  phi: degrees(30),
});
const between = (a: Spectrum | null, b: Spectrum | null): number => {
  if (a === null || b === null) throw new Error("open");
  return modulus(subtract(fundamental(a), fundamental(b)));
};

describe("terminal signals", () => {
  it("of a direct connection are the conductors' own", () => {
    const point = balancedPoint({ voltage: volts(230), current: amperes(5), phi: degrees(30) });
    const signals = terminalSignals(point, ideal(1, 1), correctHookUp("3N3E"), "closed");
    expect(signals.voltage).toEqual(point.voltage);
    expect(signals.current.L2).toBe(point.current.L2);
    expect(signals.contact).toBe("closed");
    expect(signals.frequency).toBe(point.frequency);
  });
  it("through 20000/100 V in star are 57.7 V to N and 100 V between phases", () => {
    const { voltage, current } = terminalSignals(
      mediumVoltage,
      ideal(20, 200),
      correctHookUp("3N3E"),
      "open",
    );
    for (const phase of phases) {
      expect(between(voltage[phase], voltage.N)).toBeCloseTo(100 / Math.sqrt(3), 9);
      expect(modulus(fundamental(current[phase]))).toBeCloseTo(4, 12);
    }
    expect(between(voltage.L1, voltage.L2)).toBeCloseTo(100, 9);
  });
  it("through an open delta are three line voltages of 100 V, the common lead grounded and no N", () => {
    const hookUp: HookUp = {
      ...correctHookUp("3-2E (1-3)"),
      voltage: { L1: "L1", L2: "L2", L3: "L3", N: "N" },
    };
    const { voltage } = terminalSignals(mediumVoltage, ideal(20, 200, "openDelta"), hookUp, "open");
    expect(between(voltage.L1, voltage.L2)).toBeCloseTo(100, 9);
    expect(between(voltage.L3, voltage.L2)).toBeCloseTo(100, 9);
    expect(between(voltage.L1, voltage.L3)).toBeCloseTo(100, 9);
    expect(voltage.L2?.re[0]).toBe(0);
    expect(voltage.N).toBeNull();
  });
  it("one VT of an open delta reversed: the third line voltage rises to sqrt3 times (Schneider's symptom)", () => {
    const vt = idealVoltageTransformer(200);
    const transformers = {
      ...ideal(20, 200),
      voltage: { kind: "openDelta" as const, L1L2: { ...vt, polarity: "reversed" as const }, L3L2: vt },
    };
    const { voltage } = terminalSignals(mediumVoltage, transformers, correctHookUp("3-2E (1-3)"), "open");
    expect(between(voltage.L1, voltage.L2)).toBeCloseTo(100, 9);
    expect(between(voltage.L1, voltage.L3)).toBeCloseTo(100 * Math.sqrt(3), 9);
  });
  it("one VT in star reversed on 480 V: 277, 480, 277 V between phases (Schneider's symptom)", () => {
    const point = balancedPoint({ voltage: volts(480 / Math.sqrt(3)), current: amperes(1), phi: degrees(0) });
    const vt = idealVoltageTransformer(1);
    const transformers = {
      ...ideal(1, 1),
      voltage: {
        kind: "star" as const,
        transformers: { L1: { ...vt, polarity: "reversed" as const }, L2: vt, L3: vt },
      },
    };
    const { voltage } = terminalSignals(point, transformers, correctHookUp("3N3E"), "open");
    expect(Math.round(between(voltage.L1, voltage.L2))).toBe(277);
    expect(Math.round(between(voltage.L2, voltage.L3))).toBe(480);
    expect(Math.round(between(voltage.L3, voltage.L1))).toBe(277);
  });
  it("share one orders array, whatever point, transformers and hook-up", () => {
    fc.assert(
      fc.property(fourWirePoints(), instrumentTransformers(), anyHookUps(), (point, transformers, hookUp) => {
        const { voltage, current } = terminalSignals(point, transformers, hookUp, "open");
        const { orders } = current.L1;
        for (const phase of phases) expect(current[phase].orders).toBe(orders);
        for (const c of conductors) if (voltage[c] !== null) expect(voltage[c]?.orders).toBe(orders);
        expect([...orders]).toEqual([...new Set(orders)].sort((a, b) => a - b));
      }),
    );
  });
  it("lose nothing on the way: a direct connection in order keeps every conductor's RMS waveform", () => {
    fc.assert(
      fc.property(fourWirePoints(), (point: MeteringPoint) => {
        const { voltage } = terminalSignals(point, ideal(1, 1), correctHookUp("3N3E"), "open");
        for (const c of conductors) {
          const given = point.voltage[c];
          given.orders.forEach((order, k) => {
            const at = voltage[c]?.orders.indexOf(order) ?? -1;
            expect(voltage[c]?.re[at]).toBe(given.re[k]);
            expect(voltage[c]?.im[at]).toBe(given.im[k]);
          });
        }
      }),
    );
  });
});
