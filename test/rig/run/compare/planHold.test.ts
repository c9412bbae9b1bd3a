import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import { perPhase } from "#models/threePhase.ts";
import { amperes, degrees, inMinutes, percent, seconds, vars, watts } from "#models/units.ts";
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
      planHold([{ type: "startsWithin", time: seconds(5) }], spec, load, bench(0)).claims[0]?.hold,
    ).toBeCloseTo(5 + 20.87, 1);
  });
  it("says null where no hold decides: a bench too uncertain, a load without limit", () => {
    expect(planHold([within], spec, load, bench(0.2))).toMatchObject({ hold: 60, claims: [{ hold: null }] });
    const backwards = { ...load, loadPoint: { ...load.loadPoint, phi: degrees(180) } };
    expect(planHold([within], spec, backwards, bench(0)).claims[0]?.hold).toBeNull();
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
