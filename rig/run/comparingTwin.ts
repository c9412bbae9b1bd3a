/**
 * The ideal twin of the comparing side: it lives through the same signals at the same instants as the meter under test,
 * so that what is not plain power times time - an average over the integration time, its maximum - can be compared too.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { elapse } from "#models/meter/elapse.ts";
import { heldValue } from "#models/meter/heldValue.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { inMicroseconds, microseconds, type Seconds } from "#models/units.ts";

export class ComparingTwin {
  private readonly spec: MeterSpec;
  private state: MeterState;
  private signals: TerminalSignals | null = null;
  /** Whole microseconds, so that no slicing of the time loses a part of one. */
  private at: number;

  constructor(spec: MeterSpec, now: Seconds) {
    this.spec = spec;
    this.state = initialState(spec);
    this.at = inMicroseconds(now);
  }

  apply(signals: TerminalSignals, at: Seconds): void {
    this.liveUntil(at);
    this.signals = signals;
  }

  /** What it shows at an instant; quantities it does not show are left out. */
  readings(
    at: Seconds,
    quantities: readonly QuantityName[],
  ): Readonly<Partial<Record<QuantityName, number>>> {
    this.liveUntil(at);
    const shown: Partial<Record<QuantityName, number>> = {};
    for (const quantity of quantities) {
      const value = heldValue(this.spec, this.state, quantity);
      if (value !== null) shown[quantity] = value;
    }
    return shown;
  }

  private liveUntil(instant: Seconds): void {
    const until = inMicroseconds(instant);
    if (this.signals !== null && until > this.at)
      this.state = elapse(this.spec, this.state, this.signals, microseconds(until - this.at)).state;
    this.at = Math.max(this.at, until);
  }
}
