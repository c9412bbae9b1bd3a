/**
 * Where a connection departs from the wiring diagram of its insertion mode and from what is programmed: leads on other
 * terminals, instrument transformers mounted the wrong way round, their secondaries open or shorted, ratios other than
 * KTA and KTV. Errors of transformers are no faults of the wiring.
 */
import { correctHookUp } from "#models/connection/hookUp.ts";
import { type Conductor, conductors, type Phase, phases } from "#models/threePhase.ts";
import {
  ctsOf,
  drawnHookUp,
  isExchanged,
  isLooped,
  sharedByVts,
  takenInside,
  type VtName,
  vtsOf,
  type Wired,
} from "#reports/figures/wired.ts";

export type WiringFault =
  | { readonly kind: "ctReversed" | "ctOpen" | "ctShorted"; readonly ct: Phase }
  /** Ratios of the CTs named, all alike, and the one programmed. */
  | {
      readonly kind: "ctRatio";
      readonly cts: readonly Phase[];
      readonly mounted: number;
      readonly programmed: number;
    }
  | { readonly kind: "vtReversed" | "vtOpen" | "vtPrimaryOpen"; readonly vt: VtName }
  /** The primary lead that all VTs share, to this conductor. */
  | { readonly kind: "vtSharedOpen"; readonly shared: Conductor; readonly vts: readonly VtName[] }
  | {
      readonly kind: "vtRatio";
      readonly vts: readonly VtName[];
      readonly mounted: number;
      readonly programmed: number;
    }
  /** A ratio is programmed, and there are no VTs. */
  | { readonly kind: "vtMissing"; readonly programmed: number }
  | { readonly kind: "openVoltage"; readonly terminal: Conductor }
  | { readonly kind: "otherConductor"; readonly terminal: Conductor; readonly from: Conductor }
  | { readonly kind: "reversed" | "openCurrent"; readonly input: Phase }
  | { readonly kind: "otherPhase"; readonly input: Phase; readonly from: Phase }
  /** The same three of a conductor that passes through the meter: line and load side, past it, another one. */
  | { readonly kind: "sidesInterchanged" | "bypassed"; readonly input: Phase }
  | { readonly kind: "otherLine"; readonly input: Phase; readonly from: Phase }
  /** Phase and neutral, at a single-phase meter. */
  | { readonly kind: "exchanged"; readonly input: Phase }
  /** Connected, where the mode uses nothing. */
  | { readonly kind: "extraCurrent"; readonly input: Phase }
  | { readonly kind: "extraVoltage"; readonly terminal: Conductor };

/** Those whose ratio is not the programmed one, alike ones together. */
function wrongRatios<T>(all: readonly { readonly name: T; readonly ratio: number }[], programmed: number) {
  const mounted = [...new Set(all.map(({ ratio }) => ratio))].filter((ratio) => ratio !== programmed);
  return mounted.map((ratio) => ({
    names: all.filter((each) => each.ratio === ratio).map(({ name }) => name),
    mounted: ratio,
    programmed,
  }));
}

function transformerFaults(wired: Wired): readonly WiringFault[] {
  const { transformers, meter } = wired;
  if (transformers === null) return [];
  const cts = ctsOf(wired).map((ct) => ({ name: ct, ...transformers.current[ct] }));
  const vts = vtsOf(wired);
  const programmed = meter?.programmed;
  return [
    ...cts.flatMap(({ name: ct, polarity, secondary }): WiringFault[] => [
      ...(polarity === "reversed" ? [{ kind: "ctReversed", ct } as const] : []),
      ...(secondary === "closed"
        ? []
        : [{ kind: secondary === "open" ? "ctOpen" : "ctShorted", ct } as const]),
    ]),
    ...(programmed === undefined
      ? []
      : wrongRatios(cts, programmed.ctRatio).map(
          ({ names, ...ratios }) => ({ kind: "ctRatio", cts: names, ...ratios }) as const,
        )),
    ...sharedLeadFaults(wired),
    ...vts.flatMap(({ name: vt, vt: { polarity, primary, secondary } }): WiringFault[] => [
      ...(polarity === "reversed" ? [{ kind: "vtReversed", vt } as const] : []),
      ...(primary === "open" ? [{ kind: "vtPrimaryOpen", vt } as const] : []),
      ...(secondary === "open" ? [{ kind: "vtOpen", vt } as const] : []),
    ]),
    ...(programmed === undefined
      ? []
      : transformers.voltage.kind === "direct" && programmed.vtRatio !== 1
        ? [{ kind: "vtMissing", programmed: programmed.vtRatio } as const]
        : wrongRatios(
            vts.map(({ name, vt: { ratio } }) => ({ name, ratio })),
            programmed.vtRatio,
          ).map(({ names, ...ratios }) => ({ kind: "vtRatio", vts: names, ...ratios }) as const)),
  ];
}

function sharedLeadFaults(wired: Wired): readonly WiringFault[] {
  const voltage = wired.transformers?.voltage;
  const shared = sharedByVts(wired);
  if (shared === null || voltage === undefined || voltage.kind === "direct") return [];
  return voltage.commonPrimary === "open"
    ? [{ kind: "vtSharedOpen", shared, vts: vtsOf(wired).map(({ name }) => name) }]
    : [];
}

/** Departures of the hook-up; a lead of another phase that is reversed too counts twice. */
function hookUpFaults(wired: Wired): readonly WiringFault[] {
  const right = correctHookUp(wired.mode);
  const hookUp = drawnHookUp(wired);
  if (isExchanged(wired)) return [{ kind: "exchanged", input: "L1" }];
  const looped = isLooped(wired);
  const voltage = conductors.flatMap((terminal): WiringFault[] => {
    const [is, should] = [hookUp.voltage[terminal], right.voltage[terminal]];
    // What passes through the wrong input is told once, of the input.
    if (is === should || takenInside(wired, terminal)) return [];
    if (should === null) return [{ kind: "extraVoltage", terminal }];
    return is === null
      ? [{ kind: "openVoltage", terminal }]
      : [{ kind: "otherConductor", terminal, from: is }];
  });
  const current = phases.flatMap((input): WiringFault[] => {
    const [is, should] = [hookUp.current[input], right.current[input]];
    if (should === null) return is === null ? [] : [{ kind: "extraCurrent", input }];
    if (is === null) return [{ kind: looped ? "bypassed" : "openCurrent", input }];
    const { from, reversed } = is;
    return [
      ...(from === input ? [] : [{ kind: looped ? "otherLine" : "otherPhase", input, from } as const]),
      ...(reversed ? [{ kind: looped ? "sidesInterchanged" : "reversed", input } as const] : []),
    ];
  });
  return [...voltage, ...current];
}

/** From the network to the meter: transformers first, then voltage terminals, then current inputs. */
export const wiringFaults = (wired: Wired): readonly WiringFault[] => [
  ...transformerFaults(wired),
  ...hookUpFaults(wired),
];
