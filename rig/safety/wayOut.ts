/**
 * The one way out of a bench whose source can be energised. It holds the source from before it is armed, and whoever
 * leaves - the run at its end, a fault in any layer, a signal, a page, the bench being closed - leaves through here: off
 * is asked once, everybody gets the same answer, and after it the source is latched: nothing arms it again but a new
 * opening of the bench.
 */
import type { Source } from "#rig/instruments/source.ts";
import { RigError } from "#rig/rigError.ts";
import { noteIsOff, noteMayBeLive } from "#rig/safety/mayBeLive.ts";

export interface WayOut {
  /** The source as the bench drives it. Its `off` is the way out. */
  readonly source: Source;
  /**
   * Resolves when the source is off, or was never asked for anything. The first call asks; the others share its answer.
   * @throws {RigError} `sourceNotOff` when nobody and nothing confirms it: it is to be treated as live.
   */
  leave(): Promise<void>;
}

const latched = (): RigError =>
  new RigError("sourceLatched", "the source is switched off on the way out: only a new run arms it again");

const notOff = (cause: unknown): RigError =>
  cause instanceof RigError && cause.code === "sourceNotOff"
    ? cause
    : new RigError("sourceNotOff", "nobody confirmed that the source is off: treat it as live", { cause });

/** `bench`: what people call it. */
export function wayOut(source: Source, bench: string): WayOut {
  let leaving: Promise<void> | null = null;
  /** A source the rig never turned to is not its to switch. */
  let isHeld = false;
  const switchOff = async (): Promise<void> => {
    if (!isHeld) return;
    try {
      await source.off();
    } catch (cause) {
      throw notOff(cause);
    }
    noteIsOff(bench);
  };
  const leave = (): Promise<void> => {
    // In a turn of its own: whoever is asked may be the one who leaves.
    leaving ??= Promise.resolve().then(switchOff);
    return leaving;
  };
  return {
    source: {
      limits: source.limits,
      async arm() {
        if (leaving !== null) throw latched();
        isHeld = true;
        await source.arm();
        if (leaving !== null) throw latched();
      },
      async set(signals, label) {
        if (leaving !== null) throw latched();
        // From here on it may be live, whatever becomes of the asking.
        isHeld = true;
        noteMayBeLive(bench);
        await source.set(signals, label);
      },
      readBack: () => source.readBack(),
      off: leave,
    },
    leave,
  };
}
