/**
 * The registration factor K of a hook-up on a balanced, symmetrical, sinusoidal load: the power measured over the true
 * power, one complex number whatever the load's angle, S_measured = K S_true. It is what tables of wiring errors print:
 * the meter registers Re K - Im K tan(phi) of the active and Re K + Im K / tan(phi) of the reactive energy.
 *
 * It is worked out here from the matrix of the insertion mode and the leads of the hook-up, on unit phasors, without any
 * measuring. On unbalanced or distorted loads there is no such number, and no other closed form is offered: what the
 * wiring costs is then found by measuring the terminals twice, as hooked up and as they should be.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import {
  type InsertionMode,
  insertionModeFacts,
  type ThreeWireMode,
} from "#models/connection/insertionMode.ts";
import {
  ctTransformation,
  type InstrumentTransformers,
  ideal,
  vtTransformation,
} from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase } from "#models/connection/openDelta.ts";
import { defaultMeasuringMethod, type MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { openLeadFollows } from "#models/metering/openLeads.ts";
import { registrationFormula } from "#models/metering/registrationFormula.ts";
import {
  complexPower,
  multiply,
  one,
  type Phasor,
  polar,
  rectangular,
  scale,
  subtract,
  sum,
  zero,
} from "#models/phasor.ts";
import {
  a,
  type Conductor,
  conductors,
  mapPhases,
  type PerConductor,
  type PerPhase,
  type Phase,
  perConductor,
  perPhase,
  phases,
  symmetrical,
} from "#models/threePhase.ts";
import { degrees, type Radians, type Ratio, ratio } from "#models/units.ts";

export interface Registration {
  /** K. */
  readonly factor: Phasor;
  /** Registered over true active energy, for instance "-1/2 + (sqrt3/2) tan(phi)". */
  readonly active: string;
  /** The same of reactive energy by a 90 degree shift; null when the method forms it otherwise. */
  readonly reactive: string | null;
}

export interface PredictedHookUp extends Registration {
  readonly hookUp: HookUp;
}

/** What is programmed into the meter for its transformers' ratios (KTA, KTV). */
export interface ProgrammedRatios {
  readonly ctRatio: number;
  readonly vtRatio: number;
}

/** Coefficients of the terminal potentials in the voltage each current input's current is multiplied with. */
type ModeMatrix = Partial<PerPhase<Partial<PerConductor<Phasor>>>>;

const real = (value: number): Phasor => rectangular(value, 0);

function modeMatrix(mode: InsertionMode, variant: MeasuringMethod["oneElementThreeWire"]): ModeMatrix {
  const { commonPhase, currentInputs } = insertionModeFacts[mode];
  switch (mode) {
    case "1N1E":
      return { L1: { L1: one, N: real(-1) } };
    case "3N1E":
      return { L1: { L1: real(3), N: real(-3) } };
    case "3N3E":
      return mapPhases({ L1: {}, L2: {}, L3: {} }, (_, phase) => ({ [phase]: one, N: real(-1) }));
    case "3-3E":
      return perPhase((input) => perPhase((terminal) => real(terminal === input ? 2 / 3 : -1 / 3)));
    case "3-1E": {
      // sqrt3 at -30 degrees.
      const turned = subtract(one, a);
      const rows = {
        star: { L1: real(2), L2: real(-1), L3: real(-1) },
        shift: { L1: turned, L2: scale(turned, -1) },
        clone: { L1: one, L2: a, L3: multiply(a, a) },
      };
      return { L1: rows[variant] };
    }
    default:
      // A star with I_c = -(I_a + I_b) comes to the same: (U_a - u0) - (U_c - u0) = U_ac.
      return Object.fromEntries(
        currentInputs.map((input) => [input, { [input]: one, [commonPhase ?? "N"]: real(-1) }]),
      );
  }
}

/** Unit phase voltages, and currents in phase with them. */
const unit = symmetrical(polar(1, degrees(0)));

/** The unit system behind the transformers; null: nothing there. */
function unitLeads({ voltage: vts }: InstrumentTransformers): PerConductor<Phasor | null> {
  if (vts.kind === "direct") return { ...unit, N: zero };
  const common = vts.kind === "star" ? null : commonPhase(vts);
  const vtAt = (phase: Phase) => (vts.kind === "star" ? vts.transformers[phase] : beginningAt(vts, phase));
  // Without their shared primary lead, alike VTs stand to the middle of the phases that magnetise them.
  const reached = phases.filter(
    (phase) => (vtAt(phase)?.primary ?? "closed") === "closed" && phase !== common,
  );
  const middle = scale(sum(reached.map((phase) => unit[phase])), 1 / Math.max(1, reached.length));
  const shared = vts.commonPrimary === "open" ? middle : common === null ? zero : unit[common];
  return {
    ...perPhase((phase) => {
      const vt = vtAt(phase);
      if (vt === undefined) return zero;
      if (vt.secondary === "open") return null;
      return vt.primary === "open" ? zero : multiply(subtract(unit[phase], shared), vtTransformation(vt));
    }),
    N: common === null ? zero : null,
  };
}

/**
 * K of a hook-up, before the sign policy, with the formulas of its registered fractions. The transformers' ratios count
 * against the programmed ones: a 300/5 CT where 200/5 is programmed has the factor 2/3. The true power is that of the
 * three phases, in 1N1E of one.
 */
export function predictedRegistration(
  mode: InsertionMode,
  method: MeasuringMethod,
  hookUp: HookUp,
  transformers: InstrumentTransformers = ideal(1, 1),
  programmed: ProgrammedRatios = { ctRatio: 1, vtRatio: 1 },
): Registration {
  const available = unitLeads(transformers);
  const onTerminal = perConductor((terminal) => {
    const conductor = hookUp.voltage[terminal];
    return conductor === null ? null : available[conductor];
  });
  const potential = (terminal: Conductor): Phasor => {
    const followed = openLeadFollows(terminal, (t) => onTerminal[t] !== null, mode, method);
    const mean = () =>
      scale(sum(followed.map((t) => onTerminal[t] ?? zero)), 1 / Math.max(1, followed.length));
    return onTerminal[terminal] ?? mean();
  };
  const current = (input: Phase): Phasor => {
    const lead = hookUp.current[input];
    if (lead === null) return zero;
    const ct = transformers.current[lead.from];
    if (ct.secondary !== "closed") return zero;
    return scale(multiply(unit[lead.from], ctTransformation(ct)), lead.reversed ? -1 : 1);
  };
  const matrix = modeMatrix(mode, method.oneElementThreeWire);
  const contributions = phases.flatMap((input) =>
    conductors.map((terminal) => {
      const coefficient = matrix[input]?.[terminal];
      if (coefficient === undefined) return zero;
      return complexPower(multiply(coefficient, potential(terminal)), current(input));
    }),
  );
  const truePower = mode === "1N1E" ? 1 : 3;
  const factor = scale(sum(contributions), (programmed.ctRatio * programmed.vtRatio) / truePower);
  const by90Degrees = method.reactive !== "crossPhase" && method.reactive !== "powerTriangle";
  return {
    factor,
    active: registrationFormula(factor.re, -factor.im, "tan(phi)"),
    reactive: by90Degrees ? registrationFormula(factor.re, factor.im, "cot(phi)") : null,
  };
}

/** Registered over true energy at the load's angle phi (lagging positive), reactive energy by a 90 degree shift. */
export const registeredFraction = (
  { re, im }: Phasor,
  phi: Radians,
): { readonly active: Ratio; readonly reactive: Ratio } => ({
  active: ratio(re - im * Math.tan(phi)),
  reactive: ratio(re + im / Math.tan(phi)),
});

/** Ordered selections of `count` phases; the first one is the head of `preferred`. */
function arrangements(count: number, preferred: readonly Phase[]): readonly (readonly Phase[])[] {
  if (count === 0) return [[]];
  return arrangements(count - 1, preferred).flatMap((chosen) =>
    preferred.filter((phase) => !chosen.includes(phase)).map((phase) => [...chosen, phase]),
  );
}

function predictedHookUps(mode: InsertionMode, method: MeasuringMethod): readonly PredictedHookUp[] {
  const { currentInputs, voltageTerminals } = insertionModeFacts[mode];
  const directions = Array.from({ length: 2 ** currentInputs.length }, (_, bits) => bits);
  const ownPhasesFirst = [...currentInputs, ...phases.filter((phase) => !currentInputs.includes(phase))];
  return arrangements(3, phases).flatMap((leads) =>
    arrangements(currentInputs.length, ownPhasesFirst).flatMap((cts) =>
      directions.map((bits) => {
        const hookUp: HookUp = {
          voltage: {
            ...perPhase((terminal) => leads[phases.indexOf(terminal)] ?? null),
            N: voltageTerminals.includes("N") ? "N" : null,
          },
          current: perPhase((input) => {
            const position = currentInputs.indexOf(input);
            const from = cts[position];
            return from === undefined ? null : { from, reversed: ((bits >> position) & 1) === 1 };
          }),
        };
        return { hookUp, ...predictedRegistration(mode, method, hookUp) };
      }),
    ),
  );
}

/** All 288 hook-ups of three phase leads and three CTs on a 3N3E meter: 3! x 3! x 2^3, the correct one first. */
export const fourWireHookUps = (
  method: MeasuringMethod = defaultMeasuringMethod,
): readonly PredictedHookUp[] => predictedHookUps("3N3E", method);

/**
 * All hook-ups of three phase leads and as many CTs as the mode has inputs, each CT on any phase: 288 for 3-3E, 144 for
 * 3-2E, 36 for 3-1E, the correct one first.
 */
export const threeWireHookUps = (
  mode: ThreeWireMode,
  method: MeasuringMethod = defaultMeasuringMethod,
): readonly PredictedHookUp[] => predictedHookUps(mode, method);
