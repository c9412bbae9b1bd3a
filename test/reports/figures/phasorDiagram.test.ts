/** The phasor diagram: arrows where the phasors are, names that do not cover one another. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SignalSummary } from "#reports/events.ts";
import { placeLabels } from "#reports/figures/labelPlacement.ts";
import { lagOf, phasorDiagram, terminalPhasors, voltageSequence } from "#reports/figures/phasorDiagram.ts";
import { balanced, reversedL2 } from "../sampleRun.ts";
import { readMarkup } from "../wellFormed.ts";

const angle = fc.double({ min: -180, max: 180, noNaN: true });
const rms = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 400, noNaN: true }));
const figure = fc.record({ rms, degrees: angle });
const signals: fc.Arbitrary<SignalSummary> = fc
  .record({
    voltage: fc.record({
      L1: fc.option(figure),
      L2: fc.option(figure),
      L3: fc.option(figure),
      N: fc.option(figure),
    }),
    current: fc.record({ L1: figure, L2: figure, L3: figure }),
  })
  .map((drawn) => ({ ...balanced, ...drawn }));

const arrowsOf = (summary: SignalSummary) => {
  const elements = readMarkup(phasorDiagram(terminalPhasors(summary), "x").markup, "xml");
  const tip = (points: string) => points.split(" ")[1]?.split(",").map(Number) ?? [];
  return {
    voltages: elements
      .filter(({ name }) => name === "polygon")
      .map(({ attributes }) => tip(attributes.points ?? "")),
    currents: elements
      .filter(({ name }) => name === "polyline")
      .map(({ attributes }) => tip(attributes.points ?? "")),
    elements,
  };
};

describe("the diagram of a balanced network", () => {
  const { voltages, currents } = arrowsOf(balanced);
  it("draws L1 to the right, L2 120 degrees behind it (downwards left), L3 upwards left", () => {
    // Circle of 112 about (170, 170); y grows downwards: cos 120° = -0.5, sin 120° = 0.8660.
    expect(voltages).toEqual([
      [282, 170],
      [114, 266.99],
      [114, 73.01],
    ]);
  });
  it("draws currents in their direction at three quarters of the circle", () => {
    expect(currents).toEqual([
      [254, 170],
      [128, 242.75],
      [128, 97.25],
    ]);
  });
  it("turns the current of a reversed CT by 180 degrees", () => {
    expect(arrowsOf(reversedL2).currents[1]).toEqual([212, 97.25]);
  });
});

describe("what is said beside it", () => {
  it("the sequence, also reversed, and nothing where it cannot be told", () => {
    const sequence = (voltage: Partial<SignalSummary["voltage"]>) =>
      voltageSequence(terminalPhasors({ ...balanced, voltage: { ...balanced.voltage, ...voltage } }));
    expect(sequence({})).toBe("L1-L2-L3");
    const { L2, L3 } = balanced.voltage;
    expect(sequence({ L2: L3, L3: L2 })).toBe("L1-L3-L2");
    expect(sequence({ L2: null })).toBeNull();
    expect(sequence({ L2: balanced.voltage.L1, L3: balanced.voltage.L1 })).toBeNull();
  });
  it("the lag: a current 30 degrees behind its voltage lags by 30, a reversed one by 180", () => {
    const lagging = terminalPhasors({
      ...balanced,
      current: { ...balanced.current, L1: { rms: 5, degrees: -30 } },
    });
    expect(lagOf(lagging, "L1")).toBeCloseTo(30, 9);
    expect(Math.abs(lagOf(terminalPhasors(reversedL2), "L2") ?? 0)).toBeCloseTo(180, 9);
    expect(
      lagOf(
        terminalPhasors({ ...balanced, current: { ...balanced.current, L1: { rms: 0, degrees: 0 } } }),
        "L1",
      ),
    ).toBeNull();
  });
  it("a lag in (-180, 180] for any angles, congruent to their difference", () => {
    fc.assert(
      fc.property(angle, angle, (u, i) => {
        const summary = {
          ...balanced,
          voltage: { ...balanced.voltage, L1: { rms: 230, degrees: u } },
          current: { ...balanced.current, L1: { rms: 5, degrees: i } },
        };
        const lag = lagOf(terminalPhasors(summary), "L1") ?? Number.NaN;
        expect(lag).toBeGreaterThan(-180);
        expect(lag).toBeLessThanOrEqual(180);
        expect(Math.cos(((lag - (u - i)) * Math.PI) / 180)).toBeCloseTo(1, 9);
      }),
    );
  });
  it("voltages to the N terminal, wherever the common reference lies", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 300, noNaN: true }), angle, (shift, direction) => {
        const turn = (degrees: number) => (degrees * Math.PI) / 180;
        const moved = ({ rms, degrees }: { rms: number; degrees: number }) => {
          const x = rms * Math.cos(turn(degrees)) + shift * Math.cos(turn(direction));
          const y = rms * Math.sin(turn(degrees)) + shift * Math.sin(turn(direction));
          return { rms: Math.hypot(x, y), degrees: (Math.atan2(y, x) * 180) / Math.PI };
        };
        const { L1, L2, L3, N } = balanced.voltage;
        const elsewhere = { L1: moved(L1!), L2: moved(L2!), L3: moved(L3!), N: moved(N!) };
        const seen = terminalPhasors({ ...balanced, voltage: elsewhere }).voltage.L2;
        expect(seen?.re).toBeCloseTo(-115, 6);
        expect(seen?.im).toBeCloseTo(-199.18584, 4);
      }),
    );
  });
});

describe("any diagram", () => {
  it("is well formed, holds only numbers, and draws an arrow for each phasor there is", () => {
    fc.assert(
      fc.property(signals, (summary) => {
        const { elements } = arrowsOf(summary);
        for (const { attributes } of elements)
          for (const value of Object.values(attributes)) expect(value).not.toMatch(/NaN|Infinity|undefined/);
        const names = elements.filter(({ attributes }) => attributes.class === "tip");
        const heads = elements.filter(({ name }) => name === "polygon" || name === "polyline");
        expect(names).toHaveLength(heads.length);
      }),
    );
  });
  it("never writes a name over another, nor outside the picture", () => {
    const tips = fc.array(
      fc
        .record({ radius: fc.double({ min: 0, max: 112, noNaN: true }), degrees: angle })
        .map(({ radius, degrees }) => ({
          x: 170 + radius * Math.cos((degrees * Math.PI) / 180),
          y: 170 - radius * Math.sin((degrees * Math.PI) / 180),
        })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(tips, (points) => {
        const placed = placeLabels(
          points.map((tip) => ({ tip, width: 25, height: 16 })),
          points.map((to) => ({ from: { x: 170, y: 170 }, to })),
          340,
        );
        placed.forEach(({ centre }, i) => {
          expect(Math.abs(centre.x - 170)).toBeLessThanOrEqual(170 - 12.5);
          expect(Math.abs(centre.y - 170)).toBeLessThanOrEqual(170 - 8);
          for (const other of placed.slice(i + 1)) {
            const apart =
              Math.abs(centre.x - other.centre.x) >= 25 || Math.abs(centre.y - other.centre.y) >= 16;
            expect(apart).toBe(true);
          }
        });
      }),
    );
  });
});
