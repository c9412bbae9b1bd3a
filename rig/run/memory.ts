/**
 * What a run remembers of the meter at a position from one step to the next: the last reading of each register that
 * counted, which the next has to follow, and when the meter was last heard. On a bench where an operator sets the source
 * the meter stays the same from scenario to scenario; a bench that follows on without a gap puts a fresh one there.
 */
import { type EnergyQuantity, isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { resettable } from "#models/meter/registerMap.ts";
import type { Reading } from "#reports/events.ts";
import { isOwnAnswer } from "#rig/run/compare/heard.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";

const canBeReset = (quantity: EnergyQuantity): boolean =>
  (resettable as readonly QuantityName[]).includes(quantity);

export class MeterMemory {
  private readonly registers = new Map<QuantityName, ReadValue>();
  /** Bench time; null: never yet. */
  answeredAt: number | null = null;

  earlier(quantity: QuantityName): ReadValue | null {
    return this.registers.get(quantity) ?? null;
  }

  /** Between two steps a person may have reset what can be reset. */
  stepBegins(): void {
    for (const quantity of this.registers.keys())
      if (isEnergyQuantity(quantity) && canBeReset(quantity)) this.registers.delete(quantity);
  }

  /** Whatever it answered, it was there. */
  hear(readings: readonly Reading[]): void {
    for (const reading of readings)
      if (isOwnAnswer(reading)) this.answeredAt = Math.max(this.answeredAt ?? 0, reading.sampledAt);
  }

  /** Readings that count. */
  keep(readings: readonly Reading[]): void {
    for (const reading of readings)
      if (reading.kind === "read" && isEnergyQuantity(reading.quantity))
        this.registers.set(reading.quantity, reading);
  }
}

/** By position. */
export type Memories = Map<string, MeterMemory>;
