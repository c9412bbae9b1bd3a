/** The sheets of what is no meter: the pulse concentrator and the communication interfaces. */
import type { ConcentratorProduct } from "#models/catalogue/concentratorProduct.ts";
import type { InterfaceProduct } from "#models/catalogue/interfaceProduct.ts";
import { inKilometres, inMilliseconds } from "#models/units.ts";
import { doubtLines, enclosureRows, heading, row } from "#rig/cli/sheet.ts";

const orderCodes = ({ variants }: ConcentratorProduct | InterfaceProduct): string[] =>
  variants.map(({ orderCode, supplies }) => `  ${orderCode}   fed by ${supplies.join(", ")}`);

export function concentratorSheet(product: ConcentratorProduct): string {
  const { pulse, communication, digits, doubts } = product;
  const { addresses, speeds, delivered, answersWithin } = communication;
  return [
    `${product.model}   (${product.document})   pulse concentrator`,
    row("inputs", `${product.inputs} volt-free contacts with one common, diagram ${product.diagram}`),
    row(
      "a pulse",
      `closed longer than ${inMilliseconds(pulse.on)} ms, open longer than ${inMilliseconds(pulse.off)} ms`,
    ),
    row(
      "counters",
      `one for each input, ${digits} digits, no reset, kept without supply; ${product.whenFull === "stop" ? "stop when full" : "roll over"}`,
    ),
    ...enclosureRows(product.enclosure),
    heading("Order codes"),
    ...orderCodes(product),
    heading("RS485, MODBUS/JBUS"),
    row(
      "address",
      `${addresses.lowest}...${addresses.highest} (switches), ${delivered.address} as delivered`,
    ),
    row("speed", `${speeds.join(", ")} bit/s (switches), ${delivered.speed} as delivered`),
    row("answers within", `${inMilliseconds(answersWithin)} ms`),
    row(
      "devices",
      `${communication.devicesPerSegment} on a segment, ${communication.devicesWithRepeaters} with repeaters`,
    ),
    heading("In doubt, and what was chosen"),
    ...doubtLines(doubts),
    "",
  ].join("\n");
}

const roles: Readonly<Record<InterfaceProduct["role"], string>> = {
  gateway: "gateway",
  converter: "converter",
  repeater: "booster and repeater",
};

export function interfaceSheet(product: InterfaceProduct): string {
  const { sides, limits, ethernet, consumption, lamps } = product;
  const framing = ethernet?.framing === "rtu" ? "serial frames through a socket" : "Modbus TCP";
  return [
    `${product.model}   (${product.document})   ${roles[product.role]}`,
    row("between", `${sides[0]} and ${sides[1]}, diagram ${product.diagram}`),
    row("isolation", product.isolation),
    ...(ethernet === null
      ? []
      : [row("on Ethernet", `${framing}, port ${ethernet.port}; address programmable`)]),
    ...(consumption === null ? [] : [row("consumption", `at most ${consumption} VA`)]),
    ...(lamps.length === 0
      ? []
      : [
          row(
            "lamps",
            lamps.map(({ name, colour }) => (colour === null ? name : `${name} (${colour})`)).join(", "),
          ),
        ]),
    ...enclosureRows(product.enclosure),
    heading("Order codes"),
    ...orderCodes(product),
    heading("Limits"),
    row("devices", `${limits.devicesPerSegment} on a segment, ${limits.devices} in the network`),
    ...(limits.lineLength === null
      ? []
      : [row("line", `${inKilometres(limits.lineLength)} km on either side`)]),
    heading("In doubt, and what was chosen"),
    ...doubtLines(product.doubts),
    "",
  ].join("\n");
}
