/** What proves a bus alive beside a silent meter; the master is written out by hand. */
import { describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import { type HeardPlace, isHeard, proofHolds, proofOfLife } from "#rig/bench/busProof.ts";
import type { ReadAnswer } from "#rig/fieldbus/busAnswer.ts";
import type { Master, ReadRequest } from "#rig/fieldbus/master.ts";
import { shipped, specOf } from "../meterFile/files.ts";

const spec = specOf(shipped("sdm630"));
const words = { kind: "words", words: [0, 0] } as unknown as ReadAnswer;
const silence: ReadAnswer = { kind: "silent", waited: seconds(1) };

function bus(answers: Readonly<Record<number, ReadAnswer>>, echoedAt: number | null = null) {
  const asked: ReadRequest[] = [];
  const master = {
    echoedAt: echoedAt === null ? null : seconds(echoedAt),
    read: (request: ReadRequest) => {
      asked.push(request);
      return Promise.resolve(answers[request.unit] ?? silence);
    },
  } as unknown as Master;
  const place = (unit: number, heardAt: number | null = null): HeardPlace => ({
    name: `P${unit}`,
    unit,
    spec,
    master,
    heardAt: heardAt === null ? null : seconds(heardAt),
  });
  const times = { now: () => seconds(1000), inBenchTime: (at: number) => at - 900, holds: proofHolds };
  const proof = (silent: HeardPlace, others: readonly HeardPlace[] = []) =>
    proofOfLife(silent, others, ["voltage L1"], times);
  return { asked, place, proof };
}

describe("a silence on a bus", () => {
  it("beside a unit that answers now is proved, the one heard last is asked first", async () => {
    const { asked, place, proof } = bus({ 2: words, 3: words });
    expect(await proof(place(1), [place(2, 950), place(3, 990)])).toEqual({
      kind: "otherUnit",
      position: "P3",
      at: 100,
    });
    expect(asked.map(({ unit }) => unit)).toEqual([3]);
  });
  it("is not proved by an answer of the other a minute ago, nor by what a gateway says in its name", async () => {
    const { place, proof } = bus({ 2: { kind: "refused", exceptionCode: 11 } });
    expect(await proof(place(1), [place(2, 999)])).toBeNull();
    const ownWord = bus({ 2: { kind: "refused", exceptionCode: 2 } });
    expect(await ownWord.proof(ownWord.place(1), [ownWord.place(2)])).toMatchObject({ kind: "otherUnit" });
  });
  it("asks three others at most, each costs its time-outs", async () => {
    const { asked, place, proof } = bus({});
    expect(
      await proof(
        place(1),
        [2, 3, 4, 5, 6].map((unit) => place(unit)),
      ),
    ).toBeNull();
    expect(asked.map(({ unit }) => unit)).toEqual([2, 3, 4, 1]);
  });
  it("between two answers of the same unit within the minute is proved; it is asked for another register", async () => {
    const { asked, place, proof } = bus({ 1: words });
    expect(await proof(place(1, 941))).toEqual({ kind: "sameUnit", before: 41, after: 100 });
    expect(asked[0]?.address).toBe(2);
    expect(await proof(place(1, 939))).toBeNull();
    expect(await proof(place(1))).toBeNull();
  });
  it("with our own bytes come back within the minute is proved", async () => {
    const { place, proof } = bus({}, 970);
    expect(await proof(place(1))).toEqual({ kind: "echo", at: 70 });
    const old = bus({}, 930);
    expect(await old.proof(old.place(1))).toBeNull();
  });
  it("what a unit said itself is hearing it, a gateway's word and garbage are not", () => {
    const about = { quantity: "voltage L1", sampledAt: 1 } as const;
    expect(isHeard({ kind: "refused", exceptionCode: 2, ...about })).toBe(true);
    expect(isHeard({ kind: "noNumber", raw: "", ...about })).toBe(true);
    expect(isHeard({ kind: "refused", exceptionCode: 11, ...about })).toBe(false);
    expect(isHeard({ kind: "garbled", bytes: "", ...about })).toBe(false);
    expect(isHeard({ kind: "silent", waited: 1, ...about })).toBe(false);
  });
});
