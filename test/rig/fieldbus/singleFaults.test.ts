/** The sixty-five kinds of one fault: no wrong value, and the reads after it are answered. */
import { describe, expect, it } from "vitest";
import { faultyTrial, singleFaults } from "./slowLine/singleFaults.ts";

describe("one fault among sound answers", () => {
  it("comes in sixty-five kinds", () => expect(Object.keys(singleFaults)).toHaveLength(65));

  it.concurrent.each(Object.entries(singleFaults))(
    "%s: no wrong value, all read again after it",
    async (_, pieces) => {
      for (const asking of ["tagged", "roomy", "twice", "plain"] as const)
        for (let seed = 0; seed < 4; seed++) {
          const tally = await faultyTrial(pieces, asking, seed);
          expect(tally, `${asking}, seed ${seed}`).toMatchObject({ reads: 14, wrong: 0, lostAfter: 0 });
        }
    },
  );
});
