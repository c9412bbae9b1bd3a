/** `conto-rig catalogue`: what the rig knows of the products, as a sheet people read or as data. */
import { Command } from "commander";
import { catalogue, findModel } from "#models/catalogue/catalogue.ts";
import type { Product } from "#models/catalogue/product.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";

const heading = (text: string): string => `\n${text}\n${"-".repeat(text.length)}`;
const row = (name: string, value: string): string => `  ${name.padEnd(22)}${value}`;

function sheet(product: Product): string {
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
    heading("Order codes"),
    ...variants.map(
      (v) =>
        `  ${v.orderCode}   ${v.voltageInput === "vt" ? "on VTs" : "direct"}, Un ${v.voltage.lineToLine} V line to line (${v.voltage.lowest}...${v.voltage.highest} V), ${outputs(v.outputs)}${v.tariff === "doubleByContact" ? ", double tariff by contact" : ""}${v.orderCode === product.defaultOrderCode ? "   [default]" : ""}`,
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
    ...doubts.map(
      ({ about, chosen, reason }) => `  - ${about}\n      chosen: ${chosen}\n      because ${reason}`,
    ),
    "",
  ].join("\n");
}

export const catalogueCommand = (finish: Finish): Command =>
  new Command("catalogue")
    .description("the products the rig knows: list them, or show one")
    .argument("[model]", "such as D4-s")
    .option("--json", "as data", false)
    .action((model: string | undefined, { json }: { json: boolean }) => {
      const found = model === undefined ? undefined : findModel(model);
      if (model !== undefined && found === undefined)
        throw new BadInput([
          `no model "${model}" in the catalogue (known: ${catalogue.map((p) => p.model).join(", ")})`,
        ]);
      const text = json
        ? `${JSON.stringify(found ?? catalogue, null, 2)}\n`
        : found !== undefined
          ? sheet(found)
          : `${catalogue.map((p) => `${p.model.padEnd(14)} ${p.variants.map((v) => v.orderCode).join(", ")}`).join("\n")}\n`;
      process.stdout.write(text);
      finish(exitCodes.pass);
    });
