import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import type { BusFault } from "#rig/fieldbus/busFault.ts";
import { carelessMaster } from "./carelessMaster.ts";
import { type Asking, faultTrial, type Trial } from "./faultTrial.ts";

afterEach(() => SerialPortMock.binding.reset());

const wait = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((value) => milliseconds(value));

/** Every fault with the room it has; answers here are 11 to 15 bytes. */
const faults: Record<BusFault["kind"], fc.Arbitrary<BusFault>> = {
  late: wait(250, 1200).map((by) => ({ kind: "late", by })),
  duplicated: wait(0, 700).map((after) => ({ kind: "duplicated", after })),
  lyingByteCount: fc.constantFrom(-4, -2, -1, 1, 2, 4, 100).map((by) => ({ kind: "lyingByteCount", by })),
  fewerWords: fc.integer({ min: 1, max: 3 }).map((missing) => ({ kind: "fewerWords", missing })),
  badCrc: fc.constant({ kind: "badCrc" }),
  truncated: fc.integer({ min: 1, max: 10 }).map((length) => ({ kind: "truncated", length })),
  dribbled: wait(2, 60).map((gap) => ({ kind: "dribbled", gap })),
  noise: fc
    .record({ before: fc.uint8Array({ maxLength: 6 }), after: fc.uint8Array({ maxLength: 6 }) })
    .map((bytes) => ({ kind: "noise", ...bytes })),
  wrongUnit: fc.integer({ min: 2, max: 255 }).map((unit) => ({ kind: "wrongUnit", unit })),
  wrongFunction: fc
    .constantFrom(1, 2, 4, 6, 16, 0x84)
    .map((functionCode) => ({ kind: "wrongFunction", functionCode })),
  echo: fc.constant({ kind: "echo" }),
  merged: fc.constant({ kind: "merged" }),
  swallowed: fc.constant({ kind: "swallowed" }),
};

const trialsPerFault = 40;

const runTrials = async (
  kind: BusFault["kind"],
  trial: (fault: BusFault, pause: number) => Promise<Trial>,
): Promise<Trial & { readonly trials: number }> => {
  const sum = { trials: 0, reads: 0, wrong: 0, lost: 0, late: 0, garbled: 0 };
  const cases = fc.sample(fc.tuple(faults[kind], fc.integer({ min: 0, max: 700 })), {
    numRuns: trialsPerFault,
    seed: 1,
  });
  for (const [fault, pause] of cases) {
    // Every other time the master goes on at once, else it leaves a pause in which strays may come.
    const { reads, wrong, lost, late, garbled } = await trial(fault, sum.trials % 2 === 0 ? 0 : pause);
    sum.trials++;
    sum.reads += reads;
    sum.wrong += wrong;
    sum.lost = Math.max(sum.lost, lost);
    sum.late += late;
    sum.garbled += garbled;
  }
  return sum;
};

const kinds = Object.keys(faults) as BusFault["kind"][];

describe.each<Asking>(["tagged", "pair"])(
  "one fault, then ten reads for a verdict, asked as %s",
  (asking) => {
    it.each(kinds)("%s: no wrong value, recovered within three reads", async (kind) => {
      for (const retries of [0, 2]) {
        const sum = await runTrials(kind, (fault, pause) =>
          faultTrial(fault, asking, { retries }, milliseconds(pause)),
        );
        expect(sum).toMatchObject({ trials: trialsPerFault, reads: trialsPerFault * 14, wrong: 0 });
        expect(sum.lost).toBeLessThanOrEqual(3);
      }
    });
  },
);

describe("an answer that strays by any time up to 1.2 s", () => {
  it.each<Asking>(["tagged", "pair"])("is never taken for a later one, asked as %s", async (asking) => {
    let wrong = 0;
    for (let stray = 1; stray < 1200; stray += 7) {
      for (const fault of [
        { kind: "late", by: milliseconds(stray) },
        { kind: "duplicated", after: milliseconds(stray) },
      ] as const) {
        wrong += (await faultTrial(fault, asking, { retries: 0 })).wrong;
      }
    }
    expect(wrong).toBe(0);
  });
});

describe("the same faults on a master that takes the first frame of the right length", () => {
  it("do give wrong values: late and duplicated answers are taken for the next ones", async () => {
    for (const kind of ["late", "duplicated"] as const) {
      const sum = await runTrials(kind, (fault) =>
        faultTrial(fault, "plain", {}, seconds(0), carelessMaster),
      );
      expect(sum.wrong).toBeGreaterThan(0);
    }
  });
});
