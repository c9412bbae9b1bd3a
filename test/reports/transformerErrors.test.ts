/** The errors of instrument transformers are told with the load they were at, and said to be in what the meter sees. */
import { describe, expect, it } from "vitest";
import { errorsAtLoad } from "#models/connection/errorsAtLoad.ts";
import {
  type InstrumentTransformers,
  ideal,
  idealCurrentTransformer,
  idealVoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { openDelta } from "#models/connection/openDelta.ts";
import { polar } from "#models/phasor.ts";
import { silence, sine } from "#models/spectrum.ts";
import { arcMinutes, degrees, ratio } from "#models/units.ts";
import { htmlReport } from "#reports/html.ts";
import { recordOf } from "#reports/record.ts";
import { transformerErrorSentence } from "#reports/transformerErrors.ts";
import { sampleEvents } from "./sampleRun.ts";

const erring = { ratioError: ratio(-0.0047), phaseDisplacement: arcMinutes(9.1) };
const flowing = sine(polar(100, degrees(0)));
const ct = { ...idealCurrentTransformer(20), ...erring };
const vt = idealVoltageTransformer(200);
const transformers: InstrumentTransformers = {
  current: { L1: ct, L2: idealCurrentTransformer(20), L3: ct },
  voltage: {
    kind: "openDelta",
    ...openDelta("L3", (phase) => (phase === "L1" ? { ...vt, ratioError: ratio(-0.005) } : vt)),
  },
};
const primary = { L1: flowing, L2: flowing, L3: flowing };

describe("the errors at a load", () => {
  it("are of the transformers that err, VTs by what they lie between", () => {
    expect(errorsAtLoad(transformers, primary)).toEqual([
      { kind: "ct", name: "L1", ...erring },
      { kind: "ct", name: "L3", ...erring },
      { kind: "vt", name: "L1-L3", ratioError: -0.005, phaseDisplacement: 0 },
    ]);
    expect(errorsAtLoad(ideal(20, 200), primary)).toEqual([]);
  });
  it("are not of what passes nothing on: no current, a shorted or open secondary, a blown fuse", () => {
    const faulty: InstrumentTransformers = {
      current: { L1: ct, L2: { ...ct, secondary: "open" }, L3: { ...ct, secondary: "shorted" } },
      voltage: {
        kind: "star",
        transformers: {
          L1: { ...vt, ...erring, primary: "open" },
          L2: { ...vt, ...erring, secondary: "open" },
          L3: { ...vt, ...erring },
        },
      },
    };
    expect(
      errorsAtLoad(faulty, { ...primary, L1: silence() }).map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(["vt L3"]);
  });
  it("are told in a sentence, those alike together, with what they are part of", () => {
    const errors = errorsAtLoad(transformers, primary);
    expect(transformerErrorSentence(errors, "en")?.replaceAll("\u202f", " ")).toBe(
      "CTs L1, L3: ratio error −0.47 %, phase displacement +9 min. VT L1-L3: ratio error −0.50 %, phase displacement 0 min. What the meter sees includes these errors; the true power is that of the primary side.",
    );
    expect(transformerErrorSentence(errors, "fr")).toContain(
      "la puissance vraie est celle du côté primaire.",
    );
    expect(transformerErrorSentence([], "en")).toBeNull();
    expect(transformerErrorSentence(undefined, "en")).toBeNull();
  });
  it("stand in the report below the steps, once for steps with the same figures, and not without errors", () => {
    const errors = errorsAtLoad(transformers, primary);
    const told = htmlReport(
      recordOf(
        sampleEvents.map((event) =>
          event.type === "stepStarted"
            ? { ...event, signals: { ...event.signals, transformerErrors: errors } }
            : event,
        ),
      ),
      "en",
    );
    const steps = sampleEvents.filter(({ type }) => type === "stepStarted").length;
    const sentences = told.split("What the meter sees includes these errors").length - 1;
    expect(sentences).toBeGreaterThan(0);
    expect(sentences).toBeLessThanOrEqual(steps);
    expect(htmlReport(recordOf(sampleEvents), "en")).not.toContain(
      "What the meter sees includes these errors",
    );
  });
});
