/**
 * The wiring diagram of a meter as it is really connected: the conductors above, the instrument transformers on them, the
 * meter's terminals below, every lead drawn from where it comes to where it goes. Through a direct-connected meter the
 * conductors themselves pass. What departs from the diagram of the insertion mode, or from what is programmed, is drawn
 * in another colour, bears a number, and is named under that number beneath the meter; an open lead ends in a cross.
 * Terminals and marks are those of the catalogue's diagrams: S1 to 1, 4, 7, P1 toward the source, VTs A-B and a-b.
 */
import { findMeter } from "#models/catalogue/meterSpec.ts";
import { insertionModeFacts, usesNeutral } from "#models/connection/insertionMode.ts";
import { conductors, type Phase, phases } from "#models/threePhase.ts";
import {
  ctsOf,
  drawnHookUp,
  isLooped,
  isSinglePhase,
  sharedByVts,
  takenInside,
  vtsOf,
  type Wired,
} from "#reports/figures/wired.ts";
import { type WiringFault, wiringFaults } from "#reports/figures/wiringFaults.ts";
import { lineStart, type WiringLayout, wiringLayout } from "#reports/figures/wiringLayout.ts";
import { leadSvg, leadsOf, turns } from "#reports/figures/wiringLeads.ts";
import { groupOfVt, isAtTerminals, marksOf } from "#reports/figures/wiringMarks.ts";
import {
  badgeSvg,
  ctSvg,
  earthSvg,
  openEndSvg,
  terminalSvg,
  vtSvg,
  vtWidth,
} from "#reports/figures/wiringSymbols.ts";
import { type Markup, markup } from "#reports/markup.ts";

export interface WiringWords {
  /** What the picture is, for who can't see it. */
  readonly label: string;
  readonly network: string;
  readonly load: string;
  /** A few words beneath the meter, behind the fault's number. */
  readonly fault: (fault: WiringFault) => string;
  /** What stands on a CT: "100/5". */
  readonly ctRatio: (ratio: number) => string;
}

interface TerminalNames {
  readonly pair: readonly [string, string];
  readonly voltage: string;
}
const unnamed: TerminalNames = { pair: ["", ""], voltage: "" };
const numbered: Readonly<Record<Phase, TerminalNames>> = {
  L1: { pair: ["1", "3"], voltage: "2" },
  L2: { pair: ["4", "6"], voltage: "5" },
  L3: { pair: ["7", "9"], voltage: "8" },
};

/** As the maker prints them; where that isn't known the terminals have none. A meter not known has those of the family. */
function terminalNames({ meter }: Wired, phase: Phase): TerminalNames & { readonly neutral: string } {
  const printed = meter === null ? undefined : findMeter(meter.model, [])?.terminals;
  if (meter === null || printed?.current?.startsWith("1-3"))
    return {
      ...numbered[phase],
      neutral: "11",
      ...(meter?.current.connection === "direct" && { voltage: "" }),
    };
  return printed?.line === undefined
    ? { ...unnamed, neutral: "" }
    : { pair: ["L", "L"], voltage: "", neutral: "N" };
}

/** A conductor, cut where it passes through the meter. */
function conductorLines(wired: Wired, layout: WiringLayout): readonly Markup[] {
  const { current } = drawnHookUp(wired);
  const { width } = layout;
  return layout.conductors.map((conductor) => {
    const y = layout.row(conductor);
    const isCut =
      conductor === "N"
        ? takenInside(wired, "N")
        : isLooped(wired) && phases.some((input) => current[input]?.from === conductor);
    const [out, back] = conductor === "N" ? [layout.tap("N"), layout.neutralOut] : layout.pair(conductor);
    const line = isCut
      ? `M${lineStart} ${y}H${out}M${back} ${y}H${width - 8}`
      : `M${lineStart} ${y}H${width - 8}`;
    // VTs in star stand to earth where the network has no neutral.
    const isEarth = conductor === "N" && !usesNeutral(wired.mode) && !isTapped(wired);
    return markup`<path class="conductor phase-${conductor}" d="${line}M${width - 13} ${y - 5}l6 5-6 5"/>${
      isEarth
        ? markup`<path class="conductor phase-N" d="M${lineStart} ${y}H20"/>${earthSvg({ x: 20, y })}`
        : markup`<text class="tip phase-${conductor}" x="28" y="${y + 4}" text-anchor="end">${conductor}</text>`
    }`;
  });
}
const isTapped = (wired: Wired): boolean => {
  const { voltage } = drawnHookUp(wired);
  return conductors.some((terminal) => voltage[terminal] === "N");
};

function transformersSvg(wired: Wired, layout: WiringLayout, words: WiringWords): Markup {
  const { transformers, meter } = wired;
  const cts = ctsOf(wired).map((phase) => {
    const ct = transformers?.current[phase];
    const isRatioWrong = ct !== undefined && meter !== null && ct.ratio !== meter.programmed.ctRatio;
    return ctSvg(
      {
        phase,
        ratio: ct === undefined || meter === null ? null : words.ctRatio(ct.ratio),
        isRatioWrong,
        polarity: ct?.polarity ?? "normal",
        secondary: ct?.secondary ?? "closed",
      },
      layout.pair(phase),
      layout.row(phase),
    );
  });
  const neighbour = sharedByVts(wired) ?? "N";
  const voltage = transformers?.voltage;
  const shared = (voltage?.kind !== "direct" && voltage?.commonPrimary) || "closed";
  const named = vtsOf(wired);
  const vts = named.map(({ name, vt: { polarity, primary = "closed", secondary } }) => {
    const phase = groupOfVt(name);
    return vtSvg({ phase, neighbour, polarity, primary, shared, secondary }, layout.tap(phase), {
      ...layout,
      from: layout.row(phase),
      neighbour: layout.row(neighbour),
    });
  });
  const ends = named.map(({ name }) => layout.tap(groupOfVt(name)) + vtWidth);
  if (ends.length === 0) return markup`${cts}`;
  const isEarthed = neighbour !== "N";
  const tapped = isEarthed || isTapped(wired) ? [layout.tap(neighbour)] : [];
  const end = Math.max(...ends, ...tapped) + (isEarthed ? vtWidth : 0);
  return markup`${cts}${vts}<path class="lead shared" d="M${Math.min(...ends, ...tapped)} ${layout.shared}H${end}"/>${
    isEarthed ? earthSvg({ x: end, y: layout.shared }) : null
  }`;
}

function terminalsSvg(wired: Wired, { inputs, pair, tap, neutralOut, terminals: y }: WiringLayout): Markup {
  const { voltageTerminals, currentInputs } = insertionModeFacts[wired.mode];
  const { voltage, current } = drawnHookUp(wired);
  const looped = isLooped(wired);
  const caption = (x: number, text: string) =>
    markup`<text class="faint-text" x="${x}" y="${y + 36}" text-anchor="middle">${text}</text>`;
  const groups = inputs.map((phase) => {
    const names = terminalNames(wired, phase);
    const isInput = currentInputs.includes(phase) || current[phase] !== null;
    const isVoltage = voltageTerminals.includes(phase) || voltage[phase] !== null;
    const [one, two] = pair(phase);
    const inside = takenInside(wired, phase);
    const through = looped && current[phase] !== null;
    return [
      through ? markup`<path class="lead through" d="M${one} ${y}H${two}"/>` : null,
      terminalSvg(one, y, names.pair[0], isInput),
      terminalSvg(two, y, names.pair[1], isInput),
      caption((one + two) / 2, `${inside ? "I, U" : "I"} ${phase}`),
      inside || (looped && !isVoltage)
        ? null
        : markup`${terminalSvg(tap(phase), y, names.voltage, isVoltage)}${caption(tap(phase), `U ${phase}`)}`,
    ];
  });
  const { neutral } = terminalNames(wired, "L1");
  const throughN = takenInside(wired, "N");
  return markup`${groups}${throughN ? markup`<path class="lead through" d="M${tap("N")} ${y}H${neutralOut}"/>` : null}${terminalSvg(
    tap("N"),
    y,
    neutral,
    voltageTerminals.includes("N") || voltage.N !== null,
  )}${throughN || (looped && isSinglePhase(wired)) ? terminalSvg(neutralOut, y, neutral, throughN) : null}${caption(
    throughN ? (tap("N") + neutralOut) / 2 : tap("N"),
    "N",
  )}`;
}

/** Terminals that should have a lead and have none. */
function openEnds(faults: readonly WiringFault[], { pair, tap, terminals }: WiringLayout): readonly Markup[] {
  return faults.flatMap((fault) =>
    fault.kind === "openVoltage"
      ? [openEndSvg(tap(fault.terminal), terminals)]
      : fault.kind === "openCurrent" || fault.kind === "bypassed"
        ? pair(fault.input).map((x) => openEndSvg(x, terminals))
        : [],
  );
}

export function wiringDiagram(wired: Wired, words: WiringWords): Markup {
  const faults = wiringFaults(wired);
  const leads = leadsOf(wired, faults);
  const turning = leads.filter(turns);
  const layout = wiringLayout(wired, {
    turning: turning.length,
    faults: faults.length,
    marked: faults.some(isAtTerminals),
  });
  const { width, height, boxTop, boxRight, boxBottom } = layout;
  const names = faults.map(
    (fault, i) =>
      markup`${badgeSvg({ x: 16, y: layout.name(i) - 4 }, i + 1)}<text class="fault-name" x="30" y="${layout.name(i)}">${words.fault(fault)}</text>`,
  );
  return markup`<svg class="figure wiring" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.label}"><text class="faint-text" x="6" y="13">${words.network}</text><text class="faint-text" x="${width - 6}" y="13" text-anchor="end">${words.load}</text>${conductorLines(wired, layout)}${transformersSvg(wired, layout, words)}<rect class="meter-box" x="${lineStart}" y="${boxTop}" width="${boxRight - lineStart}" height="${boxBottom - boxTop}" rx="6"/>${leads.map((lead) => leadSvg(lead, turning.indexOf(lead), layout))}${openEnds(faults, layout)}${terminalsSvg(wired, layout)}${marksOf(faults, layout).map(({ at, number }) => badgeSvg(at, number))}${names}</svg>`;
}
