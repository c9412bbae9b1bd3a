import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyFrame,
  deltaFrame,
  keyFrame,
  liveQuantities,
  type ValuePicture,
} from "#reports/live/valueFrame.ts";

const columns = liveQuantities.length;
const facts = (number: number) => ({ layout: 7, number, at: 1.5 });
/** As the receiver can know it: energies whole, the rest to the precision of a 32-bit float; 0 has no sign. */
const received = (values: Float64Array) =>
  [...values].map((v, place) => (place % columns < 2 ? v : Math.fround(v)) + 0);
const unsigned = (values: Float64Array) => [...values].map((v) => v + 0);

describe("a frame of values", () => {
  it("has 31 columns, the energies first", () => {
    expect(columns).toBe(31);
    expect(liveQuantities.slice(0, 2)).toEqual(["active energy", "reactive energy"]);
  });

  it("for one value that moved is 38 bytes that can be read by hand", () => {
    const before = new Float64Array(31);
    const now = before.slice();
    now[20] = 50;
    const bytes = deltaFrame(facts(3), before, now);
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    // delta, layout 7, number 3, 1 value, 1.5 s; no energies; 50 as a float; place 20 (IEEE 754: 50 = 42480000, 1.5 = 3ff8...).
    expect(hex).toBe(
      `02000000${"07000000"}${"03000000"}${"01000000"}${"000000000000f83f"}${"00000000"}${"00000000"}${"00004842"}${"1400"}`,
    );
  });

  it("for 254 meters whole is 254 x 132 bytes and a head; for a tenth of them moved a seventh of that", () => {
    const before = new Float64Array(254 * 31);
    const now = before.map((_, place) => (place % 31 >= 2 && place % 10 === 0 ? 1.25 : 0));
    expect(keyFrame(facts(1), now).length).toBe(24 + 254 * 132);
    expect(deltaFrame(facts(2), before, now).length).toBeLessThan((254 * 132) / 7);
  });

  const value = fc.oneof(
    fc.double({ noDefaultInfinity: true }),
    fc.constantFrom(0, Number.NaN, 99_999_999, 230),
  );
  const pictures = fc
    .integer({ min: 1, max: 3 })
    .chain((rows) =>
      fc.array(fc.array(value, { minLength: rows * columns, maxLength: rows * columns }), {
        minLength: 1,
        maxLength: 5,
      }),
    )
    .map((all) => all.map((values) => Float64Array.from(values)));

  it("puts the receiver's picture where the sender's is, whatever moved", () => {
    fc.assert(
      fc.property(pictures, ([first, ...later]) => {
        let seen: ValuePicture | null = applyFrame(null, keyFrame(facts(1), first!));
        expect(unsigned(seen!.values)).toEqual(received(first!));
        let before = first!;
        for (const [at, now] of later.entries()) {
          seen = applyFrame(seen, deltaFrame(facts(at + 2), before, now));
          expect(unsigned(seen!.values)).toEqual(received(now));
          before = now;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is refused after a frame missed, of another layout, and when it is no frame at all", () => {
    const [a, b] = [new Float64Array(31), new Float64Array(31).fill(1)];
    const seen = applyFrame(null, keyFrame(facts(1), a));
    expect(applyFrame(seen, deltaFrame(facts(3), a, b))).toBeNull();
    expect(applyFrame(seen, deltaFrame({ ...facts(2), layout: 8 }, a, b))).toBeNull();
    expect(applyFrame(null, deltaFrame(facts(2), a, b))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(applyFrame(seen, bytes)).toBeNull();
      }),
    );
    const whole = deltaFrame(facts(2), a, b);
    for (let length = 0; length < whole.length; length++)
      expect(applyFrame(seen, whole.subarray(0, length))).toBeNull();
  });
});
