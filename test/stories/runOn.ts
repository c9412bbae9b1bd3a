/** Runs scenarios of the library on an embedded virtual bench, as the command does, and gives the record of the run. */

import type { Product } from "#models/catalogue/product.ts";
import type { RigEvent } from "#reports/events.ts";
import { type RunRecord, recordOf } from "#reports/record.ts";
import type { BusObserver } from "#rig/bench/busObserver.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { type VirtualMeter, virtualMeters } from "#rig/bench/virtualMeters.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { planRun, type ScenarioToRun } from "#rig/run/plan.ts";
import { told } from "./told.ts";

export const virtualMeter = (name: string): VirtualMeter => {
  const found = virtualMeters.find((meter) => meter.name === name);
  if (found === undefined) throw new Error(`there is no embedded meter ${name}`);
  return found;
};

/** The events of scenarios run on this meter, whose registers stand where the seed leaves them. */
export async function eventsOf(
  meter: VirtualMeter,
  suite: readonly ScenarioToRun[],
  seed = 1,
  further: readonly Product[] = [],
  observe: BusObserver = () => {},
): Promise<readonly RigEvent[]> {
  const bench = await virtualBench(meter, seed, observe, further);
  try {
    const plan = await planRun(suite, bench);
    const events = await told(plan, bench, seed);
    return events;
  } finally {
    await bench.close();
  }
}

/** Of scenarios of the library, by name; all of them when none is named. */
export const eventsOn = (meter: VirtualMeter, names: readonly string[]): Promise<readonly RigEvent[]> =>
  eventsOf(meter, loadScenarios(chooseScenarios(names)));

export const runOn = async (meter: VirtualMeter, names: readonly string[]): Promise<RunRecord> =>
  recordOf(await eventsOn(meter, names));
