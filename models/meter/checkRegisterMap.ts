/**
 * Whether data read from a file is a register map: every problem at once, each with the path to it. No schema library,
 * so that a browser can check a map too.
 */
import { amountBounds, whyOutOfBounds } from "#models/amountBounds.ts";
import { type Issue, issue } from "#models/issue.ts";
import { isQuantityName } from "#models/meter/quantity.ts";
import {
  type EnumSubject,
  enumStates,
  isFloat,
  type RegisterMap,
  resettable,
  type WordType,
  wordsOf,
  wordTypes,
} from "#models/meter/registerMap.ts";

type Path = readonly (string | number)[];
type Bag = Readonly<Record<string, unknown>>;

const totals = ["total", "L1", "L2", "L3"];
const ratios = ["ctRatio", "vtRatio"];
const highestWord = 0xffff;

const isWordType = (value: unknown): value is WordType => wordTypes.some((type) => type === value);
const isBag = (value: unknown): value is Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The map itself, or what is wrong with the data. */
export function readRegisterMap(data: unknown): RegisterMap | readonly Issue[] {
  const issues = checkRegisterMap(data);
  return issues.length === 0 ? (data as RegisterMap) : issues;
}

export function checkRegisterMap(data: unknown): Issue[] {
  if (!isBag(data)) return [issue([], "a register map is an object")];
  const found: Issue[] = [];
  const wrong = (path: Path, message: string) => {
    found.push(issue(path, message));
  };
  const text = (path: Path, value: unknown) => {
    if (typeof value !== "string" || value === "") wrong(path, "a text");
  };
  const oneOf = (path: Path, value: unknown, list: readonly unknown[]) => {
    if (!list.includes(value)) wrong(path, `one of ${list.join(", ")}`);
  };
  const whole = (path: Path, value: unknown, lowest: number, highest: number) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < lowest || value > highest)
      wrong(path, `a whole number from ${lowest} to ${highest}`);
  };
  const positive = (path: Path, value: unknown) => {
    if (typeof value !== "number" || !(value > 0)) wrong(path, "a number above 0");
    else if (whyOutOfBounds("figure", value) !== null)
      wrong(path, `a number from ${amountBounds.figure.finest} to ${amountBounds.figure.most}`);
  };
  const each = (path: Path, value: unknown, check: (at: Path, item: Bag, index: number) => void) => {
    if (!Array.isArray(value)) return wrong(path, "a list");
    for (const [index, item] of (value as unknown[]).entries()) {
      if (isBag(item)) check([...path, index], item, index);
      else wrong([...path, index], "an object");
    }
  };
  const provenance = (path: Path, value: unknown) => {
    if (!isBag(value)) return wrong(path, "source and confidence: where does this come from?");
    text([...path, "source"], value.source);
    oneOf([...path, "confidence"], value.confidence, ["A", "B", "C", "D"]);
  };
  const scale = (path: Path, value: unknown) => {
    if (!isBag(value)) return wrong(path, "a scale: fixed or byRatio");
    if (value.kind === "fixed") return positive([...path, "perCount"], value.perCount);
    if (value.kind !== "byRatio") return oneOf([...path, "kind"], value.kind, ["fixed", "byRatio"]);
    const { steps } = value;
    if (!Array.isArray(steps) || steps.length === 0) return wrong([...path, "steps"], "a list of steps");
    let previous = 0;
    each([...path, "steps"], steps, (at, step, i) => {
      positive([...at, "perCount"], step.perCount);
      const last = i === steps.length - 1;
      if (last !== (step.below === null)) wrong([...at, "below"], "null in the last step and only there");
      else if (!last && !(typeof step.below === "number" && step.below > previous))
        wrong([...at, "below"], "a number, rising from step to step");
      if (typeof step.below === "number") previous = step.below;
    });
  };
  const quantity = (path: Path, value: unknown) => {
    if (typeof value !== "string" || !isQuantityName(value)) wrong(path, `no quantity "${String(value)}"`);
  };
  const states = (path: Path, of: unknown, values: unknown) => {
    const subject = Object.keys(enumStates).find((each): each is EnumSubject => each === of);
    if (subject === undefined) return oneOf([...path, "of"], of, Object.keys(enumStates));
    if (!isBag(values)) return wrong([...path, "values"], "a count for every state");
    for (const [state, count] of Object.entries(values)) {
      if (!enumStates[subject].some((known) => known === state))
        wrong([...path, "values", state], `no state of the ${subject}: ${enumStates[subject].join(", ")}`);
      whole([...path, "values", state], count, 0, 2 ** 32 - 1);
    }
  };
  const content = (path: Path, value: unknown, type: unknown) => {
    if (!isBag(value)) return wrong(path, "what the row holds");
    switch (value.kind) {
      case "quantity":
        quantity([...path, "quantity"], value.quantity);
        oneOf([...path, "form"], value.form, ["value", "magnitude"]);
        if (value.step !== undefined) {
          positive([...path, "step"], value.step);
          if (!isWordType(type) || !isFloat(type)) wrong([...path, "step"], "is for floats");
        }
        return scale([...path, "scale"], value.scale);
      case "sign":
        return quantity([...path, "quantity"], value.quantity);
      case "sector":
        return oneOf([...path, "of"], value.of, totals);
      case "parameter":
        oneOf([...path, "parameter"], value.parameter, ratios);
        return positive([...path, "perCount"], value.perCount);
      case "constant":
        text([...path, "name"], value.name);
        if (isWordType(type) && isFloat(type)) {
          if (typeof value.value !== "number" || !Number.isFinite(value.value))
            wrong([...path, "value"], "a number");
          return;
        }
        return whole([...path, "value"], value.value, 0, 2 ** 32 - 1);
      case "enum":
        return states(path, value.of, value.values);
      case "sequence":
      case "operatingHours":
      case "operatingSeconds":
        return;
      default:
        return wrong([...path, "kind"], `no kind of row "${String(value.kind)}"`);
    }
  };

  text(["name"], data.name);
  text(["status"], data.status);
  oneOf(["wordOrder"], data.wordOrder, ["highFirst", "lowFirst"]);
  if (data.byteOrder !== undefined) oneOf(["byteOrder"], data.byteOrder, ["highFirst", "lowFirst"]);
  oneOf(["gaps"], data.gaps, ["zero", "ones", "refuse"]);
  oneOf(["halves"], data.halves, ["answer", "refuse"]);
  whole(["maximumReadWords"], data.maximumReadWords, 1, 125);
  if (!Array.isArray(data.functionCodes)) wrong(["functionCodes"], "a list of function codes");
  else {
    data.functionCodes.forEach((code: unknown, i) => {
      whole(["functionCodes", i], code, 1, 127);
    });
    if (!data.functionCodes.some((code) => code === 3 || code === 4))
      wrong(["functionCodes"], "nothing can be read without 3 or 4");
  }

  const taken = new Map<number, number>();
  each(["rows"], data.rows, (at, row, i) => {
    oneOf([...at, "type"], row.type, wordTypes);
    content([...at, "content"], row.content, row.type);
    provenance([...at, "provenance"], row.provenance);
    const words = isWordType(row.type) ? wordsOf(row.type) : 1;
    if (
      typeof data.maximumReadWords === "number" &&
      data.maximumReadWords >= 1 &&
      words > data.maximumReadWords
    )
      wrong([...at, "type"], `has ${words} words, and one read brings ${data.maximumReadWords} at most`);
    whole([...at, "address"], row.address, 0, highestWord + 1 - words);
    if (typeof row.address !== "number") return;
    for (let address = row.address; address < row.address + words; address++) {
      const other = taken.get(address);
      if (other !== undefined) wrong([...at, "address"], `address ${hex(address)} belongs to row ${other}`);
      else taken.set(address, i);
    }
  });

  const { writes } = data;
  if (writes === null) return found;
  if (!isBag(writes)) return [...found, issue(["writes"], "the programming writes, or null for none")];
  for (const name of ["unlock", "reset", "save", "restore"]) {
    const write = writes[name];
    if (!isBag(write)) {
      wrong(["writes", name], "missing");
      continue;
    }
    whole(["writes", name, "address"], write.address, 0, highestWord);
    provenance(["writes", name, "provenance"], write.provenance);
    if (name === "unlock") whole(["writes", name, "value"], write.value, 0, highestWord);
    if (name === "reset")
      each(["writes", name, "bits"], write.bits, (at, bit) => {
        whole([...at, "bit"], bit.bit, 0, 15);
        oneOf([...at, "resets"], bit.resets, resettable);
      });
  }
  each(["writes", "parameters"], writes.parameters, (at, row) => {
    whole([...at, "address"], row.address, 0, highestWord);
    oneOf([...at, "parameter"], row.parameter, ratios);
    positive([...at, "perCount"], row.perCount);
    provenance([...at, "provenance"], row.provenance);
  });
  if (!isBag(writes.refusals)) wrong(["writes", "refusals"], "exception codes");
  else
    for (const name of ["unknown", "locked", "value"])
      whole(["writes", "refusals", name], writes.refusals[name], 1, 6);
  return found;
}

const hex = (address: number): string => `0x${address.toString(16).toUpperCase().padStart(4, "0")}`;
