import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lastingName } from "#rig/fieldbus/lastingName.ts";

const folder = mkdtempSync(join(tmpdir(), "conto-rig-names-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
for (const device of ["ttyUSB0", "ttyUSB1"]) writeFileSync(at(device), "");
mkdirSync(at("by-id"));
symlinkSync("../ttyUSB1", at("by-id/usb-FTDI_A5069RR4-if00"));
symlinkSync(at("ttyUSB1"), at("adapter"));

it("an adapter is known by maker and serial number, by whatever name it was given", () => {
  expect(lastingName(at("ttyUSB1"), at("by-id"))).toBe(at("by-id/usb-FTDI_A5069RR4-if00"));
  expect(lastingName(at("adapter"), at("by-id"))).toBe(at("by-id/usb-FTDI_A5069RR4-if00"));
});
it("one without such a name keeps its own, and so does one that is not there, or a machine without such names", () => {
  expect(lastingName(at("ttyUSB0"), at("by-id"))).toBe(at("ttyUSB0"));
  expect(lastingName(at("ttyUSB7"), at("by-id"))).toBe(at("ttyUSB7"));
  expect(lastingName(at("ttyUSB1"), at("nowhere"))).toBe(at("ttyUSB1"));
});
it("a name that leads nowhere is no obstacle to the others", () => {
  symlinkSync("../gone", at("by-id/a-torn-one"));
  expect(lastingName(at("ttyUSB1"), at("by-id"))).toBe(at("by-id/usb-FTDI_A5069RR4-if00"));
});
