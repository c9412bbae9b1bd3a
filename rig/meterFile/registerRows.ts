/**
 * The registers a person wrote down as rows of a register map, each with its provenance; what can't be so is an issue at
 * its place. A text becomes as many constant words as it fills.
 */
import { type Issue, issue } from "#models/issue.ts";
import { quantities } from "#models/meter/quantity.ts";
import {
  isFloat,
  type Provenance,
  type RegisterRow,
  type RowContent,
  type Scale,
  type WordType,
} from "#models/meter/registerMap.ts";
import { worthOf } from "#rig/meterFile/perCount.ts";
import { type ContentKey, contentKeys, type RegisterForm } from "#rig/meterFile/registerForm.ts";

export interface PlacedRow {
  readonly row: RegisterRow;
  /** Which of the registers in the file it was. */
  readonly index: number;
}

/** Keys that belong to what a register holds, beside the ones every register has. */
const companions: Readonly<Record<ContentKey, readonly (keyof RegisterForm)[]>> = {
  quantity: ["perCount", "step", "magnitude"],
  signOf: [],
  sectorOf: [],
  parameter: ["perCount"],
  operatingHours: [],
  enum: ["values"],
  constant: [],
  text: ["words"],
};
const everyCompanion = ["perCount", "step", "magnitude", "values", "words"] as const;

/** `firstRegister` is the number the table gives to wire address 0. */
export function rowsOf(
  registers: readonly RegisterForm[],
  firstRegister: number,
  provenance: Provenance,
  issues: Issue[],
): PlacedRow[] {
  return registers.flatMap((form, index) => {
    const path = ["registers", index];
    const found: Issue[] = [];
    const rows = rowsOfRegister(form, firstRegister, provenance, (key, message) =>
      found.push(issue(key === null ? path : [...path, key], message)),
    );
    issues.push(...found);
    return found.length > 0 ? [] : rows.map((row) => ({ row, index }));
  });
}

type Wrong = (key: keyof RegisterForm | null, message: string) => void;

function rowsOfRegister(
  form: RegisterForm,
  firstRegister: number,
  otherwise: Provenance,
  wrong: Wrong,
): RegisterRow[] {
  const held = contentKeys.filter((key) => form[key] !== undefined);
  const [kind] = held;
  if (kind === undefined || held.length > 1) {
    const got = held.length > 1 ? `, got ${held.join(" and ")}` : "";
    wrong(null, `a register holds one of ${contentKeys.join(", ")}${got}`);
    return [];
  }
  for (const key of everyCompanion)
    if (form[key] !== undefined && !companions[kind].includes(key))
      wrong(key, `'${key}' does not go with '${kind}'`);
  const address = form.address - firstRegister;
  const highest = 0xffff + firstRegister;
  if (address < 0 || address > 0xffff)
    wrong("address", `registers go from ${firstRegister} (firstRegister) to ${highest}, not ${form.address}`);
  const provenance = {
    source: form.source ?? otherwise.source,
    confidence: form.confidence ?? otherwise.confidence,
  };
  if (form.type === "text" || kind === "text") return textRows(form, address, provenance, wrong);
  const content = contentOf(kind, form, form.type, wrong);
  return content === null ? [] : [{ address, type: form.type, content, provenance }];
}

function textRows(
  { text, type, words = Math.ceil((text?.length ?? 0) / 2) }: RegisterForm,
  address: number,
  provenance: Provenance,
  wrong: Wrong,
): RegisterRow[] {
  if (type !== "text" || text === undefined) {
    wrong("type", "type: text and a text go together");
    return [];
  }
  if (text.length > 2 * words)
    wrong("words", `${text.length} characters need ${Math.ceil(text.length / 2)} words`);
  const character = (at: number): number => (at < text.length ? text.charCodeAt(at) : 0);
  return Array.from({ length: words }, (_, word) => ({
    address: address + word,
    type: "u16",
    content: {
      kind: "constant",
      name: `"${text}", word ${word + 1} of ${words}`,
      value: 256 * character(2 * word) + character(2 * word + 1),
    },
    provenance,
  }));
}

function contentOf(
  kind: Exclude<ContentKey, "text">,
  form: RegisterForm,
  type: WordType,
  wrong: Wrong,
): RowContent | null {
  switch (kind) {
    case "quantity":
      return quantityOf(form, type, wrong);
    case "signOf":
      return form.signOf === undefined ? null : { kind: "sign", quantity: form.signOf };
    case "sectorOf":
      return form.sectorOf === undefined ? null : { kind: "sector", of: form.sectorOf };
    case "parameter": {
      const worth = form.perCount ?? 1;
      if (typeof worth === "number" && worth > 0 && form.parameter !== undefined)
        return { kind: "parameter", parameter: form.parameter, perCount: worth };
      wrong("perCount", "of a ratio: a number above 0");
      return null;
    }
    case "operatingHours":
      return { kind: "operatingHours" };
    case "enum":
      if (form.enum === undefined || form.values === undefined) {
        wrong("enum", "an enum needs values: the number of each state");
        return null;
      }
      return { kind: "enum", of: form.enum, values: form.values };
    case "constant":
      return { kind: "constant", name: "constant", value: form.constant ?? 0 };
  }
}

function quantityOf(form: RegisterForm, type: WordType, wrong: Wrong): RowContent | null {
  const { quantity, perCount, magnitude = false } = form;
  if (quantity === undefined) return null;
  const unit = quantities[quantity];
  const worth = (key: "perCount" | "step", written: string | number): number => {
    const read = worthOf(unit, written);
    if ("value" in read) return read.value;
    wrong(key, `${quantity}: ${read.trouble}`);
    return Number.NaN;
  };
  if (perCount === undefined) {
    wrong(
      null,
      `'perCount' is missing: what is one count worth, in ${unit === "1" ? "plain figures" : unit}?`,
    );
    return null;
  }
  const scale: Scale = Array.isArray(perCount)
    ? {
        kind: "byRatio",
        steps: perCount.map((step) => ({
          below: step.below ?? null,
          perCount: worth("perCount", step.perCount),
        })),
      }
    : { kind: "fixed", perCount: worth("perCount", perCount) };
  const content = { kind: "quantity", quantity, form: magnitude ? "magnitude" : "value", scale } as const;
  if (form.step === undefined) return content;
  if (!isFloat(type)) wrong("step", "is for floats: a whole number goes on by one count");
  if (scale.kind !== "fixed") {
    wrong("step", "needs one perCount for every ratio");
    return content;
  }
  return { ...content, step: Number((worth("step", form.step) / scale.perCount).toPrecision(12)) };
}
