/**
 * The registers of one meter while a step is held: read twice in between and at the end, and held against the straight
 * line they move along under one load, whatever the verdict would be. A reading off the line is left out and told: a
 * beginning is taken from the next reading, and the step is held as much longer; an end is read again over some seconds,
 * and where it stays it stands against the others.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import type { Begun } from "#rig/run/firstLook.ts";
import { elapse } from "#rig/run/leaving.ts";
import { type Moment, readMoment } from "#rig/run/settle/readMoment.ts";
import type { Left } from "#rig/run/settle/settled.ts";
import { sightingOf, standTogether } from "#rig/run/settle/standTogether.ts";
import { type Line, steadinessOf } from "#rig/run/settle/steady.ts";

/** A shorter step is about its own instants. */
const shortestHold = seconds(60);

const isRegister = (reading: Reading): reading is ReadValue =>
  reading.kind === "read" && reading.by !== "pulses" && isEnergyQuantity(reading.quantity);

/** Registers to be read in between; none where the step is too short for it, or the meter owes no answer. */
export const registersBetween = (
  { step }: Pick<Begun, "step">,
  before: readonly Reading[],
): readonly QuantityName[] =>
  step.hold >= shortestHold && step.supply.kind === "stands"
    ? before.filter(isRegister).map(({ quantity }) => quantity)
    : [];

/** A reading left out, and of which moment. */
interface LeftAt extends Left {
  readonly moment: "before" | "during" | "after";
}

/** The step as it was held. */
export interface Held {
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
  readonly left: readonly LeftAt[];
}

type Start = readonly [before: ReadValue, first: ReadValue, second: ReadValue];
const startOf = (
  quantity: QuantityName,
  before: readonly Reading[],
  between: readonly (readonly Reading[])[],
): Start | null => {
  const [start, first, second] = [before, ...between].map((readings) =>
    readings.find((one) => one.quantity === quantity),
  );
  return start?.kind === "read" && first?.kind === "read" && second?.kind === "read"
    ? [start, first, second]
    : null;
};

/** Reads registers once while the step is held; what brings no value is asked again, and told. */
export async function readBetween(
  { bench, position, rules }: Begun,
  registers: readonly QuantityName[],
): Promise<Moment> {
  const { policy } = rules.physics();
  const left: Left[] = [];
  const readings = new Map<QuantityName, Reading>();
  const missing = () => registers.filter((quantity) => readings.get(quantity)?.kind !== "read");
  for (const pause of [0, ...policy.readAgainAfter]) {
    if (missing().length === 0) break;
    await elapse(bench, seconds(pause * bench.clockScale), rules.interrupted);
    for (const reading of await bench.read(position.name, missing())) {
      const before = readings.get(reading.quantity);
      if (before !== undefined) left.push({ reading: before, why: "asked again" });
      readings.set(reading.quantity, reading);
    }
  }
  return { readings: [...readings.values()], left };
}

/** No two of them can both be true, though a passing state is one of them at most. */
const isNonsense = ([before, first, second]: Start, { rules }: Begun): boolean => {
  const cannot = (one: ReadValue, other: ReadValue) =>
    !standTogether(one, other, rules.physics(), "eitherWay");
  return cannot(before, first) && cannot(first, second) && cannot(before, second);
};

/** Reads the end of a step; `between`: what was read while it was held, twice or not at all. */
export async function readEnd(
  begun: Begun,
  quantities: readonly QuantityName[],
  before: readonly Reading[],
  between: readonly (readonly Reading[])[],
): Promise<Held> {
  const starts = new Map(before.map((reading) => [reading.quantity, reading]));
  const following = { ...begun, rules: { ...begun.rules, earlier: startOr(starts, begun.rules.earlier) } };
  const end = await readMoment(following, quantities);
  const left: LeftAt[] = end.left.map((one) => ({ ...one, moment: "after" }));
  const ends = new Map(end.readings.map((reading) => [reading.quantity, reading]));
  let missing = 0;
  for (const quantity of quantities) {
    const start = startOf(quantity, before, between);
    const after = ends.get(quantity);
    if (start === null || after === undefined) continue;
    if (isNonsense(start, begun)) {
      ends.set(quantity, allOf(start, begun));
      continue;
    }
    if (after.kind !== "read") continue;
    const [first, ...others] = start;
    const resolved = await resolve(following, { before: first, between: others, after });
    starts.set(quantity, resolved.before);
    ends.set(quantity, resolved.after);
    left.push(...resolved.left);
    missing = Math.max(missing, resolved.missing);
  }
  const sofar: Held = { before: [...starts.values()], after: [...ends.values()], left };
  if (missing === 0) return sofar;
  // The beginning is a later one now: the step is held until the window is as long as it was to be.
  await elapse(begun.bench, seconds(missing), begun.rules.interrupted);
  const later = await readMoment(following, quantities);
  const leftLater = later.left.map((one): LeftAt => ({ ...one, moment: "after" }));
  return { ...sofar, after: later.readings, left: [...left, ...leftLater] };
}

const startOr =
  (starts: ReadonlyMap<QuantityName, Reading>, earlier: Begun["rules"]["earlier"]) =>
  (quantity: QuantityName): ReadValue | null => {
    const start = starts.get(quantity);
    return start?.kind === "read" ? start : earlier(quantity);
  };

interface Resolved {
  readonly before: ReadValue;
  readonly after: Reading;
  readonly left: readonly LeftAt[];
  /** Seconds by which the beginning is later than it was. */
  readonly missing: number;
}

/** What the line says of its four readings. */
async function resolve(begun: Begun, line: Line): Promise<Resolved> {
  const { before, after } = line;
  const [first, second] = line.between;
  const same: Resolved = { before, after, left: [], missing: 0 };
  const found = steadinessOf(line);
  switch (found.kind) {
    case "steady":
      return { ...same, before: confirmedBy(before, second), after: confirmedBy(after, first) };
    case "leap": {
      const contradicts = { ...sightingOf(before), confirmed: sightingOf(first) };
      return { ...same, after: { ...confirmedBy(after, second), contradicts } };
    }
    case "unsteady": {
      // A source that wandered is judged by what it gave; what no energy can do is no reading.
      const isPossible = [before, first, second].every((one, at) =>
        standTogether(one, [first, second, after][at] as ReadValue, begun.rules.physics(), "eitherWay"),
      );
      return isPossible ? same : { ...same, after: allOf([before, first, second, after], begun) };
    }
    case "outlier":
      break;
  }
  const out = (moment: LeftAt["moment"], reading: Reading): readonly LeftAt[] => [
    { reading, why: "others stand together", moment },
  ];
  switch (found.which) {
    case "before": {
      const missing = first.sampledAt - before.sampledAt;
      return { before: confirmedBy(first, second), after, left: out("before", before), missing };
    }
    case "first":
      return { ...same, before: confirmedBy(before, second), left: out("during", first) };
    case "second":
      return { ...same, before: confirmedBy(before, first), left: out("during", second) };
    case "after": {
      const again = await readAgain(begun, line);
      return {
        ...same,
        before: confirmedBy(before, second),
        after: again.reading,
        left: again.left.map((one) => ({ ...one, moment: "after" })),
      };
    }
  }
}

/** Confirmed by whichever lies farther away in time. */
const confirmedBy = (reading: ReadValue, other: ReadValue): ReadValue => {
  const { confirmed, sampledAt } = reading;
  const isFarther =
    confirmed === undefined ||
    Math.abs(other.sampledAt - sampledAt) > Math.abs(confirmed.sampledAt - sampledAt);
  return isFarther ? { ...reading, confirmed: sightingOf(other) } : reading;
};

/** Readings that far apart are not of one passing state. */
function allOf(
  readings: readonly [ReadValue, ...ReadValue[]],
  { bench, rules }: Begun,
): Extract<Reading, { kind: "unsettled" }> {
  const { quantity, unit, resolution } = readings[0];
  const apart = readings.slice(1).map(({ sampledAt }, at) => sampledAt - (readings[at]?.sampledAt ?? 0));
  const isLasting = Math.min(...apart) >= rules.physics().policy.corroboratedOver * bench.clockScale;
  return {
    kind: "unsettled",
    quantity,
    unit,
    resolution,
    over: isLasting ? "step" : "moment",
    sightings: readings.map(sightingOf),
    sampledAt: readings.at(-1)?.sampledAt ?? readings[0].sampledAt,
  };
}

/** An end that is off the line: read again over some seconds, which a passing state does not last. */
async function readAgain(
  begun: Begun,
  line: Line,
): Promise<{ readonly reading: Reading; readonly left: readonly Left[] }> {
  const { bench, position, rules } = begun;
  const { policy } = rules.physics();
  const { quantity } = line.after;
  const seen: ReadValue[] = [line.after];
  const left: Left[] = [];
  for (const pause of policy.readAgainAfter.filter((each) => each > 0)) {
    await elapse(bench, seconds(pause * bench.clockScale), rules.interrupted);
    for (const reading of await bench.read(position.name, [quantity]))
      if (reading.kind === "read") seen.push(reading);
      else left.push({ reading, why: "asked again" });
  }
  const isSteady = (after: ReadValue): boolean => steadinessOf({ ...line, after }).kind === "steady";
  const [back, ...others] = seen.filter(isSteady);
  const last = others.at(-1);
  if (back !== undefined && last !== undefined) {
    const out = seen.filter((one) => !isSteady(one));
    return {
      reading: confirmedBy({ ...back, confirmed: sightingOf(last) }, line.between[0]),
      left: [...left, ...out.map((reading): Left => ({ reading, why: "others stand together" }))],
    };
  }
  const [, second] = line.between;
  const stays = seen.every(
    (one) => one === line.after || standTogether(line.after, one, rules.physics(), "eitherWay"),
  );
  const final = seen.at(-1) ?? line.after;
  const contradicts = { ...sightingOf(second), confirmed: sightingOf(line.before) };
  return {
    reading: stays
      ? { ...line.after, confirmed: sightingOf(final), contradicts }
      : { ...allOf([second, ...(seen as [ReadValue, ...ReadValue[]])], begun), over: "moment" },
    left,
  };
}
