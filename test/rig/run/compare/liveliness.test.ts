import { describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { Claim } from "#scenarios/claim.ts";
import { evidence, held, load, proved, read, silent, tooHigh, unloaded } from "./bench.ts";

const starts: Claim = { type: "startsWithin", time: seconds(5) };
const dead: Claim = { type: "staysSilent" };
const answer = (at: number) => read("active energy", 0, at);

describe("starts within 5 s", () => {
  const working = held({ registers: 3450, hold: 120 });
  it("silent at 3 s, there at 4.5 s, and counting: passes", () => {
    const found = compareClaim(starts, { ...working, attempts: [silent(3), answer(4.5)] });
    expect(found).toMatchObject({ verdict: "pass", meter: 4.5, limit: 5, unit: "s" });
    expect(found.finding).toBe(
      "the meter answered 4.50 s after the step began and registers; 5 s are allowed",
    );
  });
  it("times count from the step's beginning", () => {
    const of = { ...working, began: 1000, attempts: [silent(1003), answer(1004.5)] };
    expect(compareClaim(starts, of)).toMatchObject({ verdict: "pass", meter: 4.5 });
  });
  it("asked in vain at 5.5 s: fails, whether it answers later or never", () => {
    expect(compareClaim(starts, { ...working, attempts: [silent(6, 0.5), answer(7)] }).verdict).toBe("fail");
    const mute = { ...working, attempts: [silent(6, 0.5)], before: [proved(6)] };
    expect(compareClaim(starts, mute).verdict).toBe("fail");
  });
  it("a question that began before the limit proves nothing by ending after it", () => {
    expect(compareClaim(starts, { ...working, attempts: [silent(5.3, 0.5)] }).verdict).toBe("inconclusive");
  });
  it("not asked between 3 s and 8 s: nobody knows", () => {
    const found = compareClaim(starts, { ...working, attempts: [silent(3), answer(8)] });
    expect(found.verdict).toBe("inconclusive");
    expect(found.finding).toContain("ask more often");
  });
  it("answers but its register stands still: fails; held too briefly to see: asks for two counts", () => {
    const still = held({ registers: 0, hold: 120 });
    expect(compareClaim(starts, { ...still, attempts: [answer(2)] }).verdict).toBe("fail");
    const brief = held({ registers: 0, hold: 10 });
    const found = compareClaim(starts, { ...brief, attempts: [answer(2)] });
    expect(found.verdict).toBe("inconclusive");
    expect(found.holdNeeded).toBeCloseTo((20 / 3450) * 3600, 6);
  });
  it("without load there is nothing to register", () => {
    const idle = held({ registers: 0, hold: 120, load: unloaded });
    expect(compareClaim(starts, { ...idle, attempts: [answer(2)] }).verdict).toBe("pass");
  });
  it("never asked is inconclusive, a silence on a bus that nothing proved alive is an error", () => {
    expect(compareClaim(starts, working).verdict).toBe("inconclusive");
    const mute = { ...working, attempts: [silent(9)], before: [silent(9)] };
    expect(compareClaim(starts, mute)).toMatchObject({
      verdict: "error",
      finding: expect.stringContaining("a broken wire and a dead meter sound the same"),
    });
    expect(compareClaim(starts, { ...mute, before: [proved(9)] }).verdict).toBe("fail");
  });
  it("a gateway that got no answer heard a silence, not the meter", () => {
    const noAnswer = { kind: "refused", quantity: "active energy", exceptionCode: 11, sampledAt: 3 } as const;
    const of = { ...working, attempts: [noAnswer, answer(4.5)] };
    expect(compareClaim(starts, of)).toMatchObject({ verdict: "pass", meter: 4.5 });
    expect(
      compareClaim(starts, { ...of, attempts: [{ ...noAnswer, sampledAt: 6 }, answer(7)] }).verdict,
    ).toBe("fail");
  });
  it("with its supply outside the nameplate nobody can ask it to", () => {
    const of = { ...working, supply: tooHigh, attempts: [silent(9)], before: [proved(9)] };
    expect(compareClaim(starts, of)).toMatchObject({
      verdict: "inconclusive",
      finding: expect.stringContaining("540 V, where 190 V to 500 V are allowed"),
    });
  });
});

describe("stays silent", () => {
  it("silence every time passes", () => {
    const of = evidence({ attempts: [silent(1), silent(2)], after: [proved(60)] });
    expect(compareClaim(dead, of)).toMatchObject({
      verdict: "pass",
      finding: "the meter did not answer all 3 times it was asked",
    });
  });
  it("any answer fails, a refusal is an answer", () => {
    expect(compareClaim(dead, evidence({ attempts: [silent(1), answer(2)] })).verdict).toBe("fail");
    const refused = { kind: "refused", quantity: "active energy", exceptionCode: 6, sampledAt: 3 } as const;
    expect(compareClaim(dead, evidence({ after: [refused] })).verdict).toBe("fail");
  });
  const noAnswer = { kind: "refused", quantity: "active energy", exceptionCode: 11, sampledAt: 3 } as const;
  it("a gateway that got no answer is no answer of the meter, and proves nothing of the wire behind it", () => {
    expect(compareClaim(dead, evidence({ attempts: [noAnswer] })).verdict).toBe("inconclusive");
    expect(
      compareClaim(dead, evidence({ attempts: [noAnswer], around: { before: 0, after: 90 } })).verdict,
    ).toBe("pass");
  });
  it("on a bus that nothing proved alive it is not known, and says what would prove it", () => {
    const of = evidence({ attempts: [silent(1)], before: [{ ...silent(1), proof: null } as Reading] });
    const found = compareClaim(dead, of);
    expect(found.verdict).toBe("inconclusive");
    expect(found.finding).toContain("a dead bus sounds the same. Put a second meter on the bus");
  });
  it("the same unit before and after the step proves the bus", () => {
    const of = evidence({ attempts: [silent(1)], around: { before: -20, after: 95 } });
    expect(compareClaim(dead, of)).toMatchObject({
      verdict: "pass",
      finding: expect.stringContaining("answered again after it"),
    });
  });
  it("noise decides nothing, nor does not asking; a line too slow to be heard is an error", () => {
    const noise = { kind: "garbled", quantity: "active energy", bytes: "ff", sampledAt: 3 } as const;
    expect(compareClaim(dead, evidence({ attempts: [silent(1), noise] })).verdict).toBe("inconclusive");
    expect(compareClaim(dead, evidence()).verdict).toBe("inconclusive");
    const slow = { kind: "tooSlow", quantity: "active energy", latency: 2, bound: 1, sampledAt: 3 } as const;
    expect(compareClaim(dead, evidence({ attempts: [silent(1), slow] })).verdict).toBe("error");
  });
});

describe("a display reads", () => {
  const voltage: Claim = {
    type: "readsWithin",
    quantity: "voltage L1",
    of: "reference",
    limit: { kind: "class" },
  };
  const shows = (value: number, resolution = 0.1, reference = 230) =>
    evidence({
      after: [read("voltage L1", value, 10, { resolution, modulus: null })],
      intervals: [{ ...load, from: 0, to: 20 }],
      referenceReadings: { "voltage L1": reference },
    });
  it("230.4 V against 230 V: within the 1 % of the policy, which says that no class covers it", () => {
    const found = compareClaim(voltage, shows(230.4));
    expect(found).toMatchObject({ verdict: "pass", limit: 1, unit: "V", reference: 230, meter: 230.4 });
    expect(found.error).toBeCloseTo(0.1739, 4);
    expect(found.limitSource).toContain("no accuracy class covers voltage L1");
  });
  it("234 V fails; a display of whole 5 V can't tell", () => {
    expect(compareClaim(voltage, shows(234)).verdict).toBe("fail");
    const coarse = compareClaim(voltage, shows(230, 5));
    expect(coarse.verdict).toBe("inconclusive");
    expect(coarse.finding).toContain("one count of the display is 2.17 % of the value");
  });
  it("zero is zero to one count", () => {
    expect(compareClaim(voltage, shows(0.1, 0.1, 0)).verdict).toBe("pass");
    expect(compareClaim(voltage, shows(0.3, 0.1, 0)).verdict).toBe("fail");
  });
  it("a stated value needs no reference; without one there is nothing to compare", () => {
    expect(compareClaim({ ...voltage, of: 231 }, shows(231)).verdict).toBe("pass");
    expect(compareClaim(voltage, { ...shows(230), referenceReadings: {} }).verdict).toBe("inconclusive");
  });
  it("a display that does not answer is not zero", () => {
    const mute = { ...shows(0), after: [{ ...proved(10), quantity: "voltage L1" as const }] };
    expect(compareClaim(voltage, mute)).toMatchObject({ verdict: "fail", meter: null });
  });
});
