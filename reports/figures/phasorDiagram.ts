/**
 * The phasor (Fresnel) diagram of what a meter's terminals see. Angles grow anticlockwise from the right; voltages are
 * drawn to the longest voltage, which makes the circle, currents to the longest current at three quarters of it, so that
 * lengths compare among voltages and among currents. Voltages are to the N terminal where it is connected, else to the
 * common reference they were given to.
 */
import { argument, modulus, type Phasor, polar, subtract } from "#models/phasor.ts";
import { type PerPhase, type Phase, perPhase, phases, symmetricalComponents } from "#models/threePhase.ts";
import { degrees, inDegrees } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import { type PlacedLabel, type Point, placeLabels } from "#reports/figures/labelPlacement.ts";
import { type Markup, markup } from "#reports/markup.ts";

/** Phasors as the meter sees them; null: the lead is open. */
export interface TerminalPhasors {
  readonly voltage: PerPhase<Phasor | null>;
  readonly current: PerPhase<Phasor>;
}

export function terminalPhasors({ voltage, current }: SignalSummary): TerminalPhasors {
  const phasor = ({ rms, degrees: angle }: { rms: number; degrees: number }) => polar(rms, degrees(angle));
  const neutral = voltage.N === null ? null : phasor(voltage.N);
  return {
    voltage: perPhase((phase) => {
      const figure = voltage[phase];
      if (figure === null) return null;
      return neutral === null ? phasor(figure) : subtract(phasor(figure), neutral);
    }),
    current: perPhase((phase) => phasor(current[phase])),
  };
}

/**
 * The order in which the voltages pass; null where it can't be told: an open lead, or neither sequence outweighs the
 * other clearly (by a tenth of the two together).
 */
export function voltageSequence({ voltage }: TerminalPhasors): "L1-L2-L3" | "L1-L3-L2" | null {
  const { L1, L2, L3 } = voltage;
  if (L1 === null || L2 === null || L3 === null) return null;
  const components = symmetricalComponents({ L1, L2, L3 });
  const [forward, backward] = [modulus(components.positive), modulus(components.negative)];
  if (Math.abs(forward - backward) <= 0.1 * (forward + backward)) return null;
  return forward > backward ? "L1-L2-L3" : "L1-L3-L2";
}

/** Angle by which the current lags its voltage, degrees in (-180, 180]; null without one of them. */
export function lagOf({ voltage, current }: TerminalPhasors, phase: Phase): number | null {
  const u = voltage[phase];
  if (u === null || modulus(u) === 0 || modulus(current[phase]) === 0) return null;
  const lag = inDegrees(argument(u)) - inDegrees(argument(current[phase]));
  const turned = ((((lag + 180) % 360) + 360) % 360) - 180;
  return turned === -180 ? 180 : turned;
}

const size = 340;
const middle = size / 2;
const circle = 112;
const currentReach = 0.75;
/** Shorter than this share of the longest is nothing: a numerical trace, not a phasor. */
const nothing = 1e-6;
const round = (value: number) => Math.round(value * 100) / 100;
const point = (radius: number, angle: number): Point => ({
  x: round(middle + radius * Math.cos(angle)),
  y: round(middle - radius * Math.sin(angle)),
});

interface Arrow {
  readonly kind: "voltage" | "current";
  readonly phase: Phase;
  readonly radius: number;
  readonly angle: number;
}
const longest = (phasors: readonly (Phasor | null)[]): number =>
  Math.max(0, ...phasors.map((phasor) => (phasor === null ? 0 : modulus(phasor))));

function arrowsOf({ voltage, current }: TerminalPhasors): Arrow[] {
  const scales = {
    voltage: { values: voltage, longest: longest(phases.map((phase) => voltage[phase])), reach: 1 },
    current: {
      values: current,
      longest: longest(phases.map((phase) => current[phase])),
      reach: currentReach,
    },
  };
  return (["voltage", "current"] as const).flatMap((kind) =>
    phases.flatMap((phase) => {
      const { values, longest, reach } = scales[kind];
      const phasor = values[phase];
      if (phasor === null || longest === 0 || modulus(phasor) <= nothing * longest) return [];
      const radius = (circle * reach * modulus(phasor)) / longest;
      return [{ kind, phase, radius, angle: argument(phasor) }];
    }),
  );
}

function arrowSvg({ kind, phase, radius, angle }: Arrow): Markup {
  const head = Math.min(11, radius * 0.6);
  const tip = point(radius, angle);
  const wing = (side: number) => {
    const back = point(radius - head, angle);
    const half = head * 0.42 * side;
    return `${round(back.x + half * Math.sin(angle))},${round(back.y + half * Math.cos(angle))}`;
  };
  const end = point(kind === "voltage" ? radius - head * 0.8 : radius, angle);
  const shape = `${wing(1)} ${tip.x},${tip.y} ${wing(-1)}`;
  return markup`<g class="phase-${phase}"><line class="${kind}" x1="${middle}" y1="${middle}" x2="${end.x}" y2="${end.y}"/>${
    kind === "voltage"
      ? markup`<polygon class="voltage" points="${shape}"/>`
      : markup`<polyline class="current" points="${shape}"/>`
  }</g>`;
}

/** `label` says what the picture is, for who can't see it. */
export function phasorDiagram(phasors: TerminalPhasors, label: string): Markup {
  const arrows = arrowsOf(phasors);
  const shafts = arrows.map(({ radius, angle }) => ({
    from: { x: middle, y: middle },
    to: point(radius, angle),
  }));
  const toPlace = arrows.map(({ radius, angle }) => ({ tip: point(radius, angle), width: 25, height: 16 }));
  const placed = placeLabels(toPlace, shafts, size);
  const ticks = Array.from({ length: 12 }, (_, i) => {
    const angle = degrees(30 * i);
    const [from, to] = [point(circle - (i % 3 === 0 ? 6 : 3), angle), point(circle, angle)];
    return markup`<line class="faint" x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"/>`;
  });
  const names = arrows.map(({ kind, phase }, i) => {
    const label = placed[i];
    if (label === undefined) return null;
    const { centre, tip } = label;
    const isFar = Math.hypot(centre.x - tip.x, centre.y - tip.y) > 32;
    return markup`<g class="phase-${phase}">${
      isFar
        ? markup`<line class="leader" x1="${tip.x}" y1="${tip.y}" x2="${round(centre.x)}" y2="${round(centre.y)}"/>`
        : null
    }<text class="tip" x="${round(centre.x)}" y="${round(centre.y + 4)}" text-anchor="middle">${
      kind === "voltage" ? "U" : "I"
    }<tspan font-size="9" dy="3">${phase}</tspan></text></g>`;
  });
  const box = frameOf(placed);
  return markup`<svg class="figure phasors" viewBox="${box.left} ${box.top} ${box.width} ${box.height}" role="img" aria-label="${label}"><circle class="faint" cx="${middle}" cy="${middle}" r="${circle}"/><line class="faint" stroke-dasharray="1 4" x1="${middle - circle}" y1="${middle}" x2="${middle + circle}" y2="${middle}"/><line class="faint" stroke-dasharray="1 4" x1="${middle}" y1="${middle - circle}" x2="${middle}" y2="${middle + circle}"/>${ticks}${arrows.map(arrowSvg)}<circle class="dot" cx="${middle}" cy="${middle}" r="2.5"/>${names}${turning(box)}</svg>`;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
const margin = 6;
/** What the circle and the names need, and no more. */
function frameOf(labels: readonly PlacedLabel[]): Frame {
  const reach = (from: "x" | "y", size: "width" | "height") => {
    const low = Math.min(middle - circle, ...labels.map((l) => l.centre[from] - l[size] / 2));
    const high = Math.max(middle + circle, ...labels.map((l) => l.centre[from] + l[size] / 2));
    return [Math.floor(low - margin), Math.ceil(high + margin)] as const;
  };
  const [left, right] = reach("x", "width");
  const [top, bottom] = reach("y", "height");
  return { left, top, width: right - left, height: bottom - top };
}

/** The sense in which angles grow, in the corner the circle leaves free. */
const turning = ({ left, top }: Frame): Markup =>
  markup`<g transform="translate(${left - 8} ${top - 14})"><path class="faint" d="M40 20a20 20 0 0 0-18 18m-4.500-6 4.500 7 6-5.500"/><text class="faint-text" x="30" y="42" font-size="11">+</text></g>`;
