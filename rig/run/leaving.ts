/** How a run is left before its end: somebody interrupts it, or something it can't do without is broken. */
import type { Seconds } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";

/**
 * Somebody wants the run to end: the reason of a signal that interrupts it, and thrown inside a run to leave it early.
 * Deliberately not for what broke: a run that is interrupted by any other error has failed of that.
 */
export class Interrupted extends Error {}

/** What broke, where a run is interrupted because something did; null where somebody wished it, or it is not interrupted. */
export const failureOf = ({ aborted, reason }: AbortSignal): unknown =>
  !aborted || reason instanceof Interrupted || (reason as { name?: string } | null)?.name === "AbortError"
    ? null
    : reason;

export const faultOf = (error: unknown): { readonly code: string; readonly message: string } => {
  const { message, code } = error as { message?: string; code?: string };
  return { code: code ?? "unforeseen", message: message ?? String(error) };
};

/** What the work gives. @throws {Interrupted} as soon as the signal says so, whatever becomes of the work. */
export async function unlessInterrupted<T>(work: Promise<T> | T, interrupted: AbortSignal): Promise<T> {
  if (interrupted.aborted) throw new Interrupted();
  let stop: () => void = () => {};
  const abort = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted());
    interrupted.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, abort]);
  } finally {
    interrupted.removeEventListener("abort", stop);
  }
}

/** Lets bench time pass. @throws {Interrupted} as soon as the signal says so. */
export async function elapse(bench: Bench, duration: Seconds, interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) throw new Interrupted();
  if (duration > 0) await unlessInterrupted(bench.elapse(duration, interrupted), interrupted);
}
