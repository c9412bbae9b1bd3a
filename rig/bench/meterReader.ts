/**
 * Reads quantities off a meter's bus for a verdict: as few exchanges as the register map allows, each tagged or doubled
 * by the master, each value with the instant the meter sampled it and the bytes it came in. What does not come is said
 * as what it is - silence, a refusal, garbage, a register without a number - for every quantity it would have brought,
 * and never as a number.
 */
import { isEnergyQuantity, type QuantityName, quantities as units } from "#models/meter/quantity.ts";
import { mappedAddresses, type RegisterMap, readFunctionOf, wordsOf } from "#models/meter/registerMap.ts";
import {
  decodeQuantity,
  isMapped,
  planRead,
  type ReadExchange,
  type Words,
} from "#models/meter/registerReader.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { energyOf, type Seconds, seconds, watts } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import { type AskedOf, garbledReason } from "#rig/bench/garbledReason.ts";
import type { Clock } from "#rig/clock.ts";
import { type ReadAnswer, samplingInstant } from "#rig/fieldbus/busAnswer.ts";
import type { Block, Master } from "#rig/fieldbus/master.ts";
import { RigError } from "#rig/rigError.ts";

const highestAddress = 0xffff;

/**
 * The blocks around an exchange that the meter answers as well, one for each length there is: without a gap it refuses,
 * and cutting no value of several words where it refuses halves. They may be read along, so that the quantity is a tag.
 */
function widerBlocks(map: RegisterMap, { address, count }: ReadExchange): readonly Block[] {
  const mapped = mappedAddresses(map);
  const isAnswered = (at: number): boolean =>
    at >= 0 && at <= highestAddress && (map.gaps !== "refuse" || mapped.has(at));
  const cuts = new Set(
    map.halves === "refuse"
      ? map.rows.flatMap((row) =>
          Array.from({ length: wordsOf(row.type) - 1 }, (_, word) => row.address + word + 1),
        )
      : [],
  );
  const most = map.maximumReadWords - count;
  const end = address + count;
  const blocks = new Map<number, Block>();
  const offer = (from: number, until: number): void => {
    if (until - from > map.maximumReadWords || blocks.has(until - from)) return;
    if (!cuts.has(from) && !cuts.has(until)) blocks.set(until - from, { address: from, count: until - from });
  };
  let until = end;
  while (until - end < most && isAnswered(until)) offer(address, ++until);
  for (let from = address; address - from < most && isAnswered(from - 1); ) {
    from--;
    offer(from, end);
    offer(from, until);
  }
  return [...blocks.values()];
}

/** The most energy the meter can have counted in a time: three elements at their ratings. */
function mostCounted({ programmed, voltage, current }: MeterSpec, time: Seconds): number {
  const rated = 3 * voltage.phaseToNeutral * current.maximum * programmed.ctRatio * programmed.vtRatio;
  return energyOf(watts(rated), time);
}

/**
 * How far two reads may differ and still tell the same truth: an energy by no more than can have passed between them, and
 * a count. Which way it runs is for whoever judges the meter to say.
 */
const agreement =
  (spec: MeterSpec, exchange: ReadExchange, scale: number) =>
  (first: readonly number[], second: readonly number[], apart: Seconds): boolean =>
    exchange.quantities.every((quantity) => {
      const of = (words: readonly number[]) =>
        decodeQuantity(spec.registerMap, spec, quantity, [{ address: exchange.address, words }]);
      const [a, b] = [of(first), of(second)];
      if (a === null || b === null) return a === b;
      if (isEnergyQuantity(quantity)) {
        const most = b.resolution + mostCounted(spec, seconds(apart * scale));
        return Math.abs(b.value - a.value) <= most * (1 + 1e-9);
      }
      return Math.abs(b.value - a.value) <= Math.max(b.resolution, 0.01 * Math.abs(a.value));
    });

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

interface Asked {
  readonly answer: Exclude<ReadAnswer, { kind: "lost" }>;
  readonly at: Seconds;
}

/** A value that comes in two exchanges is there when both were answered, and took as long as the slower of them. */
function ofBoth(first: Asked["answer"], second: Asked["answer"]): Asked["answer"] {
  if (first.kind !== "words" || second.kind !== "words") return first.kind === "words" ? second : first;
  return { ...second, latency: seconds(Math.max(first.latency, second.latency)) };
}

/** The clock of a bus, and what the bench makes of it. */
export interface WireTime {
  readonly clock: Clock;
  /** The instant of it that counts as zero in the readings. */
  readonly since: Seconds;
  /** Bench seconds in one of the wire. */
  readonly scale: number;
}

/**
 * @throws {RigError} `linkLost` when the bus itself is gone; `notMapped` when the register map has no row for a quantity.
 */
export async function readQuantities(
  master: Master,
  unit: number,
  spec: MeterSpec,
  quantities: readonly QuantityName[],
  { clock, since, scale }: WireTime,
): Promise<Reading[]> {
  const map = spec.registerMap;
  const unmapped = quantities.filter((quantity) => !isMapped(map, quantity));
  if (unmapped.length > 0)
    throw new RigError("notMapped", `the register map "${map.name}" has no row for ${unmapped.join(", ")}`);
  const brought: Words[] = [];
  const asked = new Map<QuantityName, Asked>();
  for (const exchange of planRead(map, quantities)) {
    const answer = await master.readForVerdict({
      unit,
      address: exchange.address,
      count: exchange.count,
      functionCode: readFunctionOf(map),
      spareWords: 0,
      wider: widerBlocks(map, exchange),
      agrees: agreement(spec, exchange, scale),
    });
    if (answer.kind === "lost") throw new RigError("linkLost", answer.cause.message, { cause: answer.cause });
    if (answer.kind === "words") brought.push({ address: exchange.address, words: answer.words });
    for (const quantity of exchange.quantities) {
      const known = asked.get(quantity)?.answer;
      asked.set(quantity, { answer: known === undefined ? answer : ofBoth(known, answer), at: clock.now() });
    }
  }
  const askedOf = { unit, functionCode: readFunctionOf(map) };
  return quantities.map((quantity) =>
    readingOf(quantity, asked.get(quantity) as Asked, { spec, brought, since, askedOf }),
  );
}

/** What all the readings of one call have in common. */
interface Call {
  readonly spec: MeterSpec;
  readonly brought: readonly Words[];
  readonly since: Seconds;
  readonly askedOf: AskedOf;
}

function readingOf(
  quantity: QuantityName,
  { answer, at }: Asked,
  { spec, brought, since, askedOf }: Call,
): Reading {
  const sampledAt = at - since;
  switch (answer.kind) {
    case "silent":
      return { kind: "silent", quantity, waited: answer.waited, sampledAt };
    case "refused":
      return { kind: "refused", quantity, exceptionCode: answer.exceptionCode, sampledAt };
    case "garbled": {
      const reason = garbledReason(answer.reason, answer.bytes, askedOf);
      return { kind: "garbled", quantity, bytes: hex(answer.bytes), sampledAt, reason };
    }
    case "tooSlow":
      return { kind: "tooSlow", quantity, latency: answer.latency, bound: answer.bound, sampledAt };
    case "words": {
      const decoded = decodeQuantity(spec.registerMap, spec, quantity, brought);
      // The frame was the one asked for, and its CRC right: it is the register that holds no number.
      if (decoded === null) return { kind: "noNumber", quantity, raw: hex(answer.raw), sampledAt };
      const instant = samplingInstant(answer);
      return {
        kind: "read",
        quantity,
        ...decoded,
        unit: units[quantity],
        sampledAt: instant.sampledAt - since,
        sampledWithin: instant.halfWidth,
        raw: hex(answer.raw),
        latency: answer.latency,
      };
    }
  }
}
