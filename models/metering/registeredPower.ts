/**
 * What the registers are fed of a measured power: the sign policy of the meter. The catalogue lists no export register,
 * so what happens to power that flows backwards - a reversed CT, a generator - is an assumption of the method.
 */
import type { Measurement } from "#models/metering/measurement.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { PerPhase } from "#models/threePhase.ts";
import { type Vars, vars, type Watts, watts } from "#models/units.ts";

export interface RegisteredPower {
  /** Power the consumption registers count; negative only under `signed`, where they run backwards. */
  readonly active: Watts;
  readonly reactive: Vars;
  /** Power the policy leaves out of consumption, as an export register would count it; never negative. */
  readonly exportedActive: Watts;
  readonly exportedReactive: Vars;
}

const forward = (power: number): number => Math.max(0, power);
const backward = (power: number): number => Math.max(0, -power);
const total = (of: (power: number) => number, { L1, L2, L3 }: PerPhase<number>): number =>
  of(L1) + of(L2) + of(L3);

const of = (
  active: number,
  reactive: number,
  exportedActive: number,
  exportedReactive: number,
): RegisteredPower => ({
  active: watts(active),
  reactive: vars(reactive),
  exportedActive: watts(exportedActive),
  exportedReactive: vars(exportedReactive),
});

/**
 * Applies the sign policy, to active and reactive power alike: `clipTotal` the positive part of the total, `clipElement`
 * the positive elements only, `absoluteTotal` and `absoluteElement` magnitudes, `signed` as it comes.
 */
export function registeredPower(method: MeasuringMethod, measured: Measurement): RegisteredPower {
  const p = measured.totalActivePower;
  const q = measured.totalReactivePower;
  switch (method.signPolicy) {
    case "clipTotal":
      return of(forward(p), forward(q), backward(p), backward(q));
    case "clipElement": {
      const { activePower: ps, reactivePower: qs } = measured;
      return of(total(forward, ps), total(forward, qs), total(backward, ps), total(backward, qs));
    }
    case "absoluteTotal":
      return of(Math.abs(p), Math.abs(q), 0, 0);
    case "absoluteElement":
      return of(total(Math.abs, measured.activePower), total(Math.abs, measured.reactivePower), 0, 0);
    case "signed":
      return of(p, q, 0, 0);
  }
}
