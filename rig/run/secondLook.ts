/**
 * The registers at the beginning of a step, read once more when some seconds have passed: what a register shows just
 * after a restart may not last. One that has stayed is corroborated; one that came back up to what it had is taken from
 * then on, and what it showed before is left out and told. It is read whatever the verdict would be, inside the time the
 * step is held anyway.
 */
import { isEnergyQuantity } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import { isCorroborated, type ReadValue } from "#rig/run/compare/samples.ts";
import type { Begun } from "#rig/run/firstLook.ts";
import { elapse } from "#rig/run/leaving.ts";
import { readMoment } from "#rig/run/settle/readMoment.ts";
import type { Left } from "#rig/run/settle/settled.ts";
import { sightingOf, standTogether } from "#rig/run/settle/standTogether.ts";

/** A shorter step is about its own instants. */
const shortestHold = seconds(60);

export interface SecondLook {
  /** What counts as the beginning now. */
  readonly before: readonly Reading[];
  /** What was read this time and counts. */
  readonly readings: readonly Reading[];
  readonly left: readonly Left[];
  /** The beginning is another one than before: the hold counts from now. */
  readonly isLater: boolean;
}

const isRegister = (reading: Reading): reading is ReadValue =>
  reading.kind === "read" && reading.by !== "pulses" && isEnergyQuantity(reading.quantity);

export async function secondLook(begun: Begun, before: readonly Reading[]): Promise<SecondLook> {
  const { bench, position, step, rules } = begun;
  const nothing: SecondLook = { before, readings: [], left: [], isLater: false };
  const registers = before.filter(isRegister);
  const { policy } = rules.physics();
  const wait = seconds(policy.corroboratedOver * bench.clockScale);
  const isLongEnough = step.hold >= Math.max(shortestHold, 2 * wait);
  if (registers.length === 0 || !isLongEnough || step.supply.kind !== "stands") return nothing;

  const stood: Seconds = seconds(Math.max(...registers.map(({ sampledAt }) => sampledAt)) + wait);
  await elapse(bench, seconds(stood - bench.now()), rules.interrupted);
  const quantities = registers.map(({ quantity }) => quantity);
  const once = await bench.read(position.name, quantities);
  const stays = registers.every((register, at) => {
    const again = once[at];
    return again?.kind === "read" && standTogether(register, again, rules.physics());
  });
  const { readings, left } = stays
    ? { readings: once, left: [] }
    : await readMoment(bench, position, quantities, rules, once);

  const physics = rules.physics();
  const leftNow: Left[] = [...left];
  let isLater = false;
  const settled = before.map((reading) => {
    const again = readings.find((one) => one.quantity === reading.quantity);
    if (!isRegister(reading) || again?.kind !== "read") return reading;
    // A register that runs backwards has not shown something else, only a little less.
    const lasts = again.contradicts === undefined || standTogether(reading, again, physics, "eitherWay");
    if (lasts) return { ...reading, confirmed: sightingOf(again) };
    const cameBack = again.value > reading.value;
    const isSure = isCorroborated(reading, { clockScale: bench.clockScale }, policy);
    if (!cameBack || isSure) return reading;
    isLater = true;
    leftNow.push({ reading, why: "others stand together" });
    const { contradicts: _, ...now } = again;
    return now;
  });
  return { before: settled, readings, left: leftNow, isLater };
}
