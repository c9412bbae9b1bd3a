/** How a supply stands against the nameplate. A D4-s lives between L1 and L2, 190 V to 440 V; 230 V phases give 398 V. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { workingsOf } from "#models/meter/load.ts";
import { supplyOf } from "#models/meter/selfSupply.ts";

const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
const supply = (voltages: string) => {
  const signals = parseSettingLine(`f=50Hz U=${voltages} I=0A 0A 0A contact=open`);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  const { measurement } = workingsOf(spec, spec.programmed).load(signals as TerminalSignals);
  return supplyOf(spec, spec.programmed, signals as TerminalSignals, measurement);
};

describe("a supply against its nameplate", () => {
  it("stands at its rated voltage, and with the third phase lost", () => {
    expect(supply("230V@0 230V@-120 230V@120 N=0V")).toEqual({ kind: "stands" });
    expect(supply("230V@0 230V@-120 0V N=0V")).toEqual({ kind: "stands" });
  });
  it("is absent without voltage or with a lead of it open", () => {
    expect(supply("0V 0V 0V N=0V")).toEqual({ kind: "absent" });
  });
  it("is outside below what it works with, and says with how much", () => {
    expect(supply("100V@0 100V@-120 100V@120 N=0V")).toMatchObject({
      kind: "outside",
      voltage: expect.closeTo(173.2, 1),
      lowest: 190,
      highest: 440,
    });
  });
  it("is outside above what the meter bears, on any of its terminals, though it may live", () => {
    expect(supply("230V@0 230V@-120 400V@120 N=0V")).toMatchObject({
      kind: "outside",
      voltage: expect.closeTo(Math.sqrt(230 ** 2 + 400 ** 2 + 230 * 400), 6),
    });
  });
});
