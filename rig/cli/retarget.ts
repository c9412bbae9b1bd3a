/**
 * A scenario put to another model of the catalogue than the one its file names. The file is read again against the other
 * meter, so that %In and %Un are that meter's; what then is no longer the same test - no such wiring, CTs on a meter
 * without any, a load beyond its maximum or below its starting current, a supply that comes and goes elsewhere - is not
 * applicable, with the reason.
 */
import { isDeepStrictEqual } from "node:util";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { type OtherModel, onAnotherModel } from "#models/catalogue/onAnotherModel.ts";
import type { Product } from "#models/catalogue/product.ts";
import {
  type InstrumentTransformers,
  idealCurrentTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { registerSpan } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { limitAt } from "#models/metrology/accuracyClass.ts";
import { rms } from "#models/spectrum.ts";
import { mapPhases, perPhase, phases } from "#models/threePhase.ts";
import { energyOf, type Seconds, seconds, watts } from "#models/units.ts";
import { energyStepOf, readingPathOf } from "#rig/bench/readingPath.ts";
import { holdOf } from "#rig/run/compare/planHold.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import { type SolvedStep, solvedStep } from "#rig/run/solvedStep.ts";
import type { Claim } from "#scenarios/claim.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";

export type Retargeted =
  | { readonly kind: "scenario"; readonly scenario: Scenario }
  | { readonly kind: "notApplicable"; readonly reason: string };

const notApplicable = (reason: string): Retargeted => ({ kind: "notApplicable", reason });

/** `scenario` is what `text` was read as, with the meter it names. */
export function retarget(
  text: string,
  scenario: Scenario,
  other: OtherModel,
  further: readonly Product[] = [],
): Retargeted {
  const carried = onAnotherModel(scenario.meter, other, further);
  if (carried.kind === "notApplicable") return carried;
  const { choice } = carried;
  const [own, spec] = [meterSpec(scenario.meter, {}, further), meterSpec(choice, {}, further)];
  if (!isSpec(own) || !isSpec(spec)) return notApplicable(`no meter "${other.model}"`);
  const read = readScenario(text, scenario.id, () => spec);
  if (read.issues)
    return notApplicable(`${spec.model}: ${read.issues.map(({ message }) => message).join("; ")}`);
  const renamed = { ...read.scenario, id: scenario.id, meter: choice };
  const again = spec.current.connection === "ct" ? renamed : withoutCts(renamed, scenario, own);
  const why = whyUnmeasured(again, spec) ?? whyOtherwise(scenario, own, again, spec);
  return why === null
    ? { kind: "scenario", scenario: heldLongEnough(again, scenario, spec, own) }
    : notApplicable(why);
}

/** A bench that knows its energy and samples within a tenth of a second: what the holds of the files were written for. */
const bench = { referenceUncertainty: 0, sampledWithin: seconds(0.1) };

/** Steps long enough for the meter they were written for are held as long as the other one needs. */
function heldLongEnough(again: Scenario, written: Scenario, spec: MeterSpec, own: MeterSpec): Scenario {
  const needed = (step: Step, index: number, meter: MeterSpec): Seconds =>
    holdOf(step.claims, meter, solvedStep(step, index, meter).load, {
      ...bench,
      energyStep: energyStepOf(meter),
    });
  const steps = again.steps.map((step, index) => {
    const before = written.steps[index];
    if (step.hold === "planned" || step.claims.length === 0 || before === undefined) return step;
    const longer = needed(step, index, spec);
    if (longer <= step.hold || needed(before, index, own) > step.hold) return step;
    return { ...step, hold: longer };
  });
  return { ...again, steps };
}

/** What the scenario needs and the other model does not have. */
function whyUnmeasured({ claims, steps }: Scenario, spec: MeterSpec): string | null {
  const needed = quantitiesNeeded([...claims, ...steps.flatMap((step) => step.claims)]);
  if (spec.classes.reactive === null && needed.some((quantity) => quantity.includes("reactive")))
    return `${spec.model} measures no reactive energy`;
  if (spec.current.connection === "ct") return null;
  const withCts = steps.some(({ transformers }) => !areIdeal(transformers.current, 1));
  return withCts ? `${spec.model} has no CTs, and the scenario is about them` : null;
}

const areIdeal = (current: InstrumentTransformers["current"], ratio: number): boolean =>
  phases.every((phase) => isDeepStrictEqual(current[phase], idealCurrentTransformer(ratio)));

/** The steps without the CTs that only stood for what was programmed: those of a meter that needs none. */
const withoutCts = (again: Scenario, { steps }: Scenario, own: MeterSpec): Scenario => ({
  ...again,
  steps: again.steps.map((step, index) => {
    const written = steps[index]?.transformers.current;
    if (written === undefined || !areIdeal(written, own.programmed.ctRatio)) return step;
    const current = perPhase(() => idealCurrentTransformer(1));
    return { ...step, transformers: { ...step.transformers, current } };
  }),
});

/** Where a step means something else to the other meter than to the one the scenario was written for. */
function whyOtherwise(scenario: Scenario, own: MeterSpec, again: Scenario, spec: MeterSpec): string | null {
  const seen = new Set<unknown>();
  for (const [index, step] of again.steps.entries()) {
    const written = scenario.steps[index];
    if (written === undefined || seen.has(step)) continue;
    seen.add(step);
    const [before, after] = [solvedStep(written, index, own), solvedStep(step, index, spec)];
    const [was, is] = [largestCurrent(before), largestCurrent(after)];
    const amperes = `${Number(is.toPrecision(3))} A in "${step.name}"`;
    if (before.alive !== after.alive)
      return `${spec.model} is ${after.alive ? "fed" : "without supply"} in "${step.name}", unlike the ${own.model}`;
    if (is > spec.current.maximum * hair && was <= own.current.maximum * hair)
      return `${amperes} is beyond the Imax of the ${spec.model}, ${spec.current.maximum} A`;
    const unlike = whyDecidedOtherwise(claimsOf(again, step), own, before, spec, after);
    if (unlike !== null) return unlike;
    if (is > 0 && starts(was, own) && !starts(is, spec))
      return `${amperes} is below the starting current of the ${spec.model}, ${startingAt(spec)} A`;
  }
  return null;
}

const claimsOf = ({ claims }: Scenario, step: Step): readonly Claim[] => [...claims, ...step.claims];

/** Where a claim says something that only holds, or can only be decided, on the meter it was written for. */
function whyDecidedOtherwise(
  claims: readonly Claim[],
  own: MeterSpec,
  before: SolvedStep,
  spec: MeterSpec,
  after: SolvedStep,
): string | null {
  const { name, hold } = after.step;
  for (const claim of claims) {
    if (claim.type !== "readsWithin" || claim.of === "reference") continue;
    // What no instrument at the place shows (an average over time) goes with the power.
    const [was, is] = [before, after].map(
      ({ referenceReadings, load }) => referenceReadings[claim.quantity] ?? load.referencePower.active,
    ) as [number, number];
    if (Math.abs(is - was) > 1e-6 * Math.abs(was))
      return `"${name}" states a ${claim.quantity} that holds at the load of the ${own.model}`;
  }
  for (const claim of claims) {
    if (!("limit" in claim) || claim.limit.kind !== "class" || !("energy" in claim)) continue;
    const energy = claim.energy.includes("reactive") ? "reactive" : "active";
    const found = limitAt(spec, energy, after.load.loadPoint);
    if (found.kind === "none" && limitAt(own, energy, before.load.loadPoint).kind === "limit")
      return found.reason;
  }
  if (hold !== "planned" && readingPathOf(spec).kind === "bus" && mayTurn(spec, hold) && !mayTurn(own, hold))
    return `"${name}" is longer than the register of the ${spec.model} surely takes to roll over`;
  return null;
}

/** Whether the register may pass its last digit more than once: then nobody can tell how far it moved. */
const mayTurn = (spec: MeterSpec, hold: Seconds): boolean => {
  const { ctRatio, vtRatio } = spec.programmed;
  const rated = watts(3 * spec.voltage.highest * vtRatio * spec.current.maximum * ctRatio);
  return (
    defaultComparePolicy.plausibleOverload * energyOf(rated, hold) >= registerSpan(spec, spec.programmed)
  );
};

const hair = 1 + 1e-9;
const startingAt = ({ startingCurrent, current }: MeterSpec): number =>
  Number((startingCurrent.active * current.reference).toPrecision(6));
const starts = (current: number, spec: MeterSpec): boolean => current * hair >= startingAt(spec);

const largestCurrent = ({ signals }: SolvedStep): number =>
  Math.max(...Object.values(mapPhases(signals.current, rms)));
