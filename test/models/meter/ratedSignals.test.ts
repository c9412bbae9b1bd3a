import { describe, expect, it } from "vitest";
import { catalogue } from "#models/catalogue/catalogue.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine, parseSettingLine } from "#models/connection/settingLine.ts";
import { elapse } from "#models/meter/elapse.ts";
import { ratedSignals } from "#models/meter/ratedSignals.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState } from "#models/meter/state.ts";
import { seconds } from "#models/units.ts";

const specOf = (model: string, insertionMode: string, orderCode: string | null = null): MeterSpec => {
  const spec = meterSpec({ model, orderCode, programmed: { insertionMode: insertionMode as never } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
};
const lineOf = (model: string, mode: string, orderCode?: string): string =>
  formatSettingLine(ratedSignals(specOf(model, mode, orderCode)));

describe("what a meter is fed with at its ratings", () => {
  // Nameplates: D4-s 230/400 V, 5 A; on VTs 57.7/100 V; D1 230 V, 32 A; D4-d 10 A. 400 V / sqrt 3 = 230.940 V.
  it.each([
    [
      "D4-s",
      "3N3E",
      undefined,
      "U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@0 5.000A@-120 5.000A@120",
    ],
    ["D4-s", "3-3E", undefined, "U=230.94V@0 230.94V@-120 230.94V@120 N=- I=5.000A@0 5.000A@-120 5.000A@120"],
    ["D4-s", "3-2E (1-3)", undefined, "U=230.94V@0 230.94V@-120 230.94V@120 N=- I=5.000A@0 0A 5.000A@120"],
    ["D4-s", "3N1E", undefined, "U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@0 0A 0A"],
    ["D4-s", "3N3E", "6017 8900", "U=57.70V@0 57.70V@-120 57.70V@120 N=0V I=5.000A@0 5.000A@-120 5.000A@120"],
    ["D1", "1N1E", undefined, "U=230.00V@0 - - N=0V I=32.000A@0 0A 0A"],
    [
      "D4-d",
      "3N3E",
      undefined,
      "U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=10.000A@0 10.000A@-120 10.000A@120",
    ],
  ])("of a %s in %s (%s)", (model, mode, orderCode, channels) => {
    expect(lineOf(model, mode, orderCode)).toBe(`f=50Hz ${channels} contact=open`);
  });

  it("feeds every order code of the catalogue in every mode, and is registered: the line of it as much as itself", () => {
    for (const product of catalogue)
      for (const { orderCode } of product.variants)
        for (const mode of product.programmable.insertionModes) {
          const spec = specOf(product.model, mode, orderCode);
          const signals = ratedSignals(spec);
          const pasted = parseSettingLine(formatSettingLine(signals));
          if (Array.isArray(pasted)) throw new Error(JSON.stringify(pasted));
          for (const fed of [signals, pasted]) {
            const { state } = elapse(spec, initialState(spec), fed, seconds(spec.startUp + 3600));
            const what = `${product.model} ${orderCode} ${mode}`;
            expect(state.supply.kind, what).toBe("running");
            const { singlePhase, phaseToNeutral } = spec.voltage;
            const full = spec.current.reference * (mode === "1N1E" ? singlePhase : 3 * phaseToNeutral);
            // Within what the nameplates' own rounding of 400 V / sqrt 3 leaves (230 V, 57.7 V), and a Wh.
            expect(Math.abs(state.energies.active.wattHours - full), what).toBeLessThanOrEqual(
              0.0045 * full + 1,
            );
          }
        }
  });
});
