/**
 * What counts of several readings of one register at one moment. The first two that stand together decide, of those
 * first the two that also stand with what was read earlier in the run; the rule knows physics only, never the verdict
 * that would follow. What can't be true beside them is left out and told; where nothing stands together, that is the
 * reading.
 */
import { exceptionSpeaker, isUnitsOwnWord } from "#models/devices/exceptionSpeaker.ts";
import type { LeftOutWhy, Reading, Sighting } from "#reports/events.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import { type Physics, sightingOf, standTogether } from "#rig/run/settle/standTogether.ts";

export interface Left {
  readonly reading: Reading;
  readonly why: LeftOutWhy;
}

export type Settled =
  /** It counts, whatever else is read. */
  | { readonly kind: "settled"; readonly reading: Reading; readonly left: readonly Left[] }
  /** It would count if nobody asked again; asking again may bring something better. */
  | { readonly kind: "open"; readonly reading: Reading; readonly left: readonly Left[] };

const isRead = (reading: Reading): reading is ReadValue => reading.kind === "read";

/** `seen`: at least one reading, in the order of time; `earlier`: the last reading of the register that counted. */
export function settledOf(seen: readonly Reading[], earlier: ReadValue | null, physics: Physics): Settled {
  const reads = seen.filter(isRead);
  const asTheMeter = together(physics, "asTheMeter");
  const pairs = pairsOf(reads, asTheMeter);
  const best = pairs.find((read) => earlier === null || asTheMeter(earlier, read));
  if (best !== undefined) return { kind: "settled", ...chosen(best, seen, earlier, asTheMeter) };
  if (earlier === null) return { kind: openOrNot(seen), ...nothingStands(seen, reads) };
  // It stays against what was read before: a fault of the register, if it has never shown anything else.
  const eitherWay = together(physics, "eitherWay");
  const [first] = pairsOf(reads, eitherWay);
  if (first === undefined) return { kind: openOrNot(seen), ...nothingStands(seen, reads) };
  return reads.every((read) => eitherWay(first, read))
    ? { kind: "open", ...contradicting(chosen(first, seen, null, eitherWay), earlier) }
    : { kind: "open", ...unsettled(seen, reads) };
}

/** Whether two readings can both be true, in whatever order they are given. */
type Together = (one: ReadValue, other: ReadValue) => boolean;
const together =
  (physics: Physics, running: "asTheMeter" | "eitherWay"): Together =>
  (one, other) =>
    other.sampledAt < one.sampledAt
      ? standTogether(other, one, physics, running)
      : standTogether(one, other, physics, running);

/** The earlier of every two that stand together, in the order in which the two were complete. */
const pairsOf = (reads: readonly ReadValue[], areTogether: Together): readonly ReadValue[] =>
  reads.flatMap((later, at) => reads.slice(0, at).filter((read) => areTogether(read, later)));

interface Choice {
  readonly reading: Reading;
  readonly left: readonly Left[];
}

function chosen(
  reading: ReadValue,
  seen: readonly Reading[],
  earlier: ReadValue | null,
  areTogether: Together,
): Choice & { readonly reading: ReadValue } {
  const others = seen.filter((one) => one !== reading);
  const left = others.flatMap((one): Left[] =>
    !isRead(one)
      ? [{ reading: one, why: "asked again" }]
      : areTogether(reading, one)
        ? []
        : [{ reading: one, why: "others stand together" }],
  );
  const beside = others.filter(isRead).filter((one) => areTogether(reading, one));
  const latency = Math.max(reading.latency ?? 0, ...beside.map((one) => one.latency ?? 0));
  const confirmed = farthest(reading, earlier === null ? beside : [...beside, earlier]);
  return {
    reading: {
      ...reading,
      ...(reading.latency !== undefined && { latency }),
      ...(confirmed !== null && { confirmed }),
    },
    left,
  };
}

/** Of readings that stand with this one, the farthest in time. */
function farthest({ sampledAt }: ReadValue, beside: readonly ReadValue[]): Sighting | null {
  const apart = (one: ReadValue): number => Math.abs(one.sampledAt - sampledAt);
  const [most] = beside.toSorted((a, b) => apart(b) - apart(a));
  return most === undefined ? null : sightingOf(most);
}

const contradicting = (
  { reading, left }: Choice & { readonly reading: ReadValue },
  earlier: ReadValue,
): Choice => ({
  reading: {
    ...reading,
    contradicts: { ...sightingOf(earlier), ...(earlier.confirmed && { confirmed: earlier.confirmed }) },
  },
  left,
});

/**
 * Two silences or two refusals of the unit's own, and nothing else, are an answer; a slow line is one at once. The same
 * refusal twice is one whatever the line made of the rest.
 */
function openOrNot(seen: readonly Reading[]): Settled["kind"] {
  const isTwice = (kind: Reading["kind"]): boolean =>
    seen.length > 1 && seen.every((one) => one.kind === kind && !isGateways(one));
  const isRefused = !seen.some(isRead) && saidTwice(seen)?.kind === "refused";
  const isSettled =
    isTwice("silent") || isTwice("refused") || isRefused || seen.every(({ kind }) => kind === "tooSlow");
  return isSettled ? "settled" : "open";
}

const isGateways = (reading: Reading): boolean =>
  reading.kind === "refused" && !isUnitsOwnWord(reading.exceptionCode);

/**
 * The unit's own word of why there is no value, which it gave more than once; null: it gave none twice. That it is busy
 * is none: what the line spoilt beside that may have been its answer.
 */
function saidTwice(seen: readonly Reading[]): Reading | null {
  const isSame = (one: Reading, other: Reading): boolean =>
    one.kind === "refused"
      ? other.kind === "refused" && other.exceptionCode === one.exceptionCode
      : other.kind === one.kind;
  const said = seen.filter(
    (one) =>
      one.kind === "noNumber" || (one.kind === "refused" && exceptionSpeaker(one.exceptionCode) === "unit"),
  );
  return said.find((one, at) => said.slice(at + 1).some((other) => isSame(one, other))) ?? null;
}

/**
 * No two stand together: two values that differ, or why nothing was read. What the unit said twice is its word, and no
 * trouble of the line beside it hides that; else the line's trouble comes first.
 */
function nothingStands(seen: readonly Reading[], reads: readonly ReadValue[]): Choice {
  if (reads.length > 1) return unsettled(seen, reads);
  const worth = (reading: Reading): number => order.indexOf(isGateways(reading) ? "garbled" : reading.kind);
  const own = saidTwice(seen);
  const [trouble] = seen.filter((one) => !isRead(one)).toSorted((a, b) => worth(a) - worth(b));
  const reading = own ?? trouble;
  if (reading === undefined) return { reading: seen[0] as Reading, left: [] };
  const others = own === null ? [] : seen.filter((one) => !isRead(one) && one.kind !== own.kind);
  return {
    reading,
    left: [
      ...reads.map((one): Left => ({ reading: one, why: "seen only once" })),
      ...others.map((one): Left => ({ reading: one, why: "asked again" })),
    ],
  };
}
/** What says most of why there is no value. */
const order: readonly Reading["kind"][] = ["tooSlow", "garbled", "noNumber", "refused", "silent"];

function unsettled(seen: readonly Reading[], reads: readonly ReadValue[]): Choice {
  const [first] = reads as [ReadValue, ...ReadValue[]];
  const sightings = reads
    .filter((read, at) => at === 0 || read.value !== reads[at - 1]?.value)
    .map(sightingOf);
  const { quantity, unit, resolution } = first;
  return {
    reading: {
      kind: "unsettled",
      quantity,
      unit,
      resolution,
      over: "moment",
      sightings,
      sampledAt: reads.at(-1)?.sampledAt ?? first.sampledAt,
    },
    left: seen.filter((one) => !isRead(one)).map((reading) => ({ reading, why: "asked again" })),
  };
}
