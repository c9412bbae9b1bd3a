/**
 * A device remembers the words it said, so that only what moves is encoded anew. That memory must never show: whatever
 * the meter lives through, and whoever reprograms it, a device read all along says what one says that was never read.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterAnswer } from "#models/devices/registerDevice.ts";
import { elapse } from "#models/meter/elapse.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import type { RegisterRow } from "#models/meter/registerMap.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { amperes, minutes, type Seconds, seconds } from "#models/units.ts";
import { equalCurrents, lives, meters } from "#scenarios/arbitraries/meter.ts";
import { at, meter, running } from "./bench.ts";

const spec = meter({ insertionMode: "3N3E", integrationTime: minutes(5) });
const load = at({});
const wordsOf = (answer: RegisterAnswer): readonly number[] =>
  answer.kind === "words" ? answer.words : expect.fail(`answered ${answer.kind}`);

/** A meter read through one device all its life. */
function watched(of: MeterSpec, initial: MeterState) {
  let state = initial;
  const access = {
    state: () => state,
    update: (next: MeterState) => {
      state = next;
    },
  };
  const device = registerDevice(of, access);
  return {
    device,
    fresh: () => registerDevice(of, access),
    live(signals: typeof load, duration: Seconds) {
      state = elapse(of, state, signals, duration).state;
    },
  };
}

/** The whole of the first block, the tariff of the parameters, and a read that cuts two values in half. */
const reads = [
  [0x1000, 122],
  [0x1000, 62],
  [0x1200, 8],
  [0x1001, 30],
] as const;

describe("what a device remembers of its last answer", () => {
  it("never shows, whatever a meter lives through", () => {
    const lifeOfAny = meters().chain((of) => fc.tuple(fc.constant(of), lives(of, minutes(30))));
    fc.assert(
      fc.property(lifeOfAny, ([of, life]) => {
        const { device, fresh, live } = watched(of, running(of));
        for (const { signals, duration } of life)
          for (const part of [duration, seconds(0), seconds(1)]) {
            live(signals, part);
            for (const [address, count] of reads)
              expect(device.read(address, count)).toEqual(fresh().read(address, count));
          }
      }),
      { numRuns: 60 },
    );
  });

  it("follows the load, the energies and the demand by hand: 3450 W at 5 A, half of it at 2.5 A", () => {
    const { device, live } = watched(spec, running(spec, load));
    const double = (address: number): number => {
      const [high = 0, low = 0] = wordsOf(device.read(address, 2));
      return high * 2 ** 16 + low;
    };
    // 0x1014 active power in 0.01 W, 0x101C active energy in 10 Wh, 0x1029 maximum average power in 0.01 W.
    expect([double(0x1014), double(0x101c), double(0x1029)]).toEqual([345_000, 0, 0]);
    live(load, minutes(60));
    expect([double(0x1014), double(0x101c)]).toEqual([345_000, 345]);
    // Start-up took the first seconds of the first window; those after it are full.
    expect(double(0x1029)).toBe(345_000);
    live(at({ current: equalCurrents(amperes(2.5)) }), minutes(60));
    expect([double(0x1014), double(0x101c), double(0x1029)]).toEqual([172_500, 517, 345_000]);
  });

  it("counts on within a watt-hour where the map counts in parts of one", () => {
    const fine: MeterSpec = {
      ...spec,
      registerMap: {
        ...spec.registerMap,
        rows: spec.registerMap.rows.map(
          (row): RegisterRow =>
            row.address === 0x101c && row.content.kind === "quantity"
              ? { ...row, content: { ...row.content, scale: { kind: "fixed", perCount: 0.01 } } }
              : row,
        ),
      },
    };
    const { device, live } = watched(fine, running(fine, load));
    const first = wordsOf(device.read(0x101c, 2));
    live(load, seconds(0.1));
    // 3450 W for 0.1 s are 0.0958 Wh: nine or ten hundredths more.
    const [, before = 0] = first;
    const [, after = 0] = wordsOf(device.read(0x101c, 2));
    expect(after - before).toBeGreaterThanOrEqual(9);
    expect(after - before).toBeLessThanOrEqual(10);
  });

  it("is forgotten when the meter is programmed otherwise", () => {
    const { device, live } = watched(spec, running(spec, load));
    expect(wordsOf(device.read(0x1200, 1))).toEqual([1]);
    expect(wordsOf(device.read(0x1014, 2))).toEqual([5, 17_320]);
    expect(device.write(0x2700, [0x5aa5])).toEqual({ kind: "written" });
    expect(device.write(0x0100, [2])).toEqual({ kind: "written" });
    expect(wordsOf(device.read(0x1200, 1))).toEqual([2]);
    live(load, seconds(1));
    // 6900 W in 0.01 W.
    expect(wordsOf(device.read(0x1014, 2))).toEqual([10, 34_640]);
  });

  it("is nobody else's: an answer once given does not move", () => {
    const { device, live } = watched(spec, running(spec, load));
    const answer = device.read(0x101c, 2);
    const before = [...wordsOf(answer)];
    // 3450 W for 12 s are 11.5 Wh: one count more, and no integration time ends.
    live(load, seconds(12));
    expect(wordsOf(device.read(0x101c, 2))).toEqual([0, 1]);
    expect(before).toEqual([0, 0]);
    expect(wordsOf(answer)).toEqual(before);
  });
});
