import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSettingLine, parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { argument, modulus, polar } from "#models/phasor.ts";
import { componentAt, meanPower, rms, type Spectrum, spectrum } from "#models/spectrum.ts";
import { conductors, phases } from "#models/threePhase.ts";
import { degrees, hertz, inDegrees } from "#models/units.ts";

const balanced =
  "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@-30 5.000A@-150 5.000A@90 contact=open";

function parsed(line: string): TerminalSignals {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals))
    throw new Error(signals.map((i) => `${i.path.join(".")}: ${i.message}`).join("\n"));
  return signals;
}
const issuesOf = (line: string): string[] => {
  const outcome = parseSettingLine(line);
  return Array.isArray(outcome) ? outcome.map((i) => `${i.path.join(".")}: ${i.message}`) : [];
};

describe("a setting line", () => {
  it("states a balanced load of 230 V, 5 A lagging by 30 degrees", () => {
    const signals = parsed(balanced);
    // 230 x 5 x cos 30 = 995.929 W in each phase.
    for (const phase of phases)
      expect(meanPower(signals.voltage[phase]!, signals.current[phase])).toBeCloseTo(995.9292, 3);
    expect(inDegrees(argument(componentAt(signals.voltage.L2!, 1)))).toBeCloseTo(-120, 9);
    expect(rms(signals.voltage.N!)).toBe(0);
    expect(signals).toMatchObject({ frequency: 50, contact: "open" });
    expect(formatSettingLine(signals)).toBe(balanced);
  });

  it("states an open lead, a small current, harmonics, and a neutral that carries only a third harmonic", () => {
    const line =
      "f=60Hz U=57.735V@0(5:6%@180,7:5%@0) - 0V N=0V(3:2.50V@40) I=0.002A@0 0A 1.000A@180(0:10%@180) contact=closed";
    const signals = parsed(line);
    expect(signals.voltage.L2).toBeNull();
    expect(modulus(componentAt(signals.voltage.L1!, 5))).toBeCloseTo(3.4641, 9);
    expect(componentAt(signals.voltage.L1!, 5).re).toBeLessThan(0);
    expect(componentAt(signals.current.L3, 0).re).toBeCloseTo(-0.1, 12);
    expect(modulus(componentAt(signals.voltage.N!, 3))).toBeCloseTo(2.5, 12);
    const channels = [...Object.values(signals.voltage), ...Object.values(signals.current)];
    const orders = new Set(channels.filter((c) => c !== null).map((c: Spectrum) => c.orders));
    expect([...orders]).toEqual([[0, 1, 3, 5, 7]]);
    expect(formatSettingLine(signals)).toBe(line);
  });

  it("is read in any sequence and spacing", () => {
    const shuffled = "  contact=open I=5A@-30  5A@210 5A@90 N=0V f=50.0Hz\tU=230V 230V@-120 2.3e2V@120 ";
    expect(formatSettingLine(parsed(shuffled))).toBe(balanced);
  });

  it("says everything that is wrong with it at once, and where", () => {
    expect(issuesOf("f=fifty U=230A -5V@0 230V@x X=1 I=1A 1A 1A(5:1%) I=0A contact=ajar")).toEqual([
      "X: unknown; a setting line has f U N I contact",
      "I: given twice",
      "N: missing: a setting line is complete",
      'f: "fifty" is not a frequency such as 50Hz',
      'contact: "ajar" is neither open nor closed',
      'U.L1: "230A" is in A; a voltage is in V',
      'U.L2: "-5V@0" is negative; turn the angle by 180 instead',
      'U.L3: "230V@x" is not a channel such as 230V@-120',
    ]);
    expect(issuesOf("U=230V 230V f=50Hz N=- I=0A(5:10%) 1A(1:5%) 1A(5:5V) contact=open")).toEqual([
      "U: has 2 values, needs three values: L1 L2 L3",
      'I.L1: "5:10%" is a share of a fundamental that is zero; give it in A',
      'I.L2: "1:5%": the order must be a number beside 1, from 0 on, given once',
      'I.L3: "5:5V" is in V, the channel in A',
    ]);
    expect(issuesOf("").map((text) => text.split(":")[0])).toEqual(["f", "U", "N", "I", "contact"]);
  });
});

describe("laws of the setting line", () => {
  const channel = (limit: number): fc.Arbitrary<Spectrum> =>
    fc
      .record({
        size: fc.oneof(fc.double({ min: 0.001, max: limit, noNaN: true }), fc.constant(0)),
        turn: fc.double({ min: -360, max: 360, noNaN: true }),
        harmonics: fc.uniqueArray(
          fc.record({
            order: fc.constantFrom(0, 0.5, 2, 3, 5, 7, 11, 49),
            share: fc.double({ min: 0.0001, max: 1, noNaN: true }),
            turn: fc.double({ min: -180, max: 180, noNaN: true }),
          }),
          { selector: (h) => h.order, maxLength: 3 },
        ),
      })
      .map(({ size, turn, harmonics }) =>
        spectrum([
          { order: 1, phasor: polar(size, degrees(turn)) },
          ...harmonics.map(({ order, share, turn }) => ({
            order,
            phasor: order === 0 ? { re: limit * share, im: 0 } : polar(limit * share, degrees(turn)),
          })),
        ]),
      );
  const signals: fc.Arbitrary<TerminalSignals> = fc.record({
    frequency: fc.constantFrom(50, 60, 49.9, 50.0125).map(hertz),
    voltage: fc.record({
      L1: fc.option(channel(300)),
      L2: fc.option(channel(300)),
      L3: fc.option(channel(300)),
      N: fc.option(channel(20)),
    }),
    current: fc.record({ L1: channel(10), L2: channel(10), L3: channel(10) }),
    contact: fc.constantFrom("open" as const, "closed" as const),
  });

  it("carries every component to six digits and 0.0001 degree", () => {
    fc.assert(
      fc.property(signals, (given) => {
        const back = parsed(formatSettingLine(given));
        expect(back.frequency).toBe(given.frequency);
        expect(back.contact).toBe(given.contact);
        const pairs = [
          ...conductors.map((c) => [given.voltage[c], back.voltage[c]] as const),
          ...phases.map((p) => [given.current[p], back.current[p]] as const),
        ];
        for (const [sent, got] of pairs) {
          expect(got === null).toBe(sent === null);
          for (const order of sent?.orders ?? []) {
            const a = componentAt(sent!, order);
            const b = componentAt(got!, order);
            const size = modulus(a);
            // Half a digit of two roundings, half a ten-thousandth of a degree, and a millionth of a unit.
            expect(Math.hypot(a.re - b.re, a.im - b.im)).toBeLessThanOrEqual(size * 1.2e-5 + 2e-6);
          }
        }
      }),
    );
  });

  it("reads what it writes as the same line", () => {
    fc.assert(
      fc.property(signals, (given) => {
        const line = formatSettingLine(given);
        expect(formatSettingLine(parsed(line))).toBe(line);
      }),
    );
  });

  it("answers any text with signals or issues, never an exception", () => {
    const words = fc.constantFrom(
      "f=50Hz",
      "U=",
      "230V@0",
      "-",
      "N=0V",
      "I=1A",
      "(",
      "5:1%",
      "contact=open",
      "=",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((w) => w.join(" ")),
        ),
        (text) => {
          const outcome = parseSettingLine(text);
          expect(Array.isArray(outcome) ? outcome.length > 0 : outcome.frequency > 0).toBe(true);
        },
      ),
    );
  });
});
