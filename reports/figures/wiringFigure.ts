/**
 * A meter's wiring for a person to read: the diagram, its faults one by one in sentences under the numbers they have in
 * the diagram, and what is worth knowing and no fault - the ratios of the VTs, the class, burden and errors of the
 * transformers.
 */

import type { ErringTransformer } from "#models/connection/errorsAtLoad.ts";
import { type HookUp, readHookUpText } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import type { VoltageTransformerBurden } from "#models/connection/voltageTransformerBurden.ts";
import type { SignalSummary } from "#reports/events.ts";
import { ctsOf, sharedByVts, type VtName, vtsOf, type Wired } from "#reports/figures/wired.ts";
import { wiringDiagram } from "#reports/figures/wiringDiagram.ts";
import { wiringFaults } from "#reports/figures/wiringFaults.ts";
import type { Language } from "#reports/language.ts";
import type { Markup } from "#reports/markup.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import { type RatioTexts, wiringTextsOf } from "#reports/texts/wiringTexts.ts";
import { errorPhrases } from "#reports/transformerErrors.ts";

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

/** Class and burdens of transformers that are given by them, those alike together. */
function burdenNotes(
  all: readonly { readonly name: string; readonly of: Burdened | undefined }[],
  say: (names: readonly string[]) => string,
  language: Language,
): readonly string[] {
  const texts = wiringTextsOf(language);
  const groups = new Map<string, string[]>();
  const va = (value: number) => withUnit(plainText(value, language), "VA");
  for (const { name, of } of all) {
    if (of === undefined) continue;
    const key = JSON.stringify([of.accuracyClass, va(of.burden), va(of.ratedBurden)]);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([key, names]) => {
    const [accuracyClass, connected, rated] = JSON.parse(key) as [string, string, string];
    return texts.burdened(say(names), accuracyClass, connected, rated);
  });
}

type Burdened = Pick<VoltageTransformerBurden, "burden" | "ratedBurden"> & { readonly accuracyClass: string };

/** Runs recorded before the errors at a load were have those that are the same at any. */
const fixedErrors = (wired: Wired): readonly ErringTransformer[] => [
  ...ctsOf(wired).flatMap((name): ErringTransformer[] => {
    const ct = wired.transformers?.current[name];
    return ct === undefined ? [] : [{ ...errorsAlone(ct), kind: "ct", name }];
  }),
  ...vtsOf(wired).map(({ name, vt }): ErringTransformer => ({ ...errorsAlone(vt), kind: "vt", name })),
];
const errorsAlone = ({ ratioError, phaseDisplacement }: TransformerErrors): TransformerErrors => ({
  ratioError,
  phaseDisplacement,
});

function notesOf(
  wired: Wired,
  erring: readonly ErringTransformer[] | undefined,
  ratios: RatioTexts,
  language: Language,
): readonly string[] {
  const { transformers } = wired;
  if (transformers === null) return [];
  const texts = wiringTextsOf(language);
  const [cts, vts] = [ctsOf(wired), vtsOf(wired)];
  const each = [...new Set(vts.map(({ vt }) => ratios.vt(vt.ratio)))].join(", ");
  const { kind } = transformers.voltage;
  const shared = sharedByVts(wired) ?? "L2";
  const matters = ({ kind: of, name }: ErringTransformer) =>
    of === "ct" ? cts.includes(name) : vts.some((vt) => vt.name === name);
  const errors = (erring ?? fixedErrors(wired)).filter(
    (one) => matters(one) && (one.ratioError !== 0 || one.phaseDisplacement !== 0),
  );
  return [
    ...(kind === "direct" ? [] : [kind === "star" ? texts.starVts(each) : texts.openDeltaVts(each, shared)]),
    ...burdenNotes(
      cts.map((name) => ({ name, of: transformers.current[name].core })),
      texts.cts,
      language,
    ),
    ...burdenNotes(
      vts.map(({ name, vt }) => ({ name, of: vt.burden })),
      (names) => texts.vts(names as VtName[]),
      language,
    ),
    ...errorPhrases(errors, language),
    ...(errors.length > 0 ? [texts.errorsIncluded] : []),
  ];
}

const isHookUp = (read: ReturnType<typeof readHookUpText>): read is HookUp => !Array.isArray(read);

/**
 * The wiring of a step: what its signals say of hook-up and transformers, for the meter of the attempt (`specOf`; null:
 * not known). null where the hook-up can't be read.
 */
export function wiringFigure(
  signals: Pick<SignalSummary, "hookUp" | "transformers" | "transformerErrors">,
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
    notes: notesOf(wired, signals.transformerErrors, ratios, language),
  };
}
