import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channelFigure } from "#models/connection/channelFigure.ts";
import { formatChannel } from "#models/connection/settingLine.ts";
import { polar } from "#models/phasor.ts";
import { spectrum } from "#models/spectrum.ts";
import { degrees } from "#models/units.ts";

describe("a channel as a person at its knobs reads it", () => {
  it("says size, angle and what rides on it: 230 V at -120 degrees with 6 % of order 5 at 180", () => {
    const signal = spectrum([
      { order: 1, phasor: polar(230, degrees(-120)) },
      { order: 5, phasor: polar(13.8, degrees(180)) },
    ]);
    expect(channelFigure(signal, "V")).toEqual({
      size: "230.00",
      turn: "-120",
      components: [{ order: "5", size: "6", unit: "%", turn: "180" }],
    });
    expect(channelFigure(null, "V")).toBeNull();
    expect(channelFigure(spectrum([{ order: 1, phasor: { re: 0, im: 0 } }]), "A")).toEqual({
      size: "0",
      turn: null,
      components: [],
    });
    // Direct current in a channel without a fundamental is no share of anything.
    expect(channelFigure(spectrum([{ order: 0, phasor: { re: 0.5, im: 0 } }]), "A")).toEqual({
      size: "0",
      turn: null,
      components: [{ order: "0", size: "0.500", unit: "A", turn: "0" }],
    });
  });

  it("has the digits of the setting line, and all of them", () => {
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    const component = (order: number) =>
      fc
        .record({ size: fc.double({ min: 0, max: 400, noNaN: true }), angle })
        .map(({ size, angle: turn }) => ({
          order,
          phasor: polar(size, degrees(turn)),
        }));
    fc.assert(
      fc.property(fc.tuple(component(1), component(0), component(5), component(2.5)), (components) => {
        const signal = spectrum(components);
        const figure = channelFigure(signal, "V");
        if (figure === null) throw new Error("open");
        const at = (turn: string | null) => (turn === null ? "" : `@${turn}`);
        const parts = figure.components.map(
          ({ order, size, unit, turn }) => `${order}:${size}${unit}${at(turn)}`,
        );
        expect(`${figure.size}V${at(figure.turn)}${parts.length > 0 ? `(${parts.join(",")})` : ""}`).toBe(
          formatChannel(signal, "V"),
        );
      }),
    );
  });
});
