/**
 * Reads registers at one moment of a step - its beginning, its end - so that what counts does not hang on one exchange:
 * everything is read twice, on every kind of bus, and again while no two readings of a register can both be true. What
 * was left out is handed back to be told. A silence is handed back with what proved the bus alive.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { seconds } from "#models/units.ts";
import type { BusProof, Reading } from "#reports/events.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import { elapse } from "#rig/run/leaving.ts";
import { type Left, type Settled, settledOf } from "#rig/run/settle/settled.ts";
import type { Physics } from "#rig/run/settle/standTogether.ts";

export interface Moment {
  readonly readings: readonly Reading[];
  readonly left: readonly Left[];
}

export interface MomentRules {
  /** As of now. */
  readonly physics: () => Physics;
  /** The reading of a register that counted last, which what is read now has to follow; null: there is none. */
  readonly earlier: (quantity: QuantityName) => ReadValue | null;
  readonly interrupted: AbortSignal;
}

/** A position of a bench, and how it is to be read there. */
export interface Asking {
  readonly bench: Bench;
  readonly position: Position;
  readonly rules: MomentRules;
}

/** `first`: what was already read of these quantities just now; left out: nothing yet. */
export async function readMoment(
  { bench, position, rules }: Asking,
  quantities: readonly QuantityName[],
  first?: readonly Reading[],
): Promise<Moment> {
  const { name, spec } = position;
  if (quantities.length === 0) return { readings: [], left: [] };
  const begun = first ?? (await bench.read(name, quantities));
  // An input that counts every pulse has no line between it and its count.
  if (readingPathOf(spec).kind === "pulses") return { readings: begun, left: [] };
  const seen = new Map<QuantityName, Reading[]>(begun.map((reading) => [reading.quantity, [reading]]));
  const settled = (quantity: QuantityName): Settled => {
    const earlier = isEnergyQuantity(quantity) ? rules.earlier(quantity) : null;
    return settledOf(seen.get(quantity) ?? [], earlier, rules.physics());
  };
  const { policy } = rules.physics();
  let proof: BusProof | null = null;
  let open = quantities;
  for (const pause of policy.readAgainAfter) {
    const silent = open.filter((quantity) => seen.get(quantity)?.at(-1)?.kind === "silent");
    // Asked between two silences, the unit itself may answer before one and after it.
    if (silent.length > 0) proof ??= await bench.provedAlive(name, silent);
    await elapse(bench, seconds(pause * bench.clockScale), rules.interrupted);
    for (const reading of await bench.read(name, open)) seen.get(reading.quantity)?.push(reading);
    open = open.filter((quantity) => settled(quantity).kind === "open");
    if (open.length === 0) break;
  }
  const ends = quantities.map(settled);
  const silentFor = ends.flatMap(({ reading }) => (reading.kind === "silent" ? [reading.quantity] : []));
  if (silentFor.length > 0) proof ??= await bench.provedAlive(name, silentFor);
  return {
    readings: ends.map(({ reading }) => (reading.kind === "silent" ? { ...reading, proof } : reading)),
    left: ends.flatMap(({ left }) => left),
  };
}
