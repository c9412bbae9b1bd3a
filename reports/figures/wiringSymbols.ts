/**
 * The signs of a wiring diagram, as the makers draw them: a CT on its conductor with P1 toward the network and the ends S1
 * and S2 of its winding, a VT with primary A-B and secondary a-b, terminals with their numbers, earth. What is wrong
 * stands in the fault's colour and bears the fault's number.
 */
import type { Conductor, Phase } from "#models/threePhase.ts";
import type { Point } from "#reports/figures/labelPlacement.ts";
import { ctDepth } from "#reports/figures/wiringLeads.ts";
import { type Markup, markup } from "#reports/markup.ts";

type Anchor = "start" | "middle" | "end";
const mark = (x: number, y: number, anchor: Anchor, text: string, isWrong = false): Markup =>
  markup`<text class="${isWrong ? "wire-mark wrong" : "wire-mark"}" x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;

/** Half of a cross. */
const arm = 5;
const crossAt = ({ x, y }: Point): Markup =>
  markup`<path class="cross" d="M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}"/>`;

export interface DrawnCt {
  readonly phase: Phase;
  /** "100/5"; null: not known. */
  readonly ratio: string | null;
  readonly isRatioWrong: boolean;
  readonly polarity: "normal" | "reversed";
  readonly secondary: "closed" | "open" | "shorted";
}

/** `pair`: columns of S1 and S2; `y`: the conductor. */
export function ctSvg(ct: DrawnCt, [one, two]: readonly [number, number], y: number): Markup {
  const { phase, ratio, isRatioWrong, polarity, secondary } = ct;
  const reversed = polarity === "reversed";
  const isWrong = reversed || secondary !== "closed";
  const arch = "a10 10 0 0 1 20 0";
  const ends = y + ctDepth;
  return markup`<path class="ct phase-${phase}${isWrong ? " wrong" : ""}" d="M${one} ${ends}v-2${arch}${arch}v2"/><circle class="tap phase-${phase}${
    reversed ? " wrong" : ""
  }" cx="${reversed ? two + 6 : one - 6}" cy="${y + 8}" r="2.5"/>${
    reversed ? mark(two + 3, y - 6, "start", "P1", true) : mark(one - 3, y - 6, "end", "P1")
  }${mark(one - 8, y + 26, "end", "S1")}${mark(two + 8, y + 26, "start", "S2")}${
    ratio === null
      ? null
      : mark(reversed ? two - 3 : one + 3, y - 6, reversed ? "end" : "start", ratio, isRatioWrong)
  }${secondary === "open" ? crossAt({ x: one, y: y + 22 }) : null}${
    secondary === "shorted" ? markup`<path class="short" d="M${one} ${y + 16}H${two}"/>` : null
  }`;
}

export interface DrawnVt {
  readonly phase: Phase;
  /** A comes from here, B from `neighbour`. */
  readonly neighbour: Conductor;
  readonly polarity: "normal" | "reversed";
  /** Of A, and of B, which the VTs share. */
  readonly primary: "closed" | "open";
  readonly shared: "closed" | "open";
  readonly secondary: "closed" | "open";
}
/** From A to B, from a to b. */
export const vtWidth = 16;

/** `x`: column of A and a. Heights: both conductors, both windings, the lead the secondaries share. */
export function vtSvg(
  { phase, neighbour, polarity, primary, shared, secondary }: DrawnVt,
  x: number,
  at: {
    readonly from: number;
    readonly neighbour: number;
    readonly primary: number;
    readonly secondary: number;
    readonly shared: number;
  },
): Markup {
  const reversed = polarity === "reversed";
  const b = x + vtWidth;
  const wrong = reversed || [primary, shared, secondary].includes("open") ? " wrong" : "";
  const hump = (sweep: 0 | 1) => `a4 6 0 0 ${sweep} 8 0`;
  const core = (at.primary + at.secondary) / 2;
  return markup`<path class="lead primary phase-${phase}" d="M${x} ${at.from}V${at.primary}"/><circle class="tap phase-${phase}" cx="${x}" cy="${at.from}" r="3"/><path class="lead primary phase-${neighbour}" d="M${b} ${at.neighbour}V${at.primary}"/><circle class="tap phase-${neighbour}" cx="${b}" cy="${at.neighbour}" r="3"/><path class="vt phase-${phase}${wrong}" d="M${x} ${at.primary}${hump(0)}${hump(0)}M${x} ${at.secondary}${hump(1)}${hump(1)}"/><path class="core phase-${phase}${wrong}" d="M${x - 2} ${core - 1.5}h${vtWidth + 4}m0 3h${-vtWidth - 4}"/><path class="lead shared" d="M${b} ${at.secondary}V${at.shared}"/>${mark(x - 3, at.primary + 4, "end", "A")}${mark(b + 3, at.primary + 4, "start", "B")}${mark(
    x - 3,
    at.secondary + 8,
    "end",
    reversed ? "b" : "a",
    reversed,
  )}${mark(b + 3, at.secondary + 8, "start", reversed ? "a" : "b", reversed)}${
    secondary === "open" ? crossAt({ x, y: at.secondary + 21 }) : null
  }${primary === "open" ? crossAt({ x, y: at.primary - 8 }) : null}${
    shared === "open" ? crossAt({ x: b, y: at.primary - 8 }) : null
  }`;
}

/** Strokes downwards from `y`. */
export const earthSvg = ({ x, y }: Point): Markup =>
  markup`<path class="earth" d="M${x} ${y}v6m-8 0h16m-13 4h10m-7 4h4"/>`;

export const openEndSvg = (x: number, terminals: number): Markup =>
  markup`<path class="cross" d="M${x} ${terminals}v-15"/>${crossAt({ x, y: terminals - 20 })}`;

export const terminalSvg = (x: number, y: number, name: string, isUsed: boolean): Markup =>
  markup`<circle class="${isUsed ? "terminal" : "terminal unused"}" cx="${x}" cy="${y}" r="4.500"/>${
    name === ""
      ? null
      : markup`<text class="terminal-name" x="${x}" y="${y + 19}" text-anchor="middle">${name}</text>`
  }`;

/** A fault by its number. */
export const badgeSvg = ({ x, y }: Point, number: number): Markup =>
  markup`<ellipse class="fault-mark" cx="${x}" cy="${y}" rx="${number < 10 ? 8 : 9}" ry="8"/><text class="fault-number" x="${x}" y="${y + 4}" text-anchor="middle">${number}</text>`;
