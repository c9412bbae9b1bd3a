/**
 * What is really connected between a network and a meter: the hook-up, the instrument transformers there are, and the
 * meter with what is programmed into it. A direct-connected meter has no CTs: its conductors pass through its own
 * terminals, and it takes the voltage inside.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import { type InsertionMode, insertionModeFacts } from "#models/connection/insertionMode.ts";
import type {
  InstrumentTransformers,
  VoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase } from "#models/connection/openDelta.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import {
  type Conductor,
  conductors,
  mapPhases,
  type Phase,
  perConductor,
  phases,
} from "#models/threePhase.ts";

export interface Wired {
  readonly mode: InsertionMode;
  readonly hookUp: HookUp;
  /** null: not told (runs recorded before transformers were). */
  readonly transformers: InstrumentTransformers | null;
  /** null: not known; taken for one on CTs. */
  readonly meter: Pick<MeterSpec, "model" | "current" | "voltage" | "programmed" | "programmable"> | null;
}

/** A VT by what its primary lies between; to the neutral where one phase is named. */
export type VtName = Phase | `${Phase}-${Phase}`;

/** The conductors pass through the meter's own terminals: it is made for that, and no CT is there to prevent it. */
export const isLooped = ({ meter, transformers }: Wired): boolean =>
  meter?.current.connection === "direct" &&
  (transformers === null || phases.every((phase) => transformers.current[phase].ratio === 1));

/** A meter for one phase: it has one current input, and terminals L and N. */
export const isSinglePhase = ({ meter }: Pick<Wired, "meter">): boolean =>
  meter?.programmable.insertionModes.every((mode) => mode === "1N1E") ?? false;

/**
 * The hook-up as it can be drawn: no lead to terminals the meter hasn't got, nor to the N that two VTs in open delta don't
 * have; and where the conductors pass through the meter, a "CT" of ratio 1 that is reversed, open or shorted is what
 * becomes of its conductor.
 */
export function drawnHookUp(wired: Wired): HookUp {
  const { hookUp, transformers } = wired;
  const hasNeutral = transformers?.voltage.kind !== "openDelta";
  const looped = isLooped(wired);
  const single = isSinglePhase(wired);
  const isMissing = (terminal: Conductor) => single && terminal !== "L1" && terminal !== "N";
  return {
    voltage: perConductor((terminal) => {
      const from = hookUp.voltage[terminal];
      return isMissing(terminal) || (from === "N" && !hasNeutral) ? null : from;
    }),
    current: mapPhases(hookUp.current, (lead, input) => {
      if (lead === null || isMissing(input)) return null;
      if (!looped || transformers === null) return lead;
      const { polarity, secondary } = transformers.current[lead.from];
      if (secondary !== "closed") return null;
      return { from: lead.from, reversed: lead.reversed !== (polarity === "reversed") };
    }),
  };
}

/**
 * Phase and neutral exchanged at a single-phase meter: the phase is on its N, and through its L runs, backwards to the
 * phase's, the current that returns.
 */
export function isExchanged(wired: Wired): boolean {
  const { voltage, current } = drawnHookUp(wired);
  const phase = voltage.N;
  return (
    isSinglePhase(wired) &&
    isLooped(wired) &&
    voltage.L1 === "N" &&
    phase !== null &&
    current.L1?.from === phase &&
    current.L1.reversed
  );
}

/** Voltage is taken inside, from the conductor that passes through the same input. */
export function takenInside(wired: Wired, terminal: Conductor): boolean {
  const { voltage, current } = drawnHookUp(wired);
  if (!isLooped(wired)) return false;
  if (isExchanged(wired)) return terminal === "L1" || terminal === "N";
  if (terminal === "N") return isSinglePhase(wired) && voltage.N === "N";
  return voltage[terminal] !== null && voltage[terminal] === current[terminal]?.from;
}

/** The CTs that matter: of the inputs the mode uses, and those a lead comes from. */
export const ctsOf = (wired: Wired): readonly Phase[] =>
  isLooped(wired)
    ? []
    : phases.filter(
        (phase) =>
          insertionModeFacts[wired.mode].currentInputs.includes(phase) ||
          phases.some((input) => drawnHookUp(wired).current[input]?.from === phase),
      );

export interface NamedVt {
  readonly name: VtName;
  readonly vt: VoltageTransformer;
}
/** The conductor the VTs share: N in star, the common phase in open delta; null without VTs. */
export const sharedByVts = ({ transformers }: Pick<Wired, "transformers">): Conductor | null => {
  const voltage = transformers?.voltage;
  if (voltage === undefined || voltage.kind === "direct") return null;
  return voltage.kind === "star" ? "N" : commonPhase(voltage);
};

/** The VTs that matter, in the order of the phases. */
export function vtsOf(wired: Wired): readonly NamedVt[] {
  const { mode, transformers } = wired;
  const { voltage: leads } = drawnHookUp(wired);
  const voltage = transformers?.voltage;
  if (voltage === undefined || voltage.kind === "direct") return [];
  if (voltage.kind === "openDelta") {
    const common = commonPhase(voltage);
    return phases.flatMap((phase) => {
      const vt = beginningAt(voltage, phase);
      return vt === undefined ? [] : [{ name: `${phase}-${common}` as const, vt }];
    });
  }
  const isUsed = (phase: Phase) =>
    insertionModeFacts[mode].voltageTerminals.includes(phase) ||
    conductors.some((terminal) => leads[terminal] === phase);
  return phases.filter(isUsed).map((phase) => ({ name: phase, vt: voltage.transformers[phase] }));
}
