import { describe, expect, it } from "vitest";
import { display, page } from "#models/meter/display.ts";
import { elapse } from "#models/meter/elapse.ts";
import { pressAll, page as turn } from "#models/meter/program.ts";
import { initialState } from "#models/meter/state.ts";
import { degrees, hours, seconds } from "#models/units.ts";
import { at, dark, meter, running } from "./bench.ts";

const text = ({ figure, unit, caption }: ReturnType<typeof display>) => `${caption}: ${figure} ${unit}`;

describe("the display", () => {
  it("has six pages, turned by one key, round and round", () => {
    const spec = meter();
    const state = elapse(spec, running(spec), at({ phi: degrees(60) }), hours(100)).state;
    const pages = [0, 1, 2, 3, 4, 5, 6].map((n) =>
      text(display(spec, pressAll(spec, state, Array(n).fill(turn)))),
    );
    expect(pages).toEqual([
      "active energy: 000172.50 kWh",
      "reactive energy: 000298.77 kvarh",
      "partial active energy: 000172.50 kWh",
      "partial reactive energy: 000298.77 kvarh",
      "average power:     1.725 kW",
      "maximum average power:     1.725 kW",
      "active energy: 000172.50 kWh",
    ]);
  });

  // E-unit by K = KTA x KTV: 10 Wh below 10, 100 Wh below 100, 1 kWh, 10 kWh, 100 kWh, then 1 MWh (PY106).
  it.each([
    [1, 1, "345678.90 kWh"],
    [9, 1, "345678.90 kWh"],
    [10, 1, "2345678.9 kWh"],
    [99, 1, "2345678.9 kWh"],
    [100, 1, "12345678 kWh"],
    [999, 1, "12345678 kWh"],
    [1000, 1, "012345.67 MWh"],
    [9999, 1, "012345.67 MWh"],
    [100, 100, "0012345.6 MWh"],
    [9999, 10, "0012345.6 MWh"],
    [1000, 100, "00012345 MWh"],
    [9999, 999, "00012345 MWh"],
  ])("moves its decimal point with K: KTA %d, KTV %d", (ctRatio, vtRatio, shown) => {
    const spec = meter({ ctRatio, vtRatio }, {}, "6017 8900");
    const fresh = initialState(spec, { active: 12_345_678_900, reactive: 0 });
    const { figure, unit } = page(spec, { ...fresh, supply: { kind: "running" } }, "active energy");
    expect(`${figure} ${unit}`).toBe(shown);
  });

  it("makes room for full load: 6 A at 440 V behind CTs of 9999 are 45 721 kW", () => {
    const spec = meter({ ctRatio: 9999 });
    const state = elapse(spec, running(spec), at({}), hours(1)).state;
    // 3450 W x 9999 = 34.496 55 MW
    expect(page(spec, state, "average power")).toEqual({
      figure: "34496.550",
      below: null,
      unit: "kW",
      caption: "average power",
    });
  });

  it("is blank without supply and until the meter is functional", () => {
    const spec = meter();
    const starting = elapse(spec, initialState(spec), at({}), seconds(1.9)).state;
    expect(display(spec, starting).figure).toBe("");
    expect(display(spec, elapse(spec, starting, at({}), seconds(0.1)).state).figure).toBe("000000.00");
    expect(display(spec, elapse(spec, running(spec), dark, seconds(1)).state).figure).toBe("");
  });

  it("of the double-tariff meter has seven pages", () => {
    const spec = meter({}, {}, "6017 7750");
    const state = elapse(spec, running(spec), at({ contact: "closed" }), hours(1)).state;
    const pages = spec.pages["double tariff"].map((_, n) =>
      text(display(spec, pressAll(spec, state, Array(n).fill(turn)))),
    );
    expect(pages).toEqual([
      "active energy T1: 000000.00 kWh",
      "reactive energy T1: 000000.00 kvarh",
      "active energy T2: 000003.45 kWh",
      "reactive energy T2: 000000.00 kvarh",
      "average power:     3.450 kW",
      "maximum average power T1:     0.000 kW",
      "maximum average power T2:     3.450 kW",
    ]);
  });
});
