/**
 * A concentrator that lives by a clock, wired to sources that do: whenever its bus is asked, its sources have lived up to
 * that instant and what their contacts did has been counted. Its supply goes and comes at instants told in advance.
 */
import {
  type ConcentratorSpec,
  type ConcentratorState,
  concentratorDevice,
  elapseConcentrator,
  newConcentrator,
} from "#models/devices/d4cr8.ts";
import { elapseFlow, newFlowMeter } from "#models/devices/flowMeter.ts";
import type { Closure } from "#models/devices/pulseInput.ts";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { inMicroseconds, type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import type { SiteFlowMeter } from "#rig/site/site.ts";

/** The contact of a meter, as the wire sees it. */
export interface PulseWire {
  /** Lives up to an instant of the clock, and gives what happened on it since it was last asked, ascending. */
  closures(until: Seconds): readonly Closure[];
}

/** From an instant of the clock on. */
interface FlowChange {
  readonly at: Seconds;
  /** Microlitres per hour, heat: microwatts. */
  readonly flow: number;
}

/** A gas, water or heat meter that lives by a clock; `changes` ascending, the first one where it begins. */
export function hostedFlow(
  { spec }: SiteFlowMeter,
  born: Seconds,
  changes: readonly FlowChange[],
): PulseWire {
  let state = newFlowMeter(spec);
  let next = 0;
  let flow = 0;
  return {
    closures(now) {
      const closures: Closure[] = [];
      const liveUntil = (instant: Seconds): void => {
        const until = inMicroseconds(seconds(instant - born));
        if (until <= state.clock) return;
        const elapsed = elapseFlow(spec, state, flow, until);
        state = elapsed.state;
        closures.push(...elapsed.closures);
      };
      for (; next < changes.length && changes[next]!.at <= now; next++) {
        liveUntil(changes[next]!.at);
        flow = changes[next]!.flow;
      }
      liveUntil(now);
      return closures;
    },
  };
}

/** `changes`: whether it has its supply from an instant on, ascending; before the first it has. */
export function hostedConcentrator(
  spec: ConcentratorSpec,
  clock: Clock,
  born: Seconds,
  wires: readonly (PulseWire | null)[],
  changes: readonly { readonly at: Seconds; readonly isSupplied: boolean }[],
): RegisterDevice {
  let state: ConcentratorState = newConcentrator(spec);
  let isSupplied = true;
  let next = 0;
  let pending: Closure[][] = wires.map(() => []);

  const liveUntil = (instant: Seconds): void => {
    const until = inMicroseconds(seconds(instant - born));
    // A source tells of what happens up to a change before it tells of what comes after.
    const due = pending.map((closures) => closures.filter((each) => endOf(each) <= until));
    pending = pending.map((closures, input) => closures.slice(due[input]!.length));
    state = elapseConcentrator(spec, state, due, isSupplied, Math.max(until, state.clock));
  };
  const now = (): ConcentratorState => {
    const instant = clock.now();
    for (const [input, wire] of wires.entries())
      if (wire !== null) pending[input]!.push(...wire.closures(instant));
    for (; next < changes.length && changes[next]!.at <= instant; next++) {
      liveUntil(changes[next]!.at);
      isSupplied = changes[next]!.isSupplied;
    }
    liveUntil(instant);
    return state;
  };
  return concentratorDevice(spec, now);
}

const endOf = (closure: Closure): number => (closure.kind === "pulses" ? closure.train.last : closure.at);
