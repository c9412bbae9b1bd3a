/**
 * The registers of one meter while a step is held: read twice in between and at the end, and held against the straight
 * line they move along under one load, whatever the verdict would be. Where a beginning is off that line it is taken from
 * the next reading, and the step is held as much longer, so that its window is as long as was planned.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import type { Begun } from "#rig/run/firstLook.ts";
import { elapse } from "#rig/run/leaving.ts";
import { type Moment, readMoment } from "#rig/run/settle/readMoment.ts";
import type { Left } from "#rig/run/settle/settled.ts";
import { standTogether } from "#rig/run/settle/standTogether.ts";
import { allOf, type LeftAt, resolve } from "#rig/run/settle/straightLine.ts";

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
  const ends = new Map(end.readings.map((reading) => [reading.quantity, reading]));
  const left: LeftAt[] = end.left.map((one) => ({ ...one, moment: "after" }));
  const held = (): Held => ({ before: [...starts.values()], after: [...ends.values()], left });
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
  if (missing === 0) return held();
  // A beginning is a later one now: the step is held until the window is as long as it was to be.
  await elapse(begun.bench, seconds(missing), begun.rules.interrupted);
  // What is no value by now, or contradicts another, stays so: nothing read later makes it good.
  const open = quantities.filter((quantity) => {
    const after = ends.get(quantity);
    return after?.kind === "read" && after.contradicts === undefined;
  });
  const later = await readMoment(following, open);
  left.push(...later.left.map((one): LeftAt => ({ ...one, moment: "after" })));
  for (const after of later.readings) {
    const { quantity } = after;
    const [start, second, third] = [
      starts.get(quantity),
      between[1]?.find((one) => one.quantity === quantity),
      ends.get(quantity),
    ];
    ends.set(quantity, after);
    if (start?.kind !== "read" || second?.kind !== "read" || third?.kind !== "read" || after.kind !== "read")
      continue;
    const resolved = await resolve(following, { before: start, between: [second, third], after });
    // A beginning on the line a moment ago is off it by a trifle, if at all.
    if (resolved.missing > 0) continue;
    starts.set(quantity, resolved.before);
    ends.set(quantity, resolved.after);
    left.push(...resolved.left);
  }
  return held();
}

const startOr =
  (starts: ReadonlyMap<QuantityName, Reading>, earlier: Begun["rules"]["earlier"]) =>
  (quantity: QuantityName): ReadValue | null => {
    const start = starts.get(quantity);
    return start?.kind === "read" ? start : earlier(quantity);
  };
