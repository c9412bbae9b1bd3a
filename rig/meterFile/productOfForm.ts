/**
 * A product from a filled-in meter file: what the catalogue's entries are, and treated like one everywhere. What a file
 * does not say (the measuring method, the pause between pulses, the access code) is the documented default of any meter.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { InsertionDiagram, Product } from "#models/catalogue/product.ts";
import { insertionModeFacts } from "#models/connection/insertionMode.ts";
import { type Issue, issue } from "#models/issue.ts";
import { checkRegisterMap } from "#models/meter/checkRegisterMap.ts";
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import { isMapped } from "#models/meter/registerReader.ts";
import type { Page, VoltageRatings } from "#models/meter/spec.ts";
import { defaultMeasuringMethod } from "#models/metering/measuringMethod.ts";
import { accuracyStandards } from "#models/metrology/accuracyClass.ts";
import { milliseconds, minutes, wattHours } from "#models/units.ts";
import type { MeterFileForm } from "#rig/meterFile/meterFileForm.ts";
import { rowsOf } from "#rig/meterFile/registerRows.ts";

const one = { lowest: 1, highest: 1 };
/** Fifteen digits of a Wh: what a double counts without a slip. */
const widestRegister = 1e15;

/** The product, or everything that can't be so; paths lead into the form. */
export function productOfForm(form: MeterFileForm): Product | readonly Issue[] {
  const issues: Issue[] = [...classIssues(form), ...ratingIssues(form)];
  const registerMap = mapOf(form, issues);
  if (issues.length > 0) return issues;
  const product = assembled(form, registerMap);
  const spec = meterSpec({ model: form.model, orderCode: null, programmed: {} }, {}, [product]);
  return isSpec(spec) ? product : spec.map(({ path, message }) => issue(placeOf(path), message));
}

/** Where in the form the catalogue's finding has its cause. */
function placeOf(path: Issue["path"]): Issue["path"] {
  const at = path.join(".");
  if (at.endsWith("energyUnit")) return ["energyRegister", "unit"];
  if (at.endsWith("integrationTime")) return ["integrationTimes"];
  if (at.startsWith("programmed.pulse")) return ["pulse"];
  if (at.startsWith("communication")) return ["bus"];
  return [];
}

function classIssues({ activeClass, reactiveClass }: MeterFileForm): Issue[] {
  const check = (declared: { standard: keyof typeof accuracyStandards; class: string }, key: string) => {
    const { name, base } = accuracyStandards[declared.standard];
    const known = [...new Set(base.map(({ accuracyClass }) => accuracyClass))];
    return known.includes(declared.class)
      ? []
      : [
          issue(
            [key, "class"],
            `${name} has no class ${declared.class} here (there are ${known.join(", ")})`,
          ),
        ];
  };
  return [
    ...check(activeClass, "activeClass"),
    ...(reactiveClass === undefined ? [] : check(reactiveClass, "reactiveClass")),
  ];
}

function ratingIssues({
  current,
  voltage,
  ctRatio,
  vtRatio,
  bus,
  insertionModes,
  energyRegister,
}: MeterFileForm): Issue[] {
  const found: Issue[] = [];
  const require = (holds: boolean, path: Issue["path"], message: string): void => {
    if (!holds) found.push(issue(path, message));
  };
  require(current.reference > 0, ["current", "reference"], "above 0");
  require(current.maximum >= current.reference, ["current", "maximum"], "not below the reference current");
  for (const key of ["phaseToNeutral", "lineToLine", "lowest"] as const)
    require(voltage[key] > 0, ["voltage", key], "above 0");
  require(voltage.highest > voltage.lowest, ["voltage", "highest"], "above the lowest");
  require(voltage.lowest <= voltage.lineToLine && voltage.lineToLine <= voltage.highest, [
    "voltage",
    "lineToLine",
  ], `between the lowest and the highest line voltage, ${voltage.lowest}...${voltage.highest} V`);
  require(energyRegister.unit > 0, ["energyRegister", "unit"], "above 0");
  const span = 10 ** energyRegister.digits * energyRegister.unit;
  require(span <= widestRegister, [
    "energyRegister",
  ], `begins again after ${span} Wh; at most ${widestRegister} Wh can be counted to the Wh`);
  require(ctRatio === undefined || ctRatio.highest >= ctRatio.lowest, ["ctRatio"], "highest below lowest");
  require(vtRatio === undefined || vtRatio.highest >= vtRatio.lowest, ["vtRatio"], "highest below lowest");
  require(ctRatio === undefined || current.connection === "ct", [
    "ctRatio",
  ], "a meter the current goes straight through has no CT ratio");
  require((bus.highest ?? 247) >= (bus.lowest ?? 1), ["bus", "highest"], "below the lowest address");
  for (const [index, mode] of insertionModes.entries())
    require(insertionModes.indexOf(mode) === index, ["insertionModes", index], `${mode} is there already`);
  return found;
}

function mapOf(form: MeterFileForm, issues: Issue[]): RegisterMap {
  const otherwise = { source: form.source, confidence: form.confidence };
  const placed = rowsOf(form.registers, Number(form.firstRegister ?? 0), otherwise, issues);
  const unsure = new Set(
    placed.filter(({ row }) => row.provenance.confidence === "D").map(({ index }) => index),
  ).size;
  const map: RegisterMap = {
    name: form.model,
    status: `${form.document}; ${form.source}${unsure === 0 ? "" : `; ${unsure} of ${form.registers.length} registers unsure`}`,
    wordOrder: form.wordOrder,
    ...(form.byteOrder !== undefined && { byteOrder: form.byteOrder }),
    functionCodes: form.functionCodes,
    maximumReadWords: form.mostWords ?? 125,
    gaps: form.gaps,
    halves: form.halves,
    rows: placed.map(({ row }) => row),
    writes: null,
  };
  for (const { path, message } of checkRegisterMap(map))
    issues.push(issue(inForm(path, placed), inListWords(message, placed)));
  const magnitudes = placed.filter(
    ({ row }) => row.content.kind === "quantity" && row.content.form === "magnitude",
  );
  for (const { row, index } of magnitudes) {
    const { content } = row;
    if (content.kind !== "quantity") continue;
    const sign = map.rows.some(
      (each) => each.content.kind === "sign" && each.content.quantity === content.quantity,
    );
    if (!sign)
      issues.push(
        issue(["registers", index, "magnitude"], `no register has the sign (signOf: ${content.quantity})`),
      );
  }
  const seen = new Map<QuantityName, number>();
  for (const { row, index } of placed) {
    if (row.content.kind !== "quantity") continue;
    const { quantity } = row.content;
    const first = seen.get(quantity);
    if (first === undefined) seen.set(quantity, index);
    else
      issues.push(
        issue(["registers", index, "quantity"], `register ${first + 1} of the list has ${quantity} already`),
      );
  }
  if (placed.length === form.registers.length && !isMapped(map, "active energy"))
    issues.push(issue(["registers"], "no register has the active energy: every test begins with it"));
  return map;
}

interface Placed {
  readonly index: number;
}

/** A path into the register map as a path into the form. */
function inForm([head, row, ...rest]: Issue["path"], placed: readonly Placed[]): Issue["path"] {
  if (head === "maximumReadWords") return ["mostWords"];
  if (head !== "rows" || typeof row !== "number") return [head ?? "registers"];
  const [key, ...further] = rest[0] === "content" ? rest.slice(1) : rest;
  const named = key === "scale" ? "perCount" : key === "value" ? "constant" : key;
  const below = named === "values" ? further : [];
  return ["registers", placed[row]?.index ?? 0, ...(named === undefined ? [] : [named]), ...below];
}

/** What is said of the rows of the map, in words about the list in the file. */
const inListWords = (message: string, placed: readonly Placed[]): string =>
  message.replace(
    /belongs to row (\d+)/,
    (_, row: string) => `belongs to register ${(placed[Number(row)]?.index ?? 0) + 1} of the list`,
  );

function voltageOf({ voltage }: MeterFileForm): VoltageRatings {
  const { phaseToNeutral, lineToLine, lowest, highest, singlePhase = phaseToNeutral } = voltage;
  return { phaseToNeutral, lineToLine, singlePhase, lowest, highest };
}

function assembled(form: MeterFileForm, registerMap: RegisterMap): Product {
  const {
    orderCode = "standard",
    pulse,
    activeClass,
    reactiveClass,
    startingCurrent,
    energyRegister,
    bus,
  } = form;
  const shown = (Object.keys(quantities) as QuantityName[]).filter((quantity) =>
    isMapped(registerMap, quantity),
  );
  const pages: readonly Page[] = shown.map((quantity) => [quantity]);
  const weights = pulse?.weights ?? [energyRegister.unit];
  const widths = pulse?.widths ?? [milliseconds(100)];
  const integrationTimes = form.integrationTimes ?? [minutes(15)];
  const diagrams: readonly InsertionDiagram[] = form.insertionModes.map((mode) => ({
    mode,
    diagram: "",
    currentTransformers: form.current.connection === "ct" ? insertionModeFacts[mode].currentInputs.length : 0,
  }));
  return {
    kind: "meter",
    model: form.model,
    document: form.document,
    enclosure: { ...form.enclosure, protection: null },
    variants: [
      {
        orderCode,
        voltage: voltageOf(form),
        voltageInput: form.vtRatio === undefined ? "direct" : "vt",
        outputs: { pulse: pulse !== undefined, rs485: true },
        countings: form.counting ?? ["total and partial"],
        current: null,
        registerMap,
      },
    ],
    defaultOrderCode: orderCode,
    currents: [form.current],
    classes: {
      active: { standard: activeClass.standard, accuracyClass: activeClass.class },
      reactive:
        reactiveClass === undefined
          ? null
          : { standard: reactiveClass.standard, accuracyClass: reactiveClass.class },
    },
    startingCurrent: {
      active: startingCurrent.active,
      reactive: startingCurrent.reactive ?? startingCurrent.active,
    },
    startUp: form.startUp,
    selfSupply: form.supply,
    digits: energyRegister.digits,
    keys: ["page"],
    pages: { "total and partial": pages, "partial by contact": pages, "double tariff": pages },
    terminals: {},
    sealable: false,
    diagrams,
    programmable: {
      insertionModes: form.insertionModes,
      ctRatio: form.ctRatio ?? one,
      vtRatio: form.vtRatio ?? one,
      integrationTimes,
      pulseEnergies: ["active", "reactive"],
      pulseWeights: weights,
      pulseWidths: widths,
      addresses: { lowest: bus.lowest ?? 1, highest: bus.highest ?? 247 },
      speeds: bus.speeds,
    },
    delivered: {
      insertionMode: form.insertionModes[0] ?? "3N3E",
      ctRatio: form.ctRatio?.lowest ?? 1,
      vtRatio: form.vtRatio?.lowest ?? 1,
      integrationTime: integrationTimes[0] ?? minutes(15),
      pulse: { energy: "active", weight: weights[0] ?? wattHours(10), width: widths[0] ?? milliseconds(100) },
    },
    communication: { address: bus.lowest ?? 1, speed: bus.speeds[0] ?? 9600 },
    method: defaultMeasuringMethod,
    assumptions: {
      singlePhaseSupply: "bridged",
      pulsePause: "asLongAsPulse",
      demandSubintervals: 1,
      demandAtTariffChange: "restart",
      secondTariff: "closed",
      exportRegisters: shown.some((quantity) => quantity.startsWith("exported")),
      energyUnit: { kind: "fixed", perCount: energyRegister.unit },
      powerUnit: { kind: "fixed", perCount: 1 },
      accessCode: 1000,
    },
    doubts: (form.doubts ?? []).map((doubt) => ({ ...doubt, alternatives: [] })),
  };
}
