/**
 * A meter's wiring for a person to read: the diagram, its faults one by one in sentences under the numbers they have in
 * the diagram, and what is worth knowing and no fault - the ratios of the VTs, the errors of the transformers.
 */
import { type HookUp, readHookUpText } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import { asPercent, inArcMinutes } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import { ctsOf, sharedByVts, vtsOf, type Wired } from "#reports/figures/wired.ts";
import { wiringDiagram } from "#reports/figures/wiringDiagram.ts";
import { wiringFaults } from "#reports/figures/wiringFaults.ts";
import type { Language } from "#reports/language.ts";
import type { Markup } from "#reports/markup.ts";
import { signedText, withUnit } from "#reports/numberText.ts";
import { type RatioTexts, wiringTextsOf } from "#reports/texts/wiringTexts.ts";

export interface WiringFigure {
  readonly diagram: Markup;
  readonly title: string;
  /** Sentences, in the order of their numbers in the diagram. */
  readonly faults: readonly string[];
  /** Said when there is none. */
  readonly right: string;
  readonly notes: readonly string[];
}

/** Secondaries of VTs are 100 or 110 V; a meter for more is no meter for VTs. */
const highestVtSecondary = 110;

/** "200/5": the rated secondary is what the meter is made for; a bare ratio where it isn't made for any. */
function ratioTexts({ meter }: Wired, language: Language): RatioTexts {
  const plain = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false }).format(value);
  const over = (secondary: number | null) => (ratio: number) =>
    secondary === null ? plain(ratio) : `${plain(ratio * secondary)}/${plain(secondary)}`;
  const volts = meter?.voltage.lineToLine ?? null;
  return {
    ct: over(meter?.current.connection === "ct" ? meter.current.reference : null),
    vt: over(volts === null || volts > highestVtSecondary ? null : volts),
  };
}

/** The errors of transformers, those alike together; nothing of ideal ones. */
function errorNotes<T extends string>(
  all: readonly ({ readonly name: T } & TransformerErrors)[],
  say: (names: readonly T[], ratioError: string, displacement: string) => string,
  language: Language,
): readonly string[] {
  const groups = new Map<string, readonly T[]>();
  for (const { name, ratioError, phaseDisplacement } of all) {
    if (ratioError === 0 && phaseDisplacement === 0) continue;
    const key = JSON.stringify([ratioError, phaseDisplacement]);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].flatMap((names) => {
    const first = all.find(({ name }) => name === names[0]);
    if (first === undefined) return [];
    const error = withUnit(signedText(asPercent(first.ratioError), language, 2), "%");
    const displacement = withUnit(signedText(inArcMinutes(first.phaseDisplacement), language, 0), "min");
    return [say(names, error, displacement)];
  });
}

function notesOf(wired: Wired, ratios: RatioTexts, language: Language): readonly string[] {
  const { transformers } = wired;
  if (transformers === null) return [];
  const texts = wiringTextsOf(language);
  const vts = vtsOf(wired);
  const each = [...new Set(vts.map(({ vt }) => ratios.vt(vt.ratio)))].join(", ");
  const { kind } = transformers.voltage;
  return [
    ...(kind === "direct"
      ? []
      : [kind === "star" ? texts.starVts(each) : texts.openDeltaVts(each, sharedByVts(wired) ?? "L2")]),
    ...errorNotes(
      ctsOf(wired).map((name) => ({ ...transformers.current[name], name })),
      (names, ...errors) => texts.errors(texts.cts(names), ...errors),
      language,
    ),
    ...errorNotes(
      vts.map(({ name, vt }) => ({ ...vt, name })),
      (names, ...errors) => texts.errors(texts.vts(names), ...errors),
      language,
    ),
  ];
}

const isHookUp = (read: ReturnType<typeof readHookUpText>): read is HookUp => !Array.isArray(read);

/**
 * The wiring of a step: what its signals say of hook-up and transformers, for the meter of the attempt (`specOf`; null:
 * not known). null where the hook-up can't be read.
 */
export function wiringFigure(
  signals: Pick<SignalSummary, "hookUp" | "transformers">,
  { mode, meter }: { readonly mode: InsertionMode; readonly meter: Wired["meter"] },
  language: Language,
): WiringFigure | null {
  const hookUp = readHookUpText(signals.hookUp);
  if (!isHookUp(hookUp)) return null;
  const texts = wiringTextsOf(language);
  const wired: Wired = { mode, hookUp, transformers: signals.transformers ?? null, meter };
  const ratios = ratioTexts(wired, language);
  const faults = wiringFaults(wired).map((fault) => texts.sentence(fault, ratios));
  const title = texts.wiringOf(mode);
  return {
    diagram: wiringDiagram(wired, {
      label: [title, ...(faults.length === 0 ? [texts.right] : faults)].join(". "),
      network: texts.network,
      load: texts.load,
      fault: (fault) => texts.name(fault, ratios),
      ctRatio: ratios.ct,
    }),
    title,
    faults,
    right: texts.right,
    notes: notesOf(wired, ratios, language),
  };
}
