/**
 * A meter's programming carried over to another model: what the other one has no setting for falls away where it changes
 * nothing (a CT ratio on a meter without CTs), and where it would change what is tested, the reason says so.
 */
import { catalogue } from "#models/catalogue/catalogue.ts";
import { findMeter, isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product, Variant } from "#models/catalogue/product.ts";
import type { Counting, MeterChoice, ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { energyOf, seconds, type WattHours, watts } from "#models/units.ts";

export interface OtherModel {
  readonly model: string;
  /** null: the default one, or another that can do what is needed. */
  readonly orderCode: string | null;
}

export type CarriedOver =
  | { readonly kind: "choice"; readonly choice: MeterChoice }
  | { readonly kind: "notApplicable"; readonly reason: string };

const notApplicable = (reason: string): CarriedOver => ({ kind: "notApplicable", reason });

/** Why there is no such model or order code, in the catalogue or beside it; null when there is. */
export function whyUnknown(
  { model, orderCode }: OtherModel,
  further: readonly Product[] = [],
): string | null {
  const product = findMeter(model, further);
  const known = (names: readonly string[]) => `(known: ${names.join(", ")})`;
  if (product === undefined)
    return `no meter "${model}" in the catalogue ${known([...catalogue, ...further].map((each) => each.model))}`;
  const codes = product.variants.map((each) => each.orderCode);
  return orderCode === null || codes.includes(orderCode)
    ? null
    : `${product.model} has no order code "${orderCode}" ${known(codes)}`;
}

/** `choice` is valid in itself, `other` known (see `whyUnknown`). */
export function onAnotherModel(
  choice: MeterChoice,
  other: OtherModel,
  further: readonly Product[] = [],
): CarriedOver {
  const own = meterSpec(choice, {}, further);
  const product = findMeter(other.model, further);
  if (!isSpec(own) || product === undefined) return notApplicable(`no meter "${other.model}"`);
  const { insertionMode, ctRatio, vtRatio } = own.programmed;
  const variant = variantFor(product, other.orderCode, own.programmed);
  if (typeof variant === "string") return notApplicable(variant);
  const counting = countingOf(variant, own.programmed);
  if (counting === null) return notApplicable(`${product.model} can't count so: ${own.programmed.counting}`);
  const direct = (variant.current ?? product.currents[0])?.connection === "direct";
  const { integrationTime, pulse } = choice.programmed;
  const carried: MeterChoice = {
    model: product.model,
    orderCode: variant.orderCode,
    programmed: {
      insertionMode,
      ctRatio: direct ? 1 : ctRatio,
      vtRatio,
      counting,
      ...(integrationTime !== undefined && { integrationTime }),
      pulse: pulse ?? {
        ...product.delivered.pulse,
        weight: weightKeptUpWith(
          product,
          variant,
          insertionMode === "1N1E" ? 1 : 3,
          direct ? vtRatio : ctRatio * vtRatio,
        ),
      },
    },
  };
  const spec = meterSpec(carried, {}, further);
  if (isSpec(spec)) return { kind: "choice", choice: carried };
  return notApplicable(`${product.model}: ${spec.map(({ message }) => message).join("; ")}`);
}

/** The same counting; what needs no contact is also counted, in its totals, by a meter that can only count by contact. */
function countingOf({ countings }: Variant, { counting }: ProgrammedParameters): Counting | null {
  if (countings.includes(counting)) return counting;
  return counting === "total and partial" ? (countings[0] ?? null) : null;
}

/** The lightest pulse, from the delivered one on, that the output can give fast enough at full load; the heaviest if none. */
function weightKeptUpWith(
  { programmable, delivered, currents }: Product,
  { current, voltage }: Variant,
  elements: number,
  ratioK: number,
): WattHours {
  const { weight, width } = delivered.pulse;
  const maximum = (current ?? currents[0])?.maximum ?? 0;
  const full = watts(elements * voltage.phaseToNeutral * maximum * ratioK);
  const perPulse = energyOf(full, seconds(2 * width));
  const list = programmable.pulseWeights.filter((each) => each >= weight);
  return list.find((each) => each >= perPulse) ?? list.at(-1) ?? weight;
}

/** The order code asked for, the default one, or the first that can do it, one with RS485 if there is; or why none can. */
function variantFor(
  product: Product,
  orderCode: string | null,
  programmed: ProgrammedParameters,
): Variant | string {
  const { vtRatio } = programmed;
  const asked = product.variants.filter((each) => orderCode === null || each.orderCode === orderCode);
  const name = orderCode === null ? product.model : `${product.model} ${orderCode}`;
  const counts = asked.filter((each) => countingOf(each, programmed) !== null);
  if (counts.length === 0) return `${name} can't count so: ${programmed.counting}`;
  const fits = counts.filter(({ voltageInput }) => vtRatio === 1 || voltageInput === "vt");
  const direct = fits.filter(({ voltageInput }) => vtRatio > 1 || voltageInput === "direct");
  const choices = direct.length > 0 ? direct : fits;
  return (
    choices.find((each) => each.orderCode === product.defaultOrderCode) ??
    choices.find(({ outputs }) => outputs.rs485) ??
    choices[0] ??
    `${name} has no input for voltage transformers`
  );
}
