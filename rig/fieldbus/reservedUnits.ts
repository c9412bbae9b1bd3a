/**
 * The bus addresses a serial line keeps back: Modbus has 1...247 for devices and reserves 248...255 (over serial line
 * V1.02, 2.2). Makers use them all the same - the meters here can be set to 255 - and so a bus can be laid with them that
 * this program reads and many another can't. On Modbus TCP nothing is reserved.
 */

/** Last address the standard gives to a device. */
const lastUnit = 247;

/** `248...252, 254` of these addresses, ascending. */
function inRanges(units: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const unit of [...new Set(units)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && unit === last[1] + 1) last[1] = unit;
    else ranges.push([unit, unit]);
  }
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}...${to}`))
    .join(", ");
}

/** Those of `units` that are reserved, and who can't ask them; null where none is. */
export function reservedUnits(units: readonly number[]): string | null {
  const reserved = units.filter((unit) => unit > lastUnit);
  if (reserved.length === 0) return null;
  return `${reserved.length === 1 ? "unit" : "units"} ${inRanges(reserved)} ${reserved.length === 1 ? "is" : "are"} beyond 1...${lastUnit}, which is all the standard gives to devices on a serial line: this program asks them; there, clients built on libmodbus (mbpoll) and others refuse to, or silently ask 255 instead`;
}
