/** The sheet of a meter: what the rig knows of the model, to be read by a person. */
import type { Product } from "#models/catalogue/product.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";
import { doubtLines, enclosureRows, heading, row } from "#rig/cli/sheet.ts";

export function meterSheet(product: Product): string {
  const { currents, classes, programmable, delivered, diagrams, doubts, variants } = product;
  const standard = ({ standard: name, accuracyClass }: { standard: string; accuracyClass: string }) =>
    `class ${accuracyClass}, ${name}`;
  const outputs = ({ pulse, rs485 }: { pulse: boolean; rs485: boolean }) =>
    [pulse ? "pulses" : "", rs485 ? "RS485" : ""].filter(Boolean).join(" and ") || "none";
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
    row("display", `${product.digits} digits`),
    row(
      "fed from",
      product.selfSupply === "L1-L2" ? "its own voltage between L1 and L2" : "any of its voltages",
    ),
    row("starts within", `${product.startUp} s`),
    row("sealable", product.sealable ? "yes" : "no"),
    ...enclosureRows(product.enclosure),
    heading("Order codes"),
    ...variants.map(
      (v) =>
        `  ${v.orderCode}   ${v.voltageInput === "vt" ? "on VTs" : "direct"}, Un ${v.voltage.lineToLine} V line to line (${v.voltage.lowest}...${v.voltage.highest} V), ${outputs(v.outputs)}${v.countings.map((counting) => (counting === "total and partial" ? "" : `, ${counting}`)).join("")}${v.orderCode === product.defaultOrderCode ? "   [default]" : ""}`,
    ),
    heading("Insertion modes"),
    ...diagrams.map((d) => `  ${d.mode.padEnd(12)} ${d.diagram.padEnd(12)} ${d.currentTransformers} CT`),
    heading("Programmable"),
    row("CT ratio KTA", `${programmable.ctRatio.lowest}...${programmable.ctRatio.highest}`),
    row("VT ratio KTV", `${programmable.vtRatio.lowest}...${programmable.vtRatio.highest} (only with VTs)`),
    row("integration time", `${programmable.integrationTimes.map((t) => inMinutes(t)).join(", ")} min`),
    row("pulse weight", `${programmable.pulseWeights.join(", ")} Wh or varh`),
    row("pulse width", `${programmable.pulseWidths.map((t) => Math.round(inMilliseconds(t))).join(", ")} ms`),
    row(
      "as delivered",
      `${delivered.insertionMode}, KTA ${delivered.ctRatio}, KTV ${delivered.vtRatio}, ${inMinutes(delivered.integrationTime)} min, ${delivered.pulse.weight} Wh per pulse`,
    ),
    heading("Register map"),
    ...[...new Set(variants.map(({ registerMap }) => `  ${registerMap.name}: ${registerMap.status}`))],
    heading("In doubt, and what was chosen"),
    ...doubtLines(doubts),
    "",
  ].join("\n");
}
