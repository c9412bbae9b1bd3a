/**
 * The hand on a run that is followed live: it can be held up between two events and be ended. Being held up does not
 * switch anything off; on a virtual bench time stands still meanwhile, on a real one it passes.
 */
import type { Cancel } from "#rig/clock.ts";

export interface RunControl {
  readonly interrupted: AbortSignal;
  /** Awaited before each next event is asked for; undefined: go on. */
  gate(): Promise<void> | undefined;
  readonly isPaused: boolean;
  /** `hold` makes bench time stand still, where it can. */
  pause(hold: () => Cancel): void;
  resume(): void;
  stop(): void;
}

/** `program`: interrupts the run too, when it is aborted, for its reason. */
export function runControl(program?: AbortSignal): RunControl {
  const interruption = new AbortController();
  let open: (() => void) | null = null;
  let closed: Promise<void> | undefined;
  const resume = (): void => {
    open?.();
    open = null;
    closed = undefined;
  };
  const end = (reason?: unknown): void => {
    interruption.abort(reason);
    resume();
  };
  if (program?.aborted) end(program.reason);
  program?.addEventListener("abort", () => end(program.reason));
  return {
    interrupted: interruption.signal,
    gate: () => closed,
    get isPaused() {
      return open !== null;
    },
    pause(hold) {
      if (open !== null || interruption.signal.aborted) return;
      const release = hold();
      closed = new Promise((resolve) => {
        open = () => {
          release();
          resolve();
        };
      });
    },
    resume,
    stop: () => end(),
  };
}
