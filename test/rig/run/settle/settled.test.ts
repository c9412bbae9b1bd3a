/**
 * What counts of several readings of one register at one moment. The laws: the rule knows physics only - it is the same
 * whatever the meter's gain; nothing is dropped without a word; what counts is one of the readings made.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "#reports/events.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import { settledOf } from "#rig/run/settle/settled.ts";
import type { Physics } from "#rig/run/settle/standTogether.ts";
import { load, meter, read } from "../compare/bench.ts";

const physics: Physics = {
  meter,
  intervals: [{ ...load, from: 0, to: 1e6 }],
  policy: defaultComparePolicy,
};
const energy = (value: number, sampledAt: number) => read("active energy", value, sampledAt) as ReadValue;
const volts = (value: number, sampledAt: number) =>
  read("voltage L1", value, sampledAt, { resolution: 0.1, modulus: null }) as ReadValue;
const about = { quantity: "active energy", sampledAt: 0 } as const;
const silent: Reading = { kind: "silent", waited: 1, ...about };
const garbled: Reading = { kind: "garbled", bytes: "ff", ...about };
const noNumber: Reading = { kind: "noNumber", raw: "ff", ...about };
const refused = (exceptionCode: number): Reading => ({ kind: "refused", exceptionCode, ...about });

const of = (seen: readonly Reading[], earlier: ReadValue | null = null) => {
  const { kind, reading, left } = settledOf(seen, earlier, physics);
  return {
    kind,
    reading: reading.kind === "read" ? reading.value : reading.kind,
    left: left.map((one) => (one.reading.kind === "read" ? one.reading.value : one.reading.kind)),
  };
};

describe("readings of a register at one moment", () => {
  it("one alone is not enough, two that stand together are, the first of them counts", () => {
    expect(of([energy(100, 1)])).toMatchObject({ kind: "open" });
    expect(of([energy(100, 1), energy(110, 1.1)])).toEqual({ kind: "settled", reading: 100, left: [] });
  });
  it("0 and then 123 450: asked again, and what stands with another counts", () => {
    expect(of([energy(0, 1), energy(123_450, 1.1)])).toMatchObject({ kind: "open", reading: "unsettled" });
    expect(of([energy(0, 1), energy(123_450, 1.1), energy(123_450, 1.2)])).toEqual({
      kind: "settled",
      reading: 123_450,
      left: [0],
    });
  });
  it("two that stand together count less than two that also follow what was read before", () => {
    const zeros = [energy(0, 101), energy(0, 101.1)];
    expect(of(zeros, energy(123_450, 1))).toMatchObject({ kind: "open", reading: 0 });
    const back = [...zeros, energy(123_540, 104), energy(123_540, 104.1)];
    expect(of(back, energy(123_450, 1))).toEqual({ kind: "settled", reading: 123_540, left: [0, 0] });
  });
  it("a register that stays against what was read before carries both, and how long it was seen", () => {
    const { reading } = settledOf(
      [energy(0, 101), energy(0, 101.1), energy(0, 107)],
      { ...energy(123_450, 1), confirmed: { value: 123_450, sampledAt: 6 } },
      physics,
    );
    expect(reading).toMatchObject({
      value: 0,
      confirmed: { sampledAt: 107 },
      contradicts: { value: 123_450, sampledAt: 1, confirmed: { sampledAt: 6 } },
    });
  });
  it("a register that runs backwards is one story, not many", () => {
    const back = [energy(123_400, 101), energy(123_390, 103), energy(123_380, 107)];
    expect(of(back, energy(123_450, 1))).toMatchObject({ reading: 123_400 });
  });
  it("a display is the same to a count or a hundredth", () => {
    expect(of([volts(230, 1), volts(232, 1.1)])).toMatchObject({ kind: "settled", reading: 230 });
    expect(of([volts(230, 1), volts(233, 1.1)])).toMatchObject({ kind: "open", reading: "unsettled" });
    expect(of([volts(0.1, 1), volts(0.2, 1.1)])).toMatchObject({ kind: "settled" });
  });
  it("two silences or two refusals of the meter's own are an answer, trouble of the line is asked again", () => {
    expect(of([silent, silent])).toMatchObject({ kind: "settled", reading: "silent" });
    expect(of([refused(2), refused(2)])).toMatchObject({ kind: "settled", reading: "refused" });
    for (const trouble of [garbled, noNumber, refused(11)])
      expect(of([trouble, trouble, trouble])).toMatchObject({ kind: "open", reading: trouble.kind });
    expect(of([{ kind: "tooSlow", latency: 2, bound: 1, ...about }])).toMatchObject({ kind: "settled" });
  });
  it("what the meter said twice of itself is not hidden by trouble of the line beside it, which is told", () => {
    expect(of([garbled, refused(2), refused(2)])).toEqual({
      kind: "settled",
      reading: "refused",
      left: ["garbled"],
    });
    expect(of([noNumber, garbled, refused(11), noNumber])).toEqual({
      kind: "open",
      reading: "noNumber",
      left: ["garbled", "refused"],
    });
    expect(of([garbled, refused(2), garbled])).toMatchObject({ kind: "open", reading: "garbled" });
    expect(of([garbled, refused(2), refused(3)])).toMatchObject({ kind: "open", reading: "garbled" });
    // What was garbled may have been the answer of a meter that is busy no more.
    expect(of([garbled, refused(6), refused(6)])).toMatchObject({ kind: "open", reading: "garbled" });
    expect(of([refused(6), refused(6)])).toMatchObject({ kind: "settled", reading: "refused" });
    expect(of([garbled, refused(11), refused(11)])).toMatchObject({ kind: "open" });
    expect(of([silent, garbled, silent, silent])).toMatchObject({ kind: "open", reading: "garbled" });
    expect(of([energy(10, 1), refused(2), refused(2)])).toEqual({
      kind: "open",
      reading: "refused",
      left: [10],
    });
  });
  it("trouble among good ones is left out; one good one among trouble is not enough", () => {
    expect(of([garbled, energy(10, 1), silent, energy(10, 2)])).toEqual({
      kind: "settled",
      reading: 10,
      left: ["garbled", "silent"],
    });
    expect(of([garbled, energy(10, 1), silent])).toEqual({ kind: "open", reading: "garbled", left: [10] });
  });

  const seenAt = (readings: readonly (number | Reading)[]) =>
    readings.map((one, at) => (typeof one === "number" ? energy(one, 10 + at) : one));
  const anything = fc.array(
    fc.oneof(
      fc.constantFrom(0, 10, 20, 123_450, 123_460, 9e8),
      fc.constantFrom(silent, garbled, noNumber, refused(2)),
    ),
    { minLength: 1, maxLength: 7 },
  );
  it("law: what counts was read, and every reading counts, stands with what counts, or is told", () => {
    fc.assert(
      fc.property(anything, (drawn) => {
        const seen = seenAt(drawn);
        const { reading, left } = settledOf(seen, null, physics);
        if (reading.kind !== "read") return;
        const values = seen.flatMap((one) => (one.kind === "read" ? [one.value] : []));
        expect(values).toContain(reading.value);
        const told = left.map((one) => one.reading);
        for (const one of seen)
          if (one.kind !== "read") expect(told).toContain(one);
          else if (Math.abs(one.value - reading.value) > 1000) expect(told).toContain(one);
        expect(left.length).toBeLessThan(seen.length - 1 + Number(seen.length < 2));
      }),
    );
  });
  it("law: in any order, what the meter said twice of itself outranks what the line spoilt", () => {
    const word = fc.constantFrom(noNumber, refused(2), refused(4));
    const trouble = fc.constantFrom(garbled, silent, refused(10), refused(11));
    fc.assert(
      fc.property(
        word,
        fc.array(trouble, { maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (said, line, chance) => {
          const order = [said, said, ...line].map((one) => ({ one, at: chance.next().value }));
          const seen = order.sort((a, b) => a.at - b.at).map(({ one }) => one);
          const { reading, left } = settledOf(seen, null, physics);
          expect(reading).toBe(said);
          for (const one of line)
            if (one.kind !== said.kind) expect(left.map((each) => each.reading)).toContain(one);
        },
      ),
    );
  });
  it("law: it knows no gain - registers that count a fraction or a multiple settle at the same readings", () => {
    const grown = fc.array(fc.record({ counts: fc.nat(3), isZero: fc.boolean() }), {
      minLength: 2,
      maxLength: 7,
    });
    fc.assert(
      fc.property(grown, fc.constantFrom(0.5, 1, 2, 5), (steps, gain) => {
        let counted = 50_000;
        const series = (factor: number) =>
          steps.map(({ counts, isZero }, at) => {
            counted += counts === 3 ? 1 : 0;
            return energy(isZero ? 0 : Math.floor(counted * factor) * 10, 10 + 40 * at);
          });
        const index = (seen: readonly ReadValue[]) => {
          const { reading } = settledOf(seen, null, physics);
          return reading.kind === "read"
            ? seen.findIndex(({ sampledAt }) => sampledAt === reading.sampledAt)
            : reading.kind;
        };
        const plain = series(1);
        counted = 50_000;
        expect(index(series(gain))).toEqual(index(plain));
      }),
    );
  });
});
