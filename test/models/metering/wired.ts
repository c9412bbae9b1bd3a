/**
 * Words of the wiring tests: a hook-up written down, a transformer's fault, a metering point and what a directly connected
 * meter sees of it, a figure near enough to a printed one.
 */
import { expect } from "vitest";
import { correctHookUp, type HookUp, parseHookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import {
  type InstrumentTransformers,
  ideal,
  idealCurrentTransformer,
  idealVoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { type MeteringPoint, terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { defaultMeasuringMethod, type MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { ProgrammedRatios } from "#models/metering/registrationFactor.ts";
import { type Spectrum, silence } from "#models/spectrum.ts";
import { type PerPhase, type Phase, perPhase } from "#models/threePhase.ts";
import { hertz } from "#models/units.ts";

export const hookUp = (voltage: string, current: string): HookUp => {
  const read = parseHookUp(voltage, current);
  if (Array.isArray(read)) throw new Error(read.map(({ message }) => message).join("; "));
  return read;
};

/** Reads the fault column: "CT1 CT2 lost", "CT1 x2", "VT1 reversed", "VT12 reversed", "programmed x0.5". */
export function faulty(
  words: string,
): { transformers: InstrumentTransformers; programmed: ProgrammedRatios }[] {
  const sound = ideal(1, 1);
  const programmed = { ctRatio: 1, vtRatio: 1 };
  const ofCt = (n: string | undefined, phase: Phase) => `L${n}` === phase;
  const cts = (make: (phase: Phase) => InstrumentTransformers["current"][Phase]): InstrumentTransformers => ({
    ...sound,
    current: perPhase(make),
  });
  const good = idealCurrentTransformer(1);
  const vt = idealVoltageTransformer(1);
  const turned = { ...vt, polarity: "reversed" as const };
  const [, factor] = /^programmed x(.+)$/.exec(words) ?? [];
  if (factor !== undefined)
    return [{ transformers: sound, programmed: { ...programmed, ctRatio: Number(factor) } }];
  const [, ct, times] = /^CT(\d) x(.+)$/.exec(words) ?? [];
  if (times !== undefined)
    // A secondary current twice the rated one is a CT of half the programmed ratio.
    return [
      {
        transformers: cts((phase) => idealCurrentTransformer(ofCt(ct, phase) ? 1 / Number(times) : 1)),
        programmed,
      },
    ];
  if (words.endsWith("lost"))
    return (["open", "shorted"] as const).map((secondary) => ({
      transformers: cts((phase) => (words.includes(`CT${phase[1]}`) ? { ...good, secondary } : good)),
      programmed,
    }));
  const [, vtName] = /^VT(\d+) reversed$/.exec(words) ?? [];
  if (vtName?.length === 1)
    return [
      {
        transformers: {
          ...sound,
          voltage: { kind: "star", transformers: perPhase((p) => (ofCt(vtName, p) ? turned : vt)) },
        },
        programmed,
      },
    ];
  if (vtName !== undefined)
    return [
      {
        transformers: {
          ...sound,
          voltage: {
            kind: "openDelta",
            L1L2: vtName === "12" ? turned : vt,
            L3L2: vtName === "32" ? turned : vt,
          },
        },
        programmed,
      },
    ];
  if (words !== "") throw new Error(`no such fault: ${words}`);
  return [{ transformers: sound, programmed }];
}

/** Half of the last printed digit, and room for rounding at the exact half. */
export const sixDecimals = 5.1e-7;
export const near = (actual: number, expected: number, tolerance: number) =>
  expect(Math.abs(actual - expected), `${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);

/** What a directly connected meter measures. */
export const seenBy = (
  mode: InsertionMode,
  point: MeteringPoint,
  method: Partial<MeasuringMethod> = {},
  connected: HookUp = correctHookUp(mode),
): Measurement =>
  measure(
    mode,
    { ...defaultMeasuringMethod, ...method },
    terminalSignals(point, ideal(1, 1), connected, "open"),
  );

/** Three phases about a neutral at earth potential. */
export const point = (u: PerPhase<Spectrum>, i: PerPhase<Spectrum>): MeteringPoint => ({
  frequency: hertz(50),
  voltage: { ...u, N: silence() },
  current: { ...i, N: silence() },
});
