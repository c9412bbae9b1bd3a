/**
 * A load that is a mix of constant power, current and impedance (ZIP), each a share of the power it takes at rated voltage.
 * It becomes as many loads as it has kinds: a motor, a ballast and a heater side by side, each in a star of its own where
 * there is no neutral.
 */
import type { PhasePair } from "#models/network/element.ts";
import {
  constantCurrent,
  constantPower,
  type Demand,
  impedanceDrawing,
  type Load,
} from "#models/network/load.ts";
import type { Phase } from "#models/threePhase.ts";
import { amperes, asPercent, type Ratio, radians, ratio, type Volts, vars, watts } from "#models/units.ts";

/** Shares of the whole; what is left out is nothing. */
export interface LoadMix {
  readonly power?: Ratio | undefined;
  readonly current?: Ratio | undefined;
  readonly impedance?: Ratio | undefined;
}
const kinds = ["power", "current", "impedance"] as const;
type Kind = (typeof kinds)[number];

/** Of the sum of shares a person writes in per cent. */
const rounding = 1e-9;

/** What is wrong with a mix beside what else is said of the load; null: nothing. */
export function whyNoMix(
  mix: LoadMix,
  said: { readonly power?: unknown; readonly direction?: "import" | "export" | undefined },
): string | null {
  if (said.power === undefined) return "a mix is of a power: give the load a power";
  if (kinds.some((kind) => (mix[kind] ?? 0) < 0)) return "a share of a mix is not negative";
  const whole = kinds.reduce((sum, kind) => sum + (mix[kind] ?? 0), 0);
  if (Math.abs(whole - 1) > rounding)
    return `the shares of a mix add up to 100 %, not ${Number(asPercent(ratio(whole)).toPrecision(6))} %`;
  if (said.direction === "export" && (mix.impedance ?? 0) > 0)
    return "an impedance gives nothing back: a mix that exports has none";
  return null;
}

function shareOf(
  { active, reactive }: Extract<Demand, { readonly kind: "power" }>,
  kind: Kind,
  share: number,
  ratedVoltage: Volts,
): Demand {
  const [p, q] = [watts(active * share), vars(reactive * share)];
  switch (kind) {
    case "power":
      return constantPower(p, q);
    case "current":
      return constantCurrent(amperes(Math.hypot(p, q) / ratedVoltage), radians(Math.atan2(q, p)));
    case "impedance":
      return impedanceDrawing(p, q, ratedVoltage);
  }
}

const idOf = (load: Load, kind: Kind): string =>
  kind === "power" ? load.id : `${load.id} at constant ${kind}`;

/** The load itself where no phase of it is mixed; else one for each kind that takes something. */
export function mixedLoads(
  load: Load,
  mixes: Readonly<Partial<Record<Phase | PhasePair, LoadMix>>>,
): readonly Load[] {
  if (Object.keys(mixes).length === 0) return [load];
  return kinds.flatMap((kind) => {
    const demand = Object.fromEntries(
      Object.entries(load.demand).flatMap(([name, one]: [string, Demand]) => {
        const mix = mixes[name as Phase | PhasePair];
        if (mix === undefined || one.kind !== "power") return kind === "power" ? [[name, one] as const] : [];
        const share = mix[kind] ?? 0;
        return share === 0 ? [] : [[name, shareOf(one, kind, share, load.ratedVoltage)] as const];
      }),
    );
    return Object.keys(demand).length === 0 ? [] : [{ ...load, id: idOf(load, kind), demand } as Load];
  });
}
