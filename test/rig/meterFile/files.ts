/** Meter files for tests: the two that ship, and a short one to write registers into. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { readMeterFile } from "#rig/meterFile/readMeterFile.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

export const examples = fileURLToPath(new URL("../../../examples/meters", import.meta.url));
export const shipped = (name: "sdm630" | "abb-b23"): string =>
  readFileSync(`${examples}/${name}.meter.yaml`, "utf8");

export const trouble = (text: string): readonly string[] => {
  const read = readMeterFile(text, "my.meter.yaml");
  return Array.isArray(read) ? read.map(formatLocatedIssue) : [];
};

export function productOf(text: string): Product {
  const read = readMeterFile(text, "my.meter.yaml");
  if (Array.isArray(read)) throw new Error(read.map(formatLocatedIssue).join("\n"));
  return read as Product;
}

export function specOf(text: string, programmed: Partial<ProgrammedParameters> = {}): MeterSpec {
  const product = productOf(text);
  const spec = meterSpec({ model: product.model, orderCode: null, programmed }, {}, [product]);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}

export interface Variation {
  /** Lines under `registers:`. */
  readonly registers: readonly string[];
  readonly wordOrder?: "highFirst" | "lowFirst";
  readonly byteOrder?: "highFirst" | "lowFirst";
  readonly firstRegister?: "0" | "1" | "30001" | "40001";
  readonly functionCodes?: string;
  readonly gaps?: "zero" | "ones" | "refuse";
  readonly halves?: "answer" | "refuse";
  readonly mostWords?: number;
}

/** A direct 5 (65) A meter with these registers. The registers begin on line 24. */
export const meterFile = ({
  registers,
  wordOrder = "highFirst",
  byteOrder = "highFirst",
  firstRegister = "0",
  functionCodes = "[3]",
  gaps = "zero",
  halves = "answer",
  mostWords = 125,
}: Variation): string => `model: My meter
document: its manual
source: the table in its manual
confidence: A
enclosure: { format: 4 DIN modules, temperature: { lowest: -10, highest: 55 } }
current: { connection: direct, reference: 5 A, maximum: 65 A }
voltage: { phaseToNeutral: 230 V, lineToLine: 400 V, lowest: 176 V, highest: 480 V }
activeClass: { standard: IEC 62053-21, class: 1 }
reactiveClass: { standard: IEC 62053-23, class: 2 }
startingCurrent: { active: 0.4 % }
startUp: 2 s
supply: any
energyRegister: { unit: 10 Wh, digits: 8 }
insertionModes: [3N3E, 1N1E]
bus: { speeds: [9600] }
firstRegister: "${firstRegister}"
functionCodes: ${functionCodes}
wordOrder: ${wordOrder}
byteOrder: ${byteOrder}
gaps: ${gaps}
halves: ${halves}
mostWords: ${mostWords}
registers:
${registers.map((line) => `  - ${line}`).join("\n")}
`;
