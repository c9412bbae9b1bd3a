/**
 * The wiring diagram of a meter as it is really connected: the conductors with their CTs above, the meter's terminals
 * below, every lead drawn from where it comes to where it goes. What departs from the diagram of the insertion mode is
 * drawn in another colour, dashed, and named beneath its terminal; an open lead ends in a cross. Each group shows its
 * current terminals (S1, S2) and then its voltage terminal.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import { type InsertionMode, insertionModeFacts } from "#models/connection/insertionMode.ts";
import { type Conductor, conductors, type Phase, phases } from "#models/threePhase.ts";
import { type WiringFault, wiringFaults } from "#reports/figures/wiringFaults.ts";
import { type Markup, markup } from "#reports/markup.ts";

export interface WiringWords {
  /** What the picture is, for who can't see it. */
  readonly label: string;
  readonly network: string;
  readonly load: string;
  readonly meter: string;
  /** A few words beneath the terminal. */
  readonly fault: (fault: WiringFault) => string;
}

const width = 424;
const groupWidth = 108;
const left = 62;
const spread = 34;
const meterHeight = 56;
const heights: Readonly<Record<Conductor, number>> = { L1: 26, L2: 52, L3: 78, N: 104 };
const firstTrack = 130;
const trackGap = 11;
/** Leads that change column leave beside the straight ones, so that no two run on one line. */
const aside = 8;

const groupOf = (phase: Phase): number => left + phases.indexOf(phase) * groupWidth;
const first = (phase: Phase): number => groupOf(phase);
const second = (phase: Phase): number => groupOf(phase) + spread;
const voltageColumn = (conductor: Conductor): number =>
  conductor === "N" ? left + 3 * groupWidth : groupOf(conductor) + 2 * spread;
const numbers: Readonly<Record<Phase, readonly [number, number, number]>> = {
  L1: [1, 3, 2],
  L2: [4, 6, 5],
  L3: [7, 9, 8],
};

/** A wire from a column at some height to a column of the meter. */
interface Lead {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: number;
  readonly kind: string;
  readonly isFaulty: boolean;
  /** A dot where it taps a conductor. */
  readonly tap: boolean;
}

function leadsOf(hookUp: HookUp, faults: readonly WiringFault[]): Lead[] {
  const faulty = (terminal: Conductor) => faults.some((f) => "terminal" in f && f.terminal === terminal);
  const faultyInput = (input: Phase) => faults.some((f) => "input" in f && f.input === input);
  const voltage = conductors.flatMap((terminal): Lead[] => {
    const from = hookUp.voltage[terminal];
    if (from === null) return [];
    return [
      {
        from: { x: voltageColumn(from), y: heights[from] },
        to: voltageColumn(terminal),
        kind: `phase-${from}`,
        isFaulty: faulty(terminal),
        tap: true,
      },
    ];
  });
  const current = phases.flatMap((input): Lead[] => {
    const lead = hookUp.current[input];
    if (lead === null) return [];
    const y = heights[lead.from] + 14;
    const ends = lead.reversed ? [second(input), first(input)] : [first(input), second(input)];
    return [first(lead.from), second(lead.from)].map((x, i) => ({
      from: { x, y },
      to: ends[i] ?? x,
      kind: `phase-${lead.from}`,
      isFaulty: faultyInput(input),
      tap: false,
    }));
  });
  return [...voltage, ...current];
}

/** Room above the meter for the leads that change column. */
const meterTopFor = (turning: number): number => firstTrack + Math.max(3, turning + 1) * trackGap;

function leadSvg({ from, to, kind, isFaulty, tap }: Lead, track: number, terminalY: number): Markup {
  const name = `lead ${kind}${isFaulty ? " wrong" : ""}`;
  const column = from.x === to ? from.x : from.x + (tap || to > from.x ? aside : -aside);
  const path =
    from.x === to
      ? `M${from.x} ${from.y}V${terminalY}`
      : `M${tap ? column : from.x} ${from.y}H${column}V${track}H${to}V${terminalY}`;
  return markup`<g class="${name}"><path d="${path}"/>${
    tap ? markup`<circle class="tap" cx="${column}" cy="${from.y}" r="3"/>` : null
  }</g>`;
}

/** The winding of a CT on its conductor, with the dot of its P1 side. */
const transformerSvg = (phase: Phase): Markup => {
  const [x, y] = [first(phase), heights[phase]];
  return markup`<g class="ct phase-${phase}"><path d="M${x} ${y + 14}v-3a8.500 8.500 0 0 1 17 0a8.500 8.500 0 0 1 17 0v3"/><circle class="tap" cx="${x - 6}" cy="${y + 8}" r="2"/></g>`;
};

const crossAt = (x: number, terminalY: number): Markup =>
  markup`<g class="lead wrong open"><path d="M${x} ${terminalY}v-24M${x - 5} ${terminalY - 34}l10 10m0-10l-10 10"/></g>`;

const signSvg = (x: number, y: number): Markup =>
  markup`<g class="fault-sign"><path class="ground" d="M${x} ${y - 6}l6 11h-12z"/><path class="mark" d="M${x} ${y - 2}v3.500M${x} ${y + 3}v.3"/></g>`;

const isOfCurrent = (fault: WiringFault): fault is Extract<WiringFault, { input: Phase }> => "input" in fault;

export function wiringDiagram(mode: InsertionMode, hookUp: HookUp, words: WiringWords): Markup {
  const faults = wiringFaults(mode, hookUp);
  const { voltageTerminals, currentInputs } = insertionModeFacts[mode];
  const isDrawn = (conductor: Conductor) =>
    conductor !== "N" ||
    voltageTerminals.includes("N") ||
    conductors.some((terminal) => hookUp.voltage[terminal] === "N" || hookUp.voltage.N !== null);
  const hasTransformer = (phase: Phase) =>
    currentInputs.includes(phase) || phases.some((input) => hookUp.current[input]?.from === phase);
  const leads = leadsOf(hookUp, faults);
  const turning = leads.filter(({ from, to }) => from.x !== to);
  const meterTop = meterTopFor(turning.length);
  const meterBottom = meterTop + meterHeight;
  const terminalY = meterTop + 13;
  const track = (lead: Lead) => firstTrack + turning.indexOf(lead) * trackGap;

  const lines = conductors.filter(isDrawn).map((conductor) => {
    const y = heights[conductor];
    return markup`<g class="conductor phase-${conductor}"><line x1="34" y1="${y}" x2="${width - 8}" y2="${y}"/><text class="tip" x="28" y="${y + 4}" text-anchor="end">${conductor}</text><path d="M${width - 13} ${y - 5}l6 5-6 5"/></g>`;
  });
  const terminal = (x: number, name: string, isUsed: boolean) =>
    markup`<g class="${isUsed ? "terminal" : "terminal unused"}"><circle cx="${x}" cy="${terminalY}" r="4.500"/><text x="${x}" y="${terminalY + 18}" text-anchor="middle">${name}</text></g>`;
  const terminals = phases.map((phase) => {
    const [one, two, three] = numbers[phase];
    const isInput = currentInputs.includes(phase) || hookUp.current[phase] !== null;
    const isVoltage = voltageTerminals.includes(phase) || hookUp.voltage[phase] !== null;
    return [
      terminal(first(phase), `${one}`, isInput),
      terminal(second(phase), `${two}`, isInput),
      terminal(voltageColumn(phase), `${three}`, isVoltage),
      markup`<text class="faint-text" x="${first(phase) + spread / 2}" y="${terminalY + 34}" text-anchor="middle">I ${phase}</text><text class="faint-text" x="${voltageColumn(phase)}" y="${terminalY + 34}" text-anchor="middle">U ${phase}</text>`,
    ];
  });
  const usesN = voltageTerminals.includes("N") || hookUp.voltage.N !== null;
  const neutral = [
    terminal(voltageColumn("N"), "11", usesN),
    markup`<text class="faint-text" x="${voltageColumn("N")}" y="${terminalY + 34}" text-anchor="middle">N</text>`,
  ];
  const crosses = faults.flatMap((fault) =>
    fault.kind === "openVoltage"
      ? [crossAt(voltageColumn(fault.terminal), terminalY)]
      : fault.kind === "openCurrent"
        ? [crossAt(first(fault.input), terminalY), crossAt(second(fault.input), terminalY)]
        : [],
  );
  const rows = new Map<number, number>();
  const names = faults.map((fault) => {
    const x = isOfCurrent(fault) ? first(fault.input) + spread / 2 : voltageColumn(fault.terminal);
    const group = Math.min(3, Math.floor((x - left + spread) / groupWidth));
    const row = rows.get(group) ?? 0;
    rows.set(group, row + 1);
    const y = meterBottom + 16 + row * 16;
    const middle = group === 3 ? width - 34 : left + group * groupWidth + spread;
    return markup`${signSvg(middle - 44 + (group === 3 ? 20 : 0), y)}<text class="fault-name" x="${middle - 34 + (group === 3 ? 20 : 0)}" y="${y + 4}">${words.fault(fault)}</text>`;
  });
  const height = meterBottom + 14 + 16 * Math.max(1, ...rows.values());
  return markup`<svg class="figure wiring" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.label}"><text class="faint-text" x="6" y="12">${words.network}</text><text class="faint-text" x="${width - 6}" y="12" text-anchor="end">${words.load}</text>${lines}${phases.filter(hasTransformer).map(transformerSvg)}<rect class="meter-box" x="36" y="${meterTop}" width="${width - 44}" height="${meterHeight}" rx="6"/><text class="faint-text" x="30" y="${meterTop + 32}" text-anchor="end">${words.meter}</text>${leads.map((lead) => leadSvg(lead, track(lead), terminalY))}${crosses}${terminals}${neutral}${names}</svg>`;
}
