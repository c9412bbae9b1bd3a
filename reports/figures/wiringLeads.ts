/**
 * The leads of a wiring diagram: each from where it comes - a tap on its conductor, a VT, a CT, or the cut ends of a
 * conductor that passes through the meter - to the terminal it really ends at. One that ends in its own column goes
 * straight down; every other has a level of its own to cross over at, and leaves its column beside it, so that no two
 * leads ever run on one line.
 */
import { type Conductor, conductors, phases } from "#models/threePhase.ts";
import {
  drawnHookUp,
  isExchanged,
  isLooped,
  sharedByVts,
  takenInside,
  vtsOf,
  type Wired,
} from "#reports/figures/wired.ts";
import type { WiringFault } from "#reports/figures/wiringFaults.ts";
import type { WiringLayout } from "#reports/figures/wiringLayout.ts";
import { type Markup, markup } from "#reports/markup.ts";

/** Columns and heights are asked of the layout, which can be made only when it is known how many leads turn. */
type Column =
  | { readonly kind: "pair"; readonly of: (typeof phases)[number]; readonly side: 0 | 1 }
  | { readonly kind: "tap"; readonly of: Conductor }
  /** The load side of a neutral that passes through the meter. */
  | { readonly kind: "neutralOut" };

export interface Lead {
  readonly from: Column;
  readonly to: Column;
  readonly conductor: Conductor;
  readonly origin: "conductor" | "tap" | "ct" | "vt" | "sharedVt";
  readonly isFaulty: boolean;
}

export const turns = ({ from, to }: Lead): boolean => JSON.stringify(from) !== JSON.stringify(to);

/** The phase through the neutral's terminals, the neutral through those of L. */
function exchangedLeads(phase: Conductor): readonly Lead[] {
  const faulty = { origin: "conductor", isFaulty: true } as const;
  const neutral: readonly Column[] = [{ kind: "tap", of: "N" }, { kind: "neutralOut" }];
  const pair = (of: Conductor): readonly Column[] =>
    of === "N" ? neutral : ([0, 1] as const).map((side) => ({ kind: "pair", of, side }));
  const through = (conductor: Conductor, input: Conductor) =>
    pair(input).flatMap((to, side): Lead[] => {
      const from = pair(conductor)[side];
      return from === undefined ? [] : [{ from, to, conductor, ...faulty }];
    });
  return [...through(phase, "N"), ...through("N", "L1")];
}

export function leadsOf(wired: Wired, faults: readonly WiringFault[]): readonly Lead[] {
  const hookUp = drawnHookUp(wired);
  const looped = isLooped(wired);
  const shared = sharedByVts(wired);
  if (isExchanged(wired)) return exchangedLeads(hookUp.voltage.N ?? "L1");
  const hasVts = vtsOf(wired).length > 0;
  const originOf = (conductor: Conductor): Lead["origin"] => {
    if (!hasVts) return "tap";
    return conductor === shared ? "sharedVt" : "vt";
  };
  const voltage = conductors.flatMap((terminal): Lead[] => {
    const from = hookUp.voltage[terminal];
    if (from === null) return [];
    if (takenInside(wired, terminal)) {
      if (terminal !== "N") return [];
      const through = { conductor: "N", origin: "conductor", isFaulty: false } as const;
      const [line, load] = [{ kind: "tap", of: "N" } as const, { kind: "neutralOut" } as const];
      return [
        { from: line, to: line, ...through },
        { from: load, to: load, ...through },
      ];
    }
    return [
      {
        from: { kind: "tap", of: from },
        to: { kind: "tap", of: terminal },
        conductor: from,
        origin: originOf(from),
        isFaulty: faults.some((fault) => "terminal" in fault && fault.terminal === terminal),
      },
    ];
  });
  const current = phases.flatMap((input): Lead[] => {
    const lead = hookUp.current[input];
    if (lead === null) return [];
    return ([0, 1] as const).map((side) => ({
      from: { kind: "pair", of: lead.from, side },
      to: { kind: "pair", of: input, side: lead.reversed ? (side === 0 ? 1 : 0) : side },
      conductor: lead.from,
      origin: looped ? "conductor" : "ct",
      isFaulty: faults.some((fault) => "input" in fault && fault.input === input),
    }));
  });
  return [...voltage, ...current];
}

const columnAt = (column: Column, { pair, tap, neutralOut }: WiringLayout): number =>
  column.kind === "pair" ? pair(column.of)[column.side] : column.kind === "tap" ? tap(column.of) : neutralOut;

/** Leads that change column go down beside the straight ones. */
const aside = 8;
/** From a conductor to the ends of a CT's winding. */
export const ctDepth = 14;

export function leadSvg(lead: Lead, turning: number, layout: WiringLayout): Markup {
  const { row, secondary, shared, bend, track, terminals } = layout;
  const { conductor, origin, isFaulty } = lead;
  const [from, to] = [columnAt(lead.from, layout), columnAt(lead.to, layout)];
  const y = {
    conductor: row(conductor),
    tap: row(conductor),
    ct: row(conductor) + ctDepth,
    vt: secondary,
    sharedVt: shared,
  }[origin];
  const beside = from + (lead.from.kind === "tap" || to > from ? aside : -aside);
  const path = turns(lead)
    ? `M${from} ${y}V${bend}H${beside}V${track(turning)}H${to}V${terminals}`
    : `M${from} ${y}V${terminals}`;
  const name = `${origin === "conductor" ? "lead through" : "lead"} phase-${conductor}${isFaulty ? " wrong" : ""}`;
  // A shared lead begins in the middle of the wire that joins the VTs.
  const dotted = origin === "tap" || origin === "sharedVt";
  return markup`<path class="${name}" d="${path}"/>${
    dotted ? markup`<circle class="tap phase-${conductor}" cx="${from}" cy="${y}" r="3"/>` : null
  }`;
}
