import { describe, expect, it } from "vitest";
import { milliseconds } from "#models/units.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import { claimSentence, findingSentence, unitOfErrors } from "#reports/sentences.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { Claim } from "#scenarios/claim.ts";
import { evidence, read, silent } from "./bench.ts";

const claim: Claim = { type: "answersWithin", time: milliseconds(300) };
const answer = (latency: number, at: number, quantity: "active energy" | "voltage L1" = "active energy") =>
  read(quantity, 1, at, { latency });

describe("answers within 300 ms", () => {
  it("the slowest of all that were read decides, and is named", () => {
    const of = evidence({
      before: [answer(0.02, 1)],
      after: [answer(0.4, 9, "voltage L1"), answer(0.03, 9)],
    });
    expect(compareClaim(claim, of)).toMatchObject({
      verdict: "fail",
      unit: "s",
      meter: 0.4,
      limit: 0.3,
      finding: "the slowest of 3 answers began 400 ms after its request (voltage L1); 300 ms are allowed",
    });
    expect(compareClaim(claim, { ...of, after: [answer(0.3, 9)] }).verdict).toBe("pass");
  });
  it("an attempt that became the reading at the beginning is one answer", () => {
    const of = evidence({ attempts: [answer(0.02, 1)], before: [answer(0.02, 1)] });
    expect(compareClaim(claim, of).finding).toContain("the one answer began 20 ms after its request");
  });
  it("silences, pulses and older readings decide nothing", () => {
    const of = evidence({ attempts: [silent(1)], before: [read("active energy", 1, 2)] });
    expect(compareClaim(claim, of)).toMatchObject({ verdict: "inconclusive", meter: null });
    expect(compareClaim(claim, { ...of, after: [answer(0.02, 9)] }).verdict).toBe("pass");
  });
  it("is said in both languages", () => {
    expect(claimSentence(claim, "en")).toBe("answers its bus within 300\u202fms");
    expect(claimSentence(claim, "fr")).toContain("répond à son bus en 300\u202fms");
    expect(unitOfErrors(claim)).toBe("s");
    for (const latency of [0.02, 0.4]) {
      const found = compareClaim(claim, evidence({ before: [answer(latency, 1)] }));
      expect(inFrench(found.finding)).toContain("l’unique réponse a commencé");
      expect(findingSentence(found, "fr").text).toContain(latency < 0.3 ? "permis" : "plus tard que");
    }
    expect(inFrench(compareClaim(claim, evidence()).finding)).not.toBeNull();
  });
});
