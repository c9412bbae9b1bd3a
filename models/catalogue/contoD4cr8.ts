/**
 * Conto D4CR8 (notice NT529): eight pulse inputs, eight counters of nine digits, MODBUS/JBUS on RS485, four DIN modules,
 * fed by an auxiliary supply. Address and speed are set by the switches on its front.
 */
import type { ConcentratorProduct } from "#models/catalogue/concentratorProduct.ts";
import { milliseconds } from "#models/units.ts";

export const contoD4cr8: ConcentratorProduct = {
  kind: "concentrator",
  model: "Conto D4CR8",
  document: "NT529",
  variants: [{ orderCode: "6017 8000", supplies: ["115 V ac", "230 V ac", "240 V ac", "18...35 V dc"] }],
  defaultOrderCode: "6017 8000",
  enclosure: {
    format: "4 DIN modules",
    temperature: { lowest: 0, highest: 45 },
    protection: { front: "IP50", terminals: "IP20" },
  },
  diagram: "S1000/170",
  inputs: 8,
  pulse: { on: milliseconds(20), off: milliseconds(20) },
  digits: 9,
  whenFull: "rollOver",
  communication: {
    addresses: { lowest: 1, highest: 255 },
    speeds: [4800, 9600],
    delivered: { address: 1, speed: 9600 },
    answersWithin: milliseconds(300),
    devicesPerSegment: 32,
    devicesWithRepeaters: 255,
  },
  doubts: [
    {
      about: "largest network",
      chosen: "255 devices with repeaters",
      reason: "its page says 255, the drawings of networks show 254; a Modbus address can be 247 at most",
      alternatives: [
        { reading: "254 devices with repeaters", change: { communication: { devicesWithRepeaters: 254 } } },
      ],
    },
    {
      about: "full counter",
      chosen: "begins again at zero after 999 999 999",
      reason: "the largest indication is stated, what comes after it is not; there is no reset",
      alternatives: [{ reading: "stays at 999 999 999", change: { whenFull: "stop" } }],
    },
    {
      about: "auxiliary supply",
      chosen: "115, 230, 240 V ac and 18...35 V dc, one order code",
      reason: "the guide lists all four, the page of the device only 115 and 230 V ac",
      alternatives: [
        {
          reading: "115 and 230 V ac",
          change: { variants: [{ orderCode: "6017 8000", supplies: ["115 V ac", "230 V ac"] }] },
        },
      ],
    },
    {
      about: "address and speed as delivered",
      chosen: "address 1, 9600 bit/s",
      reason: "switches have a position when delivered, which one is not stated",
      alternatives: [{ reading: "4800 bit/s", change: { communication: { delivered: { speed: 4800 } } } }],
    },
    {
      about: "register map",
      chosen: "none of the maker's; a hypothesis stands in for it",
      reason: "no map of this device is public",
      alternatives: [],
    },
    {
      about: "numbers of the terminals",
      chosen: "inputs 1...8 and a common",
      reason: "the drawing lost its layout; which terminal is which input can't be told",
      alternatives: [],
    },
  ],
};
