/**
 * What the meter showed while a load was held, phase by phase beside the true power at the metering point: a reversed CT
 * is a negative power on one phase, long before a register tells. For people who look; no verdict rests on it.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { phases } from "#models/threePhase.ts";
import { table } from "#reports/html/parts.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import { plainText, withoutNoise } from "#reports/numberText.ts";
import type { StepRecord } from "#reports/record.ts";
import { textsOf } from "#reports/texts/texts.ts";

interface Row {
  readonly name: string;
  readonly of: readonly (QuantityName | null)[];
  readonly reference: number | null;
}

/** null: nobody looked, or nothing could be read. */
export function shownByMeter({ look, referencePower }: StepRecord, language: Language): Markup | null {
  if (look === null) return null;
  const texts = textsOf(language);
  const { values } = look;
  const { active, reactive } = referencePower;
  const row = (name: string, unit: string, of: Row["of"], reference: number | null = null): Row => ({
    name: unit === "" ? name : `${name} [${unit}]`,
    of,
    reference,
  });
  const perPhase = <Name extends "voltage" | "current" | "active power" | "reactive power" | "power factor">(
    name: Name,
  ) => phases.map((phase) => `${name} ${phase}` as const);
  const all: readonly Row[] = [
    row(texts.voltage, "V", [...perPhase("voltage"), null]),
    row(texts.current, "A", [...perPhase("current"), null]),
    row(
      texts.activePower,
      "W",
      [...perPhase("active power"), "active power"],
      withoutNoise(active, reactive),
    ),
    row(
      texts.reactivePower,
      "var",
      [...perPhase("reactive power"), "reactive power"],
      withoutNoise(reactive, active),
    ),
    row(texts.powerFactor, "", [...perPhase("power factor"), "power factor"]),
  ];
  const has = (name: QuantityName | null) => name !== null && values[name] !== undefined;
  const rows = all.filter(({ of }) => of.some(has));
  if (rows.length === 0) return null;
  const say = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : plainText(value, language);
  return markup`<figure class="shown"><figcaption>${texts.shown}</figcaption>${table(
    texts.shown,
    [
      { head: texts.quantityWord, kind: "text" },
      ...[...phases, texts.total, texts.reference].map((head) => ({ head, kind: "number" }) as const),
    ],
    rows.map(({ name, of, reference }): Piece[] => [
      name,
      ...of.map((quantity) => say(quantity === null ? null : values[quantity])),
      say(reference),
    ]),
  )}</figure>`;
}
