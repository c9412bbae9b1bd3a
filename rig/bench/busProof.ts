/**
 * What proves that a bus carries answers while one meter on it is silent: a broken wire and a dead meter sound the same.
 * Another unit that answers now, our own bytes come back, or the same unit answering something else before and after the
 * silence prove it; an exception a gateway gives in a unit's name proves nothing of the wire behind the gateway.
 */
import { isUnitsOwnWord } from "#models/devices/exceptionSpeaker.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import { type RegisterRow, readFunctionOf, wordsOf } from "#models/meter/registerMap.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { BusProof, Reading } from "#reports/events.ts";
import type { Master } from "#rig/fieldbus/master.ts";

/** A unit on a bus, and when it was last heard itself, on the wire's clock. */
export interface HeardPlace {
  readonly name: string;
  readonly unit: number;
  readonly spec: MeterSpec;
  readonly master: Master;
  heardAt: Seconds | null;
}

/** By default a proof holds for this long, before or after: a silence and its proof lie in the same minute. */
export const proofHolds = seconds(60);
/** So many other units are asked: each that is dead itself costs all its time-outs. */
const mostOthersAsked = 3;

/** What a unit itself said: words, whatever they hold, or an exception of its own. */
export const isHeard = (reading: Reading): boolean =>
  reading.kind === "read" ||
  reading.kind === "noNumber" ||
  (reading.kind === "refused" && isUnitsOwnWord(reading.exceptionCode));

/** A register to ask for a sign of life: another than those there was no answer for, where there is one. */
function rowToAsk({ registerMap }: MeterSpec, silentFor: readonly QuantityName[]): RegisterRow | undefined {
  const { rows } = registerMap;
  const isOther = ({ content }: RegisterRow) =>
    content.kind === "quantity" && !silentFor.includes(content.quantity);
  return rows.find(isOther) ?? rows[0];
}

async function answers(
  { unit, spec, master }: HeardPlace,
  silentFor: readonly QuantityName[],
): Promise<boolean> {
  const row = rowToAsk(spec, silentFor);
  if (row === undefined) return false;
  const { address, type } = row;
  const functionCode = readFunctionOf(spec.registerMap);
  const answer = await master.read({ unit, address, count: wordsOf(type), functionCode });
  return answer.kind === "words" || (answer.kind === "refused" && isUnitsOwnWord(answer.exceptionCode));
}

/** A clock of the wire, and what the bench calls an instant of it. */
export interface ProofTimes {
  now(): Seconds;
  inBenchTime(instant: Seconds): number;
  readonly holds: Seconds;
}

/** Asks who else is on the bus, then the silent unit itself for something other than what it was silent for. */
export async function proofOfLife(
  silent: HeardPlace,
  others: readonly HeardPlace[],
  silentFor: readonly QuantityName[],
  times: ProofTimes,
): Promise<BusProof | null> {
  const since = seconds(times.now() - times.holds);
  const { echoedAt } = silent.master;
  if (echoedAt !== null && echoedAt >= since) return { kind: "echo", at: times.inBenchTime(echoedAt) };
  const latestHeardFirst = others.toSorted((a, b) => (b.heardAt ?? -1) - (a.heardAt ?? -1));
  for (const other of latestHeardFirst.slice(0, mostOthersAsked)) {
    if (!(await answers(other, []))) continue;
    other.heardAt = times.now();
    return { kind: "otherUnit", position: other.name, at: times.inBenchTime(other.heardAt) };
  }
  const before = silent.heardAt;
  if (!(await answers(silent, silentFor))) return null;
  silent.heardAt = times.now();
  if (before === null || before < since) return null;
  return {
    kind: "sameUnit",
    before: times.inBenchTime(before),
    after: times.inBenchTime(silent.heardAt),
  };
}
