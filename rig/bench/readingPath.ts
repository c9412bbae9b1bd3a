/**
 * How a bench reads a meter. One with RS485 is asked over its bus. One without has only its pulse output, and then the
 * bench counts: energy is pulses times their weight, and nothing else of the meter is known - no voltage, no sign of
 * life, no other register. One with neither is read by eye alone, which no bench here does.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { isMapped } from "#models/meter/registerReader.ts";
import { energyUnitOf } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Claim } from "#scenarios/claim.ts";

export type ReadingPath =
  | { readonly kind: "bus" }
  | {
      readonly kind: "pulses";
      readonly energy: "active energy" | "reactive energy";
      /** Wh or varh of a pulse, primary side. */
      readonly weight: number;
    }
  | { readonly kind: "none" };

export function readingPathOf({ outputs, programmed }: MeterSpec): ReadingPath {
  if (outputs.rs485) return { kind: "bus" };
  if (!outputs.pulse) return { kind: "none" };
  const { energy, weight } = programmed.pulse;
  return { kind: "pulses", energy: `${energy} energy`, weight };
}

/** The step in which energies come, Wh or varh: a count of the register, or a pulse. */
export function energyStepOf(spec: MeterSpec): number {
  const path = readingPathOf(spec);
  return path.kind === "pulses" ? path.weight : energyUnitOf(spec, spec.programmed);
}

/** Why these claims can't be decided by reading this meter; null when they can. */
export function whyUnreadable(
  spec: MeterSpec,
  claims: readonly Claim[],
  needed: readonly QuantityName[],
): string | null {
  const path = readingPathOf(spec);
  const meter = `${spec.model} ${spec.orderCode}`;
  if (path.kind === "bus") {
    const unmapped = needed.filter((quantity) => !isMapped(spec.registerMap, quantity));
    if (unmapped.length === 0) return null;
    return `the register map "${spec.registerMap.name}" has no row for ${unmapped.join(", ")}`;
  }
  if (path.kind === "none") return `${meter} has neither RS485 nor pulses to read it by`;
  if (claims.some(({ type }) => type === "startsWithin" || type === "staysSilent"))
    return `${meter} is read by its pulses: it can't be asked for a sign of life`;
  if (claims.some(({ type }) => type === "answersWithin"))
    return `${meter} is read by its pulses: it has no bus to answer on`;
  const dark = needed.filter((quantity) => quantity !== path.energy);
  if (dark.length === 0) return null;
  return `${meter} is read by its pulses, which tell of its ${path.energy} only, not ${dark.join(", ")}`;
}
