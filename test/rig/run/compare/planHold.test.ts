import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import { perPhase } from "#models/threePhase.ts";
import { amperes, degrees, inMinutes, percent, seconds, vars, watts } from "#models/units.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import { holdAsked } from "#reports/holdReason.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import { planHold } from "#rig/run/compare/planHold.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import type { Claim } from "#scenarios/claim.ts";
import { held, load, unloaded } from "./bench.ts";

/** Conto D4-s on 5 A without ratio: counts of 10 Wh. */
const spec = (() => {
  const made = meterSpec({ model: "D4-s", orderCode: null, programmed: { ctRatio: 1, vtRatio: 1 } });
  if (!isSpec(made)) throw new Error(JSON.stringify(made));
  return { ...made, current: { ...made.current, reference: amperes(5), maximum: amperes(6) } };
})();
const within: Claim = { type: "registersWithin", energy: "active energy", limit: { kind: "class" } };
const bench = (referenceUncertainty: number) => ({ referenceUncertainty, sampledWithin: seconds(0.1) });
const hold = (claims: readonly Claim[], of: AppliedLoad = load, reference = 0) =>
  inMinutes(planHold(claims, spec, of, bench(reference)).hold);

describe("a planned hold", () => {
  it("10 Wh counts at 3.45 kW and 1 %: 72 min, and the fifth of the limit is the reason", () => {
    // 2 x 10 / sqrt6 Wh are 0.2 % of 4082.5 Wh, 4259.98 s; two samples within 0.1 s push it over 71 min.
    expect(hold([within])).toBe(72);
    expect(hold([{ ...within, limit: { kind: "percent", value: percent(5) } }])).toBe(15);
  });
  it("is as long as its most demanding claim, one minute at least", () => {
    const nothing: Claim = { type: "registersNothing", energy: "reactive energy" };
    expect(hold([])).toBe(1);
    expect(hold([{ type: "staysSilent" }])).toBe(1);
    expect(hold([within, { type: "staysSilent" }])).toBe(72);
    expect(hold([within, nothing])).toBe(planned(nothing));
  });
  const planned = (claim: Claim) => hold([claim]);
  it("without load it is the no-load time: 24.2 h for active, 19.3 h for reactive energy", () => {
    expect(hold([{ type: "registersNothing", energy: "active energy" }], unloaded)).toBe(1450);
    expect(hold([{ type: "registersNothing", energy: "reactive energy" }], unloaded)).toBe(1160);
  });
  it("a third of the energy takes three times as long", () => {
    const third = {
      ...load,
      predictedFraction: { active: 1 / 3, reactive: null },
      twinPower: { active: watts(1150), reactive: vars(0) },
    };
    const claim: Claim = { ...within, type: "registersFraction", fraction: "predicted" };
    expect(hold([claim], third)).toBe(214);
    expect(hold([{ type: "equalsTwin", quantity: "active energy", limit: { kind: "class" } }], third)).toBe(
      214,
    );
    const nothing = { ...third, predictedFraction: { active: 0, reactive: null } };
    expect(hold([claim], nothing)).toBe(72);
  });
  it("an average needs two integration times, a start its time and two counts", () => {
    expect(
      hold([{ type: "readsWithin", quantity: "average power", of: "reference", limit: { kind: "class" } }]),
    ).toBe(Math.ceil((2 * spec.programmed.integrationTime) / 60));
    // 5 s and 20 Wh at 3450 W.
    expect(
      planHold([{ type: "startsWithin", time: seconds(5) }], spec, load, bench(0)).claims.map(holdAsked)[0],
    ).toBeCloseTo(5 + 20.87, 1);
  });
  it("says, with the figures, where no hold decides: a reference too uncertain, a load without limit, a coarse display", () => {
    const planned = planHold([within], spec, load, bench(0.46));
    expect(planned).toMatchObject({
      hold: 60,
      claims: [{ decision: { kind: "undecidable", why: { kind: "reference", reference: 0.92, limit: 1 } } }],
    });
    const backwards = { ...load, loadPoint: { ...load.loadPoint, phi: degrees(180) } };
    expect(planHold([within], spec, backwards, bench(0)).claims[0]?.decision).toMatchObject({
      kind: "undecidable",
      why: { kind: "noLimit" },
    });
    const reads: Claim = {
      type: "readsWithin",
      quantity: "voltage L1",
      of: "reference",
      limit: { kind: "percent", value: percent(0.5) },
    };
    const displayed = (reference: number) =>
      planHold([reads], spec, load, { ...bench(reference), referenceReadings: { "voltage L1": 230 } })
        .claims[0]?.decision;
    // U = 0.5 % alone is the limit.
    expect(displayed(0.25)).toMatchObject({ kind: "undecidable", why: { kind: "display", limit: 0.5 } });
    expect(displayed(0.05)).toMatchObject({ kind: "display", hold: 60 });
  });

  it("init's bench of before, U = 0.2 % (k = 2): 72 min as with a perfect one, and what then remains for the meter", () => {
    const { hold: time, claims } = planHold([within], spec, load, bench(0.1));
    expect(inMinutes(time)).toBe(72);
    // 10 Wh of 4082.5 Wh are 0.245 %, 0.2 s of 4260 s another 0.005 %: 1 - 0.2 - 0.25.
    expect(claims[0]?.decision).toMatchObject({ kind: "resolution", limit: 1, reference: 0.2 });
    const { decision } = claims[0]!;
    expect(decision.kind === "resolution" && decision.remaining).toBeCloseTo(0.55, 2);
  });

  it("whatever the bench and the limit: a meter without error passes, or the plan had said that nothing decides it", () => {
    const cases = fc.record({
      current: fc.double({ min: 0.3, max: 6, noNaN: true }),
      reference: fc.integer({ min: 0, max: 2000 }).map((thousandths) => thousandths / 1000),
      limit: fc.oneof(
        fc.constant({ kind: "class" } as const),
        fc
          .double({ min: 0.2, max: 5, noNaN: true })
          .map((value) => ({ kind: "percent", value: percent(value) }) as const),
      ),
      start: fc.double({ min: 0, max: 1e6, noNaN: true }),
    });
    const seen = { passed: 0, refused: 0 };
    fc.assert(
      fc.property(cases, ({ current, reference, limit, start }) => {
        const power = 3 * 230 * current;
        const of: AppliedLoad = {
          ...load,
          referencePower: { active: watts(power), reactive: vars(0) },
          loadPoint: sinusoidalLoadPoint({ current: perPhase(() => amperes(current)), phi: degrees(0) }),
          twinPower: { active: watts(power), reactive: vars(0) },
        };
        const claim: Claim = { ...within, limit };
        const { hold: time, claims } = planHold([claim], spec, of, bench(reference));
        if (claims[0]?.decision.kind === "undecidable") {
          seen.refused++;
          return;
        }
        seen.passed++;
        const evidence = held(
          { load: of, registers: power, start, hold: time, within: 0.1 },
          { referenceUncertainty: reference },
        );
        expect(compareClaim(claim, evidence).verdict).toBe("pass");
      }),
      { numRuns: 500 },
    );
    expect(seen.passed).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
  });

  it("what cannot be decided says why in the finding: the reference, not the hold", () => {
    const evidence = held({ registers: 3450, hold: 7200, within: 0.1 }, { referenceUncertainty: 0.5 });
    const { verdict, finding, holdNeeded } = compareClaim(within, evidence);
    expect(verdict).toBe("inconclusive");
    expect(holdNeeded).toBeNull();
    expect(finding).toMatch(/the reference itself is uncertain by 1\.0 % and leaves no room/);
    expect(inFrench(finding)).toMatch(/il faut une meilleure référence/);
  });

  it("held so long, an errorless meter passes at any load and any phase of its register", () => {
    const steps = fc.record({
      current: fc.double({ min: 0.3, max: 6, noNaN: true }),
      fraction: fc.constantFrom(1, 2 / 3, 1 / 3, 0, -1 / 3),
      start: fc.double({ min: 0, max: 1e6, noNaN: true }),
      claim: fc.constantFrom<Claim>(
        within,
        { ...within, type: "registersFraction", fraction: "predicted" },
        { type: "equalsTwin", quantity: "active energy", limit: { kind: "class" } },
        { type: "registersNothing", energy: "active energy" },
      ),
    });
    fc.assert(
      fc.property(steps, ({ current, fraction, start, claim }) => {
        const power = 3 * 230 * current;
        const registers = claim.type === "registersNothing" ? 0 : Math.max(0, power * fraction);
        if (claim.type === "registersWithin" && fraction !== 1) return;
        const of: AppliedLoad = {
          ...load,
          referencePower: { active: watts(power), reactive: vars(0) },
          loadPoint: sinusoidalLoadPoint({ current: perPhase(() => amperes(current)), phi: degrees(0) }),
          predictedFraction: { active: fraction, reactive: null },
          twinPower: { active: watts(registers), reactive: vars(0) },
        };
        const plan = planHold([claim], spec, of, bench(0));
        const found = compareClaim(claim, held({ load: of, registers, start, hold: plan.hold, within: 0.1 }));
        expect(found.verdict).toBe("pass");
      }),
      { numRuns: 500 },
    );
  });
});
