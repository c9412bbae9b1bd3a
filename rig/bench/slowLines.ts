/**
 * The buses of a bench on which an answer came later than expected and could still be told from others: a slow gateway, a
 * radio hop. Such answers are waited for and are right, so no verdict rests on this; but whoever sees a run take its time,
 * or looks for the setting to change, has to be told.
 */
import type { Seconds } from "#models/units.ts";
import type { BusObserver } from "#rig/bench/busObserver.ts";

/** A bus slower than its time-out says. Seconds on the wire. */
export interface SlowLine {
  readonly bus: string;
  readonly positions: readonly string[];
  /** The longest an answer took, from the end of its question. */
  readonly latency: Seconds;
  /** What the bus's settings led to expect. */
  readonly expected: Seconds;
}

export interface SlowLines {
  readonly observe: BusObserver;
  /** Each bus that has become slower since the last call, once. */
  take(): readonly SlowLine[];
}

export const slowLines = (positionsOn: (bus: string) => readonly string[]): SlowLines => {
  const slower = new Map<string, SlowLine>();
  return {
    observe(bus, heard) {
      if (heard.kind !== "slower") return;
      const { latency, expected } = heard;
      slower.set(bus, { bus, positions: positionsOn(bus), latency, expected });
    },
    take() {
      const taken = [...slower.values()];
      slower.clear();
      return taken;
    },
  };
};
