import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProgrammed } from "#models/meter/checkProgrammed.ts";
import { display } from "#models/meter/display.ts";
import { elapse } from "#models/meter/elapse.ts";
import {
  enter,
  holdEnter,
  holdPage,
  itemsOf,
  type KeyPress,
  page,
  press,
  pressAll,
} from "#models/meter/program.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { hours, milliseconds, minutes, seconds } from "#models/units.ts";
import { meters } from "#scenarios/arbitraries/meter.ts";
import { at, dark, held, idle, live, meter, running } from "./bench.ts";

const times = (n: number, key: KeyPress): KeyPress[] => Array<KeyPress>(n).fill(key);
/** Access code 1000: 1, then three zeros. */
const code = [holdEnter, page, enter, enter, enter, enter];
/** From 0001 to 0200: second digit up twice, last digit nine times round to 0. */
const ratioOf200 = [enter, page, page, enter, enter, ...times(9, page), enter];

describe("the two keys", () => {
  const spec = meter();

  it("program CTs of 1000/5 behind the code, and the meter counts by them from then on", () => {
    const before = elapse(spec, running(spec), at({}), hours(1)).state;
    const programmed = pressAll(spec, before, [...code, enter, ...ratioOf200, holdEnter]);
    expect(programmed.settings.programmed).toMatchObject({ ctRatio: 200, vtRatio: 1, insertionMode: "3N3E" });
    expect(display(spec, programmed).caption).toBe("active energy");
    const after = elapse(spec, programmed, at({}), hours(1)).state;
    // 3.45 kWh as counted before, and 690 kWh: 693 whole kWh.
    expect(quantityShown(spec, after, "active energy")).toBe(693_000);
  });

  it("lead through the whole menu, item by item, and store at its end", () => {
    let state = pressAll(spec, running(spec), code);
    const captions: string[] = [];
    for (let i = 0; i < 40 && state.panel.kind !== "page"; i++) {
      const { caption } = display(spec, state);
      if (captions.at(-1) !== caption) captions.push(caption);
      if (caption === "integration time") state = press(spec, state, page);
      if (caption === "pulse width") state = pressAll(spec, state, [page, page]);
      if (caption === "speed") state = press(spec, state, page);
      state = press(spec, state, enter);
    }
    expect(captions).toEqual([...itemsOf(spec)]);
    expect(captions).not.toContain("VT ratio");
    expect(state.storedSettings.programmed.integrationTime).toBe(minutes(20));
    expect(state.storedSettings.programmed.pulse.width).toBe(milliseconds(200));
    expect(state.storedSettings.communication).toEqual({ address: 1, speed: 19_200 });
  });

  it("offer the VT ratio with voltage transformers, and nothing of an output the meter lacks", () => {
    expect(itemsOf(meter({}, {}, "6017 8900"))).toContain("VT ratio");
    expect(itemsOf(meter({}, {}, "6017 7700"))).not.toContain("speed");
    expect(itemsOf(meter({}, {}, "6017 7800"))).not.toContain("pulse weight");
  });

  it("refuse a wrong code, a ratio of 0, and everything while held page throws the draft away", () => {
    const wrong = pressAll(spec, running(spec), [holdEnter, enter, enter, enter, enter]);
    expect(wrong.panel).toEqual({ kind: "page", index: 0 });
    const zero = pressAll(spec, running(spec), [
      ...code,
      enter,
      enter,
      enter,
      enter,
      ...times(9, page),
      enter,
    ]);
    expect(zero.panel).toMatchObject({ kind: "number", item: "CT ratio", position: 0 });
    const dropped = pressAll(spec, running(spec), [...code, enter, ...ratioOf200, holdPage]);
    expect(dropped.settings.programmed.ctRatio).toBe(1);
  });

  it("reset a partial register and the maximum on their pages, sealed or not; never a total", () => {
    const sealed = meter({}, { sealed: true });
    const counted = elapse(sealed, running(sealed), at({}), hours(1)).state;
    const reset = pressAll(sealed, counted, [
      holdPage,
      page,
      page,
      holdPage,
      page,
      page,
      holdPage,
      page,
      holdPage,
    ]);
    expect(quantityShown(sealed, reset, "active energy")).toBe(3450);
    expect(quantityShown(sealed, reset, "partial active energy")).toBe(0);
    expect(quantityShown(sealed, reset, "average power")).toBe(3450);
    expect(quantityShown(sealed, reset, "maximum average power")).toBe(0);
  });

  it("of a sealed meter never reach its programming; of any meter never program what it can't be", () => {
    const keys = fc.array(fc.constantFrom(page, page, enter, enter, holdEnter, holdPage), { maxLength: 60 });
    fc.assert(
      fc.property(meters(), fc.boolean(), keys, (any, sealed, pressed) => {
        const one = { ...any, sealed };
        const start: MeterState = { ...initialState(one), supply: { kind: "running" } };
        const after = pressAll(one, start, [...code, ...pressed]);
        const { programmed, communication } = after.settings;
        expect(checkProgrammed(one.programmable, programmed, communication)).toEqual([]);
        if (sealed) expect(after.settings).toBe(start.settings);
        if (sealed) expect(after.panel.kind).toBe("page");
      }),
      { numRuns: 500 },
    );
  });

  it("do nothing without supply; what they programmed survives it", () => {
    const programmed = pressAll(spec, running(spec), [...code, enter, ...ratioOf200, holdEnter, page]);
    const { state } = live(spec, programmed, [held(dark, 3600)]);
    expect(press(spec, state, page)).toBe(state);
    const back = elapse(spec, state, idle, seconds(5)).state;
    expect(back.settings.programmed.ctRatio).toBe(200);
    expect(back.panel).toEqual({ kind: "page", index: 0 });
  });
});
