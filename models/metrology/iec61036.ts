/**
 * IEC 61036 (EN 61036), the forerunner of IEC 62053-21 that the older meters of the family are marked with. Its base
 * limits are those of table 6 of its successor; its influence rows were not open to anyone who wrote this: temperature
 * and voltage are expected to be equal, the rest is taken over and marked as recalled with low confidence.
 */
import { iec62053_21 } from "#models/metrology/iec62053-21.ts";
import type { AccuracyStandard } from "#models/metrology/limitTable.ts";
import { mark } from "#models/metrology/provenance.ts";

const sameTable = mark("V", "H", ["S3", "S22", "S5"], "the table of its successor");
const expected = mark("K", "M", [], "expected equal to IEC 62053-21; check the paper standard");
const unverified = mark("K", "L", [], "taken over from IEC 62053-21, not verified; check the paper standard");

export const iec61036: AccuracyStandard = {
  name: "IEC 61036",
  energy: "active",
  base: iec62053_21.base.map((row) => ({
    ...row,
    table: row.load === "balanced" ? "base errors" : "single-phase load",
    provenance: row.load === "balanced" ? sameTable : unverified,
  })),
  shifts: iec62053_21.shifts.map((row) => ({
    ...row,
    table: "influence quantities",
    provenance:
      row.influence === "temperature" || row.influence.startsWith("voltage within") ? expected : unverified,
  })),
  differences: iec62053_21.differences.map((row) => ({ ...row, provenance: unverified })),
};
