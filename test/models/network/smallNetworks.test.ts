import { describe, expect, it } from "vitest";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { complexPower, modulus, polar, subtract, sum } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { radians } from "#models/units.ts";
import { powerFactoryCases, powerGridModelCases } from "../../golden/network/smallNetworks.ts";

describe("asymmetric lines, against power-grid-model", () => {
  it.each(powerGridModelCases)("$name: voltages within 1e-6 V, powers within 1e-3 VA", (given) => {
    const state = solve(given.network);
    const from = currentsAt(state, "line", "from");
    phases.forEach((phase, k) => {
      const [magnitude, angle] = given.voltage[k]!;
      const found = fundamental(potentialAt(state, "2", phase)!);
      expect(modulus(subtract(found, polar(magnitude, radians(angle))))).toBeLessThan(1e-6);
      const [active, reactive] = given.powerFrom[k]!;
      const s = complexPower(fundamental(potentialAt(state, "1", phase)!), fundamental(from[phase]));
      expect(Math.abs(s.re - active)).toBeLessThan(1e-3);
      expect(Math.abs(s.im - reactive)).toBeLessThan(1e-3);
    });
  });
});

describe("asymmetric loads, against PowerFactory", () => {
  it.each(powerFactoryCases)("$name", (given) => {
    const state = solve(given.network);
    given.voltage.forEach((magnitudes, bus) => {
      phases.forEach((phase, k) => {
        const found = modulus(fundamental(potentialAt(state, String(bus + 1), phase)!));
        const perUnit = (found * Math.sqrt(3)) / given.ratedVoltage;
        expect(Math.abs(perUnit - magnitudes[k]!), `bus ${bus + 1} ${phase}`).toBeLessThan(
          given.voltageTolerance,
        );
      });
    });
    (["from", "to"] as const).forEach((end) => {
      const printed = given.current[end];
      const currents = phases.map((phase) => fundamental(currentsAt(state, "line", end)[phase]));
      [...currents, sum(currents)].slice(0, printed.length).forEach((current, k) => {
        const kiloamperes = modulus(current) / 1e3;
        expect(Math.abs(kiloamperes - printed[k]!), `${end} ${k}`).toBeLessThan(given.currentTolerance);
      });
    });
    given.powerFrom.forEach(([active, reactive], k) => {
      const phase = phases[k]!;
      const u = fundamental(potentialAt(state, "1", phase)!);
      const s = complexPower(u, fundamental(currentsAt(state, "line", "from")[phase]));
      expect(Math.abs(s.re / 1e6 - active)).toBeLessThan(given.currentTolerance);
      expect(Math.abs(s.im / 1e6 - reactive)).toBeLessThan(given.currentTolerance);
    });
  });
});
