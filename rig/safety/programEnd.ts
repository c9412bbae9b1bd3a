/**
 * The end of this program as it is asked for from outside (a signal), or forced by a fault that no one caught. The first
 * is a wish to leave: whatever is energised is switched off and confirmed, what happened is stored, then the program
 * ends. A second signal is the wish to leave at once: nobody is asked any more, and what is not confirmed off is said to
 * be live. SIGHUP says that the terminal is gone, which shell and system each say: heard again it says nothing new.
 */
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import { Interrupted } from "#rig/run/leaving.ts";
import { mayBeLive } from "#rig/safety/mayBeLive.ts";
import { isRunByNpm } from "#rig/safety/passedOnSignals.ts";
import { stoppingSignals } from "#rig/safety/stoppingSignals.ts";
import { refuseSuspension } from "#rig/safety/suspension.ts";

export type Ending =
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "unforeseen"; readonly error: unknown };

export interface ProgramEnd {
  /** Aborted when the program is to end; its reason is an `Interrupted` for a signal, else the fault. */
  readonly leaving: AbortSignal;
  /** Aborted when it is to end without asking anybody. */
  readonly atOnce: AbortSignal;
  /** What began it; null: nothing has. */
  readonly ending: Ending | null;
  /** Signals and faults are this program's no longer: they end it as they end any other. */
  close(): void;
}

export interface ProgramEndOptions {
  /** The code of a program that is ended at once. */
  readonly exitCodes: { readonly interrupted: number; readonly trouble: number };
  /** Told of the first ending, before anything is done. */
  readonly onLeaving: (ending: Ending) => void;
  /** Told when the program was to be suspended (Ctrl-Z) and goes on, for a source may be live. */
  readonly onNotSuspended?: (ending: Ending | null) => void;
  /** From the second signal until the program is ended whatever it is still doing. Default 3 s. */
  readonly lastMoments?: Seconds;
}

/** From one signal to the same one passed on by npm. */
const passedOnWithin = seconds(1);

export function programEnd({
  exitCodes,
  onLeaving,
  onNotSuspended = () => {},
  lastMoments = seconds(3),
}: ProgramEndOptions): ProgramEnd {
  const leaving = new AbortController();
  const atOnce = new AbortController();
  let ending: Ending | null = null;
  let heardAt = 0;
  // Now: a shell between them may be gone by the time a signal comes.
  const isPassedOnTo = isRunByNpm();

  const leave = (by: Ending): void => {
    ending = by;
    heardAt = performance.now();
    onLeaving(by);
    leaving.abort(by.kind === "signal" ? new Interrupted(by.signal) : by.error);
  };
  const isPassedOn = (signal: NodeJS.Signals): boolean =>
    ending?.kind === "signal" &&
    ending.signal === signal &&
    isPassedOnTo &&
    performance.now() - heardAt < inMilliseconds(passedOnWithin);
  const endAtOnce = (): void => {
    if (mayBeLive().length === 0) process.exit(exitCodes.interrupted);
    if (atOnce.signal.aborted) process.exit(exitCodes.trouble);
    // What was going on hears that nobody will answer, and is stored as that; but it is not waited for long.
    setTimeout(() => process.exit(exitCodes.trouble), inMilliseconds(lastMoments)).unref();
    atOnce.abort();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending === null) leave({ kind: "signal", signal });
    else if (signal !== "SIGHUP" && !isPassedOn(signal)) endAtOnce();
  };
  const onFault = (error: unknown): void => {
    if (ending === null) leave({ kind: "unforeseen", error });
  };
  for (const signal of stoppingSignals) process.on(signal, onSignal);
  process.on("uncaughtException", onFault);
  process.on("unhandledRejection", onFault);
  const allowSuspension = refuseSuspension(() => onNotSuspended(ending));
  return {
    leaving: leaving.signal,
    atOnce: atOnce.signal,
    get ending() {
      return ending;
    },
    close() {
      for (const signal of stoppingSignals) process.off(signal, onSignal);
      process.off("uncaughtException", onFault);
      process.off("unhandledRejection", onFault);
      allowSuspension();
    },
  };
}
