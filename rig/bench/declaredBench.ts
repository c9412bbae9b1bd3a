/**
 * A bench as its file declares it, before anything of it is opened: what a plan is made with. Which meter is in a
 * position and how it is programmed is the file's word; a scenario that needs another one can't be run there.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import type { MeterChoice, ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { seconds } from "#models/units.ts";
import type { PlannableBench, Position } from "#rig/bench/bench.ts";
import type { BenchFile } from "#rig/bench/benchFile.ts";
import { RigError } from "#rig/rigError.ts";

/** Programming that decides what a register shows: compared even where a scenario leaves it at the default. */
const decisive = [
  "insertionMode",
  "ctRatio",
  "vtRatio",
  "counting",
] as const satisfies readonly (keyof ProgrammedParameters)[];
const words: Readonly<Record<(typeof decisive)[number], string>> = {
  insertionMode: "insertion mode",
  ctRatio: "CT ratio",
  vtRatio: "VT ratio",
  counting: "counting",
};

/** Why the meter in the position is not the one the scenario asks for; null when it is. */
function mismatch(declared: MeterSpec, choice: MeterChoice, further: readonly Product[]): string | null {
  const asked = meterSpec(choice, {}, further);
  if (!isSpec(asked)) return asked.map(({ message }) => message).join("; ");
  const differences: string[] = [];
  if (asked.model !== declared.model) {
    differences.push(`has a ${declared.model}, the scenario asks for a ${asked.model}`);
  } else if (choice.orderCode !== null && asked.orderCode !== declared.orderCode) {
    differences.push(`has order code ${declared.orderCode}, the scenario asks for ${asked.orderCode}`);
  }
  for (const parameter of decisive) {
    const [has, needs] = [declared.programmed[parameter], asked.programmed[parameter]];
    if (has !== needs)
      differences.push(`is programmed to ${words[parameter]} ${has}, the scenario needs ${needs}`);
  }
  const { integrationTime, pulse } = choice.programmed;
  if (integrationTime !== undefined && integrationTime !== declared.programmed.integrationTime) {
    differences.push(
      `integrates over ${declared.programmed.integrationTime} s, the scenario needs ${integrationTime} s`,
    );
  }
  const { energy, weight, width } = declared.programmed.pulse;
  if (pulse !== undefined && (pulse.energy !== energy || pulse.weight !== weight || pulse.width !== width)) {
    differences.push(
      `pulses every ${weight} of ${energy} energy for ${width} s, the scenario needs another pulse`,
    );
  }
  return differences.length === 0 ? null : differences.join("; ");
}

/** Half-width of a sample to plan with, in seconds of the wire: an adapter that lumps its bytes, on a busy machine. */
const plannedSampling = seconds(0.05);

export function declaredBench(file: BenchFile): PlannableBench {
  const declared = (position: string): MeterSpec => {
    const found = file.positions.find(({ name }) => name === position);
    if (found === undefined) throw new RigError("noSuchPosition", `the bench has no position ${position}`);
    return found.spec;
  };
  return {
    name: file.name,
    kind: "hardware",
    positions: file.positions.map(({ name }) => name),
    referenceUncertainty: file.source.uncertainty,
    sampledWithin: seconds(plannedSampling * file.clockScale),
    longestHold: file.longestHold,
    clockScale: file.clockScale,
    programmedIn: (position) => declared(position).programmed,
    prepare(position, choice): Promise<Position | { readonly notApplicable: string }> {
      const spec = declared(position);
      const reason = mismatch(spec, choice, file.products);
      return Promise.resolve(
        reason === null ? { name: position, spec } : { notApplicable: `position ${position} ${reason}` },
      );
    },
  };
}
