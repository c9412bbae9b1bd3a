import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { argument, modulus, type Phasor } from "#models/phasor.ts";
import { fundamental, sine, subtractSpectra } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { hertz, inDegrees } from "#models/units.ts";
import { sourceChannels } from "#rig/instruments/sourceChannels.ts";

const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
const polarOf = (p: Phasor): [number, number] => [modulus(p), inDegrees(argument(p))];

describe("the channels of a source", () => {
  it("give phase-to-neutral voltages for a neutral that interchanged with L1", () => {
    // N on terminal 2 and L1 on terminal 11: every voltage is then seen from L1. U2 - U1 of a 230 V system is
    // 230 sqrt 3 = 398.372 V at -150 degrees, U3 - U1 the same at +150, N - U1 is 230 V at 180.
    const channels = sourceChannels(
      signalsOf("f=50Hz U=0V 230V@-120 230V@120 N=230V@0 I=0A 0A 0A contact=open"),
    );
    const [u1, u2, u3, n] = [
      channels.voltage.L1!,
      channels.voltage.L2!,
      channels.voltage.L3!,
      channels.voltage.N!,
    ].map((s) => polarOf(fundamental(s)));
    expect(u1![0]).toBeCloseTo(230, 9);
    expect(Math.abs(u1![1])).toBeCloseTo(180, 9);
    expect(u2![0]).toBeCloseTo(398.3717, 4);
    expect(u2![1]).toBeCloseTo(-150, 9);
    expect(u3![0]).toBeCloseTo(398.3717, 4);
    expect(u3![1]).toBeCloseTo(150, 9);
    expect(n![0]).toBeCloseTo(0, 9);
  });

  it("take the star point where the neutral is open: line voltages of 400 V need no channel above 231 V", () => {
    // Seen from L2: U1 = 400 V at 30 degrees, U3 = 400 V at 90 degrees; the star of 400 V is 230.94 V.
    const channels = sourceChannels(signalsOf("f=50Hz U=400V@30 0V 400V@90 N=- I=0A 0A 0A contact=open"));
    for (const phase of phases)
      expect(modulus(fundamental(channels.voltage[phase]!))).toBeCloseTo(230.9401, 4);
    expect(channels.voltage.N).toBeNull();
  });

  it("leave every voltage between two terminals, every current and every open lead as it was", () => {
    const phasor = fc.record({
      re: fc.double({ min: -300, max: 300, noNaN: true }),
      im: fc.double({ min: -300, max: 300, noNaN: true }),
    });
    const potential = fc.option(phasor.map(sine));
    fc.assert(
      fc.property(
        fc.record({ L1: potential, L2: potential, L3: potential, N: potential }),
        fc.record({ L1: phasor.map(sine), L2: phasor.map(sine), L3: phasor.map(sine) }),
        (voltage, current) => {
          const channels = sourceChannels({ frequency: hertz(50), voltage, current, contact: "open" });
          expect(channels.current).toBe(current);
          for (const a of ["L1", "L2", "L3", "N"] as const) {
            expect(channels.voltage[a] === null).toBe(voltage[a] === null);
            for (const b of ["L1", "L2", "L3", "N"] as const) {
              if (voltage[a] === null || voltage[b] === null) continue;
              const before = fundamental(subtractSpectra(voltage[a], voltage[b]));
              const after = fundamental(subtractSpectra(channels.voltage[a]!, channels.voltage[b]!));
              expect(Math.hypot(before.re - after.re, before.im - after.im)).toBeLessThan(1e-9);
            }
          }
          if (voltage.N !== null) expect(modulus(fundamental(channels.voltage.N!))).toBe(0);
        },
      ),
    );
  });
});
