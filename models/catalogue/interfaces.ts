/**
 * The three interfaces of the catalogue: IF2E001 (RS485 to Ethernet), IF2E002 (RS485 to RS232 and back) and IF2E003 (RS485
 * booster). Two DIN modules each. What they do to a frame beyond carrying it, no public text says.
 */
import type { InterfaceProduct } from "#models/catalogue/interfaceProduct.ts";
import { metres, voltAmperes } from "#models/units.ts";

const enclosure: InterfaceProduct["enclosure"] = {
  format: "2 DIN modules",
  temperature: { lowest: -5, highest: 55 },
  protection: null,
};
const limits: InterfaceProduct["limits"] = { devicesPerSegment: 31, devices: 254, lineLength: null };
const largestNetwork = {
  about: "largest network",
  chosen: "254 devices",
  reason: "the drawings of networks show up to 254 devices, the page of the booster says 255",
  alternatives: [{ reading: "255 devices", change: { limits: { devices: 255 } } }],
};

const if2e001: InterfaceProduct = {
  kind: "interface",
  role: "gateway",
  model: "IF2E001",
  document: "NT658",
  variants: [{ orderCode: "9017 6050", supplies: ["22...260 V ac"] }],
  defaultOrderCode: "9017 6050",
  enclosure,
  diagram: "S1000/301",
  sides: ["RS485", "Ethernet (IEEE 802.3, RJ45)"],
  isolation: "RS485, Ethernet and supply from each other",
  consumption: null,
  lamps: [],
  limits,
  ethernet: { port: 502, framing: "mbap" },
  doubts: [
    {
      about: "notice",
      chosen: "NT658",
      reason: "the guide says NT658, the page of the device NT685: one of them has two digits interchanged",
      alternatives: [{ reading: "NT685", change: { document: "NT685" } }],
    },
    {
      about: "auxiliary supply",
      chosen: "22...260 V ac",
      reason: "the order table of the device says ac only, the guide ac and dc for all three interfaces",
      alternatives: [
        {
          reading: "22...260 V ac and dc",
          change: { variants: [{ orderCode: "9017 6050", supplies: ["22...260 V ac/dc"] }] },
        },
      ],
    },
    {
      about: "framing and port",
      chosen: "Modbus TCP on port 502",
      reason:
        "nothing is stated; Modbus TCP is what most masters speak, serial frames through a socket the other habit",
      alternatives: [{ reading: "serial frames through a socket", change: { ethernet: { framing: "rtu" } } }],
    },
    largestNetwork,
  ],
};

const converter: InterfaceProduct = {
  kind: "interface",
  role: "converter",
  model: "IF2E002",
  document: "NT693",
  variants: [{ orderCode: "9017 6300", supplies: ["22...260 V ac/dc, 47...63 Hz"] }],
  defaultOrderCode: "9017 6300",
  enclosure,
  diagram: "S1000/311",
  sides: ["RS485", "RS232"],
  isolation: "RS485, RS232 and supply from each other",
  consumption: voltAmperes(4),
  lamps: [
    { name: "RS232", colour: "green" },
    { name: "RS485", colour: "yellow" },
    { name: "PWR", colour: "green" },
  ],
  limits,
  ethernet: null,
  doubts: [largestNetwork],
};

const repeater: InterfaceProduct = {
  kind: "interface",
  role: "repeater",
  model: "IF2E003",
  document: "NT694",
  variants: [{ orderCode: "9017 6306", supplies: ["22...260 V ac/dc, 47...63 Hz"] }],
  defaultOrderCode: "9017 6306",
  enclosure,
  diagram: "S1000/304",
  sides: ["RS485", "RS485"],
  isolation: "RS485 from the supply",
  consumption: voltAmperes(4),
  lamps: [
    { name: "PWR", colour: "green" },
    { name: "RS485 in", colour: null },
    { name: "RS485 out", colour: null },
  ],
  limits: { ...limits, lineLength: metres(1200) },
  ethernet: null,
  doubts: [
    largestNetwork,
    {
      about: "isolation between the segments",
      chosen: "the supply only",
      reason: "the page says RS485 is isolated from the supply, and nothing of one segment from the other",
      alternatives: [
        { reading: "all three sides", change: { isolation: "both segments and the supply from each other" } },
      ],
    },
  ],
};

export const interfaces: readonly InterfaceProduct[] = [if2e001, converter, repeater];
