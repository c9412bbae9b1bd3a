/** Points of accuracy and the envelope around them, against figures of the standard and energies worked out by hand. */
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { degrees, radians } from "#models/units.ts";
import { attemptsOf } from "#reports/conclusion.ts";
import { instantsOf } from "../../ui/accuracy/instants.ts";
import { byPowerFactor, envelopeOf, pointsOf } from "../../ui/accuracy/points.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

const spec = meterSpec({ model: "D4-s", orderCode: null, programmed: {} });
if (!isSpec(spec)) throw new Error("the catalogue has no D4-s");

describe("the envelope of a class", () => {
  it("is that of IEC 62053-21:2003 table 6, class 1 on CTs of 5 A", () => {
    // unity: 1.5 % from 0.02 In (0.1 A), 1 % from 0.05 In (0.25 A) to Imax (6 A)
    const pieces = envelopeOf(spec, "active", degrees(0));
    expect(pieces.map(({ limit }) => limit)).toEqual([1.5, 1]);
    expect(pieces[0]?.from).toBeCloseTo(0.1, 2);
    expect(pieces[1]?.from).toBeCloseTo(0.25, 2);
    expect(pieces.at(-1)?.to).toBeCloseTo(6, 6);
    // 0.5 lagging: 1.5 % from 0.05 In, 1 % from 0.1 In (0.5 A)
    const lagging = envelopeOf(spec, "active", degrees(60));
    expect(lagging[0]?.from).toBeCloseTo(0.25, 2);
    expect(lagging[1]).toMatchObject({ limit: 1 });
    expect(lagging[1]?.from).toBeCloseTo(0.5, 2);
  });
});

describe("the points of a run", () => {
  it("stand at the current of the inputs and on the side of the true power", async () => {
    const { scenarios } = await runOn(virtualMeter("gain"), [
      "rated-current",
      "half-power-factor-lag",
      "power-factor-0.8-lead",
    ]);
    const points = pointsOf(scenarios.flatMap((s) => (s.kind === "attempted" ? [s] : [])));
    const groups = byPowerFactor(points.filter(({ energy }) => energy === "active energy"));
    expect(groups.map(({ factor, side }) => `${factor} ${side}`)).toEqual(["1 unity", "0.8 lead", "0.5 lag"]);
    for (const { points: of } of groups)
      for (const { current, error } of of) {
        expect(current).toBeCloseTo(5, 6);
        expect(error).toBeCloseTo(1.2, 1);
      }
    expect(Math.sign(groups[1]?.points[0]?.phi ?? radians(0))).toBe(-1);
  });
});

describe("the curve of a register", () => {
  it("ends at the energy of the network, and the meter's at what it registered of it", async () => {
    const record = await runOn(virtualMeter("gain"), ["ct-L2-reversed"]);
    const [attempt] = attemptsOf(record);
    if (attempt === undefined) throw new Error("nothing was run");
    const instants = instantsOf(attempt);
    const times = instants.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const last = instants.at(-1);
    const meter = instants.findLast((instant) => instant.meter !== null);
    // one CT of three reversed: a third is predicted; the meter has 1.2 % more of it
    expect((last?.predicted ?? 0) / (last?.reference ?? 1)).toBeCloseTo(1 / 3, 6);
    expect((meter?.meter ?? 0) / (meter?.predicted ?? 1)).toBeCloseTo(1.012, 3);
  });
});
