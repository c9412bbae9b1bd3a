/** The sheet of a meter: what the rig knows of the model, to be read by a person. */
import type { Product, Variant } from "#models/catalogue/product.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";
import { doubtLines, enclosureRows, heading, row } from "#rig/cli/sheet.ts";

const outputsText = ({ pulse, rs485 }: Variant["outputs"]): string =>
  [pulse ? "pulses" : "", rs485 ? "RS485" : ""].filter(Boolean).join(" and ") || "no output";

function orderCodeText({ defaultOrderCode, selfSupply }: Product, variant: Variant): string {
  const { orderCode, voltage, voltageInput, current, countings } = variant;
  const { lowest, highest, singlePhase, lineToLine } = voltage;
  const single = selfSupply === "L1-N";
  return [
    `  ${orderCode}   ${voltageInput === "vt" ? "on VTs" : "direct"}`,
    `Un ${single ? `${singlePhase} V` : `${lineToLine} V line to line`} (${lowest}...${Number(highest.toPrecision(4))} V)`,
    ...(current === null ? [] : [`${current.reference}(${current.maximum}) A`]),
    outputsText(variant.outputs),
    ...countings.filter((counting) => counting !== "total and partial"),
    ...(orderCode === defaultOrderCode ? ["default"] : []),
  ].join(", ");
}

function ratioRows({ programmable: { ctRatio, vtRatio } }: Product): string[] {
  const shown = (name: string, { lowest, highest }: typeof ctRatio, when: string) =>
    highest > lowest ? [row(name, `${lowest}...${highest}${when}`)] : [];
  return [...shown("CT ratio KTA", ctRatio, ""), ...shown("VT ratio KTV", vtRatio, " (only with VTs)")];
}

/** Of the order codes that speak on a bus. */
function mapLines({ variants }: Product): string[] {
  const maps = variants.filter(({ outputs }) => outputs.rs485).map(({ registerMap }) => registerMap);
  const lines = [...new Set(maps.map(({ name, status }) => `  ${name}: ${status}`))];
  return lines.length === 0 ? [] : [heading("Register map"), ...lines];
}

const fedFrom: Readonly<Record<Product["selfSupply"], string>> = {
  "L1-L2": "its own voltage between L1 and L2",
  "L1-N": "its own voltage between L1 and N",
  any: "any of its voltages",
};

const keysText = ({ keys }: Product): string =>
  keys.length === 0 ? "no key" : `key${keys.length === 1 ? "" : "s"}: ${keys.join(", ")}`;

/** The pages under each way of counting that an order code has; alike ones once. */
function pagesText({ pages, variants }: Product): string[] {
  const countings = [...new Set(variants.flatMap((each) => each.countings))];
  const texts = countings.map((counting) => pages[counting].map((page) => page.join(" + ")).join(", "));
  return texts.map((text, i) => {
    const first = texts.indexOf(text);
    return row(countings[i] ?? "", first < i ? `as ${countings[first]}` : text);
  });
}

export function meterSheet(product: Product): string {
  const { currents, classes, programmable, delivered, diagrams, doubts, variants } = product;
  const standard = ({ standard: name, accuracyClass }: { standard: string; accuracyClass: string }) =>
    `class ${accuracyClass}, ${name}`;
  return [
    `${product.model}   (${product.document})`,
    row(
      "current",
      currents
        .map((c) => `${c.connection === "ct" ? "In" : "Ib"} ${c.reference} A, Imax ${c.maximum} A`)
        .join("; "),
    ),
    row("active energy", standard(classes.active)),
    row("reactive energy", classes.reactive === null ? "none" : standard(classes.reactive)),
    row("display", `${product.digits} digits, ${keysText(product)}`),
    row("fed from", fedFrom[product.selfSupply]),
    row("starts within", `${product.startUp} s`),
    row("sealable", product.sealable ? "yes" : "no"),
    ...enclosureRows(product.enclosure),
    heading("Order codes"),
    ...variants.map((each) => orderCodeText(product, each)),
    heading("Insertion modes"),
    ...diagrams.map(
      (d) =>
        `  ${d.mode.padEnd(12)} ${d.diagram.padEnd(12)} ${d.currentTransformers === 0 ? "direct" : `${d.currentTransformers} CT`}`,
    ),
    heading("Terminals"),
    ...Object.entries(product.terminals).map(([what, numbers]) => row(what, numbers)),
    heading("Display pages"),
    ...pagesText(product),
    heading("Programmable"),
    ...ratioRows(product),
    row("integration time", `${programmable.integrationTimes.map((t) => inMinutes(t)).join(", ")} min`),
    row(
      "pulse weight",
      `${programmable.pulseWeights.join(", ")} Wh${programmable.pulseEnergies.includes("reactive") ? " or varh" : ""}`,
    ),
    row("pulse width", `${programmable.pulseWidths.map((t) => Math.round(inMilliseconds(t))).join(", ")} ms`),
    row(
      "as delivered",
      `${delivered.insertionMode}, KTA ${delivered.ctRatio}, KTV ${delivered.vtRatio}, ${inMinutes(delivered.integrationTime)} min, ${delivered.pulse.weight} Wh per pulse`,
    ),
    ...mapLines(product),
    heading("In doubt, and what was chosen"),
    ...doubtLines(doubts),
    "",
  ].join("\n");
}
