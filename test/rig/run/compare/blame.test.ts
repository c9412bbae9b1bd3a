/**
 * Whose doing it is that a register brought no value: what the meter said itself is its own, what the wire or a gateway
 * did is trouble of the rig, and what is not known decides nothing. Each verdict by the words of README.
 */
import { describe, expect, it } from "vitest";
import type { GarbledReason, Reading } from "#reports/events.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import { garbledWords } from "#reports/texts/readingWords.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { Claim } from "#scenarios/claim.ts";
import { held, proved, silent, tooHigh } from "./bench.ts";

const claim: Claim = { type: "registersWithin", energy: "active energy", limit: { kind: "class" } };
const about = { quantity: "active energy", sampledAt: 7250 } as const;
const refused = (exceptionCode: number): Reading => ({ kind: "refused", exceptionCode, ...about });
const garbled = (reason?: GarbledReason): Reading => ({
  kind: "garbled",
  bytes: "0001040400aabb",
  ...about,
  ...(reason && { reason }),
});
const atEnd = (reading: Reading) => compareClaim(claim, held({ registers: 3450 }, { after: [reading] }));

const proofs = {
  ownLine: { kind: "ownLine" },
  otherUnit: { kind: "otherUnit", position: "right", at: 1 },
  echo: { kind: "echo", at: 1 },
  sameUnit: { kind: "sameUnit", before: 1, after: 2 },
} as const;
const reasons: readonly GarbledReason[] = [
  { kind: "strayInFront", extra: "00" },
  { kind: "strayBehind", extra: "ff00" },
  { kind: "otherUnit", unit: 7 },
  { kind: "echo" },
  { kind: "badCrc" },
  { kind: "cutShort" },
  { kind: "wrongFunction" },
  { kind: "wrongByteCount" },
  { kind: "noFrame" },
  { kind: "followed" },
  { kind: "otherQuestion" },
  { kind: "restless" },
];

const cases: readonly (readonly [name: string, reading: Reading, verdict: string, words: string])[] = [
  ...[0, 1, 2, 3, 4, 0xff].map(
    (code) => [`exception ${code}`, refused(code), "fail", "the meter refused its active energy"] as const,
  ),
  ["exception 05", refused(5), "fail", "the meter said that it was busy"],
  ["exception 06", refused(6), "fail", "the meter said that it was busy"],
  ["exception 0A", refused(0x0a), "error", "the gateway could not reach the meter"],
  ["exception 0B", refused(0x0b), "error", "the gateway could not reach the meter"],
  ...reasons.map(
    (reason) =>
      [
        `garbled: ${reason.kind}`,
        garbled(reason),
        "error",
        `the line garbles: ${garbledWords(reason, "en")}`,
      ] as const,
  ),
  ["garbled, in a run without reasons", garbled(), "error", "the line garbles: bytes that are no frame"],
  ["two reads that disagree", garbled({ kind: "disagreement" }), "inconclusive", "can't both be true"],
  [
    "no number",
    { kind: "noNumber", raw: "0104047fc00000", ...about },
    "inconclusive",
    "the register of active energy held no number at the end",
  ],
  ["too slow", { kind: "tooSlow", latency: 1.25, bound: 0.9, ...about }, "error", "1250 ms where 900 ms"],
  [
    "not settled",
    {
      kind: "unsettled",
      unit: "Wh",
      resolution: 10,
      over: "moment",
      sightings: [
        { value: 0, sampledAt: 1 },
        { value: 123_599.9984741211, sampledAt: 2 },
      ],
      ...about,
    },
    "inconclusive",
    "showed 0.000 kWh / 123.600 kWh at the end",
  ],
  [
    "nonsense all through the step",
    {
      kind: "unsettled",
      unit: "Wh",
      resolution: 10,
      over: "step",
      sightings: [0, 9e6, -4, 77].map((value, at) => ({ value, sampledAt: 1000 * at })),
      ...about,
    },
    "fail",
    "showed 0.000 kWh / 9000.000 kWh / -0.004 kWh / 0.077 kWh under a steady load",
  ],
  ["silent, nothing proved", { ...silent(7250), proof: null } as Reading, "error", "nothing else proved"],
  ["silent, nothing asked", silent(7250), "error", "nothing else proved the bus alive"],
  ...Object.values(proofs).map(
    (proof) =>
      [
        `silent, proved by ${proof.kind}`,
        { ...proved(7250), proof } as Reading,
        "fail",
        "the meter did not answer for its active energy (waited 0.5 s) at the end, though its supply stands",
      ] as const,
  ),
];

describe("a register that brought no value", () => {
  it.each(cases)("%s", (_, reading, verdict, words) => {
    const found = atEnd(reading);
    expect(found).toMatchObject({ verdict, meter: null, error: null });
    expect(found.finding).toContain(words);
    expect(found.finding).not.toMatch(/\d{4}\.\d{5}/);
  });
  it.each(cases)("%s: in French too, with no English left", (_, reading) => {
    const said = inFrench(atEnd(reading).finding);
    expect(said, atEnd(reading).finding).not.toBeNull();
    expect(said).not.toMatch(/\b(the|answer|which|behind|front)\b/);
  });
  it("is nobody's fault where the supply does not stand, whatever came", () => {
    for (const supply of [tooHigh, { kind: "absent" } as const])
      for (const [, reading] of cases) {
        const found = compareClaim(claim, held({ registers: 3450 }, { after: [reading], supply }));
        expect(found.verdict).toBe("inconclusive");
        expect(found.finding).toContain(
          supply.kind === "absent"
            ? "the meter is without supply"
            : "outside its nameplate (540 V, where 190 V to 500 V are allowed)",
        );
        expect(inFrench(found.finding)).not.toBeNull();
      }
  });
  it("that was never read decides nothing", () => {
    const found = compareClaim(claim, held({ registers: 3450 }, { after: [] }));
    expect(found).toMatchObject({
      verdict: "inconclusive",
      finding: "active energy was not read at the end",
    });
  });
});

describe("a reading against what the register had shown before the step", () => {
  const against = (confirmed: number, before: number) =>
    held({ registers: 3450 }, {}).before.map(
      (one): Reading =>
        one.kind !== "read"
          ? one
          : {
              ...one,
              confirmed: { value: one.value, sampledAt: one.sampledAt + confirmed },
              contradicts: { value: before, sampledAt: 10, confirmed: { value: before, sampledAt: 15 } },
            },
    );
  it("that lasted on both sides is the meter's", () => {
    const found = compareClaim(claim, held({ registers: 3450 }, { before: against(5, 200_000) }));
    expect(found.verdict).toBe("fail");
    expect(found.finding).toBe(
      "the register went backwards before the step, from 200.000 kWh to 123.450 kWh; both were read again seconds later and stayed so",
    );
    expect(inFrench(found.finding)).not.toBeNull();
  });
  it("that was seen for a moment is not, and a rehearsal sixty times as fast has sixty times the moment", () => {
    const brief = held({ registers: 3450 }, { before: against(4, 0) });
    expect(compareClaim(claim, brief)).toMatchObject({ verdict: "inconclusive" });
    expect(inFrench(compareClaim(claim, brief).finding)).not.toBeNull();
    const fast = held({ registers: 3450 }, { before: against(5, 200_000), clockScale: 60 });
    expect(compareClaim(claim, fast).verdict).toBe("inconclusive");
  });
});
