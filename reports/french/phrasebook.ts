/**
 * The rig, the models and the catalogue say their findings, reasons and doubts in English sentences of a fixed make, and so
 * they are stored. A phrasebook has such a sentence as a pattern beside its French; what stands between is carried over:
 * figures get their decimal comma, quantities their name, and a sentence inside a sentence is looked up in turn. A
 * sentence the book does not have is not guessed at.
 */
import { isQuantityName } from "#models/meter/quantity.ts";
import { findingPhrases } from "#reports/french/findingPhrases.ts";
import { limitPhrases } from "#reports/french/limitPhrases.ts";
import { reasonPhrases } from "#reports/french/reasonPhrases.ts";
import { frenchSpaces } from "#reports/french/spacing.ts";
import { fr } from "#reports/texts/fr.ts";

/** What may stand in a slot, e.g. `{number}` or `{number2}`, and how it is said in French; null: this is no such thing. */
const slots: Readonly<
  Record<string, { readonly pattern: string; readonly say: (text: string) => string | null }>
> = {
  number: {
    pattern: "[+-]?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?",
    say: figureIn,
  },
  /** "1/3", "0.1495". */
  share: { pattern: "-?\\d+(?:\\.\\d+)?(?:/\\d+)?", say: figureIn },
  unit: { pattern: "(?: (?:[kM]?(?:Wh|varh|W|var|VA|V|A)|Hz|s))?", say: (text) => text },
  /** "0.000 kWh / 123.450 kWh": values of one register. */
  values: {
    pattern: "-?\\d+(?:\\.\\d+)?(?: [a-zA-Z]+)?(?: / -?\\d+(?:\\.\\d+)?(?: [a-zA-Z]+)?)+",
    say: (text) => text.replace(/-?\d+(?:\.\d+)?/g, figureIn),
  },
  quantity: { pattern: "[a-zA-Z][\\w -]*", say: quantityIn },
  quantities: {
    pattern: "[a-zA-Z][\\w, -]*",
    say: (text) => joined(text.split(", ").map(quantityIn), ", "),
  },
  /** "2 h 30 min", "25 s": the same letters in both languages. */
  duration: { pattern: "\\d[\\d hmins]*", say: (text) => text },
  /** How sure a row of a standard is, see models/metrology/provenance.ts. */
  mark: { pattern: "[A-Z][A-Z0-9]*", say: (text) => text },
  /** A voltage or a current of a phase, as register tables name it. */
  terminal: { pattern: "[UI][123]", say: (text) => text },
  /** "tcp://10.0.0.7:502", "/dev/ttyUSB0". */
  port: { pattern: "\\S+", say: (text) => text },
  /** Names, codes, bytes. */
  text: { pattern: ".+?", say: (text) => text },
  phrase: { pattern: ".+?", say: (text) => phraseIn(text) },
};

/** Decimal comma, thousands apart, a true minus sign; nothing has no sign. */
function figureIn(text: string): string {
  const [, sign = "", whole = "", rest = ""] = /^([+-]?)(\d*)(.*)$/.exec(text) ?? [];
  const apart = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  const shown = Number(text) === 0 ? "" : sign.replace("-", "\u2212");
  return `${shown}${apart}${rest.replace(".", ",").replace("-", "\u2212")}`;
}

function quantityIn(name: string): string | null {
  return isQuantityName(name) ? fr.quantity[name] : null;
}

const joined = (parts: readonly (string | null)[], by: string): string | null =>
  parts.every((part) => part !== null) ? parts.join(by) : null;

interface Phrase {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly french: string;
}

function phraseOf([english, french]: readonly [string, string]): Phrase {
  const names: string[] = [];
  const parts = english.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    names.push(part);
    return `(${slots[kindOf(part)]?.pattern ?? ".+?"})`;
  });
  return { pattern: new RegExp(`^${parts.join("")}$`, "s"), names, french };
}
const kindOf = (slot: string): string => slot.replace(/\d+$/, "");

let book: readonly Phrase[] | null = null;
const phrases = (): readonly Phrase[] => {
  book ??= [...findingPhrases, ...limitPhrases, ...reasonPhrases].map(phraseOf);
  return book;
};

function filled({ pattern, names, french }: Phrase, text: string): string | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  let said: string | null = french;
  for (const [index, name] of names.entries()) {
    const inFrench = slots[kindOf(name)]?.say(found[index + 1] ?? "") ?? null;
    if (inFrench === null) return null;
    said = said.replaceAll(`{${name}}`, () => inFrench);
  }
  return said;
}

/** Several sentences in one, as the rig joins them. */
const separators = [
  [" | ", " | "],
  ["; ", " ; "],
] as const;

/** Pages ask for the same few sentences over and over. */
const known = new Map<string, string | null>();
const mostKnown = 2000;
/** What is longer was not made here. */
const longest = 1000;

function phraseIn(text: string): string | null {
  if (text.length > longest) return null;
  const before = known.get(text);
  if (before !== undefined) return before;
  const said = lookedUp(text);
  if (known.size >= mostKnown) known.clear();
  known.set(text, said);
  return said;
}

function lookedUp(text: string): string | null {
  for (const phrase of phrases()) {
    const said = filled(phrase, text);
    if (said !== null) return said;
  }
  for (const [english, french] of separators) {
    const parts = text.split(english);
    if (parts.length === 1) continue;
    const said = joined(parts.map(phraseIn), french);
    if (said !== null) return said;
  }
  return null;
}

/** The French of a sentence of the rig; null where the book does not have it. */
export function inFrench(english: string): string | null {
  const said = phraseIn(english);
  return said === null ? null : frenchSpaces(said);
}
