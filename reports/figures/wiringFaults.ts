/** Where a hook-up departs from the wiring diagram of its insertion mode, terminal by terminal. */
import { correctHookUp, type HookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import { type Conductor, conductors, type Phase, phases } from "#models/threePhase.ts";

export type WiringFault =
  | { readonly kind: "reversed"; readonly input: Phase }
  | { readonly kind: "otherPhase"; readonly input: Phase; readonly from: Phase }
  | { readonly kind: "openCurrent"; readonly input: Phase }
  | { readonly kind: "openVoltage"; readonly terminal: Conductor }
  | { readonly kind: "otherConductor"; readonly terminal: Conductor; readonly from: Conductor }
  /** Connected, where the mode uses nothing. */
  | { readonly kind: "extraCurrent"; readonly input: Phase }
  | { readonly kind: "extraVoltage"; readonly terminal: Conductor };

/** Voltage terminals first, then current inputs; a CT of another phase that is reversed too counts twice. */
export function wiringFaults(mode: InsertionMode, hookUp: HookUp): readonly WiringFault[] {
  const right = correctHookUp(mode);
  const voltage = conductors.flatMap((terminal): WiringFault[] => {
    const [is, should] = [hookUp.voltage[terminal], right.voltage[terminal]];
    if (is === should) return [];
    if (should === null) return [{ kind: "extraVoltage", terminal }];
    return is === null
      ? [{ kind: "openVoltage", terminal }]
      : [{ kind: "otherConductor", terminal, from: is }];
  });
  const current = phases.flatMap((input): WiringFault[] => {
    const [is, should] = [hookUp.current[input], right.current[input]];
    if (should === null) return is === null ? [] : [{ kind: "extraCurrent", input }];
    if (is === null) return [{ kind: "openCurrent", input }];
    return [
      ...(is.from === input ? [] : [{ kind: "otherPhase", input, from: is.from } as const]),
      ...(is.reversed ? [{ kind: "reversed", input } as const] : []),
    ];
  });
  return [...voltage, ...current];
}
