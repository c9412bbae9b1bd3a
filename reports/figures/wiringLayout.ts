/**
 * Where things stand in a wiring diagram: one row for each conductor, one group of columns for each phase - the two leads
 * of the CT, then the voltage lead - and beneath each other the VTs, the room in which leads change column, and the meter
 * with its terminals. Lengths are drawing units, y grows downwards; letters are 15 units high, which on a phone is still
 * to be read.
 */
import { insertionModeFacts } from "#models/connection/insertionMode.ts";
import { type Conductor, conductors, type Phase, phases } from "#models/threePhase.ts";
import { drawnHookUp, isLooped, isSinglePhase, type Wired } from "#reports/figures/wired.ts";

const usualWidth = 494;
export const lineStart = 34;
const left = 58;
const pitch = 134;
/** From S1 to S2, from line to load side. */
export const spread = 40;
const voltageOffset = 86;
const rowHeight = 36;
/** From the top of the VTs to their primary winding, from there to the secondary and to the lead they share. */
const [toPrimary, toSecondary, toShared] = [14, 22, 30];
const trackGap = 11;
const boxHeight = 56;
const badgeRow = 24;
const nameRow = 18;

export interface WiringLayout {
  readonly width: number;
  /** In the order they are drawn. */
  readonly conductors: readonly Conductor[];
  /** Whose terminals the meter has. */
  readonly inputs: readonly Phase[];
  readonly row: (conductor: Conductor) => number;
  /** S1 and S2, or line and load side. */
  readonly pair: (phase: Phase) => readonly [number, number];
  readonly tap: (conductor: Conductor) => number;
  /** The load side of a neutral that passes through the meter. */
  readonly neutralOut: number;
  readonly primary: number;
  readonly secondary: number;
  readonly shared: number;
  /** Where a lead that changes column leaves its own. */
  readonly bend: number;
  readonly track: (turning: number) => number;
  readonly boxTop: number;
  readonly boxRight: number;
  readonly boxBottom: number;
  readonly terminals: number;
  /** Of the marks beneath the meter. */
  readonly marks: number;
  /** Of the row of a fault's name. */
  readonly name: (row: number) => number;
  readonly height: number;
}

/** `turning` leads change column; `faults` names stand beneath, and some of their marks beside the terminals. */
export function wiringLayout(
  wired: Wired,
  {
    turning,
    faults,
    marked,
  }: { readonly turning: number; readonly faults: number; readonly marked: boolean },
): WiringLayout {
  const { mode, transformers } = wired;
  const hookUp = drawnHookUp(wired);
  const vts = transformers?.voltage.kind ?? "direct";
  const { voltageTerminals } = insertionModeFacts[mode];
  const isUsed = (conductor: Conductor) =>
    voltageTerminals.includes(conductor) ||
    conductors.some((terminal) => hookUp.voltage[terminal] === conductor) ||
    phases.some((input) => hookUp.current[input]?.from === conductor);
  const single = isSinglePhase(wired);
  const inputs = single ? phases.slice(0, 1) : phases;
  const drawn = conductors.filter((conductor) =>
    conductor === "N"
      ? isUsed("N") || hookUp.voltage.N !== null || vts === "star"
      : !single || conductor === "L1" || isUsed(conductor) || vts === "openDelta",
  );
  const groups = single ? Math.max(...drawn.map((c) => (c === "N" ? 0 : phases.indexOf(c) + 1))) : 3;
  const start = (phase: Phase) => left + phases.indexOf(phase) * pitch;
  const neutral = left + groups * pitch;
  const row = (conductor: Conductor) => 42 + Math.max(0, drawn.indexOf(conductor)) * rowHeight;
  const underRows = row(drawn.at(-1) ?? "N") + (drawn.includes("N") || isLooped(wired) ? 8 : 34);
  const primary = underRows + toPrimary;
  const secondary = primary + toSecondary;
  const shared = secondary + toShared;
  const bend = { direct: underRows + 6, star: shared + 10, openDelta: shared + 24 }[vts];
  const track = (lead: number) => bend + (lead + 1) * trackGap;
  const boxTop = track(turning) + 12;
  const boxBottom = boxTop + boxHeight;
  const names = boxBottom + (marked ? badgeRow : 9);
  const boxRight = neutral + (single ? spread : 0) + 26;
  return {
    width: Math.max(usualWidth, boxRight + 6),
    conductors: drawn,
    inputs,
    row,
    pair: (phase) => [start(phase), start(phase) + spread],
    tap: (conductor) => (conductor === "N" ? neutral : start(conductor) + voltageOffset),
    neutralOut: neutral + spread,
    primary,
    secondary,
    shared,
    bend,
    track,
    boxTop,
    boxRight,
    boxBottom,
    terminals: boxTop + 13,
    marks: boxBottom + 11,
    name: (at) => names + 10 + at * nameRow,
    height: names + (faults === 0 ? 2 : faults * nameRow + 2),
  };
}
