/** The page's twin lives through a run's events as the rig's own twin did, and its display can be read. */
import { describe, expect, it } from "vitest";
import { display } from "#models/meter/display.ts";
import { page } from "#models/meter/program.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { digitsOf } from "../../ui/meter/sevenSegments.ts";
import { signalsOf, twinOf } from "../../ui/meter/twin.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

async function attemptAt(scenario: string) {
  const record = await runOn(virtualMeter("good"), [scenario]);
  const [attempt] = record.scenarios;
  if (attempt?.kind !== "attempted") throw new Error(`${scenario} was not run`);
  return { attempt, spec: specOf(record, attempt) };
}
const lastRead = (attempt: AttemptedScenario): number => {
  const reading = attempt.steps
    .flatMap(({ samples }) => samples)
    .findLast(
      (sample) => sample.reading.kind === "read" && sample.reading.quantity === "active energy",
    )?.reading;
  return reading?.kind === "read" ? reading.value : Number.NaN;
};

describe("the twin of a page", () => {
  it.each(["ct-L2-reversed", "fifth-harmonic", "two-elements-1-3"])(
    "ends where an honest meter ended: %s",
    async (scenario) => {
      const { attempt, spec } = await attemptAt(scenario);
      const twin = twinOf(attempt, spec, null);
      if (twin === null) throw new Error("no twin");
      const shown = quantityShown(twin.spec, twin.state, "active energy") ?? Number.NaN;
      // a count of 10 Wh each, and the seconds of reading at either end
      expect(Math.abs(shown - lastRead(attempt))).toBeLessThanOrEqual(30);
    },
  );

  it("turns a page when a key was pressed on it, and at no other time", async () => {
    const { attempt, spec } = await attemptAt("rated-current");
    const untouched = twinOf(attempt, spec, null);
    const pressed = twinOf(attempt, spec, null, [{ at: 5_000_000, key: page }]);
    if (untouched === null || pressed === null) throw new Error("no twin");
    expect(display(untouched.spec, untouched.state).caption).toBe("active energy");
    expect(display(pressed.spec, pressed.state).caption).toBe("reactive energy");
    expect(pressed.state.energies).toEqual(untouched.state.energies);
  });

  it("has nothing to say of a run whose events do not name its meter", async () => {
    const { attempt } = await attemptAt("rated-current");
    const { choice: _, ...older } = { ...attempt, described: null };
    expect(twinOf(older, specOf({ meters: [] }, older), null)).toBeNull();
  });

  it("sees the terminals as the events say them, harmonics included", async () => {
    const [step] = (await attemptAt("fifth-harmonic")).attempt.steps;
    const signals = step === undefined ? null : signalsOf(step.signals);
    // the scenario: 10 % of the fifth in 230 V
    expect(signals?.voltage.L1?.orders).toEqual([1, 5]);
    expect(signals?.voltage.L1?.re[1]).toBeCloseTo(23, 6);
  });
});

describe("seven segments", () => {
  it("take a decimal point along with the digit before it", () =>
    expect(digitsOf("001.25")).toEqual([
      { character: "0", point: false },
      { character: "0", point: false },
      { character: "1", point: true },
      { character: "2", point: false },
      { character: "5", point: false },
    ]));
  it("leave what they can't write to letters", () => expect(digitsOf("3N3E")).toBeNull());
});
