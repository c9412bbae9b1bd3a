/**
 * What the straight line says of the four readings of a register in one step. One that is off it is left out and told: a
 * beginning is taken from the next reading; an end is read again over some seconds, and where it stays it stands against
 * the others.
 */
import { seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { ReadValue } from "#rig/run/compare/samples.ts";
import type { Begun } from "#rig/run/firstLook.ts";
import { elapse } from "#rig/run/leaving.ts";
import type { Left } from "#rig/run/settle/settled.ts";
import { sightingOf, standTogether } from "#rig/run/settle/standTogether.ts";
import { type Line, steadinessOf } from "#rig/run/settle/steady.ts";

/** A reading left out, and of which moment. */
export interface LeftAt extends Left {
  readonly moment: "before" | "during" | "after";
}

interface Resolved {
  readonly before: ReadValue;
  readonly after: Reading;
  readonly left: readonly LeftAt[];
  /** Seconds by which the beginning is later than it was. */
  readonly missing: number;
}

/** What the line says of its four readings. */
export async function resolve(begun: Begun, line: Line): Promise<Resolved> {
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
      // What the end contradicts is the beginning that does not count.
      const { contradicts: _, ...end } = after;
      return { before: confirmedBy(first, second), after: end, left: out("before", before), missing };
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
export function allOf(
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
