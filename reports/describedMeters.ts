/**
 * The meters a run was made on as things with a nameplate: each order code at its position once, with every value it was
 * programmed to in the course of the run. What the catalogue leaves in doubt of a model stands beside it: a verdict rests
 * on what was chosen there.
 */
import { findModel } from "#models/catalogue/catalogue.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { specOf } from "#reports/meters.ts";
import type { RunRecord } from "#reports/record.ts";

type Values<T> = { readonly [Name in keyof T]: readonly T[Name][] };

export interface MeterOnTest {
  readonly position: string;
  readonly spec: MeterSpec;
  /** Every value each parameter had, in the order they were programmed. */
  readonly programmed: Values<ProgrammedParameters>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const withValue = <T>(values: readonly T[], value: T): readonly T[] =>
  values.some((known) => same(known, value)) ? values : [...values, value];

function withProgramming(
  before: MeterOnTest["programmed"] | undefined,
  { insertionMode, ctRatio, vtRatio, integrationTime, pulse, counting }: ProgrammedParameters,
): MeterOnTest["programmed"] {
  return {
    insertionMode: withValue(before?.insertionMode ?? [], insertionMode),
    ctRatio: withValue(before?.ctRatio ?? [], ctRatio),
    vtRatio: withValue(before?.vtRatio ?? [], vtRatio),
    integrationTime: withValue(before?.integrationTime ?? [], integrationTime),
    pulse: withValue(before?.pulse ?? [], pulse),
    counting: withValue(before?.counting ?? [], counting),
  };
}

/** Of the attempts that say what they were made on; empty for runs that do not. */
export function metersOnTest(record: RunRecord): readonly MeterOnTest[] {
  const meters = new Map<string, MeterOnTest>();
  for (const attempt of record.scenarios) {
    const spec = attempt.kind === "attempted" ? specOf(record, attempt) : null;
    if (spec === null) continue;
    const { position } = attempt;
    const key = JSON.stringify([position, spec.model, spec.orderCode, spec.registerMap.name]);
    const programmed = withProgramming(meters.get(key)?.programmed, spec.programmed);
    meters.set(key, { position, spec, programmed });
  }
  return [...meters.values()];
}

/** In a few words each, what was chosen and why, as the catalogue of this rig has it; null: a meter of the user's own. */
export const doubtsOf = (
  model: string,
): readonly { readonly about: string; readonly chosen: string; readonly reason: string }[] | null =>
  findModel(model)?.doubts ?? null;

/** The name a register map has among the sources of a run, beside the files. */
export const mapSource = (name: string): string => `register map "${name}"`;
