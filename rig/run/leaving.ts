/** How a run is left before its end: somebody interrupts it, or something it can't do without is broken. */
import type { Seconds } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";

/** Thrown inside a run to leave it early; `run` catches it, nobody else sees it. */
export class Interrupted extends Error {}

export const faultOf = (error: unknown): { readonly code: string; readonly message: string } => {
  const { message, code } = error as { message?: string; code?: string };
  return { code: code ?? "unforeseen", message: message ?? String(error) };
};

/** Lets bench time pass. @throws {Interrupted} as soon as the signal says so. */
export async function elapse(bench: Bench, duration: Seconds, interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) throw new Interrupted();
  if (duration <= 0) return;
  let stop: () => void = () => {};
  const abort = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted());
    interrupted.addEventListener("abort", stop, { once: true });
  });
  try {
    await Promise.race([bench.elapse(duration), abort]);
  } finally {
    interrupted.removeEventListener("abort", stop);
  }
}
