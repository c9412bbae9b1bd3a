import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import { potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { argument, modulus, subtract } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { inDegrees, inKilometres, metres } from "#models/units.ts";
import { europeanFeeder, publishedVoltages } from "../../golden/network/europeanLowVoltage.ts";

describe("IEEE European low-voltage feeder", () => {
  it("is restated whole: 905 branches of 10 cables, 55 loads, and the figures published for the last bus", () => {
    const { components } = europeanFeeder();
    const lines = components.filter((component) => component.type === "line");
    const loads = components.filter((component) => component.type === "load");
    expect(lines).toHaveLength(905);
    expect(
      new Set(lines.map(({ impedancePerKilometre }) => JSON.stringify(impedancePerKilometre))),
    ).toHaveLength(10);
    // Sum of the published lengths, of the published active powers of each phase.
    expect(inKilometres(metres(lines.reduce((sum, { length }) => sum + length, 0)))).toBeCloseTo(
      1.4315146,
      7,
    );
    const drawn = (phase: "L1" | "L2" | "L3") =>
      loads.reduce((sum, { demand }) => {
        const one = (demand as Record<string, { active: number } | undefined>)[phase];
        return sum + (one?.active ?? 0);
      }, 0);
    expect(loads).toHaveLength(55);
    expect(phases.map((phase) => Math.round(drawn(phase)))).toEqual([1056, 926, 815]);
    // Bus 906 as published, per unit of 416 V / sqrt 3.
    const last = publishedVoltages().get("906")!;
    expect(modulus(last.L1) / (416 / Math.sqrt(3))).toBeCloseTo(1.04888192, 6);
    expect(inDegrees(argument(last.L1))).toBeCloseTo(-29.984761, 4);
  });

  it("has every voltage of its 906 buses within 2 mV of the published snapshot", () => {
    const state = solve(europeanFeeder());
    const published = publishedVoltages();
    expect(published.size).toBe(906);
    const worst = { bus: "", deviation: 0 };
    for (const [bus, voltage] of published)
      for (const phase of phases) {
        const found = fundamental(potentialAt(state, bus, phase)!);
        const deviation = modulus(subtract(found, voltage[phase]));
        if (!(deviation <= worst.deviation)) Object.assign(worst, { bus, deviation });
      }
    expect(worst.deviation, `bus ${worst.bus}`).toBeLessThan(2e-3);
    // a snapshot with no load would also be nearly flat: the loads must be seen
    const drop =
      modulus(fundamental(potentialAt(state, "1", "L1")!)) -
      modulus(fundamental(potentialAt(state, "899", "L1")!));
    expect(Math.abs(drop)).toBeGreaterThan(0.01);
    expect(audit(state).residual).toBeLessThan(1e-9);
  });
});
