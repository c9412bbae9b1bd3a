/**
 * From what a person orders and programs to a complete specification of one meter. What is wrong with the order comes
 * back as issues, all at once; what the catalogue leaves open can be set per meter.
 */
import { catalogue, findModel } from "#models/catalogue/catalogue.ts";
import { type Readings, withReadings } from "#models/catalogue/doubt.ts";
import type { Product, Variant } from "#models/catalogue/product.ts";
import { type Issue, issue } from "#models/issue.ts";
import { checkProgrammed } from "#models/meter/checkProgrammed.ts";
import { type Imperfections, noImperfections } from "#models/meter/imperfections.ts";
import type {
  CommunicationParameters,
  MeterChoice,
  ProgrammableRanges,
} from "#models/meter/programmedParameters.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import type { MeterAssumptions, MeterSpec } from "#models/meter/spec.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { type Amperes, inMicroseconds, type Seconds } from "#models/units.ts";

/** What may be set per meter beyond its order: where the catalogue is silent, and what is wrong with it. */
export interface SpecOptions {
  readonly assumptions?: Partial<MeterAssumptions>;
  readonly method?: Partial<MeasuringMethod>;
  /** One of the product's reference currents; its first when left out. */
  readonly referenceCurrent?: Amperes;
  readonly startUp?: Seconds;
  readonly sealed?: boolean;
  readonly communication?: Partial<CommunicationParameters>;
  readonly imperfections?: Imperfections;
  readonly registerMap?: RegisterMap;
  /** How to read what the catalogue leaves in doubt, by the names of the entry's doubts. */
  readonly readings?: Readings;
}

/** What a variant lets program: KTV only with voltage transformers. */
const rangesOf = ({ programmable }: Product, { voltageInput, countings }: Variant): ProgrammableRanges => ({
  ...programmable,
  countings,
  vtRatio: voltageInput === "vt" ? programmable.vtRatio : { lowest: 1, highest: 1 },
});

const isProduct = (result: Product | readonly Issue[]): result is Product => !Array.isArray(result);
export const isSpec = (result: MeterSpec | readonly Issue[]): result is MeterSpec => !Array.isArray(result);

/** A meter of the catalogue or of the `further` products, by its name; capitals optional. */
export function findMeter(model: string, further: readonly Product[]): Product | undefined {
  const plain = model.trim().toLowerCase();
  return findModel(model) ?? further.find((product) => product.model.trim().toLowerCase() === plain);
}

/**
 * The specification of a chosen meter, or everything that is wrong with the choice. `further` are products beside those
 * of the catalogue: a user's own. Issue paths lead into the choice: `model`, `orderCode`, `programmed.ctRatio` ...; those
 * of options into `options`.
 */
export function meterSpec(
  choice: MeterChoice,
  options: SpecOptions = {},
  further: readonly Product[] = [],
): MeterSpec | readonly Issue[] {
  const printed = findMeter(choice.model, further);
  if (printed === undefined) {
    const known = [...catalogue, ...further].map(({ model }) => model).join(", ");
    return [issue(["model"], `no model "${choice.model}" in the catalogue (known: ${known})`)];
  }
  const product = withReadings(printed, options.readings ?? {});
  if (!isProduct(product))
    return product.map(({ path, message }) => issue(["options", "readings", ...path], message));
  const wanted = choice.orderCode ?? product.defaultOrderCode;
  const variant = product.variants.find(({ orderCode }) => orderCode === wanted);
  if (variant === undefined) {
    const known = product.variants.map(({ orderCode }) => orderCode).join(", ");
    return [issue(["orderCode"], `${product.model} has no order code "${wanted}" (known: ${known})`)];
  }
  const programmable = rangesOf(product, variant);
  const [counting = "total and partial"] = variant.countings;
  const programmed = { ...product.delivered, counting, ...choice.programmed };
  const communication = { ...product.communication, ...options.communication };
  const assumptions = { ...product.assumptions, ...options.assumptions };
  const currents = variant.current === null ? product.currents : [variant.current];
  const reference = options.referenceCurrent ?? currents[0]?.reference;
  const current = currents.find((ratings) => ratings.reference === reference);
  const startUp = options.startUp ?? product.startUp;
  const issues: Issue[] = [
    ...checkProgrammed(programmable, programmed, communication),
    ...checkAssumptions(assumptions, programmed.integrationTime, startUp),
  ];
  if (options.sealed === true && !product.sealable)
    issues.push(issue(["options", "sealed"], `${product.model} can't be sealed`));
  if (current === undefined) {
    const known = currents.map((ratings) => `${ratings.reference} A`).join(", ");
    issues.push(
      issue(["options", "referenceCurrent"], `${product.model} has no ${reference} A input (${known})`),
    );
  }
  if (issues.length > 0 || current === undefined) return issues;
  return {
    model: product.model,
    orderCode: variant.orderCode,
    current,
    voltage: variant.voltage,
    classes: product.classes,
    programmed,
    programmable,
    method: { ...product.method, ...options.method },
    digits: product.digits,
    startingCurrent: product.startingCurrent,
    startUp,
    selfSupply: product.selfSupply,
    outputs: variant.outputs,
    sealed: options.sealed ?? false,
    assumptions,
    communication,
    keys: product.keys,
    pages: product.pages,
    registerMap: options.registerMap ?? variant.registerMap,
    imperfections: options.imperfections ?? noImperfections,
  };
}

function checkAssumptions(
  assumptions: MeterAssumptions,
  integrationTime: Seconds,
  startUp: Seconds,
): Issue[] {
  const found: Issue[] = [];
  const at = (key: string, message: string) => found.push(issue(["options", "assumptions", key], message));
  const { demandSubintervals: parts, pulsePause, accessCode } = assumptions;
  if (!Number.isInteger(parts) || parts < 1) at("demandSubintervals", "a whole number of parts, at least 1");
  else if (inMicroseconds(integrationTime) % parts !== 0)
    at("demandSubintervals", `${integrationTime} s can't be cut in ${parts} parts of whole microseconds`);
  if (pulsePause !== "asLongAsPulse" && !(pulsePause >= 0)) at("pulsePause", "can't be negative");
  if (!Number.isInteger(accessCode) || accessCode < 0 || accessCode > 9999) at("accessCode", "four digits");
  if (!(startUp >= 0)) found.push(issue(["options", "startUp"], "can't be negative"));
  const { energyUnit } = assumptions;
  const units =
    energyUnit.kind === "fixed" ? [energyUnit.perCount] : energyUnit.steps.map(({ perCount }) => perCount);
  if (units.some((unit) => !Number.isInteger(unit) || unit < 1))
    at("energyUnit", "a register counts whole Wh: every unit a whole number of at least 1");
  if (energyUnit.kind === "byRatio" && energyUnit.steps.at(-1)?.below !== null)
    at("energyUnit", "the last step must hold for every larger K (below: null)");
  return found;
}
