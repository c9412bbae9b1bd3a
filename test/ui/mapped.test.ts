/** What lies at an address, told by the maps of the meters of a run, worked out by hand from a frame. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { quantitiesAsked, specsBehind, valuesRead } from "../../ui/bus/mapped.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

const d4s = meterSpec({ model: "D4-s", orderCode: null, programmed: {} });
if (!isSpec(d4s)) throw new Error("the catalogue has no D4-s");
const other = {
  ...d4s,
  registerMap: { ...d4s.registerMap, rows: d4s.registerMap.rows.filter(({ address }) => address !== 0x1000) },
};

describe("what an exchange is about", () => {
  it("is told by the map: 1000h is U1 in mV, two words, so 0003 8270h is 230 V", () => {
    expect(quantitiesAsked([d4s], 0x1000, 2)).toEqual(["voltage L1"]);
    expect(quantitiesAsked([d4s], 0x1000, 6)).toEqual(["voltage L1", "voltage L2", "voltage L3"]);
    expect(valuesRead([d4s], 0x1000, [0x0003, 0x8270])).toEqual([{ quantity: "voltage L1", value: 230 }]);
  });
  it("leaves out a value of which only a half was asked", () => {
    expect(quantitiesAsked([d4s], 0x1000, 1)).toEqual([]);
    expect(quantitiesAsked([d4s], 0x1001, 3)).toEqual(["voltage L2"]);
  });
  it("is not told where two maps disagree, nor where nobody knows a map", () => {
    expect(quantitiesAsked([d4s, other], 0x1000, 2)).toBeNull();
    expect(quantitiesAsked([d4s, other], 0x1002, 2)).toEqual(["voltage L2"]);
    expect(quantitiesAsked([], 0x1000, 2)).toBeNull();
    expect(valuesRead([], 0x1000, [1, 2])).toBeNull();
  });
  it("takes the meters from the run: one map and one ratio, however many scenarios", async () => {
    const record = await runOn(virtualMeter("good"), ["rated-current", "ct-L2-reversed"]);
    expect(specsBehind(record, 1)).toHaveLength(1);
    // nobody was delivered with address 99: whoever it is, it is one of the run
    expect(specsBehind(record, 99)).toHaveLength(1);
    const ratios = await runOn(virtualMeter("good"), ["rated-current", "ct-ratio-200-5"]);
    expect(specsBehind(ratios, 1)).toHaveLength(2);
  });
});
